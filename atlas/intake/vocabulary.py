"""The words of vocabulary.toml, folded and sorted for looking up; what a text says of a column."""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.intake import limits
from data.words import folded

TOKENS = re.compile(r"[^\W_]+|%|€|∑|ø")
SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00ad": "", "\u200b": "", "\ufeff": ""}
)


@functools.lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces and straight quotes."""
    return folded(text.translate(SIGNS).replace("ß", "ss"))


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return TOKENS.findall(fold(text))


class Terms:
    """A list of terms: which of them stand in a row of words, and how many words that takes."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Sort the terms by their first word; those with a star are tried one by one."""
        self.exact: dict[str, list[list[str]]] = {}
        self.starred: list[list[str]] = []
        for term in terms:
            words = [w for w in re.findall(r"[^\W_]*\*?[^\W_]+\*?|[%€∑ø]", term)] or [term]
            if words[0].endswith("*") or words[0].startswith("*"):
                self.starred.append(words)
            else:
                self.exact.setdefault(words[0], []).append(words)

    def find(self, words: Sequence[str]) -> set[int]:
        """Return the positions of all words that belong to a term."""
        found: set[int] = set()
        for position, word in enumerate(words):
            for term in (*self.exact.get(word, ()), *self.starred):
                part = words[position : position + len(term)]
                if len(part) == len(term) and all(map(_fits, part, term)):
                    found.update(range(position, position + len(term)))
        return found


def _fits(word: str, term: str) -> bool:
    if term.endswith("*"):
        return word.startswith(term[:-1])
    if term.startswith("*"):
        return word.endswith(term[1:])
    return word == term


@functools.cache
def words() -> dict[str, Any]:
    """Return vocabulary.toml as it stands."""
    path = Path(__file__).with_name("vocabulary.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def roles() -> dict[str, Terms]:
    """Return the terms of every role of a column."""
    return {role: Terms(terms) for role, terms in words()["roles"].items()}


@functools.cache
def exclusions() -> dict[str, Terms]:
    """Return the terms that make of a figure's heading something else."""
    return {kind: Terms(terms) for kind, terms in words()["exclusions"].items()}


@functools.cache
def listed(section: str, key: str = "words") -> frozenset[str]:
    """Return a list of words, for asking whether one is in it."""
    return frozenset(fold(word) for word in words()[section][key])


@functools.cache
def terms(section: str, key: str = "words") -> Terms:
    """Return a list of words, for finding them in a text."""
    return Terms(words()[section][key])


@dataclass(frozen=True)
class Match:
    """What a heading says: a role, how much of it says so (0 to 1), and what excludes it."""

    role: str = ""
    coverage: float = 0.0
    excluded: str = ""


METRICS = ("members", "staff", "events_per_year")
YEAR = re.compile(r"^(1[89]|20)\d\d$")


#: marks of footnotes in headings
MARKS = re.compile(r"[¹²³⁰⁴-⁹*†‡]+\)?|\(\d{1,2}\)|(?<=[^\W\d_])\d\)")
#: MemberCount is two words
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BRACKETS = re.compile(r"\([^()]*\)")
#: roles that any other word in a heading outdoes
WEAK = ("name", "value", "date", "year", "indicator")


@functools.lru_cache(maxsize=50_000)
def match(text: str) -> Match:
    """Return what a heading says; what stands in brackets counts where nothing else does."""
    if len(text) > limits.LONGEST_FIGURE:
        return Match()
    whole = _match(MARKS.sub(" ", text))
    bare = _match(BRACKETS.sub(" ", MARKS.sub(" ", text)))
    if bare.role == "name" and whole.role not in METRICS:
        return Match(bare.role, bare.coverage, whole.excluded)
    return whole


def _match(text: str) -> Match:
    said = tokens(CAMEL.sub(" ", text))
    if not said or len(said) > 25:
        return Match()
    best: tuple[float, int, str] = (0.0, 0, "")
    fillers = listed("fillers")
    hits = {role: terms.find(said) for role, terms in roles().items()}
    for order, (role, found) in enumerate(hits.items()):
        if not found:
            continue
        counted = [
            position
            for position, word in enumerate(said)
            if position in found or not (word in fillers or YEAR.match(word) or word.isdigit())
        ]
        coverage = len(found) / max(1, len(counted))
        # a figure's name says what is counted, also where other words stand beside it
        weight = 2.0 if role in METRICS or role == "founding_year" else 1.0
        if role in WEAK:
            weight = 0.6
        if role == "region" and "land" in said and len(said) > 3:
            weight = 0.5
        rank = (weight + coverage + 0.05 * len(found), -order, role)
        best = max(best, rank)
    role = best[2]
    if not role:
        return Match()
    found = hits[role]
    told = [w for p, w in enumerate(said) if p in found or not (w in fillers or w.isdigit())]
    return Match(role, min(1.0, len(found) / max(1, len(told))), _exclude(said, role, found))


def _exclude(said: list[str], role: str, found: set[int]) -> str:
    """Return why a heading with this role is none of it after all; blank where it is."""
    kinds = exclusions()
    if role not in METRICS:
        wrong = kinds["person"].find(said) - found
        if wrong and role not in ("website",):
            return "person"
        counted = any(roles()[metric].find(said) for metric in METRICS)
        # "Mitglied seit", "Veranstaltungen seit Gründung"
        return "so_far" if role == "founding_year" and counted else ""
    for kind, terms in kinds.items():
        if terms.find(said):
            return kind
    members, staff = (roles()[metric].find(said) for metric in ("members", "staff"))
    if members - staff and staff - members:
        # who works for the members, or how many there are for each
        return "members_employees"
    return ""


def sums_up(text: str) -> bool:
    """Return whether a text begins or ends as the name of a total does."""
    said = tokens(text)
    totals = listed("totals")
    if not said:
        return False
    outer = said[0] in totals or " ".join(said[:2]) in totals or said[-1] in totals
    return outer or sums_up_all(text)


def sums_up_all(text: str) -> bool:
    """Return whether a text names a sum that no list has: "Endsumme", "Alle Zentren", "Anzahl"."""
    said = tokens(text)
    if not said:
        return False
    every, kinds = listed("totals", "every"), listed("totals", "kinds")
    for length in (1, 2):
        if " ".join(said[:length]) in every and said[length : length + 1]:
            return said[length] in kinds
    counted = any(" ".join(said[:length]) in listed("totals", "numbering") for length in (1, 2))
    return said[0].endswith("summe") or said[-1].endswith("summe") or counted
