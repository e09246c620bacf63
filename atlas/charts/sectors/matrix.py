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
    PER_INHABITANT,
    STATISTIC_COLUMNS,
    Metric,
    cluster_count,
    clusters_per_million,
    rate,
    statistic_name,
    statistic_word,
)
from atlas.model.view import View
from atlas.text import dates, inhabitants, plotly_text
from atlas.text import reporting as reporting_text

MOST_NAMES = 8
#: the id of the row or column in which the smallest places or groups are put together
OTHERS = "others"


def cells_of_clusters(rows: pandas.DataFrame, per_million: bool = False) -> pandas.DataFrame:
    """Return a cell for each of `rows` with its number of clusters, or that per inhabitants.

    `rows`: `clusters`, and their `names`; with inhabitants for the latter.
    """
    statistic = "per_million" if per_million else "count"
    return pandas.DataFrame(
        {
            "row_id": row["place_id"],
            "column_id": row["group_id"],
            "value": _find_value(row, "clusters_per_million" if per_million else "clusters"),
            "text": _write_count(row, statistic),
            "hover": _write_hover_of_clusters(row, statistic),
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
            "value": _find_value(row, STATISTIC_COLUMNS[statistic])
            if row["reporting"]
            else math.nan,
            "text": _write_cell(row, metric, statistic) if row["reporting"] else "",
            "hover": _write_hover_of_metric(row, metric, statistic),
        }
        for row in rows.to_dict("records")
    )


def _find_value(row: dict[Any, Any], column: str) -> float:
    """Return the value of a cell; none for a rate that too few clusters stand behind."""
    return math.nan if row.get("few") else float(row[column])


def _write_count(row: dict[Any, Any], statistic: str) -> str:
    if statistic == "count":
        return i18n.number(row["clusters"])
    return few_word() if row["few"] else rate(row["clusters_per_million"])


def few_word() -> str:
    """Return what stands in a cell that is too few to compare."""
    return _("few")


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
    unit = metric.statistic_unit(statistic) if metric else _("clusters")
    unit = clusters_per_million() if statistic == "per_million" else unit
    per_inhabitant = statistic in PER_INHABITANT
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
        notes=[
            *_list_notes(metric, statistic),
            caption.seatless_note(evidence, int(rows["reporting"].sum()), view)
            if metric and by == "region"
            else "",
        ],
        explained=_explain(metric, statistic, by),
        columns={
            "place_id": _("Region or country: id"),
            "place_name": _("Region or country"),
            **(inhabitants.columns() if per_inhabitant else {}),
        },
        alt=_write_alt(title, names, largest, metric, statistic),
    )


def _find_largest(cells: pandas.DataFrame) -> dict[Any, Any] | None:
    """Return the cell with the largest value, if possible one that is not in `OTHERS`.

    None where no cell has a value that may be compared.
    """
    if cells["value"].isna().all():
        return None
    is_of_others = (cells["row_id"] == OTHERS) | (cells["column_id"] == OTHERS)
    named = cells[~is_of_others & cells["value"].notna()]
    candidates = named if len(named) else cells
    return candidates.loc[candidates["value"].idxmax()].to_dict()


def _write_alt(
    title: str,
    names: Sequence[Mapping[str, str]],
    largest: dict[Any, Any] | None,
    metric: Metric | None,
    statistic: str,
) -> str:
    """Return the alternative text, a sentence about the largest cell."""
    if largest is None:
        return _("{title}. No cell has enough clusters to compare.").format(title=title)
    value = plotly_text.split(str(largest["text"]))[0]
    sentence = _("{title}. Largest: {group}, {place}, {value}.")
    if statistic in PER_INHABITANT:
        unit = metric.statistic_unit(statistic) if metric else clusters_per_million()
        value = i18n.with_unit(value, unit)
    elif metric is None:
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
    if metric is None and statistic == "per_million":
        titles = {
            "region": _("Clusters per million inhabitants, by sector group and region"),
            "country": _("Clusters per million inhabitants, by sector group and country"),
        }
        return titles[by]
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


def _list_notes(metric: Metric | None, statistic: str) -> list[str]:
    notes = [_("A cluster counts once: in its first sector, at its seat.")]
    if statistic in PER_INHABITANT:
        words = _(
            "“{few}”: fewer than {clusters} clusters there, or fewer than half of them report; the "
            "hover has the figure."
        )
        notes.append(words.format(few=few_word(), clusters=inhabitants.FEWEST_CLUSTERS))
    if metric is None:
        return [*notes, _("Blank: no selected cluster.")]
    return [
        *notes,
        _("Second line: how many of the clusters there report.")
        if statistic != "count"
        else _("How many of the clusters there report."),
        _("Blank: no selected cluster."),
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
    if statistic == "per_million":
        figure_sentence = inhabitants.explain(per_metric=False)
    elif metric is None:
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
            "per_100000": inhabitants.explain(per_metric=True),
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
    if statistic in PER_INHABITANT and row["few"]:
        return plotly_text.lines([few_word(), shares])
    value = metric.together(row[STATISTIC_COLUMNS[statistic]], statistic)
    return plotly_text.lines([value, shares])


def _write_heading(row: dict[Any, Any]) -> str:
    return plotly_text.bold(f"{row['group_name']}, {row['place_name']}")


def _write_hover_of_clusters(row: dict[Any, Any], statistic: str) -> str:
    lines = [_write_heading(row)]
    if statistic == "per_million":
        value = rate(row["clusters_per_million"])
        lines.append(i18n.with_unit(value, clusters_per_million()))
        lines += _write_inhabitants(row)
    return plotly_text.lines([*lines, *caption.list_names(row["names"], MOST_NAMES)])


def _write_inhabitants(row: dict[Any, Any]) -> list[str]:
    """Return the inhabitants of the place of a cell, and whether its figure compares."""
    return [inhabitants.counted(row), *([inhabitants.too_few()] if row["few"] else [])]


def _write_hover_of_metric(row: dict[Any, Any], metric: Metric, statistic: str) -> str:
    reporting_sentence = reporting_text.of_clusters(row)
    if not row["reporting"]:
        unreported = _("{metric}: no figure known").format(metric=metric.label)
        return plotly_text.lines([_write_heading(row), unreported, reporting_sentence])
    lines = [_write_heading(row)]
    if statistic != "count":
        value = metric.together_with_unit(row[STATISTIC_COLUMNS[statistic]], statistic)
        lines.append(f"{statistic_name(statistic)}: {value}")
    if statistic == "per_100000":
        total = metric.together_with_unit(row["total"], "sum")
        lines.append(f"{statistic_name('sum')}: {total}")
        lines += _write_inhabitants(row)
    if statistic in ("sum", "per_100000") and row["high"] > row["low"]:
        lines.append(caption.hedge_range(metric.write(row["low"]), metric.write(row["high"])))
    lines.append(reporting_sentence)
    if isinstance(row["first_as_of"], str):
        span = dates.span(row["first_as_of"], row["last_as_of"])
        lines.append(_("as of {date}").format(date=span))
    return plotly_text.lines([*lines, reporting_text.sources(row)])
