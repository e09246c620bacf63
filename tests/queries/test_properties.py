"""Any selection, metric and year: the queries answer what a plain computation answers."""

import math
from collections.abc import Iterable
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.db import database
from atlas.model.selection import Selection
from tests.queries import plain

pytestmark = pytest.mark.slow

IDS = {
    "groups": sorted({up for up in plain.parents("sectors").values() if up}),
    "sectors": sorted(set().union(*plain.sectors_of().values())),
    "countries": sorted({plain.country(one) for one in set().union(*plain.regions_of().values())}),
    "regions": sorted(set().union(*plain.regions_of().values())),
    "labels": sorted(set().union(*plain.labels_of().values())),
    "clusters": sorted(plain.by_id("clusters")),
}
WORDS = sorted({word for row in plain.rows("clusters") for word in row["name"].split()})
WORDS += ["münchen", "MUENCHEN", "Baden-Württemberg", "österreich", "automobil", "e.v.", "nobody"]
COMMON = ["members", "members", "staff", "events_per_year", "founding_year", "region_employees"]
COMMON += ["members_per_staff", "age_years", "members_growth_pct_per_year"]
METRICS = st.sampled_from(COMMON) | st.sampled_from(sorted(plain.metrics()))

thorough = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Draw up to two kinds of filter, often with the parents of what they name, and a year."""
    kinds = draw(st.lists(st.sampled_from(sorted(IDS)), max_size=2, unique=True))
    lists: dict[str, Any] = {
        kind: draw(st.lists(st.sampled_from(IDS[kind]), min_size=1, max_size=4, unique=True))
        for kind in kinds
    }
    for fine, coarse, up in (
        ("sectors", "groups", lambda one: plain.parents("sectors")[one]),
        ("regions", "countries", plain.country),
    ):
        if fine in lists and draw(st.booleans()):
            above = [up(one) for one in lists[fine]]
            lists[coarse] = list(dict.fromkeys([*lists.get(coarse, []), *above]))
    words = draw(st.lists(st.sampled_from(WORDS), max_size=1) if len(kinds) < 2 else st.just([]))
    first, last = plain.years()
    year = draw(st.integers(2000, last) | st.integers(first, last))
    tuples = {kind: tuple(ids) for kind, ids in lists.items()}
    limits: dict[str, Any] = {"exact": draw(st.booleans()), "seat_only": draw(st.booleans())}
    return Selection(year, search=" ".join(words), **limits).narrowed(**tuples)


def ask(query: str, chosen: Selection, **values: object) -> pandas.DataFrame:
    return database.run(query, chosen.parameters(), **values)


def close(one: object, other: float | None) -> bool:
    """Return whether a query's number is the plain one; missing is missing, never zero."""
    if other is None or math.isnan(other):
        return bool(pandas.isna(one))
    return one == pytest.approx(other, rel=1e-9, abs=1e-9)


def total(values: pandas.Series) -> float | None:
    return float(values.astype(float).sum()) if len(values) else None


def median(values: pandas.Series) -> float | None:
    return float(values.astype(float).median()) if len(values) else None


def check(row: Any, values: pandas.DataFrame, columns: Iterable[str]) -> None:
    """Compare a row of figures put together with the plain values it stands for."""
    exact = values[values["exact"].astype(bool)]
    wanted = {
        "total": total(values["value"]),
        "low": total(values["low"]),
        "high": total(values["high"]),
        "median": median(values["value"]),
        "reporting": len(values),
        "exact": len(exact),
        "exact_total": total(exact["value"]),
        "observed": int(values["observed"].sum()),
    }
    for column in columns:
        assert close(row[column], wanted[column]), column


FIGURES = ("total", "low", "high", "median", "reporting", "exact", "exact_total")


@thorough
@given(selections())
def test_selected_clusters(chosen: Selection) -> None:
    wanted = plain.selected(chosen)
    assert set(ask("selected_cluster", chosen)["cluster_id"]) == wanted
    size = ask("selection_size", chosen).iloc[0]
    seats = [one for one in wanted if plain.by_id("clusters")[one]["seat_region_id"]]
    assert size["selected"] == len(wanted)
    assert size["without_seat"] == len(wanted) - len(seats)
    assert set(ask("seats_of_selection", chosen, metric="members")["cluster_id"]) == set(seats)


@thorough
@given(selections(), METRICS)
def test_headline_figure(chosen: Selection, metric: str) -> None:
    asked = [metric, *(one for one in ("staff", "members") if one != metric)]
    found = ask("metric_totals", chosen, metrics=asked)
    assert found["metric_id"].tolist() == asked
    undated = ask("undated", chosen)
    undated = undated[undated["cluster_id"].isin(plain.selected(chosen))]
    for one, row in zip(asked, found.to_dict("records"), strict=True):
        check(row, plain.report(one, chosen), FIGURES)
        assert row["selected"] == len(plain.selected(chosen))
        assert row["undated"] == (undated["metric_id"] == one).sum()


def same_ranking(metric: str, chosen: Selection) -> None:
    found = ask("metric_by_cluster", chosen, metric=metric)
    wanted = plain.report(metric, chosen)
    assert found["cluster_id"].tolist() == wanted["cluster_id"].tolist()
    assert found["exact"].tolist() == wanted["exact"].tolist()
    assert found["as_of"].fillna("").tolist() == wanted["as_of"].tolist()
    for column in ("value", "low", "high"):
        assert found[column].tolist() == pytest.approx(wanted[column].tolist()), column


@thorough
@given(selections(), METRICS)
def test_ranking(chosen: Selection, metric: str) -> None:
    same_ranking(metric, chosen)


@pytest.mark.parametrize("metric", plain.metrics())
def test_ranking_of_all_clusters_year_by_year(metric: str) -> None:
    """Every metric, the derived ones too, so that no rule hides in a corner of the data."""
    last = plain.years()[1]
    for year in (1999, 2006, 2013, *range(2019, last + 1)):
        same_ranking(metric, Selection(year))


@thorough
@given(selections(), METRICS)
def test_regions_at_seats_and_covered(chosen: Selection, metric: str) -> None:
    wanted = plain.report(metric, chosen)
    selected = plain.selected(chosen)
    homes: dict[str, dict[str, set[str]]] = {
        "seat": {one: {plain.group(one, "region") or ""} - {""} for one in selected},
        "covered": {one: plain.regions_of()[one] for one in selected},
    }
    # one that is only active in the places chosen counts for these alone
    for one in selected:
        if plain.elsewhere(one, chosen):
            homes["seat"][one] = set()
            homes["covered"][one] = plain.regions_of()[one] & plain.meant_places(chosen)
    for at, regions in homes.items():
        found = ask("metric_by_region", chosen, metric=metric, at=at)
        assert found["region_id"].tolist() == sorted(set().union(*regions.values()))
        for _, row in found.iterrows():
            there = {one for one in selected if row["region_id"] in regions[one]}
            assert row["clusters"] == len(there)
            check(row, wanted[wanted["cluster_id"].isin(there)], FIGURES)
        if at == "seat":
            seated = wanted["cluster_id"].isin([one for one in selected if regions[one]])
            homeless = wanted.loc[~seated, "value"]
            whole = ask("metric_totals", chosen, metrics=[metric]).iloc[0]
            assert found["reporting"].sum() + len(homeless) == whole["reporting"]
            if whole["reporting"]:
                assert close(found["total"].sum() + homeless.sum(), whole["total"])


@thorough
@given(selections(), METRICS)
def test_last_year_of_the_timeline_is_the_ranking(chosen: Selection, metric: str) -> None:
    years = ask("metric_by_year", chosen, metric=metric)
    assert years.empty or years["year"].max() <= chosen.year
    last = years[years["year"] == chosen.year].set_index("cluster_id")
    wanted = plain.report(metric, chosen).set_index("cluster_id").sort_index()
    assert last.index.tolist() == wanted.index.tolist()
    assert last["value"].tolist() == pytest.approx(wanted["value"].tolist())
    assert last["observed"].fillna(False).tolist() == wanted["observed"].tolist()


@thorough
@given(selections(), METRICS, st.sampled_from(["sector", "region", "country"]))
def test_groups(chosen: Selection, metric: str, by: str) -> None:
    wanted = plain.report(metric, chosen)
    wanted["group"] = [plain.group(one, by, chosen) for one in wanted["cluster_id"]]
    wanted = wanted[wanted["group"].notna()]
    found = ask("metric_by_group", chosen, metric=metric, by=by)
    pairs = zip(wanted["cluster_id"], wanted["group"], strict=True)
    assert dict(zip(found["cluster_id"], found["group_id"], strict=True)) == dict(pairs)
    assert len(found) == len(wanted)
    years = ask("metric_by_year_and_group", chosen, metric=metric, by=by)
    last = years[years["year"] == chosen.year].set_index("group_id")
    assert sorted(last.index) == sorted(set(wanted["group"]))
    for group, row in last.iterrows():
        check(row, wanted[wanted["group"] == group], [*FIGURES, "observed"])


@thorough
@given(selections(), st.sampled_from(["members_per_staff", "age_years"]), METRICS)
def test_scatter_pairs(chosen: Selection, x: str, y: str) -> None:
    found = ask("metric_pair", chosen, x=x, y=y, size="staff", by="sector").set_index("cluster_id")
    across, up, size = (
        plain.report(one, chosen).set_index("cluster_id") for one in (x, y, "staff")
    )
    assert sorted(found.index) == sorted(set(across.index) & set(up.index))
    for one, row in found.iterrows():
        assert close(row["x"], across.loc[one, "value"])
        assert close(row["y"], up.loc[one, "value"])
        assert close(row["size"], size["value"].get(one))
