"""Text inside a figure: Plotly reads a little HTML there, and of that only our own is meant.

Charts set signs that no data can hold. `written` escapes all texts of a figure and then turns these
signs into tags, so that a name from the data is never taken for markup. `plain` and the functions
below it read what was written.
"""

import html
import re
from collections.abc import Iterable
from typing import Any

from atlas.text import file_text

#: ends a line; the others begin and end what is bold or small
BREAK = "\ufdd0"
BOLD_BEGIN, BOLD_END, SMALL_BEGIN, SMALL_END = "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
TAGS = {
    BREAK: "<br>",
    BOLD_BEGIN: "<b>",
    BOLD_END: "</b>",
    SMALL_BEGIN: "<span style='font-size:11px'>",
    SMALL_END: "</span>",
}
#: what Plotly takes for its own: tags, entities, and TeX between dollars
MEANT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
WRITTEN = str.maketrans(MEANT | TAGS)
TO_WRITE = re.compile(f"[{''.join([*MEANT, *TAGS])}]")

BOLD = re.compile(r"<b>(.*?)</b>", re.DOTALL)
LINE_END = re.compile(r"<br\s*/?>")
ANY_TAG = re.compile(r"<[^>]+>")


def bold(text: object) -> str:
    """Return `text` as a bold part of a figure's text."""
    return f"{BOLD_BEGIN}{text}{BOLD_END}"


def small(text: object) -> str:
    """Return `text` as a part in small letters."""
    return f"{SMALL_BEGIN}{text}{SMALL_END}"


def lines(parts: Iterable[str]) -> str:
    """Return `parts` that are not blank as lines of one text."""
    return BREAK.join(part for part in parts if part)


def split(text: str) -> list[str]:
    """Return the lines of a text, be it written already or not."""
    return LINE_END.sub(BREAK, text).split(BREAK)


def written(value: Any) -> Any:
    """Return `value`, a figure's data, with every text in it as Plotly has to be told it.

    What no text should hold is left out, what would pass for markup is escaped, our own signs
    become tags. `value` itself is returned where no text changes. Looks into lists, tuples and
    dictionaries.
    """
    return file_text.changed(value, _write)


def _write(text: str) -> str:
    kept = file_text.FORBIDDEN.sub(lambda hit: hit[0] if hit[0] in TAGS else "", text)
    kept = file_text.RIGHT_TO_LEFT.sub(rf"{file_text.ISOLATE}\g<0>{file_text.END}", kept)
    return kept.translate(WRITTEN) if TO_WRITE.search(kept) else kept


def plain(text: object) -> str:
    """Return a written text without tags; line breaks become ' · '."""
    return html.unescape(ANY_TAG.sub("", LINE_END.sub(" · ", str(text)))).strip()


def bold_part(text: object) -> str:
    """Return the first bold part as plain text; blank when there is none."""
    match = BOLD.search(str(text))
    return plain(match.group(1)) if match else ""


def from_bold_on(text: object) -> str:
    """Return the text from its first bold part on, as plain text; blank when none is bold."""
    match = BOLD.search(str(text))
    return plain(str(text)[match.start() :]) if match else ""
