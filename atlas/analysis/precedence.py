"""Why one observation speaks and not another of the same cluster and metric, in words.

The rule stands in `data/snapshot.sql`, which makes the choice; `queries/conflicts.sql` says which
part of it decided.
"""

from collections.abc import Mapping
from typing import Any

from atlas.i18n import _

Observation = Mapping[str, Any]
#: what `decided_by` of the query `conflicts` may be, in the order in which the rule asks
RULES = ("hedged", "newer", "dated", "kind", "date", "basis", "exactness", "earlier", "id")


def explain_choice(decided_by: str) -> str:
    """Return in plain words why a figure was chosen before another. Raises KeyError.

    `decided_by`: one of RULES.
    """
    return {
        "hedged": _("The same source hedges this number elsewhere; the hedged one counts."),
        "newer": _("It is newer, whatever the days on which both were written."),
        "dated": _("It has a date; the other stands in a text that may be older or newer."),
        "kind": _(
            "Its source is of a kind that goes first, as the cluster itself does before the press."
        ),
        "date": _("Its date is later: a date without a day counts as the end of that time."),
        "basis": _("Its source states the date; the other's had to be inferred."),
        "exactness": _("Its source states it more exactly."),
        "earlier": _("It is the earlier of two years of founding."),
        "id": _("Both are equal in all that the rule compares; this one stands first in the list."),
    }[decided_by]


def explain_rule() -> str:
    """Return the whole rule in a few sentences."""
    return " ".join(
        (
            _("Only figures about the cluster organisation itself ever speak for it."),
            _(
                "A dated figure counts from its date on; one in an undated text from the end of "
                "the time in which that text was written. Such a figure replaces a dated one only "
                "when it is surely newer."
            ),
            _(
                "Within a calendar year: first the kind of source (the cluster itself and "
                "programmes, then statistics, partners and press, then encyclopedias), then the "
                "later date, then a stated date before an inferred one, then the more exact one, "
                "and if all that is equal, the one that stands first in the list."
            ),
            _("Of years of founding: kind of source, then exactness, then the earlier year."),
        )
    )
