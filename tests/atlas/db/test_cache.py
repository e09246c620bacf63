"""What is remembered of earlier answers: never another question's, never changed by a reader."""

import numpy
import pandas
import pytest

from atlas import i18n
from atlas.analysis import peers
from atlas.db import cache, database
from atlas.model import records
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of

ALL = Selection(2019).parameters()


def test_nobody_changes_the_answer_of_another() -> None:
    first = database.run("staleness", ALL)
    before = first.copy(deep=True)
    first["reporting"] = 0
    first.loc[0, "metric_id"] = "another-metric"
    del first["position"]
    again = database.run("staleness", ALL)
    pandas.testing.assert_frame_equal(again, before)
    lists = [one for one in again["source_ids"] if isinstance(one, numpy.ndarray)]
    assert lists
    with pytest.raises(ValueError, match="read-only"):
        lists[0][0] = "another-source"


def test_every_part_of_a_question_counts() -> None:
    members = database.run("metric_by_cluster", ALL, metric="members")
    assert len(database.run("metric_by_cluster", ALL, metric="staff")) != len(members)
    exact = Selection(2019, exact=True).parameters()
    assert len(database.run("metric_by_cluster", exact, metric="members")) < len(members)
    later = Selection(2024).parameters()
    assert len(database.run("metric_by_cluster", later, metric="members")) > len(members)


def test_values_that_python_calls_equal_are_told_apart() -> None:
    one, same, other = ({"value": value} for value in (1, 1, True))
    assert cache.make_key(one) == cache.make_key(same) != cache.make_key(other)
    assert cache.make_key({"ids": ["a", "b"]}) != cache.make_key({"ids": ["b", "a"]})


def test_the_oldest_answers_make_room() -> None:
    rows = pandas.DataFrame({"number": numpy.arange(1000)})
    room = cache.Answers(most=25_000)
    for name in ("first", "second", "third"):
        room.keep(name, rows.copy())
        assert room.get("first") is not None
    room.keep("fourth", rows.copy())
    kept = [room.get(name) is not None for name in ("first", "second", "third", "fourth")]
    assert kept == [True, False, True, True]
    huge = pandas.DataFrame({"number": numpy.arange(10_000)})
    pandas.testing.assert_frame_equal(room.keep("huge", huge), huge)
    assert room.get("huge") is None
    assert room.get("fourth") is not None


@pytest.mark.parametrize(
    "query", ["every_observation", "conflicts", "staleness", "label_periods", "cluster_profile"]
)
def test_records_are_those_of_pandas(query: str) -> None:
    rows = database.run(query, ALL)
    assert len(rows) > 5
    mine, theirs = records.of(rows), rows.to_dict("records")
    assert [list(row) for row in mine] == [list(row) for row in theirs]
    for own, other in zip(mine, theirs, strict=True):
        assert [(type(one), repr(one)) for one in own.values()] == [
            (type(one), repr(one)) for one in other.values()
        ]


def test_peers_are_compared_anew_for_other_weights_and_filters() -> None:
    known = choices()
    everybody = view_of(Selection(known.last_year), known)
    germany = view_of(Selection(known.last_year, countries=("DE",)), known)
    even, uneven = peers.parse_weights(""), peers.parse_weights("sector:3,age:0")
    asked = [(everybody, even), (everybody, uneven), (germany, even)]
    found = [peers.compare_all(pool, "niro", weights) for pool, weights in asked]
    assert len(found[2]) < len(found[0]) == len(found[1])
    assert found[0]["distance"].tolist() != found[1]["distance"].tolist()
    pandas.testing.assert_frame_equal(peers.compare_all(everybody, "niro", even), found[0])


def test_written_numbers_keep_their_language_and_sign() -> None:
    with i18n.speaking("de"):
        german = i18n.number(1234.5, 1), i18n.date("2020-03-05"), i18n.large_number(2e9)
    english = i18n.number(1234.5, 1), i18n.date("2020-03-05"), i18n.large_number(2e9)
    assert german == ("1.234,5", "5. März 2020", "2 Milliarden")
    assert english == ("1,234.5", "5 March 2020", "2 billion")
    assert i18n.number(-0.0) == i18n.number(0) == "0"
