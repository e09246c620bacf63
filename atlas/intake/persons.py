"""Columns and lists of persons: told by their headings, so that nobody becomes an organisation."""

from collections.abc import Iterable

from atlas.intake import vocabulary
from atlas.intake.vocabulary import listed

#: that many headings tell a list of persons
FEWEST = 2
#: that many of a column's names have a word that only organisations have
TELLING_SHARE = 0.4
#: what such words end with
END = (
    "netzwerk",
    "cluster",
    "verein",
    "verband",
    "verbund",
    "zentrum",
    "network",
    "forum",
    "allianz",
    "initiative",
    "agentur",
    "plattform",
)


def is_own(heading: str) -> bool:
    """Return whether only a list of persons has such a heading: first name, salutation, post."""
    said = vocabulary.tokens(heading)
    return bool(said) and all(
        " ".join(said[start : start + length]) in listed("persons", "own")
        for start, length in _pieces(said)
    )


def _pieces(said: list[str]) -> list[tuple[int, int]]:
    """Return where the terms of a heading begin, and how many words each has."""
    pieces, start = [], 0
    while start < len(said):
        if said[start] in listed("persons", "between"):
            start += 1
            continue
        two = " ".join(said[start : start + 2])
        length = 2 if two in listed("persons", "own") else 1
        pieces.append((start, length))
        start += length
    return pieces or [(0, 1)]


def is_reach(heading: str) -> bool:
    """Return whether a heading says how to reach somebody: telephone, e-mail."""
    said = vocabulary.fold(heading).replace("-", " ").strip(" .:")
    return said in listed("persons", "reach")


def may_name(heading: str) -> bool:
    """Return whether a heading may stand over names of persons: name, title."""
    return vocabulary.fold(heading).strip(" .:") in listed("persons", "names")


def speaks_of_them(headings: Iterable[str]) -> bool:
    """Return whether headings say that a row is a person, whatever else it tells."""
    return any(is_own(heading) for heading in headings if heading)


def is_list(headings: Iterable[str]) -> bool:
    """Return whether a row of headings is one of a list of persons."""
    filled = [heading for heading in headings if heading]
    own = sum(map(is_own, filled))
    reach = sum(map(is_reach, filled))
    named = any(map(may_name, filled))
    return (named and own + reach >= FEWEST) or own >= FEWEST or (named and own > 0)


def are_organisations(names: Iterable[str]) -> bool:
    """Return whether names are those of organisations, by the words that such names have."""
    said = [vocabulary.tokens(name) for name in names]
    telling = sum(1 for words in said if _is_telling(words))
    return bool(said) and telling >= TELLING_SHARE * len(said)


def _is_telling(words: list[str]) -> bool:
    forms = listed("legal_forms")
    formed = any(" ".join(words[start:]) in forms for start in range(1, len(words)))
    named = any(word.endswith(END) for word in words)
    return formed or named or bool(vocabulary.roles()["name"].find(words))
