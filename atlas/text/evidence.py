"""Evidence in words, for tables: where a figure comes from, and where in it it stands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _
from atlas.model import records
from atlas.model.evidence import Sources
from atlas.model.metrics import Metric
from atlas.text import citation, dates, growth, locators, shortening
from data import addresses

#: a publisher's own abbreviation at the end of its name: "… (BMWi)"
ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z]{1,9})\)$")
LONGEST_TITLE, SHORT_TITLE = 80, 40
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """A source in a table on a page: few words, the whole citation, its address (or none).

    `language`: that it is written in; `place`: where in it a fact stands.
    """

    words: str
    whole: str
    url: str | None
    language: str | None = None
    place: str = ""


@dataclass(frozen=True)
class Quoting:
    """A text of ours that quotes a source: what stands in quotation marks is in `language`."""

    words: str
    language: str


@dataclass(frozen=True)
class Citing:
    """A text of ours that names sources: the words of each stand in it, in this order."""

    words: str
    sources: tuple[Cited, ...]


def cite_in(words: str, sources: Iterable[Row]) -> Citing:
    """Return `words` with the citations of the sources that they name, in their order.

    `sources`: rows of `source_list`. Where there is one that is not named as we name sources, all
    the words lead to it.
    """
    cited = []
    listed = list(sources)
    for row in listed:
        parts = {f"source_{column}": row[column] for column in ("title", "publisher", "date")}
        names = (source(parts), short_source(parts))
        named = next((name for name in names if name in words), words if len(listed) == 1 else "")
        if named:
            cited.append(replace(cite(row), words=named))
    return Citing(words, tuple(cited))


def cite(row: Row) -> Cited:
    """Return the citation of a source for a table on a page. `row`: of `source_list`."""
    words = short_source(
        {f"source_{column}": row[column] for column in ("title", "publisher", "date")}
    )
    return Cited(words, citation.cite_source(dict(row)), address(row["url"]), row["language"])


def cite_fact(row: Row, known: Sources) -> Cited:
    """Return the citation of a fact's source with the place in it. `row`: of a fact, with `url`."""
    columns = ("title", "publisher", "date", "retrieved")
    parts = {column: row.get(f"source_{column}") for column in columns}
    source_cited = cite(
        {**parts, "url": row["url"], "language": locators.language(row["source_id"], known)}
    )
    return replace(source_cited, place=where(row))


def address(url: Any) -> str | None:
    """Return an address that a reader may open; None for what is none."""
    return addresses.parse(url) or None


def publisher(name: Any) -> str:
    """Return a publisher, by its abbreviation when the data know one; blank when there is none."""
    if not isinstance(name, str):
        return ""
    match = ABBREVIATION.search(name)
    return match.group(1) if match else name


def source(row: Row, prefix: str = "source") -> str:
    """Return a source as 'publisher: title, date', from the columns `<prefix>_title` and so on."""
    title = row.get(f"{prefix}_title")
    if not isinstance(title, str):
        return ""
    name, date = publisher(row.get(f"{prefix}_publisher")), row.get(f"{prefix}_date")
    text = shortening.shorten(title, LONGEST_TITLE)
    text = f"{name}: {text}" if name and name != title else text
    return f"{text}, {i18n.date(date)}" if isinstance(date, str) else text


def short_source(row: Row, prefix: str = "source") -> str:
    """Return a source as 'publisher, year'; with its title where no date tells it apart."""
    title, date = row.get(f"{prefix}_title"), row.get(f"{prefix}_date")
    if not isinstance(title, str):
        return ""
    name = publisher(row.get(f"{prefix}_publisher"))
    short_title = shortening.shorten(title, SHORT_TITLE)
    if name and isinstance(date, str):
        return f"{name}, {date[:4]}"
    named = f"{name}: {short_title}" if name and name != title else short_title
    return f"{named}, {date[:4]}" if isinstance(date, str) else named


def sources(row: Row, short: bool = False) -> str:
    """Return every source that a figure stands on; a derived one may stand on two."""
    write = short_source if short else source
    return join(write(row, prefix) for prefix in ("source", "basis_source"))


def where(row: Row) -> str:
    """Return where in its sources a fact stands, such as 'paragraph 5'."""
    return join(locators.place(row.get(column)) for column in ("locator", "basis_locator"))


def find_languages(rows: pandas.DataFrame, known: Sources) -> dict[str, str]:
    """Return the language of each place in a source that `rows` name, places as in `where`.

    `known`: every source that they name.
    """
    if not {"locator", "source_id"} <= set(rows):
        return {}
    languages = {where(row): locators.language(row["source_id"], known) for row in records.of(rows)}
    return {place: language for place, language in languages.items() if language}


def join(texts: Any) -> str:
    """Return texts in a list, each once; missing ones are left out."""
    return "; ".join(dict.fromkeys(text for text in texts if isinstance(text, str) and text))


def value(row: Row, metric: Metric) -> str:
    """Return a value with its hedge and its unit: 'more than 600 participants'."""
    written = metric.hedged(row)
    unit_in_label = metric.calendar or metric.unit.lower() in metric.label.lower()
    return written if unit_in_label else metric.with_unit(written)


def as_of(row: Row, metric: Metric, year: int) -> str:
    """Return when a value holds: date or window, what it rests on, its age in `year`.

    `row` may hold `basis_as_of`, the date of the second observation behind a derived figure.
    """
    if metric.row["derived"] == "since":
        return i18n.year(year)
    stated = list_dates(row, metric)
    if len(stated) < 2:
        return dates.held(row, metric, year)
    if metric.grows:  # the rate is per calendar year
        first, last = (day[:4] for day in stated)
        return growth.told(row) or _("{first} to {last}").format(first=first, last=last)
    first, last = (i18n.date(day) for day in stated)
    return _("{first} and {last}").format(first=first, last=last)


def list_dates(row: Row, metric: Metric) -> list[str]:
    """Return the dates that a value stands on, the earlier first: two for one of two figures.

    Empty for a value with a window, even where one of its two figures is dated.
    """
    derived, basis = metric.row["derived"], row.get("basis_as_of")
    if not isinstance(row["as_of"], str):
        return []
    if derived not in ("growth", "ratio") or not isinstance(basis, str):
        return [row["as_of"]]
    # the date of a ratio is that of the older of its figures, whichever it is
    return sorted({basis, row["as_of"] if metric.grows else row["stated_as_of"]})


def years(row: Row, metric: Metric, year: int) -> str:
    """Return when a value holds in few letters; of a growth what it is told from and to.

    Two years for a ratio of two figures.
    """
    if metric.row["derived"] == "since":
        return i18n.year(year)
    if grown := growth.told(row):
        return grown
    years_stated = [date[:4] for date in list_dates(row, metric)]
    return "/".join(dict.fromkeys(years_stated)) or dates.years(row)


def dated(row: Row, metric: Metric, year: int) -> str:
    """Return a value with its hedge and when it holds: 'about 200 (2021–24)'; without its unit.

    `year`: the snapshot year. Years of founding and the like need no other year beside them.
    """
    held = years(row, metric, year) if metric.dated and year else ""
    return dates.add_notes(metric.hedged(row), held)


def date(row: Row) -> str:
    """Return the date or window in a row, with what it rests on; 'undated' without either."""
    return dates.written_time(row)
