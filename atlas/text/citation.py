"""How to cite: the data, a view, and the sources that rows name. Every citation is written here.

Columns that programs read keep ids and ISO dates; whatever a reader reads has dates in words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.db import database, records
from atlas.i18n import _, ngettext
from atlas.text import markdown, shortening

#: the columns of rows that hold ids of sources, by the column that a table writes them into
SOURCE_COLUMNS = {
    "source": ("source_id", "basis_source_id", "source_ids"),
    "x_source": ("x_source_id", "x_basis_source_id"),
    "y_source": ("y_source_id", "y_basis_source_id"),
    "size_source": ("size_source_id", "size_basis_source_id"),
}


def cite_data(version: str, newest: str | None) -> str:
    """Return which data is shown, in the language in use. `newest`: its newest date."""
    return _("Cluster Atlas, data version {version} (as of {date})").format(
        version=version, date=i18n.date(newest)
    )


def cite_view(
    title: str, selection: str, year: int, *, version: str, newest: str | None, address: str
) -> str:
    """Return a view as one line for a list of references, in the language in use.

    `version`: of the data; `newest`: its newest date. The year and all that is selected stand in
    `address` too, so that it shows the same view as long as the data version is the same.
    """
    named = title.rstrip(".")
    return f"{cite_data(version, newest)}. {named}. {selection}, {i18n.year(year)}. {address}"


def source_parts(source: Mapping[Any, Any]) -> tuple[str, str, str, str]:
    """Return publisher, title, date and address of a source as readers read them.

    `source`: of `source_list`. What is not known is blank; a source without a date is 'undated'.
    """
    publisher, title, url = (_text(source[part]) for part in ("publisher", "title", "url"))
    return publisher, title, i18n.date(_text(source["date"]) or None), url


def cite_source(source: Mapping[Any, Any]) -> str:
    """Return a source as one line: publisher, title, date, address."""
    return _in_line(source_parts(source))


def link_source(source: Mapping[Any, Any]) -> str:
    """Return a source as Markdown: publisher, title, date; its title leads to its address."""
    publisher, title, date, url = source_parts(source)
    title = markdown.escape(title)
    if url.startswith(("http://", "https://")):
        title = f"[{title}](<{url}>)"
    return _in_line((markdown.escape(publisher), title, date))


def read_sources(source_ids: Iterable[str]) -> list[dict[Any, Any]]:
    """Return the sources of these ids, the newest first."""
    ids = sorted(set(source_ids))
    return records.of(database.run("source_list", source_ids=ids)) if ids else []


def cite_sources(source_ids: Iterable[str]) -> dict[str, str]:
    """Return the citation of each of these sources by its id, the newest first."""
    return {str(one["source_id"]): cite_source(one) for one in read_sources(source_ids)}


def sources_of_rows(rows: pandas.DataFrame) -> list[str]:
    """Return the ids of every source that `rows` name, sorted."""
    columns = [one for group in SOURCE_COLUMNS.values() for one in group if one in rows]
    return sorted({one for column in columns for cell in rows[column] for one in _ids(cell)})


def sources_of_row(row: Mapping[Any, Any], column: str = "source") -> list[str]:
    """Return the ids of the sources that the column `source`, `x_source`… of a row cites."""
    cells = [row.get(one) for one in SOURCE_COLUMNS[column]]
    return list(dict.fromkeys(one for cell in cells for one in _ids(cell)))


def cited_columns(rows: pandas.DataFrame) -> list[str]:
    """Return the columns `source`, `x_source`… that a table of `rows` has."""
    return [name for name, held in SOURCE_COLUMNS.items() if any(one in rows for one in held)]


def numbered(citations: Iterable[str]) -> list[str]:
    """Return citations as the lines of a numbered list."""
    return [f"{place}. {one}" for place, one in enumerate(citations, start=1)]


def name_source(title: Any) -> str:
    """Return a source's title as a line of a hover; blank when there is none."""
    return (
        _("Source: {title}").format(title=shortening.shorten(title, 70))
        if isinstance(title, str)
        else ""
    )


def count_sources(count: int) -> str:
    """Return how many sources stand behind something."""
    return ngettext("{count} source", "{count} sources", count).format(count=i18n.number(count))


def _ids(cell: Any) -> list[str]:
    """Return the ids in a cell, which holds one, several or none."""
    several = hasattr(cell, "__len__") and not isinstance(cell, str)
    return [one for one in (cell if several else [cell]) if isinstance(one, str)]


def _in_line(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
