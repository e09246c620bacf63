"""Dates in words: what they rest on, how old they are, from when to when."""

import datetime
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric

#: the columns of rows that hold the dates of what they say
DATE_COLUMNS = ("as_of", "first_as_of", "last_as_of", "x_as_of", "y_as_of", "size_as_of")


def written_date(as_of: str | None, basis: str | None) -> str:
    """Return an as-of date with what it rests on, when that is not the source's own word."""
    if not isinstance(as_of, str):
        return _("undated")
    said = i18n.date(as_of)
    if basis == "publication_date":
        return _("{date} (date of publication)").format(date=said)
    if basis == "derived":
        return _("{date} (worked out)").format(date=said)
    return said


def aged(said: str, as_of: Any, metric: Metric, today: datetime.date | None = None) -> str:
    """Return a written date with its age, from one full year on: '2019, 7 years old'.

    `as_of`: the date itself, as the data hold it. Attributes, such as a founding year, have none.
    """
    years = _full_years(as_of, today or datetime.date.today()) if metric.dated else 0
    if years < 1:
        return said
    return ngettext(
        "{date}, now {count}\u00a0year old", "{date}, now {count}\u00a0years old", years
    ).format(date=said, count=i18n.number(years))


def _full_years(as_of: Any, today: datetime.date) -> int:
    """Return how many full years lie between a date and today; whole years are told apart."""
    if not isinstance(as_of, str):
        return 0
    past, now = [int(part) for part in as_of.split("-")], (today.year, today.month, today.day)
    return now[0] - past[0] - (list(now[1 : len(past)]) < past[1:])


def known_at(year: int) -> str:
    """Return what the snapshot year means: 'as known at the end of 2025'."""
    return _("as known at the end of {year}").format(year=year)


def span(first: str, last: str) -> str:
    """Return two dates as years: 2006, or 2006–2025."""
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def first_and_last(rows: pandas.DataFrame) -> tuple[str | None, str | None]:
    """Return the earliest and the latest date in `rows`; None when nothing is dated."""
    found = [
        one for column in DATE_COLUMNS if column in rows for one in rows[column].dropna() if one
    ]
    return (min(found), max(found)) if found else (None, None)
