"""Cohorts: the change of a total in parts, growth apart from figures that are newly reported."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, row_labels, style, whiskers
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric, cluster_count
from atlas.model.view import View
from atlas.text import citation, dates, plotly_text

ROW_HEIGHT = 66
THICKNESS = 0.28
#: letters of details, and those that a phone has room for
LONGEST, SHORT = 200, 54
BAR: dict[str, Any] = {"orientation": "h", "width": THICKNESS, "offset": -THICKNESS - 0.06}


def figure(
    rows: pandas.DataFrame, metric: Metric, view: View, since: int, *, evidence: Evidence
) -> go.Figure:
    """Draw a bar for each part of the change; the parts add up to it exactly.

    `rows`: one row per part from `change_by_cohort`, with its `part_name` and `source_ids`;
    `value`, `low`, `high` in the metric's unit.
    """
    shown = rows.iloc[::-1].reset_index(drop=True)
    chart = go.Figure()
    records = shown.to_dict("records")
    texts, short = (
        [_write_row_text(row, metric, most) for row in records] for most in (200, SHORT)
    )
    _add_bars(chart, shown, metric, since, view.year)
    low, high = min(0.0, float(shown["low"].min())), max(0.0, float(shown["high"].max()))
    pad = (high - low or 1) * 0.04
    row_labels.add(chart, shown["part_name"].tolist(), low - pad, texts, short=short)
    chart.update_xaxes(
        range=[low - pad, high + pad],
        title={"text": _("Change, {unit}").format(unit=metric.unit)},
        zeroline=True,
    )
    chart.update_xaxes(axes.money_axis(metric, high) if low == 0 else {})
    title = _("{metric}, {since} to {year}: what the change is made of").format(
        metric=metric.label, since=since, year=view.year
    )
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(
            metric, int(rows.loc[rows["later"].notna(), "clusters"].sum()), view, evidence
        ),
        notes=[
            _describe_change(rows, metric, since, view.year),
            *_list_notes(rows, metric, since, view.year),
        ],
        explained=_explain(since, view.year),
        columns={
            "part": _("Part"),
            "part_name": _("Part, in words"),
            "carried": _("Clusters without a newer figure"),
            "founded_since": _("Clusters founded since"),
            "from_founding": _("Clusters that grew from their founding members"),
            "earlier": _("Total, earlier year"),
            "later": _("Total, later year"),
        },
        alt=f"{title}. {_describe_change(rows, metric, since, view.year)}",
        height=90 + ROW_HEIGHT * len(shown),
    )


def _describe_change(rows: pandas.DataFrame, metric: Metric, since: int, year: int) -> str:
    """Return a sentence about the whole change, with growth apart from the rest."""
    growth = rows[rows["part"] == "both"]
    sentence = _(
        "{since}: {earlier}, {year}: {later} {unit}; a change of {change}, of which {growth} in "
        "clusters that report in both years."
    )
    return sentence.format(
        since=since,
        year=year,
        earlier=_write_total(rows["earlier"], metric),
        later=_write_total(rows["later"], metric),
        unit=metric.unit,
        change=_write_signed(float(rows["value"].sum()), metric),
        growth=_write_signed(float(growth["value"].sum()), metric),
    )


def _write_total(values: pandas.Series, metric: Metric) -> str:
    """Return a total in words; it is not zero if no cluster reports."""
    return metric.write(float(values.sum())) if values.notna().any() else _("not reported")


def _write_signed(value: float, metric: Metric) -> str:
    """Return a change with its sign."""
    # a true minus, not a hyphen
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + metric.write(abs(value))


def part_name(row: dict[Any, Any], since: int, year: int) -> str:
    """Return the name of a part of the change."""
    if row["part"] == "later":
        return _("Reported in {year} only, so not growth").format(year=year)
    if row["part"] == "earlier":
        return _("Reported in {since} only, so not growth").format(since=since)
    if pandas.isna(row["cohort"]):
        return _("Founding year not known")
    first = int(row["cohort"])
    if first == 0:
        return _("Founded before 1990")
    last = first + (9 if first == 1990 else 4)
    return _("Founded {first}–{last}").format(first=first, last=min(last, year))


def _write_row_text(row: dict[Any, Any], metric: Metric, longest: int) -> str:
    """Return the name of a part, its value, and as many details as `longest` letters hold."""
    details = [cluster_count(row["clusters"])]
    if row["part"] == "both" and row["carried"]:
        details.append(
            ngettext(
                "{count} without a newer figure", "{count} without a newer figure", row["carried"]
            ).format(count=i18n.number(row["carried"]))
        )
    if row["part"] == "both" and row["earlier"] != row["later"]:
        details.append(
            _("from {first} to {latest}").format(
                first=metric.write(row["earlier"]), latest=metric.write(row["later"])
            )
        )
    if row["from_founding"]:
        details.append(_from_founding(int(row["from_founding"])))
    if row["part"] == "later" and row["founded_since"]:
        details.append(
            ngettext(
                "{count} of them founded since",
                "{count} of them founded since",
                row["founded_since"],
            ).format(count=i18n.number(row["founded_since"]))
        )
    change = _write_signed(row["value"], metric)
    while len(details) > 1 and len(", ".join(details)) > longest:
        details.pop()
    small = plotly_text.small(", ".join(details))
    return plotly_text.lines([f"{row['part_name']}  {plotly_text.bold(change)}", small])


def _add_bars(
    chart: go.Figure, shown: pandas.DataFrame, metric: Metric, since: int, year: int
) -> None:
    """Draw growth in the accent colour, and all other parts in another colour."""
    growth = shown["part"] == "both"
    chart.add_bar(
        x=shown["value"].tolist(),
        y=shown["part_name"].tolist(),
        **BAR,
        name=metric.label,
        marker={
            "color": [style.accent() if is_growth else style.series(1) for is_growth in growth]
        },
        error_x=whiskers.hidden(shown),
        hovertext=[_write_hover(row, metric, since, year) for row in shown.to_dict("records")],
        hoverinfo="text",
        customdata=shown["part"].tolist(),
        showlegend=False,
        meta=TraceRole.VALUES.meta(),
    )
    whiskers.add(chart, shown, shown["part_name"].tolist(), BAR, {})


def _write_ends(row: dict[Any, Any], metric: Metric, since: int, year: int) -> list[str]:
    """Return the totals at both ends of a part, and how many begin with the founding members."""
    lines = [
        f"{i18n.year(end)}: {metric.with_unit(metric.write(total))}"
        for end, total in ((since, row["earlier"]), (year, row["later"]))
        if pandas.notna(total)
    ]
    return [", ".join(lines), _from_founding(int(row["from_founding"]))]


def _from_founding(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} of them from the founding members on",
        "{count} of them from the founding members on",
        count,
    ).format(count=i18n.number(count))


def _write_hover(row: dict[Any, Any], metric: Metric, since: int, year: int) -> str:
    lines = [
        plotly_text.bold(row["part_name"]),
        metric.with_unit(_write_signed(row["value"], metric)),
        *_write_ends(row, metric, since, year),
    ]
    if row["high"] > row["low"]:
        low, high = (_write_signed(row[end], metric) for end in ("low", "high"))
        lines.append(caption.hedge_range(low, high))
    if isinstance(row["first_as_of"], str):
        span = dates.span(row["first_as_of"], row["last_as_of"])
        lines.append(_("as of {date}").format(date=span))
    return plotly_text.lines([*lines, citation.count_sources(len(row["source_ids"]))])


def _list_notes(rows: pandas.DataFrame, metric: Metric, since: int, year: int) -> list[str]:
    carried = int(rows["carried"].sum())
    return [
        _("The bars add up to the whole change."),
        ngettext(
            "{count} cluster has no newer figure than in {since} and counts as unchanged.",
            "{count} clusters have no newer figure than in {since} and count as unchanged.",
            carried,
        ).format(count=i18n.number(carried), since=since)
        if carried
        else "",
        caption.hedges(rows),
    ]


def _explain(since: int, year: int) -> str:
    return " ".join(
        [
            _(
                "A total rises when clusters grow, and also when more clusters begin to report. "
                "Only the first is growth. This chart keeps the two apart."
            ),
            _(
                "Clusters that report at the end of both {since} and {year}, by when they were "
                "founded: the later value minus the earlier one, added up. Clusters that report "
                "in one of the two years only: their whole value, with a minus for the earlier "
                "year; a cluster that has ended reports no longer."
            ).format(since=since, year=year),
            _("Formula: total later − total earlier = sum of all bars, exactly."),
            _(
                "The whisker runs from (later low − earlier high) to (later high − earlier low), "
                "given the sources’ hedges. A figure that is merely carried forward counts as no "
                "change."
            ),
            _(
                "To keep those that stay apart from entries and exits is usual in business "
                "statistics: S. J. Davis, J. C. Haltiwanger, S. Schuh, Job Creation and "
                "Destruction, 1996."
            ),
        ]
    )
