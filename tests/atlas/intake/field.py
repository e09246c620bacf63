"""What a field file is: its bytes, and what a careful reader takes from it.

The truth is written by hand beside each file. `facts`: organisation -> what -> value, where `what`
is a metric, with `@` and a date where the file gives one, and the value has its hedge before it:
"about 120", "between 50 60". `reported`: (kind, cell or organisation) that must be reported.
`asked`: like `facts`, what may only be read after asking.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from atlas.intake.reading import Reading

HEDGES = ("about", "almost", "at_least", "more_than", "up_to", "between")
#: what is compared
METRICS = (
    "members",
    "staff",
    "events_per_year",
    "founding_year",
    "seat_city",
    "region",
    "sector",
    "website",
)
Truth = dict[str, dict[str, str]]
#: organisation, metric, date, value, hedge, low, high
Line = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True)
class FieldFile:
    """A file as somebody sends it."""

    name: str
    make: Callable[[], bytes]
    facts: Truth
    reported: tuple[tuple[str, str], ...] = ()
    asked: Truth = field(default_factory=dict)


def lines(truth: Truth) -> set[Line]:
    """Return the truth line by line."""
    found = set()
    for organisation, stated in truth.items():
        for what, said in stated.items():
            metric, _at, date = what.partition("@")
            hedge, _blank, rest = said.partition(" ")
            value, low, high = said, "", ""
            if metric in METRICS[4:] or hedge not in HEDGES:
                hedge = "exact"
            elif hedge == "between":
                low, high = rest.split()
                value = f"{(float(low) + float(high)) / 2:g}"
            else:
                value = rest
            found.add((organisation.casefold(), metric, date, value, hedge, low, high))
    return found


def read_lines(reading: Reading, conditional: bool = False) -> set[Line]:
    """Return what was read line by line; `conditional`: what waits for an answer instead."""
    found = set()
    for fact in reading.facts:
        if fact.metric not in METRICS or bool(fact.only_if) != conditional:
            continue
        value = fact.value if isinstance(fact.value, str) else f"{fact.value:.10g}"
        low, high = ("" if end is None else f"{end:g}" for end in (fact.low, fact.high))
        if fact.qualifier != "between":
            low = high = ""
        name = " ".join(fact.organisation.split()).casefold()
        found.add((name, fact.metric, fact.as_of, value, fact.qualifier, low, high))
    return found


def is_reported(reading: Reading, kind: str, where: str) -> bool:
    """Return whether a problem of this kind is reported at a cell or of an organisation."""
    return any(
        problem.kind == kind
        and where.casefold()
        in (problem.cell.casefold(), problem.organisation.casefold(), problem.sheet.casefold())
        for problem in reading.problems
    )


def delimited(
    rows: list[list[Any]], sign: str = ";", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Return rows as text with a sign between the cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)
