"""What was published outlives any release; where a release says otherwise, an editor is asked."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from atlas.publish import publishing
from atlas.publish.comparison import compare
from atlas.publish.requests import Ended, Request
from data import combined, overlay
from data.build import HERE
from data.combined import Combined, Shipped
from data.overlay import ADDED, BESIDE, CHANGED, REMOVED, UNFIT
from data.problems import PUBLISHED, Row
from data.published import Entry, Log, Settlement
from tests.atlas.publish.rows import SOURCE, figure, request

#: a shipped figure that the tests correct, and its statement as a table has it
CORRECTED = ("ac-serbia", "members", 45.0)


@pytest.fixture(scope="module")
def release() -> Shipped:
    return combined.read_shipped(HERE)


def later(release: Shipped, **changes: Callable[[list[Row]], list[Row]]) -> Shipped:
    """Return a later release: the same tables, some of them changed."""
    tables = dict(release.tables)
    for table, change in changes.items():
        tables[table] = change(copy.deepcopy(tables[table]))
    return replace(release, tables=tables)


def entry_after(log: Log, **changes: Any) -> Entry:
    """Return one more version."""
    at = "2026-11-30T10:00:00+00:00"
    number = log.number + 1
    return Entry(number, log.head, at, by="Ann", why="Asked", file="", shipped="", **changes)


def published(log: Log, release: Shipped, wanted: Request) -> Log:
    """Return the log with what `wanted` changes over a release."""
    comparison = compare(combined.combine(release, log).tables, wanted)
    assert not comparison.problems
    changes = publishing.changes_of(release, comparison)
    return log.followed_by(entry_after(log, changes=changes))


def corrected(release: Shipped, value: str) -> Request:
    """Return a request that gives the shipped figure another value."""
    row = overlay.write_row(find(release.tables["observation"])[0].cells)
    return Request({"observation": [row | {"value": value}]})


def find(rows: list[Row]) -> list[Row]:
    cluster_id, metric_id, value = CORRECTED
    return [
        row
        for row in rows
        if (row["cluster_id"], row["metric_id"], row["value"]) == (cluster_id, metric_id, value)
    ]


def values(whole: Combined, cluster_id: str, metric_id: str = "members") -> list[tuple[float, str]]:
    return sorted(
        (row["value"], row.origin)
        for row in whole.tables["observation"]
        if (row["cluster_id"], row["metric_id"]) == (cluster_id, metric_id)
    )


def set_value(value: float) -> Callable[[list[Row]], list[Row]]:
    def change(rows: list[Row]) -> list[Row]:
        for row in find(rows):
            row.cells["value"] = value
        return rows

    return change


def reasons(whole: Combined) -> list[str]:
    return [conflict.reason for conflict in whole.conflicts]


def test_a_release_that_touches_something_else_changes_nothing(release: Shipped) -> None:
    log = published(Log(), release, request(figure("niro", "77")))
    log = published(log, release, corrected(release, "46"))
    other = later(release, milestone=lambda rows: rows[:-1], cluster=lambda rows: rows[::-1])
    whole = combined.combine(other, log)
    assert (77.0, PUBLISHED) in values(whole, "niro")
    assert (46.0, PUBLISHED) in values(whole, "ac-serbia")
    assert (45.0, "shipped") not in values(whole, "ac-serbia")
    assert whole.conflicts == ()
    # nor does the order in which rows stand
    assert len(whole.tables["milestone"]) == len(release.tables["milestone"]) - 1


def test_a_release_with_another_value_is_a_conflict_and_ours_holds(release: Shipped) -> None:
    log = published(Log(), release, corrected(release, "46"))
    newer = later(release, observation=set_value(50.0))
    whole = combined.combine(newer, log)
    assert values(whole, "ac-serbia") == [(46.0, PUBLISHED)]
    (conflict,) = whole.conflicts
    assert (conflict.reason, conflict.item.id, conflict.item.number) == (CHANGED, "1-1", 1)
    assert [row["value"] for row in conflict.shipped] == [50.0]
    assert conflict.item.base is not None
    assert conflict.item.base["value"] == 45.0


def test_a_release_that_took_the_correction_over_is_none(release: Shipped) -> None:
    log = published(Log(), release, corrected(release, "46"))
    whole = combined.combine(later(release, observation=set_value(46.0)), log)
    assert [value for value, _origin in values(whole, "ac-serbia")] == [46.0]
    assert whole.conflicts == ()


def test_a_row_that_the_release_dropped_stays_published(release: Shipped) -> None:
    log = published(Log(), release, corrected(release, "46"))
    dropped = later(release, observation=lambda rows: [r for r in rows if r not in find(rows)])
    whole = combined.combine(dropped, log)
    assert values(whole, "ac-serbia") == [(46.0, PUBLISHED)]
    assert reasons(whole) == [REMOVED]


def test_a_withdrawn_figure_does_not_come_back_with_another_value(release: Shipped) -> None:
    row = overlay.write_row(find(release.tables["observation"])[0].cells)
    log = published(Log(), release, Request(withdrawn={"observation": [row]}))
    assert values(combined.combine(release, log), "ac-serbia") == []
    whole = combined.combine(later(release, observation=set_value(50.0)), log)
    assert values(whole, "ac-serbia") == []
    assert reasons(whole) == [CHANGED]


def own_figure(value: float, source_id: str) -> Callable[[list[Row]], list[Row]]:
    """Return a release's change that adds a figure for the date for which ours holds."""

    def change(rows: list[Row]) -> list[Row]:
        like = next(row for row in rows if row["metric_id"] == "members" and row["as_of"])
        stated = {"cluster_id": "niro", "value": value, "source_id": source_id, "as_of": "2026-05"}
        return [*rows, Row(99_999, like.cells | stated | {"locator": "page 9"})]

    return change


def test_a_release_with_the_same_source_or_another_one_is_told_apart(release: Shipped) -> None:
    log = published(Log(), release, request(figure("niro", "77")))
    other = find(release.tables["observation"])[0]["source_id"]
    beside = combined.combine(later(release, observation=own_figure(80.0, other)), log)
    # both sources are heard, and the rules decide which speaks
    assert {(77.0, PUBLISHED), (80.0, "shipped")} <= set(values(beside, "niro"))
    assert reasons(beside) == [BESIDE]
    own = Row(99_999, overlay.read_row("source", SOURCE))
    same = later(
        release,
        observation=own_figure(80.0, SOURCE["source_id"]),
        source=lambda rows: [*rows, own],
    )
    whole = combined.combine(same, log)
    assert (77.0, PUBLISHED) in values(whole, "niro")
    assert (80.0, "shipped") not in values(whole, "niro")
    assert ADDED in reasons(whole)


def test_cells_of_a_cluster_are_merged_one_by_one(release: Shipped) -> None:
    ended = Request(ended=(Ended("ac-serbia", "2026-03"),))
    log = published(Log(), release, ended)

    def correct(**cells: str) -> Callable[[list[Row]], list[Row]]:
        def change(rows: list[Row]) -> list[Row]:
            for row in rows:
                if row["cluster_id"] == "ac-serbia":
                    row.cells |= cells
            return rows

        return change

    def cluster(whole: Combined) -> Row:
        return next(r for r in whole.tables["cluster"] if r["cluster_id"] == "ac-serbia")

    merged = combined.combine(later(release, cluster=correct(website="ac.example")), log)
    assert (cluster(merged)["website"], cluster(merged)["ended_on"]) == ("ac.example", "2026-03")
    assert merged.conflicts == ()
    both = combined.combine(later(release, cluster=correct(ended_on="2025")), log)
    assert cluster(both)["ended_on"] == "2026-03"
    assert [(told.reason, told.columns) for told in both.conflicts] == [(CHANGED, ("ended_on",))]


def test_what_belongs_to_a_cluster_that_is_gone_is_set_aside_and_listed(release: Shipped) -> None:
    log = published(Log(), release, request(figure("ac-serbia", "99")))

    def without(rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["cluster_id"] != "ac-serbia"]

    tables = ("cluster", "cluster_region", "cluster_sector", "observation", "milestone", "relation")
    gone = later(release, **dict.fromkeys(tables, without))
    whole = combined.combine(gone, log)
    assert values(whole, "ac-serbia") == []
    assert reasons(whole) == [UNFIT]
    assert "unknown cluster 'ac-serbia'" in whole.conflicts[0].wrong
    # and it is there again with the cluster
    assert (99.0, PUBLISHED) in values(combined.combine(release, log), "ac-serbia")


@pytest.mark.parametrize("keep", [True, False])
def test_a_settled_conflict_is_none_until_the_release_changes_again(
    release: Shipped, keep: bool
) -> None:
    log = published(Log(), release, corrected(release, "46"))
    newer = later(release, observation=set_value(50.0))
    told = list(combined.combine(newer, log).conflicts)
    settled = publishing.settlement_of(newer, told, keep_published=keep)
    assert isinstance(settled, Settlement)
    log = log.followed_by(entry_after(log, settled=(settled,)))
    whole = combined.combine(newer, log)
    assert whole.conflicts == ()
    assert values(whole, "ac-serbia") == ([(46.0, PUBLISHED)] if keep else [(50.0, "shipped")])
    again = combined.combine(later(release, observation=set_value(60.0)), log)
    assert bool(again.conflicts) is keep
    # what was decided can be taken back like anything else
    log = log.followed_by(entry_after(log, restores=1))
    assert reasons(combined.combine(newer, log)) == [CHANGED]


def test_one_row_published_twice_is_one_item(release: Shipped) -> None:
    log = published(Log(), release, corrected(release, "46"))
    log = published(log, release, replace_value(log, release, "47"))
    (item,) = overlay.fold(log).values()
    assert (item.id, item.number) == ("1-1", 2)
    assert values(combined.combine(release, log), "ac-serbia") == [(47.0, PUBLISHED)]
    # back to what was shipped: nothing is left
    log = published(log, release, replace_value(log, release, "45"))
    assert overlay.fold(log) == {}
    assert values(combined.combine(release, log), "ac-serbia") == [(45.0, "shipped")]


def replace_value(log: Log, release: Shipped, value: str) -> Request:
    rows = combined.combine(release, log).tables["observation"]
    row = next(r for r in rows if r.origin == PUBLISHED)
    return Request({"observation": [overlay.write_row(row.cells) | {"value": value}]})
