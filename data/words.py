"""How text is folded so that a search finds it: case, accents and German spellings aside."""

import unicodedata

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def searchable(text: str) -> str:
    """Return what a search runs over: `text` folded, also in the ae, oe, ue spelling."""
    return f"{folded(text)} {folded(text.lower().translate(GERMAN))}"
