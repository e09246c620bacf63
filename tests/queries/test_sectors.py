"""Sectors and regions: every cell, quotient and cohort, worked out a second way."""

from collections import defaultdict
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.selection import Selection
from tests.queries import plain
from tests.queries.test_properties import FIGURES, METRICS, ask, check, close, selections, thorough

SUMMED = ["members", "members_companies", "staff", "events_per_year", "projects_total"]
PLACES = st.sampled_from(["region", "country"])


def placed(chosen: Selection, by: str) -> dict[tuple[str, str | None], set[str]]:
    """Return the selected clusters of every pair of sector group and place."""
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    seated = [one for one in plain.selected(chosen) if not plain.elsewhere(one, chosen)]
    for one in seated:
        found[str(plain.group(one, "sector")), plain.group(one, by)].add(one)
    return found


def pair(row: Any) -> tuple[str, str | None]:
    return row["field_id"], None if pandas.isna(row["place_id"]) else row["place_id"]


@thorough
@given(selections(), PLACES)
def test_clusters_by_field_and_place(chosen: Selection, by: str) -> None:
    wanted = placed(chosen, by)
    rows = ask("clusters_by_field_and_place", chosen, by=by)
    found = {pair(row): sorted(row["names"]) for row in rows.to_dict("records")}
    names = plain.by_id("clusters")
    assert found == {key: sorted(names[one]["name"] for one in ids) for key, ids in wanted.items()}
    seated = [one for one in plain.selected(chosen) if not plain.elsewhere(one, chosen)]
    assert rows["clusters"].sum() == len(seated)


@thorough
@given(selections(), METRICS, PLACES, st.integers(0, 6))
def test_metric_by_field_and_place(chosen: Selection, metric: str, by: str, kept: int) -> None:
    """Those that do not stand alone are put together, so that no cluster is lost."""
    alone = placed(chosen, by)
    fields = sorted({field for field, _place in alone})[:kept]
    places = sorted({place for _field, place in alone if place})[:kept]
    wanted: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for (field, place), ids in alone.items():
        there = place if place in places or place is None else "others"
        wanted[field if field in fields else "others", there] |= ids
    report = plain.report(metric, chosen)
    rows = ask(
        "metric_by_field_and_place", chosen, metric=metric, by=by, fields=fields, places=places
    )
    assert {pair(row) for row in rows.to_dict("records")} == wanted.keys()
    for row in rows.to_dict("records"):
        ids = wanted[pair(row)]
        assert row["clusters"] == len(ids)
        columns = [one for one in FIGURES if one in row]
        check(row, report[report["cluster_id"].isin(ids)], columns)


def test_newest_source_is_the_newest_that_speaks_of_a_cluster() -> None:
    sources = plain.by_id("sources")
    stated: dict[str, dict[str, str]] = defaultdict(dict)
    for table in ("observations", "milestones", "relations"):
        for row in plain.rows(table):
            of_cluster = stated[row["cluster_id"]]
            source_id = row["source_id"]
            of_cluster[source_id] = max(of_cluster.get(source_id, ""), row["as_of"])
    found = ask("newest_source", Selection(2025)).set_index("cluster_id")
    assert set(found.index) == stated.keys()
    for cluster, row in found.to_dict("index").items():
        # a page without a date is as new as the newest it states, or as its window begins
        newest = {
            source_id: sources[source_id]["date"] or latest or sources[source_id]["window_begin"]
            for source_id, latest in stated[str(cluster)].items()
        }
        assert newest[row["source_id"]] == max(newest.values())
        known = row["newest"] if isinstance(row["newest"], str) else ""
        assert known == newest[row["source_id"]]


# What the change of a total is made of


def changes(metric: str, chosen: Selection, since: int) -> pandas.DataFrame:
    """Return one row per cluster that reports in one of the years or both."""
    rows = []
    for one in plain.selected(chosen):
        first, last = (
            value if value and (value["exact"] or not chosen.exact) else None
            for value in (
                plain.known(metric, one, year, chosen.exact) for year in (since, chosen.year)
            )
        )
        if first or last:
            rows.append({"cluster_id": one, **change(first, last), "founded": founded(one, chosen)})
    return pandas.DataFrame(rows)


def change(first: plain.Value | None, last: plain.Value | None) -> dict[str, Any]:
    if first is None and last is not None:
        return {"part": "later", **{end: last[end] for end in ("value", "low", "high")}}
    if last is None and first is not None:
        ends = {"value": -first["value"], "low": -first["high"], "high": -first["low"]}
        return {"part": "earlier", **ends}
    assert first
    assert last
    if first["id"] == last["id"]:
        return {"part": "both", "value": 0, "low": 0, "high": 0}
    return {
        "part": "both",
        "value": last["value"] - first["value"],
        "low": last["low"] - first["high"],
        "high": last["high"] - first["low"],
    }


def founded(cluster: str, chosen: Selection) -> int | None:
    one = plain.speaker("founding_year", cluster, 0, chosen.exact)
    return int(one["value"]) if one and int(one["value"]) <= chosen.year else None


def cohort(year: int | None) -> int | None:
    if year is None:
        return None
    if year < 1990:
        return 0
    return 1990 if year < 2000 else year // 5 * 5


@thorough
@given(selections(), st.sampled_from(SUMMED), st.integers(1, 20))
def test_parts_of_a_change_add_up(chosen: Selection, metric: str, back: int) -> None:
    since = max(plain.years()[0], chosen.year - back)
    rows = ask("change_by_cohort", chosen, metric=metric, since=since)
    earlier = plain.report(metric, chosen.narrowed(year=since))  # type: ignore[arg-type]
    later = plain.report(metric, chosen)
    whole = float(later["value"].astype(float).sum() - earlier["value"].astype(float).sum())
    assert close(rows["value"].sum(), whole)
    assert close(rows["earlier"].sum(), float(earlier["value"].astype(float).sum()))
    assert close(rows["later"].sum(), float(later["value"].astype(float).sum()))
    assert (rows["low"] <= rows["value"] + 1e-9).all()
    assert (rows["value"] <= rows["high"] + 1e-9).all()
    wanted = changes(metric, chosen, since)
    if wanted.empty:
        assert rows.empty
        return
    both = wanted["part"] == "both"
    wanted["cohort"] = [
        (part, cohort(None if pandas.isna(year) else int(year)) if part == "both" else None)
        for part, year in zip(wanted["part"], wanted["founded"], strict=True)
    ]
    parts = dict(iter(wanted.groupby("cohort", dropna=False)))
    found = {
        (row["part"], None if pandas.isna(row["cohort"]) else int(row["cohort"])): row
        for row in rows.to_dict("records")
    }
    assert found.keys() == parts.keys()
    assert both.sum() == sum(row["clusters"] for key, row in found.items() if key[0] == "both")
    for key, part in parts.items():
        assert found[key]["clusters"] == len(part)
        assert found[key]["founded_since"] == int((part["founded"].astype(float) > since).sum())
        for end in ("value", "low", "high"):
            assert close(found[key][end], float(part[end].astype(float).sum())), (key, end)


def test_a_figure_that_is_only_carried_forward_is_no_growth() -> None:
    rows = ask(
        "change_by_cluster", Selection(2018, clusters=("niro",)), metric="members", since=2012
    )
    (row,) = rows.to_dict("records")
    assert (row["earlier"], row["later"], row["carried"]) == (50, 50, True)
    assert (row["value"], row["low"], row["high"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("year", "since", "part", "value"), [(2019, 2000, "later", 66), (2019, 2006, "both", 58)]
)
def test_what_is_first_reported_later_is_kept_apart(
    year: int, since: int, part: str, value: float
) -> None:
    rows = ask(
        "change_by_cohort", Selection(year, clusters=("niro",)), metric="members", since=since
    )
    (row,) = rows.to_dict("records")
    assert (row["part"], row["value"]) == (part, value)
    assert row["clusters"] == 1
