"""Conflicts, coverage, age and sources of the figures: worked out again from the tables."""

import functools
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.db import database
from atlas.model.selection import Selection
from tests.conftest import Sql
from tests.queries import plain
from tests.queries.test_properties import selections

LAST = plain.years()[1]
BOUNDS = {
    "up_to_1": (-1, 1),
    "from_2_to_3": (2, 3),
    "from_4_to_5": (4, 5),
    "from_6_to_10": (6, 10),
    "over_10": (11, 10_000),
}
few = settings(max_examples=15, deadline=None, derandomize=True)


def ask(query: str, chosen: Selection, **values: object) -> pandas.DataFrame:
    return database.run(query, chosen.parameters(), **values)


def attribute(row: plain.Row) -> bool:
    return bool(plain.metrics()[row["metric_id"]]["kind"] == "attribute")


def in_time(row: plain.Row, year: int) -> bool:
    if not attribute(row):
        return not row["as_of"] or int(row["as_of"][:4]) <= year
    if not plain.metrics()[row["metric_id"]].get("calendar"):
        return True
    spoken = plain.spoken().get((row["metric_id"], row["cluster_id"]))
    return bool((spoken[None]["value"] if spoken else float(row["value"])) <= year)


def recorded(chosen: Selection) -> list[plain.Row]:
    """Return the observations of the selection, as the tables hold them."""
    ids = plain.selected(chosen)
    return [
        row
        for row in plain.rows("observations")
        if row["cluster_id"] in ids
        and in_time(row, chosen.year)
        and (not chosen.exact or row["qualifier"] == "exact")
    ]


def standing(row: plain.Row) -> str:
    """Return what became of an observation, but for which of several was chosen."""
    if row["scope"] != plain.metrics()[row["metric_id"]]["about"]:
        return "other_scope"
    if attribute(row):
        return "in charts"
    if not row["as_of"]:
        return "undated"
    ended = plain.by_id("clusters")[row["cluster_id"]]["ended_on"]
    return "ended" if ended and ended[:4] <= row["as_of"][:4] else "in charts"


@functools.cache
def ever_dated(metric: str) -> set[str]:
    """Return the clusters of which some source states the metric with a date, of any year."""
    about = plain.metrics()[metric]["about"]
    return {
        row["cluster_id"]
        for row in plain.rows("observations")
        if row["metric_id"] == metric and row["scope"] == about and row["as_of"]
    }


def groups(rows: list[plain.Row]) -> dict[tuple[str, str, str], list[plain.Row]]:
    """Return the observations that compete: same cluster, metric and (but for attributes) year."""
    found: dict[tuple[str, str, str], list[plain.Row]] = defaultdict(list)
    for row in rows:
        if standing(row) == "in charts":
            year = "" if attribute(row) else row["as_of"][:4]
            found[row["cluster_id"], row["metric_id"], year].append(row)
    return found


@few
@given(selections())
def test_every_observation_is_listed_once_with_its_standing(chosen: Selection) -> None:
    rows, wanted = ask("every_observation", chosen), recorded(chosen)
    assert rows["observation_id"].is_unique
    assert len(rows) == len(wanted)
    competing = groups(wanted)
    counts = Counter(standing(row) for row in wanted) - Counter({"in charts": len(wanted)})
    counts |= Counter(
        charted=len(competing), outranked=sum(len(one) - 1 for one in competing.values())
    )
    assert rows["standing"].value_counts().to_dict() == {k: v for k, v in counts.items() if v}
    chosen_ids = set(rows.loc[rows["standing"] == "charted", "observation_id"])
    outranked = rows[rows["standing"] == "outranked"]
    assert set(outranked["chosen_observation_id"]) <= chosen_ids
    assert rows.loc[rows["standing"] != "outranked", "chosen_observation_id"].isna().all()


@pytest.mark.parametrize("year", [2008, 2016, LAST])
def test_conflicts_are_the_groups_with_different_values(year: int) -> None:
    chosen = Selection(year)
    rows = ask("conflicts", chosen)
    several = {key: part for key, part in groups(recorded(chosen)).items() if len(part) > 1}
    disputed = {
        key: sorted(float(row["value"]) for row in part)
        for key, part in several.items()
        if len({float(row["value"]) for row in part}) > 1
    }
    found: dict[Any, list[float]] = defaultdict(list)
    for row in rows[rows["disputed"].astype(bool)].to_dict("records"):
        year_of = "" if pandas.isna(row["year"]) else str(int(row["year"]))
        found[row["cluster_id"], row["metric_id"], year_of].append(float(row["value"]))
    assert {key: sorted(values) for key, values in found.items()} == disputed
    assert len(rows) == sum(len(part) for part in several.values())
    first = rows[rows["standing"] == "charted"]
    assert first["agrees"].all()
    assert len(first) == len(several)


def test_the_chosen_one_is_what_charts_show(sql: Sql) -> None:
    rows = ask("conflicts", Selection(LAST))
    shown = {one for (one,) in sql("select distinct observation_id from snapshot")}
    assert set(rows.loc[rows["standing"] == "charted", "observation_id"]) <= shown
    assert not set(rows.loc[rows["standing"] == "outranked", "observation_id"]) & shown


def test_hedges_that_leave_room_for_both_are_told() -> None:
    rows = ask("conflicts", Selection(LAST)).set_index("observation_id")
    for row in rows[rows["standing"] == "outranked"].to_dict("records"):
        chosen = rows.loc[row["chosen_observation_id"]]
        apart = row["low"] > chosen["high"] or row["high"] < chosen["low"]
        assert row["overlaps"] == (not apart)
    assert 0 < rows["overlaps"].sum() < len(rows)


@pytest.mark.slow
@few
@given(selections())
def test_coverage_by_year(chosen: Selection) -> None:
    found = ask("coverage_by_year", chosen)
    by_key = found.set_index(["metric_id", "year"])
    assert by_key.index.is_unique
    for metric, block in plain.metrics().items():
        if "derived" in block:
            assert metric not in set(found["metric_id"])
            continue
        for year in {chosen.year, max(plain.years()[0], chosen.year - 7)}:
            then = replace(chosen, year=year)
            wanted = plain.report(metric, then)
            if wanted.empty:
                assert (metric, year) not in by_key.index
                continue
            row = by_key.loc[(metric, year)]
            assert row["reporting"] == len(wanted)
            if block["kind"] == "attribute":
                assert pandas.isna(row["observed"])
            else:
                assert row["observed"] == wanted["observed"].sum()


@few
@given(selections(), st.sampled_from(["sector", "region", "country"]))
def test_coverage_by_group(chosen: Selection, by: str) -> None:
    found = ask("coverage_by_group", chosen, by=by)
    members = Counter(plain.group(one, by) for one in plain.selected(chosen))
    del members[None]
    stated = [one for one, block in plain.metrics().items() if "derived" not in block]
    assert len(found) == len(members) * len(stated)
    for metric in ("members", "founding_year", "staff"):
        part = found[found["metric_id"] == metric].set_index("group_id")
        assert part["clusters"].to_dict() == dict(members)
        wanted = plain.report(metric, chosen)
        reporting = Counter(plain.group(one, by) for one in wanted["cluster_id"])
        assert part["reporting"].to_dict() == {one: reporting[one] for one in members}


@pytest.mark.slow
@few
@given(selections())
def test_ages_fall_into_classes_that_miss_nothing(chosen: Selection) -> None:
    found = ask("staleness", chosen).set_index("metric_id")
    for metric, block in plain.metrics().items():
        if "derived" in block or block["kind"] == "attribute":
            assert metric not in found.index
            continue
        wanted = plain.report(metric, chosen)
        ages = chosen.year - wanted["as_of"].str[:4].astype(int)
        undated = {
            row["cluster_id"]
            for row in recorded(chosen)
            if row["metric_id"] == metric and standing(row) == "undated"
        } - ever_dated(metric)
        if wanted.empty and not undated:
            assert metric not in found.index
            continue
        row = found.loc[metric]
        assert row["reporting"] == len(wanted)
        assert row["undated"] == len(undated)
        for column, (first, last) in BOUNDS.items():
            assert row[column] == ages.between(first, last).sum(), column
        assert sum(row[column] for column in BOUNDS) == row["reporting"]
        if len(ages):
            assert row["median_age"] == ages.median()
            assert row["first_as_of"] == wanted["as_of"].min()


@few
@given(selections())
def test_facts_per_source(chosen: Selection) -> None:
    found = ask("facts_by_source", chosen)
    ids = plain.selected(chosen)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    clusters: dict[str, set[str]] = defaultdict(set)
    for row in recorded(chosen):
        counts[row["source_id"]]["observations"] += 1
        clusters[row["source_id"]].add(row["cluster_id"])
    for table in ("milestones", "relations"):
        for row in plain.rows(table):
            dated = not row["as_of"] or int(row["as_of"][:4]) <= chosen.year
            if row["cluster_id"] in ids and dated:
                counts[row["source_id"]][table] += 1
                clusters[row["source_id"]].add(row["cluster_id"])
    assert set(found["source_id"]) == set(counts)
    for row in found.to_dict("records"):
        one = counts[row["source_id"]]
        for column in ("observations", "milestones", "relations"):
            assert row[column] == one[column]
        assert row["facts"] == sum(one.values())
        assert row["clusters"] == len(clusters[row["source_id"]])
        assert row["charted"] <= row["observations"]
    every = ask("every_observation", chosen)
    assert found["charted"].sum() == (every["standing"] == "charted").sum()
    assert found["facts"].is_monotonic_decreasing


def test_facts_are_every_row_of_the_tables() -> None:
    rows = ask("facts", Selection(LAST))
    counts = rows["fact"].value_counts()
    for fact, table in (
        ("observation", "observations"),
        ("milestone", "milestones"),
        ("relation", "relations"),
    ):
        dated = [one for one in plain.rows(table) if one["as_of"][:4] <= str(LAST)]
        assert counts[fact] == len(dated)
    assert rows["fact_id"].notna().all()
    assert len(set(zip(rows["fact"], rows["fact_id"], strict=True))) == len(rows)
