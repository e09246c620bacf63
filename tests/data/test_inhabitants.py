"""Inhabitants of the regions: whole, and so are the sums of countries and figures per head."""

from pathlib import Path

import pytest

from atlas.db import database
from atlas.model.selection import Selection
from data.build import build
from data.problems import BadData
from tests.conftest import Sql
from tests.data.editions import copy_of_tables
from tests.data.test_build import add, swap
from tests.queries import plain

LAST = plain.years()[1]


def test_regions_make_up_their_country(sql: Sql) -> None:
    sums = sql(
        "select parent_id, sum(population) from population join region using (region_id) "
        "where parent_id is not null group by parent_id"
    )
    whole: dict[str, int] = dict(
        sql("select region_id, population from population where regions_add_up")
    )
    lacking = {one for (one,) in sql("select region_id from population where not regions_add_up")}
    assert lacking == {"ES", "FR"}
    assert {one for one, _ in sums} == set(whole) | lacking
    for country, total in sums:
        if country in whole:
            assert total == pytest.approx(whole[country], rel=0.003)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: swap(folder, "population.csv", "DE-SN,", "DE-SN,9"),
        lambda folder: swap(folder, "population.csv", "FR,68", "FR,0"),
        lambda folder: swap(folder, "population.csv", "\nDE-SN", "\nDE-QQ"),
        lambda folder: add(folder, "population.csv", "DE-SN,1,2025,,eurostat-population-2025,"),
    ],
)
def test_wrong_numbers_are_told(spoil: object, tmp_path: Path) -> None:
    folder = copy_of_tables(tmp_path / "data")
    spoil(folder)  # type: ignore[operator]
    with pytest.raises(BadData, match=r"population\.csv"):
        build(folder, tmp_path / "clusters.duckdb")


@pytest.mark.parametrize("at", ["seat", "covered"])
def test_ratios_are_the_totals_by_the_inhabitants(at: str) -> None:
    chosen = Selection(LAST)
    rows = database.run("per_inhabitant", chosen.parameters(), metric="members", at=at)
    people = {row["region_id"]: int(row["population"]) for row in plain.rows("population")}
    members = plain.report("members", chosen).set_index("cluster_id")["value"].astype(float)
    by_id, drawn = plain.by_id("clusters"), plain.by_id("regions")
    there: dict[str, set[str]] = {}
    if at == "seat":
        for one, row in by_id.items():
            # a seat known by country only paints no country that is drawn whole
            by_country = row["seat_region_id"] or drawn[row["country_id"]]["outline"] != "yes"
            places = {row["seat_region_id"], row["country_id"] if by_country else ""}
            for place in places - {""}:
                there.setdefault(place, set()).add(one)
    else:
        for row in plain.rows("cluster_regions"):
            for place in {row["region_id"], plain.country(row["region_id"])}:
                there.setdefault(place, set()).add(row["cluster_id"])
    assert set(rows["region_id"]) == set(there)
    for row in rows.to_dict("records"):
        own = there[row["region_id"]]
        inhabitants = people[row["region_id"]]
        assert row["clusters"] == len(own)
        assert row["clusters_per_million"] == pytest.approx(len(own) * 1e6 / inhabitants)
        assert row["few"] == (len(own) < 3 or inhabitants < 100_000)
        reported = members[members.index.isin(own)]
        assert row["reporting"] == len(reported)
        if len(reported):
            assert row["per_100000"] == pytest.approx(reported.sum() * 1e5 / inhabitants)


def test_one_cluster_in_a_small_region_does_not_lead_europe() -> None:
    rows = database.run(
        "per_inhabitant", Selection(LAST).parameters(), metric="members", at="covered"
    )
    leading = rows[~rows["few"]].sort_values("clusters_per_million", ascending=False)
    assert (leading["clusters"] >= 3).all()
    assert not set(leading["region_id"]) & {"CH-AI", "CH-AR", "LI"}
