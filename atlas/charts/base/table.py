"""Tables as figures: words in rows and columns, which pages show as real tables."""

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
    """Return how high a picture of the table is, cells being wrapped."""
    letters = [WIDTH * one / sum(widths) / LETTER for one in widths]
    total = HEAD + 16
    for row in zip(*columns.values(), strict=True):
        lines = max(
            -(-len(cell) // max(1, int(most))) for cell, most in zip(row, letters, strict=True)
        )
        total += max(1, lines) * LINE + INSET // 2
    return total


def columns(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return lines of cells as columns under their headings."""
    return {heading: [line[place] for line in lines] for place, heading in enumerate(headings)}
