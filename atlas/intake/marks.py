"""Footnotes: the marks behind figures and headings, and what is said of them under a table."""

import re

from atlas.intake import limits, vocabulary
from atlas.intake.vocabulary import fold, tokens

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: behind a text: *, †, ¹, ²), 3), (1), [2]
BEHIND = re.compile(
    rf"\s*(\*+\)?|[†‡§#]+(?=$)|[{SUPER}]+\)?|(?<=[^\d.,/])\d\)|\(\d{{1,2}}\)|\[\d{{1,2}}\]|(?<=\s)[a-f]\))$"
)
#: before a note: the same, and letters with a sign between (e = geschätzt)
BEFORE = re.compile(
    rf"^\s*(\*+\)?|[†‡§]+|[{SUPER}]+\)?|\(\d{{1,2}}\)|\d{{1,2}}\)|\[\d{{1,2}}\]|\(?[a-f]\)|\([a-z]\))\s*[:=–-]?\s*(\S.*)$"
)
#: where the next note of a line begins
NEXT = re.compile(rf"[;|.]\s+(?=\*+|[{SUPER}]|\(?\d{{1,2}}\))")
LEGEND = re.compile(r"(?:^|[,;|]\s*|\.\s+)\(?([^\s,;=:]{1,3})\)?\s*[=:]\s*([^,;|=]+)")


def name(mark: str) -> str:
    """Return a mark without brackets, on the line: '¹', '1)' and '(1)' are '1'."""
    return mark.translate(RAISED).strip("()[] ")


def strip(text: str, raised: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return `text` without the marks behind it, and these marks."""
    found = [name(mark) for mark in raised if len(mark) <= 4]
    if len(text) > limits.LONGEST_FIGURE:
        return text, tuple(found)
    while True:
        mark = BEHIND.search(text)
        # "4 (davon 3)" ends in a bracket that was opened, not in a mark
        if (
            not mark
            or mark.start() == 0
            or text[: mark.start()].count("(") > text[: mark.start()].count(")")
        ):
            return text.strip(), tuple(found)
        found.append(name(mark[1]))
        text = text[: mark.start()]


def read_notes(texts: list[str]) -> dict[str, str]:
    """Return what notes say, by the name of the mark."""
    notes: dict[str, str] = {}
    lines = (" ".join(text.split()) for text in texts)
    for line in (part for whole in lines for part in NEXT.split(whole)):
        begun = BEFORE.match(line)
        if begun:
            notes.setdefault(name(begun[1]), begun[2])
        if begun is None or "=" in line:
            for found in LEGEND.finditer(line):
                notes.setdefault(name(found[1]), found[2].strip())
    return notes


def is_legend(text: str) -> bool:
    """Return whether a text says what a sign means, and nothing else: "e = geschätzt"."""
    return bool(re.match(r"^\s*\(?[^\s=]{1,3}\)?\s*=\s*\S", text))


def is_estimate(text: str) -> bool:
    """Return whether a note, a mark's meaning or a bracket says that a figure is estimated."""
    return bool(vocabulary.terms("estimates").find(tokens(text)))


def means_nothing(text: str) -> bool:
    """Return whether a legend's entry says that there is no figure."""
    said = fold(text)
    hints = (
        *("unbekannt", "nichts", "nicht ", "kein", "unknown", "not ", "no ", "none", "missing"),
        *(
            "non ",
            "inconnu",
            "absen",
            "pas ",
            "nessun",
            "sconosciut",
            "sin ",
            "desconocid",
            "geheim",
        ),
        *("aucun", "neant", "assente", "ningun", "fehl", "entfall", "gesperrt", "confidential"),
    )
    return any(hint in f"{said} " for hint in hints)
