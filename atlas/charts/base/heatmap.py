"""Heatmap: any matrix as shaded cells that say their value; what is not reported stays grey."""

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
from atlas.text import shortening

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


def room(texts: Iterable[str]) -> int:
    """Return how many columns a phone shows when all of `texts` shall be readable in their cells.

    A caller with more columns puts the smallest of them together, or leaves them out.
    """
    widest = max((len(line) for text in texts for line in _lines(text)), default=0)
    return int(PHONE / max(NARROWEST, widest * LETTER + GAP))


def upright(names: Sequence[str]) -> bool:
    """Return whether a phone sets the names of columns upright, as one is wider than its column."""
    widest = max(len(line) for name in names for line in _lines(name))
    return widest * LETTER > PHONE / len(names)


def seen(
    cells: pandas.DataFrame, down: Mapping[str, str], across: Mapping[str, str]
) -> pandas.DataFrame:
    """Return the cells that `figure` has room for."""
    cells, _down, across = _laid(cells, down, across)
    return cells[cells["column_id"].isin(list(across)[: room(cells["text"])])]


def _laid(
    cells: pandas.DataFrame, down: Mapping[str, str], across: Mapping[str, str]
) -> tuple[pandas.DataFrame, Mapping[str, str], Mapping[str, str]]:
    """Return a matrix turned on its side when that alone makes its columns fit a phone."""
    if len(across) > room(cells["text"]) >= len(down):
        turned = {"row_id": "column_id", "column_id": "row_id"}
        return cells.rename(columns=turned), across, down
    return cells, down, across


def figure(
    cells: pandas.DataFrame,
    down: Mapping[str, str],
    across: Mapping[str, str],
    view: View,
    cited: pandas.DataFrame,
    **said: Any,
) -> go.Figure:
    """Draw a matrix, turned on its side when that alone makes its columns fit a phone.

    `cells`: one row per cell: `row_id`, `column_id`, `value` (NaN where nothing is reported: drawn
    grey, never as zero), `text` (what stands in it; `<br>` breaks lines) and `hover`. A pair that
    has no row stays blank. `down`, `across`: rows from the top and columns from the left, id ->
    name. `cited`: the rows that `caption.finish` cites; `said`: all else that it takes.
    """
    cells, down, across = _laid(cells, down, across)
    kept = list(across)[: room(cells["text"])]
    grid = _grid(cells, list(down)[::-1], kept)
    values = [[float(cell["value"]) for cell in line] for line in grid]
    known = pandas.Series([one for line in values for one in line if not math.isnan(one)])
    log = colour_classes.logarithmic(known)
    rows = shortening.shorten_distinct(list(down.values())[::-1], LONGEST_ROW)
    columns = shortening.shorten_distinct([across[one] for one in kept], LONGEST_COLUMN)
    drawn = go.Figure(
        go.Heatmap(
            x=columns,
            y=rows,
            z=[[_shade(one, log) for one in line] for line in values],
            text=[[cell["text"] for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"color": style.ink()},
            hovertext=[[cell["hover"] for cell in line] for line in grid],
            hoverinfo="text",
            hoverongaps=True,
            customdata=[[[cell["row_id"], cell["column_id"]] for cell in line] for line in grid],
            colorscale=[[one / (SHADES - 1), style.scale()[one][1]] for one in range(SHADES)],
            showscale=False,
            xgap=GAP,
            ygap=NAME,
            meta=TraceRole.CELLS.meta(values=values),
        )
    )
    lines = max(len(_lines(cell["text"])) for line in grid for cell in line)
    step = NAME + LINE * lines
    _axes(drawn, rows, columns, step)
    _grey(drawn, grid, step)
    notes = [
        *said.pop("notes", ()),
        _("Grey with a dash: not reported.") if _dashed(grid) else "",
        _("Shades follow the logarithm.") if log else "",
        _("The first {shown} of {all} columns are shown.").format(
            shown=i18n.number(len(kept)), all=i18n.number(len(across))
        )
        if len(kept) < len(across)
        else "",
    ]
    head = HEAD if len(columns) <= FEW else UPRIGHT_HEAD
    look = {"height": head + step * len(rows)} | said
    return caption.finish(drawn, view, cited, notes=notes, **look)


def _lines(text: str) -> list[str]:
    return text.split("<br>")


def _grid(cells: pandas.DataFrame, down: list[str], across: list[str]) -> list[list[Cell]]:
    """Return the cells line by line; one that nobody gave is blank."""
    given = {(one["row_id"], one["column_id"]): one for one in cells.to_dict("records")}
    grid = []
    for row in down:
        line = []
        for column in across:
            blank = {"row_id": row, "column_id": column, "value": math.nan, "text": "", "hover": ""}
            cell = dict(given.get((row, column), blank))
            if (row, column) in given and math.isnan(cell["value"]):
                cell["text"] = cell["text"] or MISSING
            line.append(cell)
        grid.append(line)
    return grid


def _silent(grid: list[list[Cell]]) -> list[tuple[int, int]]:
    """Return row and column of the cells that are there, but have no value."""
    return [
        (row, column)
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if math.isnan(cell["value"]) and cell["text"]
    ]


def _dashed(grid: list[list[Cell]]) -> bool:
    return any(grid[row][column]["text"] == MISSING for row, column in _silent(grid))


def _shade(value: float, log: bool) -> float | None:
    if math.isnan(value):
        return None
    return math.log10(value) if log else value


def _axes(drawn: go.Figure, rows: list[str], columns: list[str], step: int) -> None:
    """Write the names: of columns at the top, turned where they are narrow; of rows above them."""
    if len(columns) > NARROW:
        wrapped = shortening.shorten_distinct(columns, WHOLE)
    else:
        wrapped = ["<br>".join(textwrap.wrap(name, HALF)[:2]) for name in columns]
    drawn.update_xaxes(
        type="category",
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=wrapped,
        autotickangles=[0, -90],
        showgrid=False,
        range=[-0.5, len(columns) - 0.5],
    )
    drawn.update_yaxes(
        type="category",
        showticklabels=False,
        showgrid=False,
        range=[-0.5, len(rows) - 0.5 + (NAME / 2 + ABOVE) / step],
    )
    # all at once: each one added by itself would have Plotly look at all of them again
    drawn.layout.annotations += tuple(
        go.layout.Annotation(
            x=0,
            xref="x domain",
            xanchor="left",
            y=place + 0.5 - NAME / 2 / step,
            yref="y",
            yanchor="bottom",
            text=name,
            showarrow=False,
            font={"size": 12},
        )
        for place, name in enumerate(rows)
    )


def _grey(drawn: go.Figure, grid: list[list[Cell]], step: int) -> None:
    """Shade what is there, but reports nothing, in the grey that means so on maps too."""
    half = 0.5 - NAME / 2 / step
    drawn.layout.shapes += tuple(
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
        for row, column in _silent(grid)
    )
