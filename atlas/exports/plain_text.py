"""Plotly's little HTML in names, labels and hovers, as plain text."""

import html
import re

BOLD = re.compile(r"<b>(.*?)</b>", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>")
ANY_TAG = re.compile(r"<[^>]+>")


def plain(text: object) -> str:
    """Return `text` without any tags, line breaks as spaced dots."""
    return html.unescape(ANY_TAG.sub("", BREAK.sub(" · ", str(text)))).strip()


def bold(text: object) -> str:
    """Return the first part in bold as plain text; blank when there is none."""
    part = BOLD.search(str(text))
    return plain(part.group(1)) if part else ""
