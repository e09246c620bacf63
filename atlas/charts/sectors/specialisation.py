"""Specialisation: location quotients as dots, with a line where shares are equal."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis import location_quotient
from atlas.charts.base import caption, row_labels, style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import citation, plotly_text, shortening

#: the height of a row, and how much more it needs for place and sector group in two lines
ROW_HEIGHT, LINE = 64, 18
MOST_ROWS = 15
LONGEST_LINE = 38


def figure(
    rows: pandas.DataFrame,
    view: View,
    *,
    evidence: Evidence,
    about: str,
    by: str,
    metric: Metric | None,
) -> go.Figure:
    """Draw a dot for each of the highest quotients.

    `rows`: from `specialisation.table`, highest quotient first, with `group_id`, `group_name`,
    `place_name` and `source_ids`. `about`: the id of the place or sector group that all rows are
    about, or blank for all of them. `metric`: what is counted; None for the clusters themselves.
    """
    shown = rows.head(MOST_ROWS).iloc[::-1].reset_index(drop=True)
    records = shown.to_dict("records")
    chart = go.Figure()
    _add_equal_line(chart, len(shown))
    _add_dots(chart, shown, metric)
    texts = [_write_row_text(row, about, metric) for row in records]
    top = max(float(shown["high"].max()), 1.5)
    row_labels.add(chart, texts, 0, numbered=True, ruled=True)
    chart.update_xaxes(
        range=[0, top * 1.06],
        title={"text": _("Times the share overall")},
        showgrid=False,
        showline=True,
    )
    title = _write_title(_name_subject(rows, about), by, metric)
    highest = rows.iloc[0].to_dict()
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric} if metric else {},
        unit=_("times the share overall"),
        coverage=_write_coverage(view, evidence, metric),
        notes=_list_notes(rows, about, metric),
        explained=_explain(metric),
        columns=_name_columns(),
        alt=_("{title}. Highest: {label}, {value}: {counted}.").format(
            title=title,
            label=_label_quotient(highest, about),
            value=_("{value} times").format(value=i18n.number(highest["value"], 1)),
            counted=_write_counts(highest, metric),
        ),
        height=130 + (ROW_HEIGHT + (0 if about else LINE)) * len(shown),
    )


def _write_quotient(value: float) -> str:
    """Return a quotient in words: 2.4×."""
    return f"{i18n.number(value, 1)}×"


def _label_quotient(row: dict[Any, Any], about: str) -> str:
    """Return the place or sector group of a quotient, or both if the chart is about all of them."""
    if about == row["group_id"]:
        return str(row["place_name"])
    return str(row["group_name"]) if about else f"{row['place_name']}: {row['group_name']}"


def _write_row_text(row: dict[Any, Any], about: str, metric: Metric | None) -> str:
    """Return the text above a dot: the quotient, its place and sector group, and its numbers."""
    names = [row["group_name"]] if about else [f"{row['place_name']}:", row["group_name"]]
    if about == row["group_id"]:
        names = [row["place_name"]]
    lines = [shortening.shorten(name, LONGEST_LINE) for name in names]
    small = plotly_text.small(f"({_write_counts(row, metric)})")
    quotient = plotly_text.bold(_write_quotient(row["value"]))
    return plotly_text.lines([f"{quotient}  {lines[0]}", *lines[1:], small])


def _name_subject(rows: pandas.DataFrame, about: str) -> str:
    if not about:
        return ""
    first = rows.iloc[0]
    return str(first["group_name"] if about == first["group_id"] else first["place_name"])


def _write_counts(row: dict[Any, Any], metric: Metric | None) -> str:
    """Return the numbers behind a quotient: '3 of 5 clusters here, 20 of 274 overall'."""
    amounts = {
        name: i18n.number(row[name]) for name in ("here", "all_here", "overall", "all_overall")
    }
    if metric is None:
        return ngettext(
            "{here} of {all_here} cluster here, {overall} of {all_overall} overall",
            "{here} of {all_here} clusters here, {overall} of {all_overall} overall",
            int(row["all_here"]),
        ).format(**amounts)
    sentence = _("{here} of {all_here} here, {overall} of {all_overall} overall")
    return sentence.format(**amounts)


def _name_columns() -> dict[str, str]:
    """Return the headings of columns that only tables of quotients have."""
    return {
        "place_id": _("Region or country: id"),
        "place_name": _("Region or country"),
        "here": _("Of the group, here"),
        "all_here": _("All, here"),
        "overall": _("Of the group, overall"),
        "all_overall": _("All, overall"),
        "clusters_here": _("Clusters of the group, here"),
        "all_clusters_here": _("Clusters, here"),
    }


def _explain(metric: Metric | None) -> str:
    """Return how to read a quotient: in words, as a formula, with its sources."""
    fewest = i18n.number(location_quotient.FEWEST)
    sentences = [
        _(
            "How much larger a sector group’s share is in one place than in the whole selection. "
            "1 means the same share, 2 means twice the share, 0.5 means half of it."
        ),
        _(
            "Formula (location quotient): (of the group here ÷ all here) ÷ (of the group overall "
            "÷ all overall)."
        ),
        _("A cluster counts once: in its first sector, at its seat."),
        _(
            "Places and sector groups with fewer than {fewest} clusters have no quotient: one "
            "cluster more or less would move their share by more than 20 percentage points."
        ).format(fewest=fewest),
    ]
    if metric is not None:
        sentences.append(
            _(
                "Only clusters that report count. The whisker runs from the lowest to the highest "
                "quotient that is possible while every figure stays inside its source’s hedge."
            )
        )
    sentences.append(
        _(
            "Sources: P. Sargant Florence, Report on the Location of Industry, 1939; A. M. "
            "Isserman, Journal of the American Institute of Planners 43(1), 1977, pp. 33–41."
        )
    )
    return " ".join(sentences)


def _write_title(about: str, by: str, metric: Metric | None) -> str:
    if about:
        title = (
            _("Specialisation by members: {about}")
            if metric
            else _("Specialisation by clusters: {about}")
        )
        return title.format(about=about)
    if by == "country":
        return (
            _("Specialisation by members: the most marked, by country")
            if metric
            else _("Specialisation by clusters: the most marked, by country")
        )
    return (
        _("Specialisation by members: the most marked, by region")
        if metric
        else _("Specialisation by clusters: the most marked, by region")
    )


def _write_coverage(view: View, evidence: Evidence, metric: Metric | None) -> str:
    if metric is not None:
        return caption.coverage(metric, evidence.reporting, view, evidence)
    return ngettext(
        "{count} cluster is counted", "{count} clusters are counted", view.selected
    ).format(count=i18n.number(view.selected))


def _list_notes(rows: pandas.DataFrame, about: str, metric: Metric | None) -> list[str]:
    return [
        _("Line: the same share as overall."),
        _("The {shown} highest of {all} are shown.").format(
            shown=i18n.number(MOST_ROWS), all=i18n.number(len(rows))
        )
        if len(rows) > MOST_ROWS
        else "",
        _("Single clusters are left out: one alone makes no specialisation.") if not about else "",
        _("No quotient where clusters are, but none reports.") if metric else "",
        _("Places and sector groups with fewer than {fewest} clusters are left out.").format(
            fewest=i18n.number(location_quotient.FEWEST)
        ),
        caption.hedges(rows.head(MOST_ROWS)) if metric else "",
    ]


def _add_equal_line(chart: go.Figure, rows: int) -> None:
    """Draw the line at 1, where the share here equals the share overall."""
    chart.add_scatter(
        x=[1, 1],
        y=[-0.6, rows - 0.3],
        mode="lines",
        line={"color": style.quiet(), "width": 1.2, "dash": "dot"},
        name=_("Same share as overall"),
        hoverinfo="skip",
        meta=TraceRole.EQUAL.meta(),
    )


def _add_dots(chart: go.Figure, shown: pandas.DataFrame, metric: Metric | None) -> None:
    for index, above, name in (
        (0, True, _("Larger share than overall")),
        (1, False, _("Smaller or same share")),
    ):
        rows = shown[(shown["value"] > 1) == above]
        if rows.empty:
            continue
        chart.add_scatter(
            x=rows["value"].tolist(),
            y=rows.index.tolist(),
            mode="markers",
            name=name,
            marker={"color": style.series(index), "symbol": style.symbol(index), "size": 11},
            error_x=caption.whiskers(rows) if metric else None,
            hovertext=[_write_hover(row, metric) for row in rows.to_dict("records")],
            hoverinfo="text",
            cliponaxis=False,
            customdata=rows[["group_id", "place_id"]].values.tolist(),
            meta=TraceRole.QUOTIENTS.meta(),
        )


def _write_hover(row: dict[Any, Any], metric: Metric | None) -> str:
    lines = [
        plotly_text.bold(f"{row['group_name']}, {row['place_name']}"),
        _write_quotient(row["value"]),
    ]
    if row["high"] > row["low"]:
        low, high = (i18n.number(row[end], 1) for end in ("low", "high"))
        lines.append(caption.hedge_range(low, high))
    lines.append(_write_counts(row, metric))
    if metric:
        lines.append(
            _("from {here} of {all_here} reporting clusters here").format(
                here=i18n.number(row["clusters_here"]),
                all_here=i18n.number(row["all_clusters_here"]),
            )
        )
    return plotly_text.lines([*lines, citation.count_sources(len(row["source_ids"]))])
