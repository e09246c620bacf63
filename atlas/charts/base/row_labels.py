"""Names of rows, written above each row at the left, so that they fit any width."""

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.text import plotly_text

LIFT = 0.26


def add(
    chart: go.Figure,
    names: list[str],
    start: float,
    texts: list[str] | None = None,
    *,
    short: list[str] | None = None,
    half: list[str] | None = None,
    marks: list[str] | None = None,
    size: int = 13,
    numbered: bool = False,
    raised: bool = False,
    ruled: bool = False,
    where: dict[str, int] | None = None,
) -> None:
    """Write a text above each row, from bottom to top.

    `names`: the rows, all different. `texts`: what to write, by default the names; `short`: what a
    phone has room for instead, `half`: half a page (see `mobile`). `marks`: ends of the names that
    files never cut off.
    `start`: where on the horizontal axis the texts begin.
    `numbered`: the rows stand at 0, 1, 2… instead of at their names, and the texts higher above
    them, clear of markers. `raised`: markers stand on the rows themselves, so a line stays free
    between them and the texts. `ruled`: a quiet line runs through each row. `where`: row and column
    of a panel.
    """
    more = {"short": short, "half": half, "marks": marks}
    chart.add_scatter(
        x=[start] * len(names),
        y=[index + LIFT for index in range(len(names))] if numbered else names,
        text=texts or names,
        texttemplate=f"%{{text}}{plotly_text.BREAK} " if raised else None,
        textfont={"size": size, "shadow": style.halo()},
        mode="text",
        textposition="top right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        meta=TraceRole.NAMES.meta(**{name: kept for name, kept in more.items() if any(kept or ())}),
        **(where or {}),
    )
    if not numbered:
        chart.update_yaxes(
            type="category", categoryorder="array", categoryarray=names, **(where or {})
        )
    chart.update_yaxes(
        range=[-0.6, len(names) - 0.3],
        showticklabels=False,
        showgrid=ruled,
        tickvals=list(range(len(names))) if ruled else None,
        zeroline=False,
        **(where or {}),
    )
