"""Specialisation: quotients by hand, against a plain computation, and inside their hedges."""

import re
from collections import defaultdict
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis import location_quotient
from atlas.db import database
from atlas.model.selection import Selection
from tests.queries import plain
from tests.queries.test_properties import selections, thorough

DOCS = Path(__file__).resolve().parents[3] / "docs" / "statistics.md"
NONE = float("nan")
#: an amount and its hedge: (low, stated, high)
AMOUNTS = st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(0, 500)).map(sorted)


def amounts(*rows: tuple[str, str | None, int, float, float, float]) -> pandas.DataFrame:
    columns = ["field_id", "place_id", "reporting", "total", "low", "high"]
    return pandas.DataFrame(rows, columns=columns)


def quotient(a: float, b: float, c: float, d: float) -> float:
    return (a / (a + b)) / ((a + c) / (a + b + c + d))


def test_the_examples_in_the_documentation() -> None:
    text = DOCS.read_text(encoding="utf-8")
    number = r"(\d+)"
    lines = re.findall(rf"\({number} / {number}\) / \({number} / {number}\) = ([\d.]+)", text)
    assert len(lines) == 4
    for *given_amounts, said in lines:
        assert f"{location_quotient.compute(*map(float, given_amounts)):.2f}" == said
    low, high = location_quotient.compute_range((90, 110), (100, 100), (100, 100), (700, 700))
    assert [f"{one:.2f}" for one in (low, high)] == [line[4] for line in lines[2:]]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(AMOUNTS, min_size=4, max_size=4), st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_no_amounts_inside_their_hedges_leave_the_range(
    hedged: list[list[float]], shares: list[float]
) -> None:
    ends = [(low + 1, high + 1) for low, _stated, high in hedged]
    low, high = location_quotient.compute_range(*ends)
    inside = [
        start + (end - start) * share for (start, end), share in zip(ends, shares, strict=True)
    ]
    assert low - 1e-9 <= quotient(*inside) <= high + 1e-9


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.lists(AMOUNTS, min_size=4, max_size=4))
def test_the_range_is_reached_at_both_ends(hedged: list[list[float]]) -> None:
    """A fine search along the group's amount, at every corner of the others, finds both ends."""
    (start, end), *others = [(low + 1, high + 1) for low, _stated, high in hedged]
    tried = [
        quotient(start * (end / start) ** (step / 200), b, c, d)
        for step in range(201)
        for b in others[0]
        for c in others[1]
        for d in others[2]
    ]
    low, high = location_quotient.compute_range((start, end), *others)
    assert low == pytest.approx(min(tried))
    assert high == pytest.approx(max(tried), rel=1e-3)


def test_below_five_there_is_no_quotient() -> None:
    rows = amounts(
        ("all-energy", "DE-SN", 3, 3, 3, 3),
        ("all-ict-digital", "DE-SN", 2, 2, 2, 2),
        ("all-energy", "DE-BY", 2, 2, 2, 2),
        ("all-ict-digital", "DE-BY", 2, 2, 2, 2),
    )
    found = location_quotient.compute_table(rows)
    assert found[["field_id", "place_id"]].values.tolist() == [["all-energy", "DE-SN"]]
    (row,) = found.to_dict("records")
    assert row["value"] == row["low"] == row["high"] == pytest.approx((3 / 5) / (5 / 9))


def test_clusters_without_a_place_count_overall_only() -> None:
    rows = amounts(
        ("all-energy", "DE-SN", 5, 5, 5, 5),
        ("all-energy", None, 5, 5, 5, 5),
        ("all-ict-digital", None, 10, 10, 10, 10),
    )
    found = location_quotient.compute_table(rows).set_index("field_id")
    assert set(found["place_id"]) == {"DE-SN"}
    assert found.loc["all-energy", "value"] == pytest.approx(1 / (10 / 20))
    assert found.loc["all-ict-digital", "value"] == 0


def test_what_is_not_reported_is_no_zero() -> None:
    rows = amounts(
        ("all-energy", "DE-SN", 6, 600, 600, 600),
        ("all-ict-digital", "DE-SN", 0, NONE, NONE, NONE),
        ("all-ict-digital", "DE-BY", 6, 600, 600, 600),
    )
    found = {
        (row["field_id"], row["place_id"])
        for row in location_quotient.compute_table(rows).to_dict("records")
    }
    assert ("all-ict-digital", "DE-SN") not in found
    assert ("all-energy", "DE-BY") in found


def test_nothing_reported_makes_no_row() -> None:
    assert location_quotient.compute_table(amounts()).empty
    silent = amounts(("all-energy", "DE-SN", 0, NONE, NONE, NONE))
    assert location_quotient.compute_table(silent).empty


@pytest.mark.slow
@thorough
@given(
    selections(), st.sampled_from(["clusters", "members"]), st.sampled_from(["region", "country"])
)
def test_quotients_of_any_selection(chosen: Selection, metric: str, by: str) -> None:
    """Shares of plain sums over the CSV files, against what the query and the module make."""
    ids = {one for one in plain.selected(chosen) if not plain.elsewhere(one, chosen)}
    report = plain.report("members", chosen).set_index("cluster_id")
    values = (
        dict.fromkeys(ids, 1.0) if metric == "clusters" else report["value"].astype(float).to_dict()
    )
    sums: dict[object, float] = defaultdict(float)
    counts: dict[object, int] = defaultdict(int)
    there: dict[object, int] = defaultdict(int)
    for one in ids:
        field, place = plain.group(one, "sector"), plain.group(one, by)
        there[field, place] += 1
        for key in ((field, place), ("place", place), ("field", field), "all"):
            sums[key] += values.get(one, 0)
            counts[key] += one in values
    wanted = {
        (field, place): (sums[field, place] / sums["place", place])
        / (sums["field", field] / sums["all"])
        for field in {plain.group(one, "sector") for one in ids}
        for place in {plain.group(one, by) for one in ids} - {None}
        if counts["place", place] >= 5
        and counts["field", field] >= 5
        and (counts[field, place] or not there[field, place])
    }
    found = location_quotient.compute_table(measured(chosen, metric, by))
    assert {
        (row["field_id"], row["place_id"]): row["value"] for row in found.to_dict("records")
    } == pytest.approx(wanted)
    assert (found["low"] <= found["value"]).all()
    assert (found["value"] <= found["high"]).all()
    if metric == "clusters" or chosen.exact:
        assert found["low"].tolist() == found["high"].tolist()


def measured(chosen: Selection, metric: str, by: str) -> pandas.DataFrame:
    pairs = database.run("clusters_by_field_and_place", chosen.parameters(), by=by)
    if metric == "clusters":
        count = pairs["clusters"]
        return pairs.assign(reporting=count, total=count, low=count, high=count)
    kept = {"fields": list(pairs["field_id"]), "places": list(pairs["place_id"].dropna())}
    return database.run(
        "metric_by_field_and_place", chosen.parameters(), metric=metric, by=by, **kept
    )
