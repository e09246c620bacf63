"""What stands out in a selection: up to five sentences, each with its figure, hedge and date.

A sentence is left out when the data cannot carry it. Where hedges overlap, those that may be the
first are named together, and the sentence says that they cannot be told apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas

from atlas import i18n
from atlas.analysis import ranks
from atlas.charts.metrics import lifelines
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, dates, growth, places

#: the figures that every cluster could report; the least covered is one of them
HEADLINES = ("members", "staff", "events_per_year", "founding_year")
GROWTH = "members_growth_pct_per_year"
PER_STAFF = "members_per_staff"
#: names in one sentence; the others are counted
MOST_NAMES = 3
#: with fewer clusters that report nothing stands out
FEWEST = 2

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the chart of the gallery with its options that shows what it says.

    `is_fresh`: it leaves out what is too old to compare, and so must its chart.
    """

    about: str
    text: str
    chart: str
    options: Mapping[str, str] = field(default_factory=dict)
    is_fresh: bool = False


@dataclass(frozen=True)
class Wording:
    """How a sentence goes for one (`name`, `figure`), several equal, several unclear (`listed`).

    `item`: how one of several is listed, with `name` and `figure`.
    """

    alone: str
    equal: str
    unclear: str
    item: str


def sentences(view: View, metrics: Mapping[str, Metric]) -> list[Sentence]:
    """Return what stands out among what is selected, at most five sentences in a fixed order."""
    rows = view.fresh().run("figures_by_cluster", metrics=[*HEADLINES, GROWTH, PER_STAFF])
    figures = {
        metric_id: rows[rows["metric_id"] == metric_id]
        for metric_id in (*HEADLINES, GROWTH, PER_STAFF)
    }
    candidates = (
        largest(figures["members"], metrics["members"]),
        fastest_grown(figures[GROWTH], metrics[GROWTH]),
        youngest(figures["founding_year"], metrics["founding_year"], view),
        most_per_staff(figures[PER_STAFF], metrics[PER_STAFF]),
        least_covered(_count_reporting(view), metrics, view),
    )
    return [sentence for sentence in candidates if sentence]


def _count_reporting(view: View) -> dict[str, int]:
    """Return how many clusters report each of the headline figures, however old."""
    totals = view.run("metric_totals", metrics=list(HEADLINES))
    return {str(row["metric_id"]): int(row["reporting"]) for row in totals.to_dict("records")}


def leaders(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return those of `rows` that may be the first, largest value first; empty when too few report.

    `rows`: one row per cluster that reports, with value, low and high. Adds the ranks.
    """
    ranked = ranks.add_ranks(rows)
    if len(rows) < FEWEST:
        return ranked.head(0)
    order = ["value", "name", "cluster_id"]
    return ranks.keep_leading(ranked).sort_values(order, ascending=[False, True, True])


def largest(rows: pandas.DataFrame, metric: Metric) -> Sentence | None:
    """Return who has the most members."""
    wording = Wording(
        _("{name} has the most members: {figure}."),
        _("{listed} have the most members, equally many."),
        _("{listed} have the most members and cannot be told apart."),
        _("{name} with {figure}"),
    )
    text = _write_sentence(leaders(rows), wording, lambda row: dates.dated(metric.hedged(row), row))
    return _ranking_sentence("largest", text, metric)


def fastest_grown(rows: pandas.DataFrame, metric: Metric) -> Sentence | None:
    """Return whose members grew fastest per year, unless even that may be no growth at all.

    Growth that starts with the founding members tells when somebody began to count, so it is left
    out, and the sentence says so.
    """
    counted = rows[~growth.from_founding(rows)]
    wording = (
        Wording(
            _("{name} grew fastest: {figure}."),
            _("{listed} grew fastest, equally fast."),
            _("{listed} grew fastest and cannot be told apart."),
            _("{name} with {figure}"),
        )
        if len(counted) == len(rows)
        else Wording(
            _("Growth from founding members apart, {name} grew fastest: {figure}."),
            _("Growth from founding members apart, {listed} grew fastest, equally fast."),
            _(
                "Growth from founding members apart, {listed} grew fastest and cannot be told "
                "apart."
            ),
            _("{name} with {figure}"),
        )
    )
    top = leaders(counted)
    if not top.empty and top["low"].iloc[0] <= 0:
        return None
    text = _write_sentence(top, wording, lambda row: _describe_growth(row, metric))
    return _ranking_sentence("fastest-grown", text, metric)


def youngest(rows: pandas.DataFrame, metric: Metric, view: View) -> Sentence | None:
    """Return who was founded last, among those that have not ended."""
    wording = Wording(
        _("{name} is the youngest; founding year: {figure}."),
        _("{listed} are the youngest, founded in the same year."),
        _("{listed} are the youngest and cannot be told apart."),
        _("{name} ({figure})"),
    )
    text = _write_sentence(leaders(rows), wording, metric.hedged)
    if not text:
        return None
    last = str(lifelines.pages_of(view.run("founding")))
    return Sentence("youngest", text, "lifelines", {"part": last})


def most_per_staff(rows: pandas.DataFrame, metric: Metric) -> Sentence | None:
    """Return who has the most members per person on its staff."""
    wording = Wording(
        _("{name} has the most members per staff member: {figure}."),
        _("{listed} have the most members per staff member, equally many."),
        _("{listed} have the most members per staff member and cannot be told apart."),
        _("{name} with {figure}"),
    )

    def figure(row: Row) -> str:
        return dates.add_notes(
            metric.write(row["value"]), dates.years(row), certainty.between(row, metric)
        )

    return _ranking_sentence(
        "most-per-staff", _write_sentence(leaders(rows), wording, figure), metric
    )


def least_covered(
    reporting: Mapping[str, int], metrics: Mapping[str, Metric], view: View
) -> Sentence | None:
    """Return which headline figure the fewest of the selected clusters report.

    `reporting`: how many report each. None when all of them are reported by equally many, or when
    there are too few clusters.
    """
    fewest = min(reporting.values())
    if view.selected < FEWEST or fewest == max(reporting.values()):
        return None
    ids = [metric_id for metric_id, count in reporting.items() if count == fewest]
    few = _("The fewest clusters report {metrics}: {count} of {selected}, up to {year}.")
    none = _("Not reported by any selected cluster up to {year}: {metrics}.")
    text = (few if fewest else none).format(
        metrics=_list_in_words(
            [_("“{text}”").format(text=metrics[metric_id].label) for metric_id in ids]
        ),
        count=i18n.number(fewest),
        selected=i18n.number(view.selected),
        year=view.year,
    )
    return Sentence("least-covered", text, "cluster-list", {"missing": ids[0]})


def _ranking_sentence(about: str, text: str, metric: Metric) -> Sentence | None:
    return Sentence(about, text, "ranking", {"metric": metric.id}, is_fresh=True) if text else None


def _write_sentence(top: pandas.DataFrame, wording: Wording, figure: Callable[[Row], str]) -> str:
    """Return the sentence about `top` from `leaders`; blank when there is nobody."""
    rows = top.to_dict("records")
    if not rows:
        return ""
    if len(rows) == 1:
        return wording.alone.format(name=places.name(rows[0]), figure=figure(rows[0]))
    items = [
        wording.item.format(name=places.name(row), figure=figure(row)) for row in rows[:MOST_NAMES]
    ]
    listed = _list_in_words(items, len(rows) - len(items))
    unclear = bool(ranks.are_shared(top).any())
    return (wording.unclear if unclear else wording.equal).format(listed=listed)


def _list_in_words(items: list[str], more: int = 0) -> str:
    """Return `items` as a list in a sentence: 'A, B and C', or 'A, B, C and 4 more'."""
    if more:
        last = ngettext("{count} more", "{count} more", more).format(count=i18n.number(more))
        items = [*items, last]
    if len(items) == 1:
        return items[0]
    return _("{items} and {last}").format(items=", ".join(items[:-1]), last=items[-1])


def _describe_growth(row: Row, metric: Metric) -> str:
    """Return a growth with the range its hedges leave it, and the two counts it stands on."""
    rate = metric.with_unit(metric.write(row["value"]))
    spread = certainty.between(row, metric)
    if row["open_above"] and metric.write(row["low"]) == metric.write(row["value"]):
        rate, spread = _("at least {low}").format(low=rate), ""
    return f"{rate} ({spread}), {growth.told(row)}" if spread else f"{rate}, {growth.told(row)}"
