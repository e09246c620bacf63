"""Rows as dicts: what is missing is None, also where rows were joined."""

import pandas

from atlas.db import database
from atlas.model import records


def test_a_text_that_joining_left_out_is_none() -> None:
    rows = pandas.DataFrame({"a": ["x", "y"], "n": [1, 2]}, dtype=object)
    more = pandas.DataFrame({"a": ["x"], "b": ["z"]}, dtype=object)
    assert [row["b"] for row in records.of(rows.merge(more, how="left"))] == ["z", None]
    assert [row["b"] for row in records.of(pandas.concat([rows, more]))] == [None, None, "z"]


def test_a_missing_number_stays_one() -> None:
    (row,) = records.of(pandas.DataFrame({"n": [float("nan")], "a": [None]}))
    assert row["n"] != row["n"]
    assert row["a"] is None


def test_an_earlier_version_of_the_data_has_no_numbers_for_texts() -> None:
    rows = database._with_plain_texts(pandas.DataFrame({"a": ["x", None], "n": [1.5, None]}))
    assert rows["a"].tolist() == ["x", None]
    assert rows["n"].dtype == float
