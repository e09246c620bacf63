"""Heatmap: a matrix of shaded cells with their values written in them; grey: not reported."""

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, colour_classes, style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _
from atlas.model.view import View
from atlas.text import plotly_text, shortening

#: what a phone leaves for the cells, the width of a letter in them, and the gaps, in pixels
PHONE, LETTER, GAP = 300, 6.6, 2
#: how high a line in a cell is, and the name that stands above a row
LINE, NAME = 20, 26
#: air between the names of columns and of the first row
ABOVE = 6
#: what names at the top take, lying and upright
HEAD, UPRIGHT_HEAD = 80, 170
LONGEST_ROW, LONGEST_COLUMN = 44, 40
#: beyond so many columns their names stand upright, and beyond so many in one line each
FEW, NARROW = 9, 10
#: letters of a name in one line of two, and in one alone
HALF, WHOLE = 22, 26
#: of the scale only shades on which dark ink (light ink in the dark look) stays readable
SHADES = 4
MISSING = "–"
#: below this many pixels a cell cannot be told from the next
NARROWEST = 8

Cell = dict[str, Any]


def fit_columns(texts: Iterable[str]) -> int:
    """Return how many columns fit on a phone with all of `texts` readable in their cells.

    A caller with more columns puts the smallest of them together, or leaves them out.
    """
    widest = max((len(line) for text in texts for line in _split_lines(text)), default=0)
    return int(PHONE / max(NARROWEST, widest * LETTER + GAP))


def needs_upright_names(names: Sequence[str]) -> bool:
    """Return whether column names stand upright on a phone: one is wider than its column."""
    widest = max(len(line) for name in names for line in _split_lines(name))
    return widest * LETTER > PHONE / len(names)


def select_visible_cells(
    cells: pandas.DataFrame, row_names: Mapping[str, str], column_names: Mapping[str, str]
) -> pandas.DataFrame:
    """Return the cells that `figure` has room for."""
    cells, _row_names, column_names = _turn_to_fit(cells, row_names, column_names)
    column_ids = list(column_names)[: fit_columns(cells["text"])]
    return cells[cells["column_id"].isin(column_ids)]


def _turn_to_fit(
    cells: pandas.DataFrame, row_names: Mapping[str, str], column_names: Mapping[str, str]
) -> tuple[pandas.DataFrame, Mapping[str, str], Mapping[str, str]]:
    """Return all three, with rows and columns swapped if only then the columns fit a phone."""
    if len(column_names) > fit_columns(cells["text"]) >= len(row_names):
        turned = {"row_id": "column_id", "column_id": "row_id"}
        return cells.rename(columns=turned), column_names, row_names
    return cells, row_names, column_names


def figure(
    cells: pandas.DataFrame,
    row_names: Mapping[str, str],
    column_names: Mapping[str, str],
    view: View,
    cited: pandas.DataFrame,
    **options: Any,
) -> go.Figure:
    """Draw a matrix; rows and columns are swapped if only then the columns fit a phone.

    `cells`: one row per cell: `row_id`, `column_id`, `value` (NaN where nothing is reported: drawn
    grey, never as zero), `text` (what stands in it; `plotly_text.BREAK` ends a line) and `hover`. A
    pair that has no row stays blank. `row_names`: from the top, id -> name; `column_names`: from
    the left.
    `cited`: the rows that `caption.finish` cites; `options`: its other arguments.
    """
    cells, row_names, column_names = _turn_to_fit(cells, row_names, column_names)
    column_ids = list(column_names)[: fit_columns(cells["text"])]
    grid = _build_grid(cells, list(row_names)[::-1], column_ids)
    values = [[float(cell["value"]) for cell in line] for line in grid]
    known = pandas.Series([value for line in values for value in line if not math.isnan(value)])
    log = colour_classes.needs_logarithm(known)
    rows = shortening.shorten_distinct(list(row_names.values())[::-1], LONGEST_ROW)
    columns = shortening.shorten_distinct(
        [column_names[column_id] for column_id in column_ids], LONGEST_COLUMN
    )
    chart = go.Figure(
        go.Heatmap(
            x=columns,
            y=rows,
            z=[[_compute_shade(value, log) for value in line] for line in values],
            text=[[cell["text"] for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"color": style.ink()},
            hovertext=[[cell["hover"] for cell in line] for line in grid],
            hoverinfo="text",
            hoverongaps=True,
            customdata=[[[cell["row_id"], cell["column_id"]] for cell in line] for line in grid],
            colorscale=[[shade / (SHADES - 1), style.scale()[shade][1]] for shade in range(SHADES)],
            showscale=False,
            xgap=GAP,
            ygap=NAME,
            meta=TraceRole.CELLS.meta(values=values),
        )
    )
    lines = max(len(_split_lines(cell["text"])) for line in grid for cell in line)
    step = NAME + LINE * lines
    _write_names(chart, rows, columns, step)
    _shade_unreported(chart, grid, step)
    notes = [
        *options.pop("notes", ()),
        _("Grey with a dash: not reported.") if _has_dashes(grid) else "",
        _("Shades follow the logarithm.") if log else "",
        _("The first {shown} of {all} columns are shown.").format(
            shown=i18n.number(len(column_ids)), all=i18n.number(len(column_names))
        )
        if len(column_ids) < len(column_names)
        else "",
    ]
    head = HEAD if len(columns) <= FEW else UPRIGHT_HEAD
    layout = {"height": head + step * len(rows)} | options
    return caption.finish(chart, view, cited, notes=notes, **layout)


def _split_lines(text: str) -> list[str]:
    return plotly_text.split(text)


def _build_grid(
    cells: pandas.DataFrame, row_ids: list[str], column_ids: list[str]
) -> list[list[Cell]]:
    """Return the cells line by line; a pair without a row in `cells` is blank."""
    given_cells = {(cell["row_id"], cell["column_id"]): cell for cell in cells.to_dict("records")}
    grid = []
    for row_id in row_ids:
        line = []
        for column_id in column_ids:
            blank = {
                "row_id": row_id,
                "column_id": column_id,
                "value": math.nan,
                "text": "",
                "hover": "",
            }
            cell = dict(given_cells.get((row_id, column_id), blank))
            if (row_id, column_id) in given_cells and math.isnan(cell["value"]):
                cell["text"] = cell["text"] or MISSING
            line.append(cell)
        grid.append(line)
    return grid


def _find_unreported(grid: list[list[Cell]]) -> list[tuple[int, int]]:
    """Return row and column of the cells that have a row in the data, but no value."""
    return [
        (row, column)
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if math.isnan(cell["value"]) and cell["text"]
    ]


def _has_dashes(grid: list[list[Cell]]) -> bool:
    return any(grid[row][column]["text"] == MISSING for row, column in _find_unreported(grid))


def _compute_shade(value: float, log: bool) -> float | None:
    if math.isnan(value):
        return None
    return math.log10(value) if log else value


def _write_names(chart: go.Figure, rows: list[str], columns: list[str], step: int) -> None:
    """Write column names at the top (upright where columns are narrow), row names above rows."""
    if len(columns) > NARROW:
        wrapped = shortening.shorten_distinct(columns, WHOLE)
    else:
        wrapped = [plotly_text.lines(textwrap.wrap(name, HALF)[:2]) for name in columns]
    chart.update_xaxes(
        type="category",
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=wrapped,
        autotickangles=[0, -90],
        showgrid=False,
        range=[-0.5, len(columns) - 0.5],
    )
    chart.update_yaxes(
        type="category",
        showticklabels=False,
        showgrid=False,
        range=[-0.5, len(rows) - 0.5 + (NAME / 2 + ABOVE) / step],
    )
    # all at once: Plotly checks all annotations again for each one that is added
    chart.layout.annotations += tuple(
        go.layout.Annotation(
            x=0,
            xref="x domain",
            xanchor="left",
            y=index + 0.5 - NAME / 2 / step,
            yref="y",
            yanchor="bottom",
            text=name,
            showarrow=False,
            font={"size": 12},
        )
        for index, name in enumerate(rows)
    )


def _shade_unreported(chart: go.Figure, grid: list[list[Cell]], step: int) -> None:
    """Shade the cells without a value in the grey that has this meaning on maps too."""
    half = 0.5 - NAME / 2 / step
    chart.layout.shapes += tuple(
        go.layout.Shape(
            type="rect",
            x0=column - 0.5,
            x1=column + 0.5,
            y0=row - half,
            y1=row + half,
            fillcolor=style.silent(),
            line={"width": GAP, "color": style.paper()},
            layer="below",
        )
        for row, column in _find_unreported(grid)
    )
