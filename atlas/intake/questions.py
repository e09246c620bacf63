"""What only the reader of a file can say, in the order in which it is asked."""

from collections import Counter

from atlas.intake.reading import Fact, Question

#: kinds of `Fact.only_if`, as in wording.py
ASKED = (
    *("hidden_sheet", "hidden_row", "hidden_column", "frequency_word", "typo", "stray_text"),
    *("broken_thousands", "date_in_count", "year_as_serial", "impossible_date", "no_number"),
    "no_year",
)


def ask(facts: list[Fact]) -> list[Question]:
    """Return what the reader is asked about these facts, each thing once."""
    waiting: Counter[str] = Counter()
    for fact in facts:
        if fact.only_if:
            waiting.update(fact.only_if.split(" and "))
    return [Question(kind, waiting[kind]) for kind in ASKED if waiting[kind]]
