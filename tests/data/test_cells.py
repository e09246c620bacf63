"""Cells: what can be read is read exactly, anything else is refused with a remedy."""

import contextlib
import datetime
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import cells
from data.cells import Unreadable

DAYS = st.dates(datetime.date(cells.FIRST_YEAR, 1, 1), cells.TODAY)


@given(DAYS)
def test_dates_keep_their_shape_and_end_on_their_last_day(day: datetime.date) -> None:
    whole = day.isoformat()
    for length, name in ((4, "year"), (7, "month"), (10, "day")):
        as_of = whole[:length]
        assert cells.date(as_of) == as_of
        assert cells.precision(as_of) == name
        end = cells.last_day(as_of)
        assert end >= day
        assert end.isoformat().startswith(as_of)
        following = end + datetime.timedelta(days=1)
        assert not following.isoformat().startswith(as_of)


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}(-\d{1,3}){0,3}", fullmatch=True))
@example("2023-02-29")
@example("1849")
@example("2019-13")
@example("19-01-01")
@example("२०१९")
def test_what_is_no_date_is_refused(cell: str) -> None:
    with contextlib.suppress(Unreadable):
        read = cells.date(cell)
        assert read is None or (read == cell and read.isascii())
        assert read is None or cells.FIRST_YEAR <= int(read[:4]) <= cells.TODAY.year


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=3))
def test_numbers_are_read_exactly(value: object) -> None:
    assert cells.number(f" {value:f} ") == float(f"{value:f}")


@pytest.mark.parametrize("cell", ["1,5", "1.234.567", "1 000", "1e3", "nan", "inf", "12 %", "."])
def test_what_is_no_plain_number_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="is not a number"):
        cells.number(cell)


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.required, "  "),
        (cells.required_number, ""),
        (cells.slug, "Silicon Saxony"),
        (cells.slug, "-x"),
        (cells.position, "0"),
        (cells.position, "1.0"),
        (cells.yes_or_no, "ja"),
        (cells.choice("stated"), ""),
    ],
)
def test_readers_refuse_with_a_remedy(read: Callable[[str], object], cell: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(cell)
    assert caught.value.wrong.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_blank_is_missing_not_zero() -> None:
    assert cells.number("") is None
    assert cells.date("") is None
    assert cells.text("  ") is None
    assert cells.choice("stated", blank=True)("") is None
