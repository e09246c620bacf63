"""Why one observation was chosen before another of the same cluster, metric and year.

The rule stands in `data/snapshot.sql`, which makes the choice; this says it in words. Rows are
those of the query `every_observation`: of each, `own_scope`, `rank`, `as_of`, `as_of_end`,
`as_of_basis`, `source_date` and `observation_id` are read.
"""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas.i18n import _

Observation = Mapping[str, Any]
#: the rule, the most important part first
CRITERIA = ("scope", "exactness", "basis", "date", "source", "order")
BASES = {"stated": 1, "publication_date": 2}
LAST_BASIS = 3


def criterion(chosen: Observation, other: Observation) -> str:
    """Return the part of the rule that decided: the first in which the two differ.

    Raises ValueError when the rule would choose the other one, or both are the same.
    """
    for name, mine, its in zip(CRITERIA, _merits(chosen), _merits(other), strict=True):
        if mine < its:
            return name
        if mine > its:
            break
    pair = f"'{chosen['observation_id']}' before '{other['observation_id']}'"
    raise ValueError(f"The rule does not choose {pair}.")


def reason(chosen: Observation, other: Observation) -> str:
    """Return in plain words why `chosen` was chosen before `other`. Raises ValueError as above."""
    return {
        "scope": _scope,
        "exactness": _exactness,
        "basis": _basis,
        "date": _date,
        "source": _source,
        "order": _order,
    }[criterion(chosen, other)](chosen, other)


def rule() -> str:
    """Return the whole rule as one sentence."""
    return _(
        "Of several figures for the same year, charts show: first the one about the cluster "
        "organisation itself; then the more exact one; then the one whose date the source states; "
        "then the one with the later date within the year; then the one from the newer source; "
        "and if all that is equal, the one that stands first in the list."
    )


def _merits(row: Observation) -> tuple[tuple[bool | int | str, ...], ...]:
    """Return what each part of the rule compares; what sorts first is chosen."""
    return (
        (not row["own_scope"],),
        (int(row["rank"]),),
        (BASES.get(str(row["as_of_basis"]), LAST_BASIS),),
        _newest_first(row["as_of_end"]),
        _newest_first(row["source_date"]),
        (str(row["observation_id"]),),
    )


def _newest_first(date: Any) -> tuple[bool | int | str, ...]:
    """Return what sorts later dates first and a missing one last."""
    if pandas.isna(date):
        return (True,)
    # the sources' dates are texts: a bare year is less than any month of that year
    return (False, -int(str(date)[:10].replace("-", "").ljust(8, "0")))


def _scope(_chosen: Observation, _other: Observation) -> str:
    return _("It is about the cluster organisation itself; the other is about someone else.")


def _exactness(_chosen: Observation, _other: Observation) -> str:
    return _("Its source states it more exactly.")


def _basis(chosen: Observation, other: Observation) -> str:
    if chosen["as_of_basis"] == "stated" and other["as_of_basis"] == "publication_date":
        return _("Its source states the date; the other's is only the date of publication.")
    if chosen["as_of_basis"] == "stated":
        return _("Its source states the date; the other's had to be worked out.")
    return _("Its date is the date of publication; the other's had to be worked out.")


def _date(chosen: Observation, other: Observation) -> str:
    if pandas.isna(other["as_of_end"]):
        return _("It has a date; the other has none.")
    if len(str(chosen["as_of"])) < len(str(other["as_of"])):
        return _("Its date is later: a date without a day counts as the end of that time.")
    return _("Its date is later.")


def _source(chosen: Observation, other: Observation) -> str:
    if pandas.isna(other["source_date"]):
        return _("Its source is dated; the other's is not.")
    if str(chosen["source_date"]).startswith(str(other["source_date"])):
        return _("The date of its source is known more precisely.")
    return _("Its source is newer.")


def _order(_chosen: Observation, _other: Observation) -> str:
    return _("Both are equal in all that the rule compares; this one stands first in the list.")
