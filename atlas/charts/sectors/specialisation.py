"""Specialisation: location quotients as dots, beside the line where shares are equal."""

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
from atlas.text import citation, shortening

#: how high a row is, and how much higher when place and sector group have a line each
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
    """Draw the highest of `rows`, one dot each.

    `rows`: from `specialisation.table`, highest quotient first, with `group_id`, `group_name`,
    `place_name` and `source_ids`. `about`: the id of the place or sector group that all rows are
    about, or blank for all of them. `metric`: what is counted; None for the clusters themselves.
    """
    shown = rows.head(MOST_ROWS).iloc[::-1].reset_index(drop=True)
    records = shown.to_dict("records")
    drawn = go.Figure()
    _equal(drawn, len(shown))
    _dots(drawn, shown, metric)
    texts = [_text(row, about, metric) for row in records]
    top = max(float(shown["high"].max()), 1.5)
    row_labels.add(drawn, texts, 0, numbered=True, ruled=True)
    drawn.update_xaxes(
        range=[0, top * 1.06],
        title={"text": _("Times the share overall")},
        showgrid=False,
        showline=True,
    )
    title = _title(_name(rows, about), by, metric)
    best = rows.iloc[0].to_dict()
    return caption.finish(
        drawn,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric} if metric else {},
        unit=_("times the share overall"),
        coverage=_coverage(view, evidence, metric),
        notes=_notes(rows, about, metric),
        explained=explained(metric),
        columns=headings(),
        alt=_("{title}. Highest: {label}, {value}: {counted}.").format(
            title=title,
            label=label(best, about),
            value=_("{value} times").format(value=i18n.number(best["value"], 1)),
            counted=counted(best, metric),
        ),
        height=130 + (ROW_HEIGHT + (0 if about else LINE)) * len(shown),
    )


def quotient(value: float) -> str:
    """Return a quotient as it is written: 2.4×."""
    return f"{i18n.number(value, 1)}×"


def label(row: dict[Any, Any], about: str) -> str:
    """Return what a quotient is of, apart from what the whole chart is about."""
    if about == row["group_id"]:
        return str(row["place_name"])
    return str(row["group_name"]) if about else f"{row['place_name']}: {row['group_name']}"


def _text(row: dict[Any, Any], about: str, metric: Metric | None) -> str:
    """Return what stands above a dot: quotient, what it is of, what it is made of."""
    of = [row["group_name"]] if about else [f"{row['place_name']}:", row["group_name"]]
    if about == row["group_id"]:
        of = [row["place_name"]]
    lines = [shortening.shorten(one, LONGEST_LINE) for one in of]
    small = f"<span style='font-size:11px'>({counted(row, metric)})</span>"
    return "<br>".join([f"<b>{quotient(row['value'])}</b>  {lines[0]}", *lines[1:], small])


def _name(rows: pandas.DataFrame, about: str) -> str:
    if not about:
        return ""
    first = rows.iloc[0]
    return str(first["group_name"] if about == first["group_id"] else first["place_name"])


def counted(row: dict[Any, Any], metric: Metric | None) -> str:
    """Return what a quotient is made of: '3 of 5 clusters here, 20 of 274 overall'."""
    amounts = {
        name: i18n.number(row[name]) for name in ("here", "all_here", "overall", "all_overall")
    }
    if metric is None:
        return ngettext(
            "{here} of {all_here} cluster here, {overall} of {all_overall} overall",
            "{here} of {all_here} clusters here, {overall} of {all_overall} overall",
            int(row["all_here"]),
        ).format(**amounts)
    said = _("{here} of {all_here} here, {overall} of {all_overall} overall")
    return said.format(**amounts)


def headings() -> dict[str, str]:
    """Return the headings of what tables of quotients hold beyond what every table knows."""
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


def explained(metric: Metric | None) -> str:
    """Return how to read a quotient: in words, as a formula, with its source."""
    fewest = i18n.number(location_quotient.FEWEST)
    parts = [
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
        parts.append(
            _(
                "Only clusters that report count. The whisker runs from the lowest to the highest "
                "quotient that is possible while every figure stays inside its source’s hedge."
            )
        )
    parts.append(
        _(
            "Sources: P. Sargant Florence, Report on the Location of Industry, 1939; A. M. "
            "Isserman, Journal of the American Institute of Planners 43(1), 1977, pp. 33–41."
        )
    )
    return " ".join(parts)


def _title(about: str, by: str, metric: Metric | None) -> str:
    if about:
        titled = (
            _("Specialisation by members: {about}")
            if metric
            else _("Specialisation by clusters: {about}")
        )
        return titled.format(about=about)
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


def _coverage(view: View, evidence: Evidence, metric: Metric | None) -> str:
    if metric is not None:
        return caption.coverage(metric, evidence.reporting, view, evidence)
    return ngettext(
        "{count} cluster is counted", "{count} clusters are counted", view.selected
    ).format(count=i18n.number(view.selected))


def _notes(rows: pandas.DataFrame, about: str, metric: Metric | None) -> list[str]:
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


def _equal(drawn: go.Figure, rows: int) -> None:
    """Draw the line at one, where the share here is the share overall."""
    drawn.add_scatter(
        x=[1, 1],
        y=[-0.6, rows - 0.3],
        mode="lines",
        line={"color": style.quiet(), "width": 1.2, "dash": "dot"},
        name=_("Same share as overall"),
        hoverinfo="skip",
        meta=TraceRole.EQUAL.meta(),
    )


def _dots(drawn: go.Figure, shown: pandas.DataFrame, metric: Metric | None) -> None:
    for place, above, name in (
        (0, True, _("Larger share than overall")),
        (1, False, _("Smaller or same share")),
    ):
        part = shown[(shown["value"] > 1) == above]
        if part.empty:
            continue
        drawn.add_scatter(
            x=part["value"].tolist(),
            y=part.index.tolist(),
            mode="markers",
            name=name,
            marker={"color": style.series(place), "symbol": style.symbol(place), "size": 11},
            error_x=caption.whiskers(part) if metric else None,
            hovertext=[_hover(row, metric) for row in part.to_dict("records")],
            hoverinfo="text",
            cliponaxis=False,
            customdata=part[["group_id", "place_id"]].values.tolist(),
            meta=TraceRole.QUOTIENTS.meta(),
        )


def _hover(row: dict[Any, Any], metric: Metric | None) -> str:
    said = [f"<b>{row['group_name']}, {row['place_name']}</b>", quotient(row["value"])]
    if row["high"] > row["low"]:
        said.append(
            _("{low} to {high}, given the sources' hedges").format(
                low=i18n.number(row["low"], 1), high=i18n.number(row["high"], 1)
            )
        )
    said.append(counted(row, metric))
    if metric:
        said.append(
            _("from {here} of {all_here} reporting clusters here").format(
                here=i18n.number(row["clusters_here"]),
                all_here=i18n.number(row["all_clusters_here"]),
            )
        )
    return "<br>".join([*said, citation.count_sources(len(row["source_ids"]))])
