"""How a cell of a table is read: text in, value out, or a sentence saying what is wrong."""

import calendar
import datetime
import functools
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from data import addresses
from data.characters import FORBIDDEN_IN_CELL

Reader = Callable[[str], Any]
TODAY = datetime.date.today()
FIRST_YEAR = 1850
#: years from today within which something awarded ends
FURTHEST_AHEAD = 20
#: more letters than any cell needs, a larger number than anything counted here, and the largest
#: that the database takes for a whole one
LONGEST, LARGEST, LARGEST_WHOLE = 2000, 1e15, 2**31 - 1


class Unreadable(ValueError):
    """A cell cannot be read. `wrong` and `remedy` are sentences for the table's author."""

    def __init__(self, wrong: str, remedy: str) -> None:
        """Keep both sentences."""
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy


def check(cell: str) -> None:
    """Raise Unreadable for what no cell may hold, whatever its column."""
    if len(cell) > LONGEST:
        wrong = f"the cell has {len(cell)} letters."
        raise Unreadable(wrong, f"Use at most {LONGEST}, and close every quotation mark.")
    sign = FORBIDDEN_IN_CELL.search(cell)
    if sign:
        wrong = f"the cell holds a sign that cannot be seen, U+{ord(sign[0]):04X}."
        raise Unreadable(wrong, "Write the cell anew, in one line.")


def write(value: Any) -> str:
    """Return a value as the cell that it is read from."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else format(Decimal(repr(value)), "f")
    return str(value)


def text(cell: str) -> str | None:
    """Return the cell without outer spaces, or None when it is blank."""
    return cell.strip() or None


def required(cell: str) -> str:
    """Return the cell; raise Unreadable when it is blank."""
    if not cell.strip():
        raise Unreadable("the cell is blank.", "This column must be filled.")
    return cell.strip()


def slug(cell: str) -> str:
    """Return an id of lower-case letters, digits, hyphens and underscores."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", cell):
        raise Unreadable(f"'{cell}' is no id.", "Use a-z, 0-9, '-' and '_' only.")
    return cell


def region(cell: str) -> str:
    """Return an id of a region or country."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", cell):
        raise Unreadable(f"'{cell}' is no id of a region.", "Write it as ISO 3166 does: DE, DE-SN.")
    return cell


def address(cell: str) -> str | None:
    """Return an address on the web, None when blank."""
    if cell and not addresses.parse(cell):
        raise Unreadable(f"'{cell}' is no address.", "Begin it with https://, without spaces.")
    return cell or None


def site(cell: str) -> str | None:
    """Return a website, which may lack https://, None when blank."""
    if cell and not addresses.parse_site(cell):
        raise Unreadable(f"'{cell}' is no website.", "Write it as www.example.org.")
    return cell or None


def number(cell: str) -> float | None:
    """Return the number in the cell, None when blank."""
    if not cell.strip():
        return None
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell.strip()):
        raise Unreadable(
            f"'{cell}' is not a number.",
            "Write digits with a decimal point and no thousands separator, such as 1234.5.",
        )
    value = float(cell)
    if not math.isfinite(value) or abs(value) > LARGEST:
        wrong = f"a number of {len(cell.strip())} signs is too large."
        raise Unreadable(wrong, f"Use one up to {LARGEST:,.0f}.")
    return value


def required_number(cell: str) -> float:
    """Return the number in the cell; raise Unreadable when it is blank."""
    value = number(required(cell))
    assert value is not None
    return value


def factor(least: float, most: float, blank: bool = False) -> Reader:
    """Return a reader of a number from `least` to `most`, and of a blank when `blank`."""

    def read(cell: str) -> float | None:
        value = number(cell) if blank else required_number(cell)
        if value is None:
            return None
        if not least <= value <= most:
            wrong = f"{value:g} is out of range."
            raise Unreadable(wrong, f"Use a number from {least:g} to {most:g}.")
        return value

    return read


def position(cell: str) -> int:
    """Return a whole number of at least one."""
    if not re.fullmatch(r"[1-9][0-9]*", cell):
        raise Unreadable(f"'{cell}' is no position.", "Write 1, 2, 3 and so on.")
    if len(cell) > 10 or int(cell) > LARGEST_WHOLE:
        raise Unreadable(f"{cell} is too large.", f"Use a whole number up to {LARGEST_WHOLE}.")
    return int(cell)


def yes_or_no(cell: str) -> bool:
    """Return True for yes, False for no."""
    if cell not in ("yes", "no"):
        raise Unreadable(f"'{cell}' is neither yes nor no.", "Write yes or no.")
    return cell == "yes"


def truth_or_blank(cell: str) -> bool | None:
    """Return True for yes, False for no, None when blank."""
    return yes_or_no(cell) if cell else None


def whole(cell: str) -> int | None:
    """Return a whole number of at least one, None when blank."""
    return position(cell) if cell else None


def choice(*allowed: str, blank: bool = False) -> Reader:
    """Return a reader that takes one of the words in `allowed`, and a blank when `blank`."""

    def read(cell: str) -> str | None:
        if blank and not cell:
            return None
        if cell not in allowed:
            raise Unreadable(f"'{cell}' is not known here.", f"Use one of: {', '.join(allowed)}.")
        return cell

    return read


def date(cell: str) -> str | None:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as written, None when blank.

    Raises Unreadable when the shape, the calendar or the year is impossible.
    """
    return _date(cell, TODAY.year)


def required_day(cell: str) -> str:
    """Return YYYY-MM-DD as written; raise Unreadable when it is blank or less exact."""
    day = date(required(cell))
    if day is None or precision(day) != "day":
        raise Unreadable(f"'{cell}' is no day.", "Write YYYY-MM-DD.")
    return day


def end_date(cell: str) -> str | None:
    """Return a date as `date` does; it may lie ahead, as the end of an award does."""
    return _date(cell, TODAY.year + FURTHEST_AHEAD)


def _date(cell: str, last_year: int) -> str | None:
    if not cell:
        return None
    try:
        end = last_day(cell)
    except ValueError as error:
        raise Unreadable(
            f"'{cell}' is not a date.", "Write YYYY, YYYY-MM or YYYY-MM-DD."
        ) from error
    if not FIRST_YEAR <= end.year <= last_year:
        raise Unreadable(
            f"the year {cell[:4]} is impossible.", f"Use a year from {FIRST_YEAR} to {last_year}."
        )
    return cell


def first_day(as_of: str) -> datetime.date:
    """Return the first day of the year, month or day named. Raises ValueError when it is none."""
    last = last_day(as_of)
    return {4: last.replace(month=1, day=1), 7: last.replace(day=1)}.get(len(as_of), last)


@functools.lru_cache(maxsize=10_000)
def last_day(as_of: str) -> datetime.date:
    """Return the last day of the year, month or day named. Raises ValueError when it is none."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", as_of):
        raise ValueError(as_of)
    parts = [int(part) for part in as_of.split("-")]
    if len(parts) == 3:
        return datetime.date(parts[0], parts[1], parts[2])
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    datetime.date(year, month, 1)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def precision(as_of: str) -> str:
    """Return how exact a date is, from its shape: year, month or day."""
    return {4: "year", 7: "month", 10: "day"}[len(as_of)]
