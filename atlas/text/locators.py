"""Where a fact stands in its source, and the note on it, in the reader's language.

The data hold both in English; quotes keep the language of their source.
"""

import functools
import re
from collections.abc import Callable
from typing import Any

from atlas import i18n
from atlas.i18n import _
from atlas.model.evidence import Notes, Sources

QUOTED = re.compile(r'near "(.*)"')
CHAPTER = re.compile(r"(.+) chapter")
PARAGRAPHS = re.compile(r"paragraphs? (\d+)(?: (and|to) (\d+))?(?: \((.+)\))?")
PAGE = re.compile(r"page (\d+)")
HEADING = re.compile(r"heading before paragraph (\d+)")


def place(locator: Any) -> str:
    """Return a place in a source, such as 'near “490 members”', in words; blank for none."""
    return _place(locator, i18n.current()) if isinstance(locator, str) else ""


@functools.lru_cache(maxsize=20_000)
def _place(locator: str, _language: str) -> str:
    """Return a place in words, in the language in use, which is named to keep the others apart."""
    if QUOTED.fullmatch(locator):  # a quote may hold what else parts two places
        return _write_part(locator)
    places = (group.split("; ") for group in locator.split(", "))
    return ", ".join("; ".join(_write_part(part) for part in group) for group in places)


def note(text: Any, notes: Notes) -> str:
    """Return a note of the data in words; blank for none, in English when that is all we have."""
    if not isinstance(text, str):
        return ""
    row = notes.get(text)
    return i18n.name(row, "note") if row else text


def language(source_id: Any, sources: Sources) -> str | None:
    """Return the language that a source is written in; None where it is not known."""
    code = sources[source_id]["language"] if source_id in sources else None
    return code if isinstance(code, str) else None


def _write_part(text: str) -> str:
    for pattern, words in WRITERS.items():
        match = pattern.fullmatch(text)
        if match:
            return words(match)
    return _known_parts().get(text) or _("“{words}”").format(words=text)


def _quoted(match: re.Match[str]) -> str:
    return _("near “{words}”").format(words=match[1])


def _chapter(match: re.Match[str]) -> str:
    return _("chapter on {name}").format(name=match[1])


def _heading(match: re.Match[str]) -> str:
    return _("heading before paragraph {number}").format(number=match[1])


def _paragraphs(match: re.Match[str]) -> str:
    first, between, last, about = match.groups()
    if between == "and":
        text = _("paragraphs {first} and {last}").format(first=first, last=last)
    elif between:
        text = _("paragraphs {first} to {last}").format(first=first, last=last)
    else:
        text = _("paragraph {number}").format(number=first)
    return f"{text} ({about})" if about else text


def _page(match: re.Match[str]) -> str:
    return _("page {number}").format(number=match[1])


#: kinds of places -> how each is written
WRITERS: dict[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    QUOTED: _quoted,
    CHAPTER: _chapter,
    PARAGRAPHS: _paragraphs,
    PAGE: _page,
    HEADING: _heading,
}


def _known_parts() -> dict[str, str]:
    """Return the names of parts that sources of any language have; others are their own titles."""
    return {
        "Introduction": _("Introduction"),
        "Title page": _("Title page"),
        "Page text": _("Text of the page"),
        "News text": _("Text of the news"),
        "Profile text": _("Text of the profile"),
        "Contact block": _("Contact details"),
        "Heading and publication line": _("Heading and publication line"),
        "quote box before the last section": _("quote before the last section"),
    }
