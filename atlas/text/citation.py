"""How to cite: the data, a view, and the sources that rows name.

Every full citation is written here; short names of sources in hovers and cells: `evidence`.
Columns that programs read keep ids and ISO dates; whatever a reader reads has dates in words.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model.evidence import Sources
from atlas.text import markdown, shortening
from data import addresses

#: the address at the end of a citation
ADDRESS = re.compile(r",? ?https?://\S+$")


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


def source_parts(source: Mapping[Any, Any]) -> tuple[str, str, str, str, str]:
    """Return publisher, title, date, day of retrieval and address of a source as readers read them.

    `source`: of `source_list`. What is not known is blank, and so is an address that is none; a
    source without a date is 'undated'. Pages change: what has an address is cited with the day on
    which it was retrieved.
    """
    publisher, title = (_text(source[part]) for part in ("publisher", "title"))
    url, day = addresses.parse(source["url"]), _text(source.get("retrieved"))
    retrieved = _("retrieved on {date}").format(date=i18n.date(day)) if day and url else ""
    return publisher, title, i18n.date(_text(source["date"]) or None), retrieved, url


def cite_source(source: Mapping[Any, Any]) -> str:
    """Return a source as one line: publisher, title, date, day of retrieval, address."""
    return _in_line(source_parts(source))


def link_source(source: Mapping[Any, Any]) -> str:
    """Return a source as Markdown: publisher, title, dates; its title leads to its address."""
    publisher, title, date, retrieved, url = source_parts(source)
    linked = markdown.link(markdown.escape(title), url)
    escaped = [markdown.escape(part) for part in (publisher, date, retrieved)]
    return _in_line((escaped[0], linked, *escaped[1:]))


def without_address(cited: str) -> str:
    """Return a citation without the address at its end, for where it cannot be followed."""
    return ADDRESS.sub("", cited)


def cite_sources(sources: Sources) -> dict[str, str]:
    """Return the citation of each source by its id, in the order of `sources`."""
    return {source_id: cite_source(source) for source_id, source in sources.items()}


def numbered(citations: Iterable[str]) -> list[str]:
    """Return citations as the lines of a numbered list."""
    return [f"{place}. {citation}" for place, citation in enumerate(citations, start=1)]


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


def _in_line(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
