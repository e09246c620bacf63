"""Matrix of sector groups by regions or countries: a figure in each cell, and how many report."""

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
from atlas.text import dates
from atlas.text import reporting as reporting_text

MOST_NAMES = 8
#: the id of the row or column in which the smallest places or groups are put together
OTHERS = "others"


def cells_of_clusters(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return a cell for each of `rows` with its number of clusters.

    `rows`: `clusters`, and their `names`.
    """
    return pandas.DataFrame(
        {
            "row_id": row["place_id"],
            "column_id": row["group_id"],
            "value": float(row["clusters"]),
            "text": i18n.number(row["clusters"]),
            "hover": _write_hover_of_clusters(row),
        }
        for row in rows.to_dict("records")
    )


def cells_of_metric(rows: pandas.DataFrame, metric: Metric, statistic: str) -> pandas.DataFrame:
    """Return a cell for each of `rows` with its statistic and how many clusters report.

    `rows`: `clusters`, `reporting`, `exact`, `total`, `low`, `high`, `median`, dates, `source_ids`.
    """
    return pandas.DataFrame(
        {
            "row_id": row["place_id"],
            "column_id": row["group_id"],
            "value": float(row[STATISTIC_COLUMNS[statistic]]) if row["reporting"] else math.nan,
            "text": _write_cell(row, metric, statistic) if row["reporting"] else "",
            "hover": _write_hover_of_metric(row, metric, statistic),
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
    """Draw `cells`, which one of the functions above made of `rows`.

    `names`: the places and the sector groups in their order, id -> name. `metric`: None when the
    clusters themselves are counted. `by`: region or country.
    """
    title = _write_title(metric, statistic, by)
    largest = _find_largest(cells)
    unit = _("clusters") if metric is None or statistic == "count" else metric.unit
    placed = ngettext(
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
        coverage=caption.coverage(metric, evidence.reporting, view, evidence) if metric else placed,
        notes=_list_notes(rows, metric, statistic, evidence, by),
        explained=_explain(metric, statistic, by),
        columns={"place_id": _("Region or country: id"), "place_name": _("Region or country")},
        alt=_write_alt(title, names, largest, metric, statistic),
    )


def _find_largest(cells: pandas.DataFrame) -> dict[Any, Any]:
    """Return the cell with the largest value, if possible one that is not in `OTHERS`."""
    is_of_others = (cells["row_id"] == OTHERS) | (cells["column_id"] == OTHERS)
    named = cells[~is_of_others & cells["value"].notna()]
    candidates = named if len(named) else cells
    return candidates.loc[candidates["value"].idxmax()].to_dict()


def _write_alt(
    title: str,
    names: Sequence[Mapping[str, str]],
    largest: dict[Any, Any],
    metric: Metric | None,
    statistic: str,
) -> str:
    """Return the alternative text, a sentence about the largest cell."""
    value = str(largest["text"]).split("<br>")[0]
    sentence = _("{title}. Largest: {group}, {place}, {value}.")
    if metric is None:
        value = cluster_count(largest["value"])
    elif statistic == "count":
        value = f"{value} {_('clusters')}"
    else:
        value = metric.with_unit(value)
        if metric.calendar:
            sentence = _("{title}. Latest: {group}, {place}, {value}.")
    place, group = names[0][largest["row_id"]], names[1][largest["column_id"]]
    return sentence.format(title=title, group=group, place=place, value=value)


def _write_title(metric: Metric | None, statistic: str, by: str) -> str:
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


def _list_notes(
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


def _explain(metric: Metric | None, statistic: str, by: str) -> str:
    cell_sentence = {
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
        figure_sentence = _(
            "The figure is their number. It counts every selected cluster, whatever the year."
        )
    else:
        figure_sentence = {
            "sum": _("The figure is the sum over those of them that report; nothing is estimated."),
            "median": _(
                "The figure is the median of those that report: half of them lie below it, half "
                "above; with an even number it is the middle between the two in the middle."
            ),
            "count": _("The figure is how many of them report, of how many there are."),
        }[statistic]
    dash_sentence = _(
        "A dash means that clusters are there, but none reports; it does not mean zero."
    )
    return " ".join(
        [cell_sentence, figure_sentence]
        if metric is None
        else [cell_sentence, figure_sentence, dash_sentence]
    )


def _write_cell(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    shares = f"{i18n.number(row['reporting'])}/{i18n.number(row['clusters'])}"
    if statistic == "count":
        return shares
    return f"{metric.write(row[STATISTIC_COLUMNS[statistic]], extra=1)}<br>{shares}"


def _write_heading(row: dict[Any, Any]) -> str:
    return f"<b>{row['group_name']}, {row['place_name']}</b>"


def _write_hover_of_clusters(row: dict[Any, Any]) -> str:
    return "<br>".join([_write_heading(row), *caption.list_names(row["names"], MOST_NAMES)])


def _write_hover_of_metric(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    reporting_sentence = reporting_text.of_clusters(row)
    if not row["reporting"]:
        unreported = _("{metric}: no figure known").format(metric=metric.label)
        return "<br>".join([_write_heading(row), unreported, reporting_sentence])
    lines = [_write_heading(row)]
    if statistic != "count":
        value = metric.together_with_unit(row[STATISTIC_COLUMNS[statistic]], statistic)
        lines.append(f"{statistic_name(statistic)}: {value}")
    if statistic == "sum" and row["high"] > row["low"]:
        lines.append(caption.hedge_range(metric.write(row["low"]), metric.write(row["high"])))
    lines.append(reporting_sentence)
    if isinstance(row["first_as_of"], str):
        span = dates.span(row["first_as_of"], row["last_as_of"])
        lines.append(_("as of {date}").format(date=span))
    return "<br>".join([*lines, reporting_text.sources(row)])
