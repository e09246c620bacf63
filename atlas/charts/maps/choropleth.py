"""Map: regions shaded by a metric, seats as circles sized by it. Equal-area."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis.coverage import may_be_quoted
from atlas.charts.base import caption, colour_classes, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps import hatching, outlines, seats
from atlas.charts.maps.views import AREAS, show
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import (
    PER_INHABITANT,
    STATISTIC_COLUMNS,
    Metric,
    cluster_count,
    statistic_name,
    statistic_word,
)
from atlas.model.view import View
from atlas.text import certainty, dates, growth, inhabitants, plotly_text, reporting

HEIGHT = 640
#: what the key takes below a map, in two lines
LEGEND = 60


def figure(
    rows: pandas.DataFrame,
    clusters: pandas.DataFrame,
    metric: Metric,
    statistic: str,
    view: View,
    *,
    evidence: Evidence,
    at: str,
    area: str,
) -> go.Figure:
    """Draw regions shaded by `statistic` of `metric`, and the seats of clusters.

    `rows`: one row per region from `metric_by_region`, or per region and country from
    `per_inhabitant`, of which those with an outline are drawn.
    `clusters`: one row per selected cluster with a seat from `seats_of_selection`; `value` is
    missing where it does not report.
    `at`: 'seat' or 'covered', how `rows` count clusters. `area`: a quick view.
    """
    column = STATISTIC_COLUMNS[statistic]
    per_inhabitant = statistic in PER_INHABITANT
    drawn = rows[rows["outline"]] if per_inhabitant else rows
    is_shaded = _find_shaded(drawn, statistic)
    reported, unreported = drawn[is_shaded], drawn[~is_shaded]
    chart = go.Figure()
    outlines.add_others(chart, view, drawn["region_id"], _("No selected cluster here"))
    _add_legend_entry(chart, _("Region: no selected cluster"), style.line(), "")
    if not unreported.empty:
        _add_unreported(chart, unreported, metric, statistic, area)
    is_few = (unreported["reporting"] > 0) | (statistic == "per_million")
    few_count = int(is_few.sum())
    if not reported.empty:
        _add_shaded(chart, reported, reported[column].astype(float), metric, statistic)
    seats.add(chart, clusters, metric, evidence, area)
    _set_view(chart, area)
    without_seat = view.selected - len(clusters)
    title = _write_title(metric, statistic)
    in_regions = int(drawn["reporting"].sum())
    has_figures = rows["reporting"] > 0
    return caption.finish(
        chart,
        view,
        rows[has_figures] if has_figures.any() and statistic != "per_million" else rows,
        evidence=evidence,
        title=title,
        metrics={} if statistic == "per_million" else {"": metric},
        unit=metric.statistic_unit(statistic),
        coverage=""
        if statistic == "per_million"
        else caption.coverage(metric, evidence.reporting, view, evidence),
        notes=[
            _note_counting(at),
            caption.seatless_note(evidence, in_regions, view)
            if at == "seat" and statistic != "per_million"
            else "",
            _note_largest(clusters, metric),
            ngettext(
                "{count} cluster without a known seat is not drawn as a circle.",
                "{count} clusters without a known seat are not drawn as circles.",
                without_seat,
            ).format(count=i18n.number(without_seat))
            if without_seat
            else "",
            _note_hatched(few_count, statistic) if few_count else "",
            *growth.notes(clusters, metric, view),
            certainty.total_note(evidence, metric) if statistic in ("sum", "per_100000") else "",
        ],
        explained=inhabitants.explain(per_metric=statistic == "per_100000")
        if per_inhabitant
        else "",
        columns=inhabitants.columns() if per_inhabitant else None,
        alt=_write_alt(title, reported, column, metric, statistic),
        height=HEIGHT,
    )


def _find_shaded(rows: pandas.DataFrame, statistic: str) -> pandas.Series:
    """Return which of `rows` have a figure that may be compared, and so a shade."""
    few = rows["few"].astype(bool) if statistic in PER_INHABITANT else False
    if statistic == "per_million":
        return ~few
    shaded = (rows["reporting"] > 0) & ~few
    if statistic in ("sum", "per_100000"):
        shaded &= may_be_quoted(rows["reporting"], rows["clusters"])
    return shaded


def _write_title(metric: Metric, statistic: str) -> str:
    if statistic == "per_million":
        return _("Clusters per million inhabitants, by region")
    if statistic == "per_100000":
        return _("{metric} per 100,000 inhabitants, by region").format(metric=metric.label)
    if statistic == "count":
        words = _("Clusters that report {metric}, by region")
        return words.format(metric=i18n.inside(metric.label))
    words = _("{metric} by region: {statistic}")
    return words.format(metric=metric.label, statistic=statistic_word(statistic))


def _note_hatched(count: int, statistic: str) -> str:
    if statistic in PER_INHABITANT:
        return ngettext(
            "{count} region is hatched: too few clusters, reports or inhabitants to compare.",
            "{count} regions are hatched: too few clusters, reports or inhabitants to compare.",
            count,
        ).format(count=i18n.number(count))
    return ngettext(
        "{count} region is hatched, as fewer than half of its clusters report.",
        "{count} regions are hatched, as fewer than half of their clusters report.",
        count,
    ).format(count=i18n.number(count))


def _note_largest(clusters: pandas.DataFrame, metric: Metric) -> str:
    """Return the note on the largest circle, which is the key to the others."""
    if metric.calendar or not clusters["value"].notna().any():
        return ""
    largest = clusters.loc[clusters["value"].idxmax()].to_dict()
    value = metric.with_unit(metric.hedged(largest))
    grown = growth.told(largest)
    value = f"{value} {grown}" if grown else dates.dated(value, largest)
    return _("Largest circle: {name}, {value}.").format(name=largest["name"], value=value)


def _note_counting(at: str) -> str:
    if at == "seat":
        return _("Each cluster is counted once, at its seat.")
    return _("Each cluster is counted in every region it covers, so regions do not add up.")


def _add_unreported(
    chart: go.Figure, rows: pandas.DataFrame, metric: Metric, statistic: str, area: str
) -> None:
    """Draw regions that no value shades: hatched, with an entry in the legend."""
    is_few = bool((rows["reporting"] > 0).any()) or statistic == "per_million"
    name = _("No figure, or too few") if is_few else _("No figure known")
    outlines.add(
        chart,
        rows["region_id"].tolist(),
        [_write_unshaded_hover(row, metric, statistic) for row in rows.to_dict("records")],
        fill=style.paper(),
        edge=style.quiet(),
        width=0.8,
        role=TraceRole.NOT_REPORTED,
        name=name,
    )
    hatching.add(chart, rows["region_id"], AREAS[area].view, AREAS["europe"].view)
    key = _("Region: no figure, or too few") if is_few else _("Region: no figure known")
    _add_legend_entry(chart, key, style.quiet(), "/")


def _add_legend_entry(chart: go.Figure, name: str, edge: str, pattern: str) -> None:
    """Add an entry to the legend for regions that no value shades.

    `pattern`: '/' hatches it, '' leaves it blank.
    """
    # in legends Plotly has patterns for bars and pies only; this pie is too small to be seen
    chart.add_pie(
        labels=[name],
        values=[1],
        domain={"x": [0, 1e-4], "y": [0, 1e-4]},
        textinfo="none",
        hoverinfo="skip",
        marker={
            "colors": [style.paper()],
            "line": {"color": edge, "width": 1},
            "pattern": {"shape": pattern, "size": 5, "solidity": 0.25, "fgcolor": style.quiet()},
        },
        meta=TraceRole.KEY.meta(hatched=bool(pattern)),
    )


def _add_shaded(
    chart: go.Figure, rows: pandas.DataFrame, values: pandas.Series, metric: Metric, statistic: str
) -> None:
    chart.add_choropleth(
        **colour_classes.shade(values, metric, statistic),
        geojson=outlines.OUTLINES,
        featureidkey="properties.region_id",
        locations=rows["region_id"].tolist(),
        marker={"line": {"color": style.paper(), "width": 0.8}},
        hovertext=[
            _write_hover(row, value, metric, statistic)
            for row, value in zip(rows.to_dict("records"), values, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
        meta=TraceRole.SHADED.meta(
            values=values.tolist(),
            written=[metric.together(value, statistic) for value in values],
        ),
    )


def _write_hover(row: dict[Any, Any], value: float, metric: Metric, statistic: str) -> str:
    lines = [plotly_text.bold(i18n.name(row))]
    if statistic in PER_INHABITANT:
        return plotly_text.lines([*lines, *_write_rate(row, metric, statistic)])
    if statistic != "count":
        value_text = metric.together_with_unit(value, statistic)
        lines.append(f"{statistic_name(statistic)}: {value_text}")
        if statistic == "sum":
            lines += certainty.of_total(row, metric)
    return plotly_text.lines([*lines, *_write_evidence(row)])


def _write_evidence(row: dict[Any, Any]) -> list[str]:
    """Return how many clusters report, when, and in how many sources."""
    lines = [reporting.of_clusters(row)]
    first, last = row["first_as_of"], row["last_as_of"]
    if isinstance(first, str):
        lines.append(_("as of {date}").format(date=dates.span(first, last)))
    return [*lines, reporting.sources(row)]


def _write_rate(row: dict[Any, Any], metric: Metric, statistic: str) -> list[str]:
    """Return a figure per inhabitants, what it is worked out from, and whether it compares."""
    value = metric.together_with_unit(row[STATISTIC_COLUMNS[statistic]], statistic)
    few = [inhabitants.too_few()] if row["few"] else []
    if statistic == "per_million":
        return [value, cluster_count(row["clusters"]), inhabitants.counted(row), *few]
    return [
        value,
        f"{statistic_name('sum')}: {metric.together_with_unit(row['total'], 'sum')}",
        *certainty.of_total(row, metric),
        inhabitants.counted(row),
        *_write_evidence(row),
        *few,
    ]


def _write_unshaded_hover(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    if statistic == "per_million":
        return _write_hover(row, row["clusters_per_million"], metric, statistic)
    if not row["reporting"]:
        unreported = _("{metric}: no figure known").format(metric=metric.label)
        return plotly_text.lines(
            [plotly_text.bold(i18n.name(row)), unreported, cluster_count(row["clusters"])]
        )
    too_few = _("Too few report for a total of the region.")
    shown = statistic if statistic in PER_INHABITANT else "sum"
    hover = _write_hover(row, row["total"], metric, shown)
    is_total = not may_be_quoted(row["reporting"], row["clusters"])
    return plotly_text.lines([hover, too_few if is_total else ""])


def _set_view(chart: go.Figure, area: str) -> None:
    show(chart, AREAS[area].view)
    chart.update_layout(
        dragmode="pan",
        legend={"orientation": "h", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"},
        margin={"l": 0, "r": 0, "t": 60, "b": LEGEND},
    )


def _write_alt(
    title: str, rows: pandas.DataFrame, column: str, metric: Metric, statistic: str
) -> str:
    if rows.empty:
        if statistic in PER_INHABITANT:
            return _("{title}. No region has enough clusters to compare.").format(title=title)
        return _("{title}. No region reports a value.").format(title=title)
    place = rows[column].astype(float).idxmax()
    highest = rows.loc[place].to_dict()
    value = metric.together_with_unit(highest[column], statistic)
    first, last = dates.first_and_last(rows.loc[[place]])
    if first and last and metric.dated and statistic not in ("count", "per_million"):
        # figures of many years may stand behind it
        value = f"{value} ({dates.span(first, last)})"
    if len(rows) == 1:
        # the highest of one would look like the first of many
        words = _("{title}. Only one region has enough figures: {name}, {value}.")
        return words.format(title=title, name=i18n.name(highest), value=value)
    regions = (
        ngettext("{count} region can be compared", "{count} regions can be compared", len(rows))
        if statistic in PER_INHABITANT
        else ngettext("{count} region reports", "{count} regions report", len(rows))
    )
    return _("{title}. Highest: {name}, {value}; {regions}.").format(
        title=title,
        name=i18n.name(highest),
        value=value,
        regions=regions.format(count=i18n.number(len(rows))),
    )
