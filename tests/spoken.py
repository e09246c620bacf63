"""Which words on something shown are of another language than its reader's.

Two signs: a text that is, word for word, one of ours in the other language; and the small words
that every sentence of the other language needs. Names of clusters and organisations, titles and
publishers of sources and what is quoted from them keep their own language; they are taken out
first.
"""

import functools
import html
import re
from collections.abc import Iterable
from typing import Any

import duckdb

from atlas.db import database
from atlas.locale import update

SMALL = {
    "en": "the of and with for is are from not this which by only between members clusters founded "
    "sources report reports year years staff has have than more their its",
    "de": "der die das und mit für ist sind nicht von nach bei nur zwischen mitglieder quellen "
    "gegründet berichten jahr jahre mehr als deren seine ohne ihre",
}
#: words and signs that both languages share, or that are a name wherever they stand
SHARED = re.compile(
    r"Cluster Atlas|A general coefficient of similarity and some of its properties|"
    r"Report on the Location of Industry|Journal of the American Institute of Planners|"
    r"Job Creation and Destruction|"
    r"(near|bei) [“„][^“”„]+[“”]|^[“„][^“”„]+[“”](?=, (paragraph|Absatz))|"
    r"Open Science|https?://\S+|, [\w.-]+\.[a-z]{2,}$|\b\S+\.(csv|xlsx|pptx|svg|png)\b"
)
#: columns that hold what keeps its own language, by their table
NAMES = {
    "cluster": "name region_label seat_city legal_form",
    "organisation": "name name_de",
    "source": "title publisher",
}


def foreign(texts: Iterable[str], language: str) -> list[str]:
    """Return those of `texts` that hold words of the other language than `language`."""
    other = "de" if language == "en" else "en"
    small = re.compile(rf"\b({'|'.join(SMALL[other].split())})\b", re.IGNORECASE)
    found = []
    for text in dict.fromkeys(map(_plain, texts)):
        ours = text in _phrases(other) and text not in _names()
        if ours or (small.search(text) and small.search(_without_names(text))):
            found.append(text)
    return found


def _plain(text: str) -> str:
    unbroken = re.sub("-<br>", "-", str(text))
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", unbroken)).split())


def _without_names(text: str) -> str:
    text = SHARED.sub(" ", text)
    *cut, last = text.split("…")
    text = " ".join([*map(_without_beginning, cut), last])
    for name in _names():
        if name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}", " ", text)
    return text


def _without_beginning(text: str) -> str:
    """Take away the beginning of a name at the end of `text`, which was cut there."""
    begun = [
        found.start()
        for name in _names()
        for found in re.finditer(re.escape(name[:8]), text)
        if name.startswith(text[found.start() :].strip())
    ]
    return text[: min(begun)] if begun else text


@functools.cache
def _names() -> list[str]:
    """Return what keeps its language, the longest first."""
    found = set()
    for table, columns in NAMES.items():
        for column in columns.split():
            found |= {
                _plain(one) for (one,) in _rows(f"select distinct {column} from {table}") if one
            }
    return sorted((one for one in found if len(one) > 3), key=len, reverse=True)


@functools.cache
def _phrases(language: str) -> frozenset[str]:
    """Return the texts of ours that say something in `language` and nothing in the other."""
    pairs: list[tuple[Any, ...]] = [
        (message.id, message.string)
        for message in update.updated("de")
        if message.id and isinstance(message.id, str)
    ]
    english = "select table_name, column_name from duckdb_columns() where column_name like '%\\_en'"
    for table, column in _rows(english + " escape '\\'"):
        pairs += _rows(f"select {column}, {column.removesuffix('_en')}_de from {table}")
    ours: dict[str, set[Any]] = {
        "en": {one for one, _other in pairs},
        "de": {other for _one, other in pairs},
    }
    return frozenset(ours[language] - ours["de" if language == "en" else "en"])


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database.DATABASE), read_only=True) as connection:
        return connection.execute(statement).fetchall()
