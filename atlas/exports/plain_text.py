"""Plotly's little HTML in names, labels and hovers, as plain text."""

import html
import re

BOLD = re.compile(r"<b>(.*?)</b>", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>")
ANY_TAG = re.compile(r"<[^>]+>")


def plain(text: object) -> str:
    """Return `text` without tags; line breaks become ' · '."""
    return html.unescape(ANY_TAG.sub("", BREAK.sub(" · ", str(text)))).strip()


def bold(text: object) -> str:
    """Return the first bold part as plain text; blank when there is none."""
    match = BOLD.search(str(text))
    return plain(match.group(1)) if match else ""


def from_bold_on(text: object) -> str:
    """Return the text from its first bold part on, as plain text; blank when none is bold."""
    match = BOLD.search(str(text))
    return plain(str(text)[match.start() :]) if match else ""
