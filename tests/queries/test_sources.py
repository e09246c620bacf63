"""Conflicts, coverage, age and sources of the figures: worked out again from the tables."""

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


def attribute(row: plain.Value) -> bool:
    return bool(plain.metrics()[row["metric_id"]]["kind"] == "attribute")


def in_time(row: plain.Value, chosen: Selection) -> bool:
    if not attribute(row):
        return not row["as_of"] or int(row["as_of"][:4]) <= chosen.year
    if not plain.metrics()[row["metric_id"]].get("calendar"):
        return True
    spoken = plain.speaker(row["metric_id"], row["cluster_id"], 0, chosen.exact)
    ended = plain.by_id("clusters")[row["cluster_id"]]["ended_on"]
    if spoken and ended and int(ended[:4]) <= int(spoken["value"]):
        spoken = None
    return int((spoken or row)["value"]) <= chosen.year


def recorded(chosen: Selection) -> list[plain.Value]:
    """Return the observations of the selection, as the tables hold them."""
    ids = plain.selected(chosen)
    return [
        row
        for row in plain.statements()
        if row["cluster_id"] in ids
        and in_time(row, chosen)
        and (
            not chosen.exact or (row["qualifier"] == "exact" and row["id"] not in plain.overruled())
        )
    ]


def standing(row: plain.Value, chosen: Selection) -> str:
    """Return what became of an observation."""
    if row["scope"] != plain.metrics()[row["metric_id"]]["about"]:
        return "other_scope"
    if row["windowed"] and int(row["ends"][:4]) > chosen.year:
        return "undated"
    if row["id"] not in plain.overruled() and plain.charted(row, chosen.year, chosen.exact):
        return "charted"
    return "outranked" if instead(row, chosen) else "ended"


def instead(row: plain.Value, chosen: Selection) -> plain.Value | None:
    """Return what speaks for its metric when an observation comes; for attributes ever."""
    if attribute(row):
        return plain.speaker(row["metric_id"], row["cluster_id"], 0, chosen.exact)
    then = int(row["ends"][:4])
    return plain.known(row["metric_id"], row["cluster_id"], then, chosen.exact)


def only_later(metric: str, chosen: Selection) -> set[str]:
    """Return the clusters whose every figure is undated, in texts that end after the year."""
    about = plain.metrics()[metric]["about"]
    rows: dict[str, list[plain.Value]] = defaultdict(list)
    dated = set()
    for row in plain.statements():
        if row["metric_id"] == metric and row["scope"] == about:
            if row["as_of"]:
                dated.add(row["cluster_id"])
            elif row["id"] not in plain.overruled() and (
                not chosen.exact or row["qualifier"] == "exact"
            ):
                rows[row["cluster_id"]].append(row)
    return {
        one
        for one, part in rows.items()
        if one not in dated and min(int(row["ends"][:4]) for row in part) > chosen.year
    }


def groups(chosen: Selection) -> dict[str, list[plain.Value]]:
    """Return the observations that compete, by the id of the one that speaks."""
    competing: dict[str, list[plain.Value]] = defaultdict(list)
    for row in recorded(chosen):
        became = standing(row, chosen)
        if became == "charted":
            competing[row["id"]].append(row)
        elif became == "outranked":
            competing[str((instead(row, chosen) or {})["id"])].append(row)
    return competing


@few
@given(selections())
def test_every_observation_is_listed_once_with_its_standing(chosen: Selection) -> None:
    rows, wanted = ask("every_observation", chosen), recorded(chosen)
    assert rows["observation_id"].is_unique
    listed = dict(zip(rows["observation_id"], rows["standing"], strict=True))
    assert listed == {row["id"]: standing(row, chosen) for row in wanted}
    outranked = rows[rows["standing"] == "outranked"]
    by_id = {row["id"]: row for row in wanted}
    for row in outranked.to_dict("records"):
        speaks = instead(by_id[row["observation_id"]], chosen)
        assert speaks
        assert row["chosen_observation_id"] == speaks["id"]
    assert rows.loc[rows["standing"] != "outranked", "chosen_observation_id"].isna().all()


@pytest.mark.parametrize("year", [2008, 2016, LAST])
def test_conflicts_are_the_groups_with_different_values(year: int) -> None:
    chosen = Selection(year)
    rows = ask("conflicts", chosen)
    several = {key: part for key, part in groups(chosen).items() if len(part) > 1}
    disputed = {
        key: sorted(float(row["value"]) for row in part)
        for key, part in several.items()
        if len({float(row["value"]) for row in part}) > 1
    }
    found: dict[Any, list[float]] = defaultdict(list)
    for row in rows[rows["disputed"].astype(bool)].to_dict("records"):
        own = row["chosen_observation_id"]
        found[row["observation_id"] if pandas.isna(own) else own].append(float(row["value"]))
    assert {key: sorted(values) for key, values in found.items()} == disputed
    assert len(rows) == sum(len(part) for part in several.values())
    first = rows[rows["standing"] == "charted"]
    assert first["agrees"].all()
    assert len(first) == len(several)


def test_the_chosen_one_is_what_charts_show(sql: Sql) -> None:
    rows = ask("conflicts", Selection(LAST))
    shown = {
        one for (one,) in sql("select distinct observation_id from snapshot where not exact_only")
    }
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
    members = Counter(plain.group(one, by, chosen) for one in plain.selected(chosen))
    members.pop(None, None)
    stated = [one for one, block in plain.metrics().items() if "derived" not in block]
    assert len(found) == len(members) * len(stated)
    for metric in ("members", "founding_year", "staff"):
        part = found[found["metric_id"] == metric].set_index("group_id")
        assert part["clusters"].to_dict() == dict(members)
        wanted = plain.report(metric, chosen)
        reporting = Counter(plain.group(one, by, chosen) for one in wanted["cluster_id"])
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
        ages = chosen.year - wanted["aged_from"].dropna().astype(int)
        undated = only_later(metric, chosen) & plain.selected(chosen)
        if wanted.empty and not undated:
            assert metric not in found.index
            continue
        row = found.loc[metric]
        assert row["reporting"] == len(wanted)
        assert row["undated"] == len(undated)
        assert row["unknown_age"] == len(wanted) - len(ages)
        for column, (first, last) in BOUNDS.items():
            assert row[column] == ages.between(first, last).sum(), column
        assert sum(row[column] for column in BOUNDS) + row["unknown_age"] == row["reporting"]
        if len(ages):
            assert row["median_age"] == ages.median()


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
