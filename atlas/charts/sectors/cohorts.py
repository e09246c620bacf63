"""Cohorts: what the change of a total is made of, growth apart from what is only newly reported."""

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
from atlas.text import citation, dates

ROW_HEIGHT = 66
THICKNESS = 0.28
BAR: dict[str, Any] = {"orientation": "h", "width": THICKNESS, "offset": -THICKNESS - 0.06}


def figure(
    rows: pandas.DataFrame, metric: Metric, view: View, since: int, *, evidence: Evidence
) -> go.Figure:
    """Draw a bar a part of the change; the parts add up to it exactly.

    `rows`: one row per part from `change_by_cohort`, with its `part_name` and `source_ids`;
    `value`, `low`, `high` in the metric's unit.
    """
    shown = rows.iloc[::-1].reset_index(drop=True)
    drawn = go.Figure()
    texts = [_text(row, metric) for row in _records(shown)]
    _bars(drawn, shown, metric)
    low, high = min(0.0, float(shown["low"].min())), max(0.0, float(shown["high"].max()))
    pad = (high - low or 1) * 0.04
    row_labels.add(drawn, shown["part_name"].tolist(), low - pad, texts)
    drawn.update_xaxes(
        range=[low - pad, high + pad],
        title={"text": _("Change, {unit}").format(unit=metric.unit)},
        zeroline=True,
    )
    drawn.update_xaxes(axes.money_axis(metric, high) if low == 0 else {})
    title = _("{metric}, {since} to {year}: what the change is made of").format(
        metric=metric.label, since=since, year=view.year
    )
    return caption.finish(
        drawn,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(
            metric, int(rows.loc[rows["later"].notna(), "clusters"].sum()), view, evidence
        ),
        notes=[whole(rows, metric, since, view.year), *_notes(rows, metric, since, view.year)],
        explained=_explained(since, view.year),
        columns={
            "part": _("Part"),
            "part_name": _("Part, in words"),
            "carried": _("Clusters without a newer figure"),
            "founded_since": _("Clusters founded since"),
            "earlier": _("Total, earlier year"),
            "later": _("Total, later year"),
        },
        alt=f"{title}. {whole(rows, metric, since, view.year)}",
        height=90 + ROW_HEIGHT * len(shown),
    )


def whole(rows: pandas.DataFrame, metric: Metric, since: int, year: int) -> str:
    """Return the whole change in a sentence, growth apart from the rest."""
    growth = rows[rows["part"] == "both"]
    sentence = _(
        "{since}: {earlier}, {year}: {later} {unit}; a change of {change}, of which {growth} in "
        "clusters that report in both years."
    )
    return sentence.format(
        since=since,
        year=year,
        earlier=_total(rows["earlier"], metric),
        later=_total(rows["later"], metric),
        unit=metric.unit,
        change=signed(float(rows["value"].sum()), metric),
        growth=signed(float(growth["value"].sum()), metric),
    )


def _total(values: pandas.Series, metric: Metric) -> str:
    """Return a total; what nobody reports is no zero."""
    return metric.write(float(values.sum())) if values.notna().any() else _("not reported")


def signed(value: float, metric: Metric) -> str:
    """Return a change with its sign; the minus is a true one."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + metric.write(abs(value))


def part_name(row: dict[Any, Any], since: int, year: int) -> str:
    """Return what a part of the change is called."""
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


def _records(rows: pandas.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _text(row: dict[Any, Any], metric: Metric) -> str:
    said = [cluster_count(row["clusters"])]
    if row["part"] == "both" and row["carried"]:
        said.append(
            ngettext(
                "{count} without a newer figure", "{count} without a newer figure", row["carried"]
            ).format(count=i18n.number(row["carried"]))
        )
    if row["part"] == "later" and row["founded_since"]:
        said.append(
            ngettext(
                "{count} of them founded since",
                "{count} of them founded since",
                row["founded_since"],
            ).format(count=i18n.number(row["founded_since"]))
        )
    change = signed(row["value"], metric)
    small = f"<span style='font-size:11px'>{', '.join(said)}</span>"
    return f"{row['part_name']}  <b>{change}</b><br>{small}"


def _bars(drawn: go.Figure, shown: pandas.DataFrame, metric: Metric) -> None:
    """Draw growth in the one accent, and what is no growth in another colour."""
    growth = shown["part"] == "both"
    drawn.add_bar(
        x=shown["value"].tolist(),
        y=shown["part_name"].tolist(),
        **BAR,
        name=metric.label,
        marker={"color": [style.accent() if one else style.series(1) for one in growth]},
        error_x=whiskers.hidden(shown),
        hovertext=[_hover(row, metric) for row in _records(shown)],
        hoverinfo="text",
        customdata=shown["part"].tolist(),
        showlegend=False,
        meta=TraceRole.VALUES.meta(),
    )
    whiskers.add(drawn, shown, shown["part_name"].tolist(), BAR, {})


def _hover(row: dict[Any, Any], metric: Metric) -> str:
    said = [
        f"<b>{row['part_name']}</b>",
        metric.with_unit(signed(row["value"], metric)),
    ]
    if row["high"] > row["low"]:
        said.append(
            _("{low} to {high}, given the sources' hedges").format(
                low=signed(row["low"], metric), high=signed(row["high"], metric)
            )
        )
    if isinstance(row["first_as_of"], str):
        span = dates.span(row["first_as_of"], row["last_as_of"])
        said.append(_("as of {date}").format(date=span))
    return "<br>".join([*said, citation.count_sources(len(row["source_ids"]))])


def _notes(rows: pandas.DataFrame, metric: Metric, since: int, year: int) -> list[str]:
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


def _explained(since: int, year: int) -> str:
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
