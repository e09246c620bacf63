"""Tables as figures: texts in rows and columns, which pages show as real tables."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.model import records
from atlas.model.evidence import cited_in_row

#: the width of a picture, a letter and a line of it, in pixels
WIDTH, LETTER, LINE = 1200, 6.4, 19
#: what the margins of a cell take
INSET = 14
HEAD = 34
Row = dict[str, Any]


#: heading -> for each cell under it the ids of the sources that it names, in their order
Cited = Mapping[str, Sequence[Sequence[str]]]


def drawn(
    columns: Mapping[str, Sequence[str]], widths: Sequence[float], cited: Cited | None = None
) -> go.Figure:
    """Return a table. `columns`: heading -> its cells from the top; `widths`: their shares.

    `cited`: the sources that cells name, of which pages make links.
    """
    cells = [list(column) for column in columns.values()]
    named = cited or {}
    return go.Figure(
        go.Table(
            columnwidth=list(widths),
            customdata=[
                [list(source_ids) for source_ids in named.get(heading, [()] * len(column))]
                for heading, column in columns.items()
            ]
            if named
            else None,
            header={
                "values": list(columns),
                "align": "left",
                "height": HEAD,
                "fill": {"color": style.empty()},
                "line": {"color": style.line()},
                "font": {"color": style.quiet(), "size": 12},
            },
            cells={
                "values": cells,
                "align": "left",
                "height": LINE + INSET / 2,
                "fill": {"color": style.paper()},
                "line": {"color": style.line()},
                "font": {"color": style.ink(), "size": 12},
            },
        )
    )


def height(columns: Mapping[str, Sequence[str]], widths: Sequence[float]) -> int:
    """Return the height of a picture of the table, with its cells wrapped."""
    lines = count_lines(columns, widths)
    return HEAD + 16 + sum(count * LINE + INSET // 2 for count in lines)


def count_lines(columns: Mapping[str, Sequence[str]], widths: Sequence[float]) -> list[int]:
    """Return how many lines of words each row has in a picture of the table."""
    letters = [max(1, int(WIDTH * width / sum(widths) / LETTER)) for width in widths]
    return [
        max(1, *(-(-len(cell) // most) for cell, most in zip(row, letters, strict=True)))
        for row in zip(*columns.values(), strict=True)
    ]


def columns(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return lines of cells as columns under their headings."""
    return {heading: [line[index] for line in lines] for index, heading in enumerate(headings)}


def order(sections: Mapping[str, pandas.DataFrame]) -> list[str | Row]:
    """Return the lines of a table in sections: before each its heading, if any, then its rows.

    `sections`: heading -> rows; a section without rows has no line.
    """
    lines: list[str | Row] = []
    for heading, rows in sections.items():
        lines += [heading] if heading and len(rows) else []
        lines += records.of(rows)
    return lines


def columns_of(
    headings: Sequence[str], lines: Sequence[str | Row], write: Callable[[Row], Sequence[str]]
) -> dict[str, list[str]]:
    """Return the lines of `order` as columns; `write`: returns the cells of a row."""
    blank = [""] * (len(headings) - 1)
    cells = [[line, *blank] if isinstance(line, str) else write(line) for line in lines]
    return columns(headings, cells)


def cited_in(heading: str, lines: Sequence[str | Row]) -> Cited:
    """Return the sources of the lines of `order`, which their cells under `heading` name."""
    return {heading: [() if isinstance(line, str) else cited_in_row(line) for line in lines]}
