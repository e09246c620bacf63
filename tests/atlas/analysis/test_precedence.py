"""Why one observation was chosen before another: checked against the tables, worked out again."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis import precedence
from atlas.model.view import View
from tests.queries import plain

FIRST_WORDS: dict[str, str | tuple[str, ...]] = {
    "scope": "It is about the cluster organisation itself",
    "exactness": "Its source states it more exactly",
    "basis": ("Its source states the date", "Its date is the date of publication"),
    "date": ("Its date is later", "It has a date"),
    "source": ("Its source is newer", "Its source is dated", "The date of its source is known"),
    "order": "Both are equal in all",
}


def told_apart(chosen: plain.Row, other: plain.Row) -> str:
    """Return the first part of the rule in which two rows of observations.csv differ."""
    basis = {"stated": 1, "publication_date": 2}
    parts: dict[str, Any] = {
        "scope": lambda row: row["scope"] == plain.metrics()[row["metric_id"]]["about"],
        "exactness": lambda row: plain.by_id("qualifiers")[row["qualifier"]]["rank"],
        "basis": lambda row: basis.get(row["as_of_basis"], 3),
        "date": lambda row: plain.last_day(row["as_of"]) if row["as_of"] else "",
        "source": lambda row: plain.by_id("sources")[row["source_id"]]["date"],
    }
    found = (name for name, part in parts.items() if part(chosen) != part(other))
    return next(found, "order")


def test_every_real_choice_is_explained_by_the_first_difference(view: View) -> None:
    rows = view.run("every_observation")
    numbered: dict[str, plain.Row] = {}
    counts: dict[str, int] = {}
    for row in plain.rows("observations"):
        stem = f"{row['cluster_id']}/{row['metric_id']}/{row['as_of'] or 'undated'}"
        counts[stem] = counts.get(stem, 0) + 1
        numbered[f"{stem}/{counts[stem]}"] = row
    by_id = {row["observation_id"]: row for row in rows.to_dict("records")}
    outranked = [row for row in by_id.values() if row["standing"] == "outranked"]
    assert len(outranked) > 50
    seen = set()
    for other in outranked:
        chosen = by_id[other["chosen_observation_id"]]
        wanted = told_apart(numbered[chosen["observation_id"]], numbered[other["observation_id"]])
        assert precedence.criterion(chosen, other) == wanted
        assert precedence.reason(chosen, other).startswith(FIRST_WORDS[wanted])
        with pytest.raises(ValueError, match="does not choose"):
            precedence.criterion(other, chosen)
        seen.add(wanted)
    assert {"exactness", "basis", "date", "source"} <= seen


def row(**parts: Any) -> dict[str, Any]:
    usual = {
        "own_scope": True,
        "rank": 1,
        "as_of": "2019",
        "as_of_end": datetime.date(2019, 12, 31),
        "as_of_basis": "stated",
        "source_date": "2020",
        "observation_id": "a/members/2019/1",
    }
    return usual | parts


@pytest.mark.parametrize(
    ("chosen", "other", "wanted"),
    [
        ({}, {"own_scope": False, "rank": 1}, "scope"),
        ({"own_scope": True, "rank": 5}, {"own_scope": False, "rank": 1}, "scope"),
        ({}, {"rank": 2, "source_date": "2024"}, "exactness"),
        ({}, {"as_of_basis": "publication_date"}, "basis"),
        ({"as_of_basis": "publication_date"}, {"as_of_basis": None}, "basis"),
        ({}, {"as_of": "2019-11-30", "as_of_end": datetime.date(2019, 11, 30)}, "date"),
        ({}, {"as_of": None, "as_of_end": None}, "date"),
        ({}, {"source_date": "2019-12-31"}, "source"),
        ({"source_date": "2020-01"}, {}, "source"),
        ({}, {"source_date": None}, "source"),
        ({}, {"observation_id": "a/members/2019/2"}, "order"),
    ],
)
def test_each_part_of_the_rule(chosen: dict[str, Any], other: dict[str, Any], wanted: str) -> None:
    assert precedence.criterion(row(**chosen), row(**other)) == wanted
    assert precedence.reason(row(**chosen), row(**other)).startswith(FIRST_WORDS[wanted])


DAYS = st.dates(datetime.date(2018, 1, 1), datetime.date(2019, 12, 31))
ROWS = st.builds(
    row,
    own_scope=st.booleans(),
    rank=st.integers(1, 3),
    as_of_basis=st.sampled_from(["stated", "publication_date", "derived", None]),
    as_of_end=st.none() | DAYS,
    source_date=st.sampled_from([None, "2019", "2019-05", "2019-05-02", "2020"]),
    observation_id=st.sampled_from(["a/1", "a/2", "b/1"]),
)


@settings(deadline=None, derandomize=True)
@given(ROWS, ROWS)
def test_exactly_one_of_two_is_chosen(one: dict[str, Any], other: dict[str, Any]) -> None:
    def decided(pair: tuple[dict[str, Any], dict[str, Any]]) -> str | None:
        try:
            return precedence.criterion(*pair)
        except ValueError:
            return None

    found = {decided((one, other)), decided((other, one))}
    same = all(one[key] == other[key] for key in one if key not in ("as_of", "as_of_basis"))
    if None in found and len(found) == 1:
        bases = {precedence.BASES.get(str(each["as_of_basis"]), 3) for each in (one, other)}
        assert same
        assert len(bases) == 1
    else:
        assert None in found
        assert found - {None} <= set(precedence.CRITERIA)
