"""Seat in a place, or also active there: what each leaves, marks and counts, by hand."""

import pandas
import pytest

from atlas.db import database
from atlas.model.selection import Selection
from tests.queries import plain

LAST = plain.years()[1]
SAARLAND = Selection(LAST, regions=("DE-SL",))
AT_SEAT = Selection(LAST, regions=("DE-SL",), seat_only=True)


def ask(query: str, chosen: Selection, **values: str) -> pandas.DataFrame:
    return database.run(query, chosen.parameters(), **values)


def test_ivam_is_only_active_in_saarland() -> None:
    """IVAM works all over Germany from Dortmund; autoregion has its seat in Saarbrücken."""
    rows = ask("metric_by_cluster", SAARLAND, metric="members").set_index("cluster_id")
    ivam, autoregion = rows.loc["ivam"], rows.loc["autoregion"]
    assert (ivam["seat_elsewhere"], ivam["seat_name_en"]) == (True, "North Rhine-Westphalia")
    assert ivam["seat_name_de"] == "Nordrhein-Westfalen"
    assert not autoregion["seat_elsewhere"]
    assert autoregion["seat_name_en"] is None
    assert "ivam" not in set(ask("selected_cluster", AT_SEAT)["cluster_id"])
    assert "autoregion" in set(ask("selected_cluster", AT_SEAT)["cluster_id"])


@pytest.mark.parametrize("at", ["seat", "covered"])
@pytest.mark.parametrize("query", ["metric_by_region", "per_inhabitant"])
def test_saarland_paints_no_other_region_by_those_only_active_there(query: str, at: str) -> None:
    rows = ask(query, SAARLAND, metric="members", at=at).set_index("region_id")
    assert "DE-NW" not in rows.index
    seated = len(ask("selected_cluster", AT_SEAT))
    every = len(ask("selected_cluster", SAARLAND))
    assert seated < every
    whole_country = {"ivam"} if query == "per_inhabitant" else set()
    expected = seated if at == "seat" else every - len(whole_country)
    assert rows.loc["DE-SL", "clusters"] <= every
    assert rows.loc["DE-SL", "clusters"] >= min(seated, expected)
    assert rows["clusters"].idxmax() == "DE-SL"
    # three clusters in all of Germany would be said of those in Saarland
    assert "DE" not in rows.index


def test_matrix_and_groups_count_no_other_region() -> None:
    pairs = ask("clusters_by_field_and_place", SAARLAND, by="region")
    assert set(pairs["place_id"]) == {"DE-SL"}
    by_group = ask("metric_by_group", SAARLAND, metric="members", by="region")
    by_year = ask("metric_by_year_and_group", SAARLAND, metric="members", by="region")
    assert set(by_group["group_id"]) == set(by_year["group_id"]) == {"DE-SL"}
    # by sector all of them count
    by_sector = ask("metric_by_group", SAARLAND, metric="members", by="sector")
    assert len(by_sector) > len(by_group)


def test_the_size_says_how_many_are_only_active_there() -> None:
    size = ask("selection_size", SAARLAND).iloc[0]
    wanted = {one for one in plain.selected(SAARLAND) if plain.elsewhere(one, SAARLAND)}
    assert size["elsewhere"] == len(wanted) > 0
    assert ask("selection_size", AT_SEAT).iloc[0]["elsewhere"] == 0
    assert ask("selection_size", Selection(LAST)).iloc[0]["elsewhere"] == 0


def test_a_seat_counts_even_where_the_cluster_works_for_another_region() -> None:
    """Flanders' FOOD has its office in Brussels and works for Flanders."""
    brussels = Selection(LAST, regions=("BE-BRU",))
    assert "flanders-food" in set(ask("selected_cluster", brussels)["cluster_id"])


def test_a_region_narrows_its_country_by_seat_too() -> None:
    chosen = Selection(LAST, countries=("DE", "AT"), regions=("DE-SL",), seat_only=True)
    rows = ask("selected_cluster", chosen)
    assert set(rows["country_id"]) == {"DE", "AT"}
    assert set(rows.loc[rows["country_id"] == "DE", "seat_region_id"]) == {"DE-SL"}


def test_a_seat_known_by_country_only_is_not_said_to_be_elsewhere() -> None:
    saxony = Selection(LAST, regions=("DE-SN",))
    rows = ask("metric_by_cluster", saxony, metric="founding_year").set_index("cluster_id")
    amz = rows.loc["amz-sachsen"]
    assert (amz["seat_elsewhere"], amz["seat_name_en"]) == (True, None)
    abroad = ask("metric_by_cluster", Selection(LAST, countries=("LU",)), metric="members")
    assert abroad.set_index("cluster_id").loc["autoregion", "seat_name_en"] == "Saarland"
