"""Kinds of milestones that have a colour and a symbol of their own, the same in every chart."""

from collections.abc import Iterator

import pandas

#: the most frequent ones, as many as a deck has accents; the others are drawn together in grey
KINDS = (
    "association_founded",
    "founded",
    "label_awarded",
    "initiated",
    "award_won",
    "programme_joined",
)


def parts(rows: pandas.DataFrame) -> Iterator[tuple[int | None, pandas.DataFrame]]:
    """Yield the rows of each kind that occurs with its place among the series; None for the others.

    `rows`: milestones with their `kind`.
    """
    for place, kind in enumerate(KINDS):
        part = rows[rows["kind"] == kind]
        if not part.empty:
            yield place, part
    others = rows[~rows["kind"].isin(KINDS)]
    if not others.empty:
        yield None, others
