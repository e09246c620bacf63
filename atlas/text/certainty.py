"""Texts on how sure a figure is: range, exact share, shared ranks, no change."""

import math
from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.analysis import ranks
from atlas.analysis.intervals import compare
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence, HedgeRules
from atlas.model.metrics import Metric

#: names listed in one note
MOST_NAMES = 4

Row = Mapping[Any, Any]


def between(row: Row, metric: Metric) -> str:
    """Return the range of a total: the sums of the hedges' ends. Blank when it is exact.

    `row`: a figure put together, with `low` and `high`; `open_above`: whether its source leaves it
    open upwards, as in "more than 170", or how many of its values are.
    """
    if not row["high"] > row["low"]:
        return ""
    open_above = row["open_above"]
    if row.get("open_below"):
        return "" if open_above else _("at most {high}").format(high=metric.write(row["high"]))
    if open_above:
        # "more than 170" says nothing of how many more: the sum has no upper end
        return _("at least {low}").format(low=metric.write(row["low"]))
    return _("between {low} and {high}").format(
        low=metric.write(row["low"]), high=metric.write(row["high"])
    )


def exact_share(row: Row, metric: Metric) -> str:
    """Return how much of a figure put together rests on values without a hedge.

    For a sum its share in the total, rounded down so that “100 %” means all of it; for what
    cannot be summed how many values. `row`: with `total`, `exact` and `exact_total`.
    """
    if metric.additive and row["total"]:
        share = 100 * (row["exact_total"] if row["exact"] else 0) / row["total"]
        return _("{share} of the total from exact figures").format(
            share=i18n.percent(i18n.number(math.floor(share + 1e-9)))
        )
    return exact_count(int(row["exact"]))


def exact_count(count: int) -> str:
    """Return how many clusters state a figure exactly."""
    return ngettext("exact for {count} cluster", "exact for {count} clusters", count).format(
        count=i18n.number(count)
    )


def of_total(row: Row, metric: Metric) -> list[str]:
    """Return the range and the exact share of a figure put together, as far as it has them.

    Only a sum has a range: the ends of the hedges say nothing of a median's.
    """
    parts = (between(row, metric) if metric.additive else "", exact_share(row, metric))
    return [text for text in parts if text]


def total_note(evidence: Evidence, metric: Metric) -> str:
    """Return the note of a chart of sums: the sum over all that is selected, and how sure it is."""
    row = evidence.totals
    if not evidence.reporting:
        return ""
    return _("All together: {total} {unit}, {certainty}.").format(
        total=metric.write(row["total"]),
        unit=metric.unit,
        certainty=", ".join(of_total(row, metric)),
    )


def no_change(row: Row, metric: Metric) -> str:
    """Return the words for a growth that may be none, as its range holds zero; else blank.

    `row`: with `low` and `high`. Other metrics than growth have no such point.
    """
    if not metric.grows or compare(row["low"], row["high"], 0, 0) != "unclear":
        return ""
    return _("not distinguishable from no change")


def no_change_note(rows: pandas.DataFrame, metric: Metric) -> str:
    """Return the note that names the clusters whose growth may be none; blank without any."""
    names = [str(row["name"]) for row in rows.to_dict("records") if no_change(row, metric)]
    if not names:
        return ""
    more = len(names) - MOST_NAMES
    if more > 0:
        names = [*names[:MOST_NAMES], _("and {count} more").format(count=i18n.number(more))]
    return _("Not distinguishable from no change, as the range holds zero: {names}.").format(
        names=", ".join(names)
    )


def rank(row: Row) -> str:
    """Return the place of a row from `ranks.add_ranks`: 'Rank 2', or a range of places and why."""
    place = _("Rank {place}").format(place=ranks.write(row))
    if row[ranks.BEST] == row[ranks.WORST]:
        return place
    return f"{place}: " + _("not distinguishable from its neighbours")


def rank_columns() -> dict[str, str]:
    """Return the headings of the columns that `ranks.add_ranks` adds, for tables."""
    return {ranks.BEST: _("Rank, at best"), ranks.WORST: _("Rank, at worst")}


def rank_note(rows: pandas.DataFrame) -> str:
    """Return the note about shared ranks among `rows` from `ranks.add_ranks`; blank without any."""
    count = int(ranks.are_shared(rows).sum())
    if not count:
        return ""
    return ngettext(
        "{count} rank is a range: the value cannot be told from its neighbours for certain.",
        "{count} ranks are ranges: the values cannot be told from their neighbours for certain.",
        count,
    ).format(count=i18n.number(count))


def assumed_rank_note(rows: pandas.DataFrame, most: int, rules: HedgeRules) -> str:
    """Return how many of the first `most` ranks rest on an end that we assume for an open hedge.

    `rows`: from `ranks.add_ranks`, all that are ranked. No source says where “more than” stops:
    were it left open, these ranks would be wider ranges.
    """
    is_open = rows["open_above"]
    left_open = ranks.add_ranks(rows.assign(high=rows["high"].mask(is_open, math.inf)))
    changed = (left_open[ranks.BEST] != rows[ranks.BEST]) | (
        left_open[ranks.WORST] != rows[ranks.WORST]
    )
    count = int(changed.head(most).sum())
    if not count:
        return ""
    factor = max(rule["high_factor"] for rule in rules.values() if rule["open_end"] == "above")
    return ngettext(
        "{count} rank rests on our assumption that “more than” reaches to {factor} times the "
        "value.",
        "{count} ranks rest on our assumption that “more than” reaches to {factor} times the "
        "value.",
        count,
    ).format(count=i18n.number(count), factor=_write_factor(factor))


def describe_factors(rules: HedgeRules) -> str:
    """Return the factors of all hedges in a sentence: 'About: 0.9 to 1.1 times; …'."""
    factors = [
        _("{hedge}: {low} to {high} times the value").format(
            hedge=i18n.name(rule, "label"),
            low=_write_factor(rule["low_factor"]),
            high=_write_factor(rule["high_factor"]),
        )
        for rule in rules.values()
        if rule["low_factor"] != rule["high_factor"]
    ]
    return _("The ranges we assume: {factors}.").format(factors="; ".join(factors))


def _write_factor(factor: float) -> str:
    return i18n.number(factor, 0 if factor == int(factor) else 1)
