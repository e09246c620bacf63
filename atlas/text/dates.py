"""Times in words: dates, windows of texts without a date, what they rest on, how old they are."""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model.choices import Choices
from atlas.model.metrics import Metric

Row = Mapping[Any, Any]
#: what stands before the names of the columns that hold a figure's time
PREFIXES = ("", "x_", "y_", "size_", "members_", "staff_", "events_")


def written_date(as_of: str | None, basis: str | None) -> str:
    """Return an as-of date; with what it rests on, unless the source itself states it."""
    if not isinstance(as_of, str):
        return _("undated")
    written = i18n.date(as_of)
    if basis == "publication_date":
        return _("{date} (date of publication)").format(date=written)
    if basis == "derived":
        return _("{date} (worked out)").format(date=written)
    return written


def written_time(row: Row, prefix: str = "") -> str:
    """Return when a figure holds: its date with what it rests on, else its window.

    `prefix`: of the columns as_of, as_of_basis, window_begin and window_end of `row`.
    """
    as_of, basis = row.get(f"{prefix}as_of"), row.get(f"{prefix}as_of_basis")
    if not isinstance(as_of, str):
        window = written_window(row, prefix)
        return _("{date} (undated text)").format(date=window) if window else _("undated")
    return written_date(as_of, basis if isinstance(basis, str) else None)


def written_extreme(row: Row, column: str) -> str:
    """Return the first or the last time of several figures: 'May 2019', 'Nov 2026 (undated text)'.

    `column`: first_as_of or last_as_of. The end of a window is no date of a figure: an undated page
    is as old as its text, not as the day on which it was retrieved.
    """
    time = str(row[column])
    if row.get(f"{column.removesuffix('_as_of')}_undated") in (None, False):
        return i18n.date(time)
    return _("{date} (undated text)").format(date=i18n.month(time))


def written_window(row: Row, prefix: str = "") -> str:
    """Return between when and when an undated text was written: 'Sept 2021–2024', 'by 2024'.

    Blank when the row has no window. No day is written: nobody knows the window so exactly.
    """
    begin, end = _window(row, prefix)
    if end is None:
        return ""
    if begin is None:
        return _("by {date}").format(date=i18n.month(end))
    first, last = i18n.month(begin), i18n.month(end)
    if begin[:4] == end[:4]:
        return first if first == last else end[:4]
    return f"{first}–{last}"


def years(row: Row, prefix: str = "") -> str:
    """Return when a figure holds in few letters: '2017', '2021–24', 'by 2024'; blank if unknown."""
    as_of = row.get(f"{prefix}as_of")
    if isinstance(as_of, str):
        return as_of[:4]
    begin, end = _window(row, prefix)
    if end is None:
        return ""
    if begin is None:
        return _("by {date}").format(date=end[:4])
    if begin[:4] == end[:4]:
        return end[:4]
    return f"{begin[:4]}–{end[2:4] if begin[:2] == end[:2] else end[:4]}"


def reach(row: Row, prefix: str = "") -> tuple[int | None, int | None]:
    """Return the first and the last year for which a figure may hold; None for what is unknown."""
    as_of = row.get(f"{prefix}as_of")
    begin, end = (as_of, as_of) if isinstance(as_of, str) else _window(row, prefix)
    return (int(begin[:4]) if begin else None, int(end[:4]) if end else None)


def dated(value: str, row: Row, prefix: str = "") -> str:
    """Return a value with when it holds: '101 (2017)', 'about 200 (2021–24)'."""
    return add_notes(value, years(row, prefix))


def add_notes(value: str, *notes: str) -> str:
    """Return a value with what is noted of it, the year first: '36.7 (2021, at least 33)'."""
    written = ", ".join(note for note in notes if note)
    return f"{value} ({written})" if written else value


def aged(said: str, row: Row, metric: Metric, year: int, prefix: str = "") -> str:
    """Return a written time with its age in `year`, from one on: '2019, 7 years before 2026'.

    A window is as old as its beginning, so its age is the most that it may be. Attributes, such as
    a founding year, have no age; nor has anything where `year` is 0.
    """
    as_of = row.get(f"{prefix}as_of")
    is_dated = isinstance(as_of, str)
    since = as_of if is_dated else _window(row, prefix)[0]
    if not year or not metric.dated or not isinstance(since, str):
        return said
    age = year - int(since[:4])
    if age < 1:
        return said
    words = (
        ngettext("{date}, {age} year before {year}", "{date}, {age} years before {year}", age)
        if is_dated
        else ngettext(
            "{date}, at most {age} year before {year}",
            "{date}, at most {age} years before {year}",
            age,
        )
    )
    return words.format(date=said, age=i18n.number(age), year=i18n.year(year))


def held(row: Row, metric: Metric, year: int, prefix: str = "") -> str:
    """Return when a figure holds, with what that rests on and its age in `year`."""
    return aged(written_time(row, prefix), row, metric, year, prefix)


def known_at(year: int, known: Choices) -> str:
    """Return what the snapshot year means: 'as known at the end of 2025'.

    The year in which the sources were retrieved was not over then.
    """
    if known.retrieved.startswith(f"{year}-"):
        return _("{year}, as retrieved by {date}").format(
            year=i18n.year(year), date=i18n.day_and_month(known.retrieved)
        )
    return _("as known at the end of {year}").format(year=year)


def span(first: str, last: str) -> str:
    """Return two dates as years: 2006, or 2006–2025."""
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def first_and_last(rows: pandas.DataFrame) -> tuple[str | None, str | None]:
    """Return the earliest and the latest time in `rows`; None when none is known.

    A window reaches from the year of its beginning to that of its end: no day in it is a date.
    """
    firsts, lasts = _extremes(rows, "first"), _extremes(rows, "last")
    for prefix in PREFIXES:
        of_dates = _times(rows, f"{prefix}as_of")
        undated = rows
        if f"{prefix}as_of" in rows:
            undated = rows[rows[f"{prefix}as_of"].isna()]
        firsts += of_dates + _years(undated, f"{prefix}window_begin")
        lasts += of_dates + _years(undated, f"{prefix}window_end")
    # a year reaches to its end, so it is later than any day in it
    last = max(lasts, default=None, key=lambda time: time.ljust(10, "~"))
    return min(firsts, default=None), last


def _extremes(rows: pandas.DataFrame, which: str) -> list[str]:
    """Return the times in `first_as_of` or `last_as_of`, of undated texts their years."""
    column, undated = f"{which}_as_of", f"{which}_undated"
    if undated not in rows:
        return _times(rows, column)
    is_undated = rows[undated].fillna(False).astype(bool)
    return _times(rows[~is_undated], column) + _years(rows[is_undated], column)


def _years(rows: pandas.DataFrame, column: str) -> list[str]:
    return [time[:4] for time in _times(rows, column)]


def _times(rows: pandas.DataFrame, column: str) -> list[str]:
    if column not in rows:
        return []
    return [time for time in rows[column] if isinstance(time, str) and time]


def _window(row: Row, prefix: str) -> tuple[str | None, str | None]:
    """Return the beginning and the end of a row's window; None for what is not known."""
    begin, end = (row.get(f"{prefix}window_{part}") for part in ("begin", "end"))
    return (
        begin if isinstance(begin, str) and begin else None,
        end if isinstance(end, str) and end else None,
    )
