"""Sector groups by regions or countries: a figure in every cell, and how many stand behind it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, heatmap
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import (
    STATISTIC_COLUMNS,
    Metric,
    cluster_count,
    statistic_name,
    statistic_word,
)
from atlas.model.view import View
from atlas.text import dates, shortening
from atlas.text import reporting as reporting_text

MOST_NAMES = 8
#: the id under which the smallest groups or places are put together
OTHERS = "others"


def cells_of_clusters(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return a cell for each of `rows` (`names`: the clusters there): how many clusters."""
    return pandas.DataFrame(
        {
            "row_id": row["place_id"],
            "column_id": row["group_id"],
            "value": float(row["clusters"]),
            "text": i18n.number(row["clusters"]),
            "hover": _listed(row),
        }
        for row in rows.to_dict("records")
    )


def cells_of_metric(rows: pandas.DataFrame, metric: Metric, statistic: str) -> pandas.DataFrame:
    """Return a cell for each of `rows`: the values put together, and how many of how many report.

    `rows`: `clusters`, `reporting`, `exact`, `total`, `low`, `high`, `median`, dates, `source_ids`.
    """
    return pandas.DataFrame(
        {
            "row_id": row["place_id"],
            "column_id": row["group_id"],
            "value": float(row[STATISTIC_COLUMNS[statistic]]) if row["reporting"] else math.nan,
            "text": _text(row, metric, statistic) if row["reporting"] else "",
            "hover": _hover(row, metric, statistic),
        }
        for row in rows.to_dict("records")
    )


def figure(
    rows: pandas.DataFrame,
    cells: pandas.DataFrame,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    view: View,
    *,
    evidence: Evidence,
    by: str,
    metric: Metric | None,
    statistic: str,
) -> go.Figure:
    """Draw `cells`, made of `rows` by one of the functions above.

    `names`: the places and the sector groups in their order, id -> name. `metric`: None when the
    clusters themselves are counted. `by`: region or country.
    """
    title = _title(metric, statistic, by)
    top = _largest(cells)
    unit = _("clusters") if metric is None or statistic == "count" else metric.unit
    said = ngettext(
        "{placed} of {selected} cluster has a place here",
        "{placed} of {selected} clusters have a place here",
        view.selected,
    ).format(placed=i18n.number(rows["clusters"].sum()), selected=i18n.number(view.selected))
    return heatmap.figure(
        cells,
        *names,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric} if metric else {},
        unit=unit,
        coverage=caption.coverage(metric, evidence.reporting, view, evidence) if metric else said,
        notes=_notes(rows, metric, statistic, evidence, by),
        explained=_explained(metric, statistic, by),
        columns={"place_id": _("Region or country: id"), "place_name": _("Region or country")},
        alt=_alt(title, names, top, metric, statistic),
    )


def _largest(cells: pandas.DataFrame) -> dict[Any, Any]:
    """Return the cell with the largest value, rather one that stands alone."""
    together = (cells["row_id"] == OTHERS) | (cells["column_id"] == OTHERS)
    alone = cells[~together & cells["value"].notna()]
    best = alone if len(alone) else cells
    return best.loc[best["value"].idxmax()].to_dict()


def _alt(
    title: str,
    names: Sequence[Mapping[str, str]],
    top: dict[Any, Any],
    metric: Metric | None,
    statistic: str,
) -> str:
    """Return the largest cell `top` in a sentence."""
    value = str(top["text"]).split("<br>")[0]
    said = _("{title}. Most: {group}, {place}, {value}.")
    if metric is None:
        value = cluster_count(top["value"])
    elif statistic == "count":
        value = f"{value} {_('clusters')}"
    else:
        value = metric.with_unit(value)
        if metric.calendar:
            said = _("{title}. Latest: {group}, {place}, {value}.")
    place, group = names[0][top["row_id"]], names[1][top["column_id"]]
    return said.format(title=title, group=group, place=place, value=value)


def _title(metric: Metric | None, statistic: str, by: str) -> str:
    if metric is None:
        titles = {
            "region": _("Clusters by sector group and region"),
            "country": _("Clusters by sector group and country"),
        }
        return titles[by]
    titles = {
        "region": _("{metric} by sector group and region: {statistic}"),
        "country": _("{metric} by sector group and country: {statistic}"),
    }
    return titles[by].format(metric=metric.label, statistic=statistic_word(statistic))


def _notes(
    rows: pandas.DataFrame, metric: Metric | None, statistic: str, evidence: Evidence, by: str
) -> list[str]:
    notes = [_("A cluster counts once: in its first sector, at its seat.")]
    if metric is None:
        return [*notes, _("Blank: no selected cluster.")]
    return [
        *notes,
        _("Second line: how many of the clusters there report.")
        if statistic != "count"
        else _("How many of the clusters there report."),
        _("Blank: no selected cluster."),
        caption.seatless_note(evidence, int(rows["reporting"].sum())) if by == "region" else "",
    ]


def _explained(metric: Metric | None, statistic: str, by: str) -> str:
    cell = {
        "region": _(
            "Each cell stands for the clusters whose first sector lies in that sector group and "
            "whose seat lies in that region."
        ),
        "country": _(
            "Each cell stands for the clusters whose first sector lies in that sector group and "
            "whose seat lies in that country."
        ),
    }[by]
    if metric is None:
        how = _("The figure is their number. It counts every selected cluster, whatever the year.")
    else:
        how = {
            "sum": _("The figure is the sum over those of them that report; nothing is estimated."),
            "median": _(
                "The figure is the median of those that report: half of them lie below it, half "
                "above; with an even number it is the middle between the two in the middle."
            ),
            "count": _("The figure is how many of them report, of how many there are."),
        }[statistic]
    rest = _("A dash means that clusters are there, but none reports; it does not mean zero.")
    return " ".join([cell, how] if metric is None else [cell, how, rest])


def _text(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    shares = f"{i18n.number(row['reporting'])}/{i18n.number(row['clusters'])}"
    if statistic == "count":
        return shares
    return f"{metric.write(row[STATISTIC_COLUMNS[statistic]], extra=1)}<br>{shares}"


def _head(row: dict[Any, Any]) -> str:
    return f"<b>{row['group_name']}, {row['place_name']}</b>"


def _listed(row: dict[Any, Any]) -> str:
    names = [shortening.shorten(str(name), 50) for name in row["names"]]
    more = len(names) - MOST_NAMES
    listed = names[:MOST_NAMES]
    if more > 0:
        listed.append(_("and {count} more").format(count=more))
    return "<br>".join([_head(row), *listed])


def _hover(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    reports = reporting_text.of_clusters(row)
    if not row["reporting"]:
        silent = _("{metric}: no dated figure").format(metric=metric.label)
        return "<br>".join([_head(row), silent, reports])
    said = [_head(row)]
    if statistic != "count":
        value = metric.together_with_unit(row[STATISTIC_COLUMNS[statistic]], statistic)
        said.append(f"{statistic_name(statistic)}: {value}")
    if statistic == "sum" and row["high"] > row["low"]:
        said.append(caption.hedge_range(row["low"], row["high"], metric))
    said.append(reports)
    if isinstance(row["first_as_of"], str):
        span = dates.span(row["first_as_of"], row["last_as_of"])
        said.append(_("as of {date}").format(date=span))
    return "<br>".join([*said, reporting_text.sources(row)])
