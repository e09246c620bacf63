"""Headline figures in words: a total where it may be quoted, else the median of those that report.

A total over fewer than half of the clusters says more about who reports than about the clusters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from atlas import i18n
from atlas.analysis.coverage import may_be_quoted
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric, statistic_word
from atlas.text import certainty, dates

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Card:
    """What a card says: `label` and `value`, `coverage` under them, `details` for who asks."""

    label: str
    value: str
    coverage: str
    details: tuple[str, ...]


def may_be_summed(total: Row, metric: Metric) -> bool:
    """Return whether the total may be quoted: a sum, and at least half of the clusters report.

    `total`: of `metric_totals`.
    """
    enough = may_be_quoted(int(total["reporting"]), int(total["selected"]))
    return metric.additive and bool(enough)


def written(total: Row, reporting: int, metric: Metric, selected: int, *, since: int = 0) -> Card:
    """Return the card of a metric.

    `total`: of `metric_totals`, without figures that are too old; `reporting`: how many report it
    at all, these included. `since`: the year from which on figures are not too old.
    """
    counted = int(total["reporting"])
    coverage = _coverage(counted, selected)
    older = reporting - counted
    details = [metric.description, _older(older)]
    if older and since:
        coverage = ngettext(
            "{coverage} since {year}; {count} has an older figure",
            "{coverage} since {year}; {count} have older figures",
            older,
        ).format(coverage=coverage, year=i18n.year(since), count=i18n.number(older))
    if not counted:
        return Card(metric.label, "–", coverage, tuple(line for line in details if line))
    if not older and metric.dated and isinstance(total["first_as_of"], str):
        coverage = f"{coverage}, {dates.span(total['first_as_of'], total['last_as_of'])}"
    if may_be_summed(total, metric):
        details += [
            *certainty.of_total(total, metric),
            _("An organisation that belongs to two clusters counts in both."),
        ]
        return Card(
            metric.label, _summed(total, metric), coverage, tuple(line for line in details if line)
        )
    label = _("{metric}, {statistic}").format(
        metric=metric.label, statistic=statistic_word("median")
    )
    if metric.additive:
        details.append(
            _("Total of those that report: {total}. Too few report for a total of all.").format(
                total=_summed(total, metric)
            )
        )
    return Card(
        label,
        metric.write(total["median"], extra=1),
        coverage,
        tuple(line for line in details if line),
    )


def _summed(total: Row, metric: Metric) -> str:
    """Return a sum; of values that are open upwards the least that it can be."""
    if total["open_above"]:
        return _("at least {low}").format(low=metric.write(total["low"]))
    return metric.write(total["total"])


def _coverage(reporting: int, selected: int) -> str:
    return ngettext(
        "{reporting} of {selected} cluster reports",
        "{reporting} of {selected} clusters report",
        selected,
    ).format(reporting=i18n.number(reporting), selected=i18n.number(selected))


def _older(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} more reports a figure that is older than ten years, or of unknown age.",
        "{count} more report figures that are older than ten years, or of unknown age.",
        count,
    ).format(count=i18n.number(count))
