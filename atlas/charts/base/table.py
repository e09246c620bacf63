"""Tables as figures: texts in rows and columns, which pages show as real tables."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from atlas.charts.base import style

#: the width of a picture, a letter and a line of it, in pixels
WIDTH, LETTER, LINE = 1200, 6.4, 19
#: what the margins of a cell take
INSET = 14
HEAD = 34


def drawn(columns: Mapping[str, Sequence[str]], widths: Sequence[float]) -> go.Figure:
    """Return a table. `columns`: heading -> its cells from the top; `widths`: their shares."""
    cells = [list(column) for column in columns.values()]
    return go.Figure(
        go.Table(
            columnwidth=list(widths),
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
    line_lengths = [WIDTH * width / sum(widths) / LETTER for width in widths]
    total = HEAD + 16
    for row in zip(*columns.values(), strict=True):
        lines = max(
            -(-len(cell) // max(1, int(line_length)))
            for cell, line_length in zip(row, line_lengths, strict=True)
        )
        total += max(1, lines) * LINE + INSET // 2
    return total


def columns(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return lines of cells as columns under their headings."""
    return {heading: [line[index] for line in lines] for index, heading in enumerate(headings)}
