"""Kinds of milestones that have a colour and a symbol of their own, the same in every chart."""

from collections.abc import Iterator

import pandas

#: the most frequent ones, as many as a deck has accent colours; all others are grey
KINDS = (
    "association_founded",
    "founded",
    "label_awarded",
    "initiated",
    "award_won",
    "programme_joined",
)


def group_by_kind(rows: pandas.DataFrame) -> Iterator[tuple[int | None, pandas.DataFrame]]:
    """Yield for each kind its index in `KINDS` and its rows; last None and the rows of all others.

    `rows`: milestones with their `kind`. Kinds without rows are left out.
    """
    for index, kind in enumerate(KINDS):
        group = rows[rows["kind"] == kind]
        if not group.empty:
            yield index, group
    others = rows[~rows["kind"].isin(KINDS)]
    if not others.empty:
        yield None, others
