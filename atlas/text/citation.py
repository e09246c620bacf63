"""How to cite what a page shows: the data, the view, its selection and its address."""

from typing import Any

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.text import shortening


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


def cite_source(source: dict[Any, Any]) -> str:
    """Return a source as one line: publisher, title, date, address."""
    date = source["date"] if isinstance(source["date"], str) else None
    said = [source["publisher"] or "", source["title"], i18n.date(date)]
    return ", ".join(str(part) for part in [*said, source["url"]] if isinstance(part, str) and part)


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
