"""How text is folded so that a search finds it: case, accents and German spellings aside."""

import unicodedata
from collections.abc import Iterable

from data.problems import Row

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


#: German writes what a cluster is about and what it is in one word
ENDINGS = ("cluster", "netzwerk")


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    marks = [sign for sign in set(apart) if unicodedata.combining(sign)]
    return " ".join(apart.translate(dict.fromkeys(map(ord, marks))).split())


def searchable(text: str) -> str:
    """Return what a search runs over: `text` folded, also in the ae, oe, ue spelling."""
    return f"{folded(text)} {folded(text.lower().translate(GERMAN))}"


def synonyms(
    rows: Iterable[Row], sector: str | None = None, region: str | None = None
) -> list[str]:
    """Return other words for a field or a place; `rows`: of synonyms.csv."""
    about = (sector, region)
    found = (row["words"] for row in rows if (row["sector_id"], row["region_id"]) == about)
    return [word for words in found for word in words.split()]


def compounds(names: Iterable[str]) -> list[str]:
    """Return the words that name a cluster after its field: 'Wasserstoffcluster'."""
    single = [name for name in names if " " not in name and not name.lower().endswith(ENDINGS)]
    return [f"{name}{ending}" for name in dict.fromkeys(single) for ending in ENDINGS]
