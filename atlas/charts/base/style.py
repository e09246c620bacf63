"""The look of every figure: colours from the theme's own file, one Plotly template.

Figures are always drawn in the light look, which exports keep; `for_mode` turns a finished figure
into its dark twin by swapping each colour for its counterpart.
"""

import functools
import json
import tomllib
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

THEME = Path(__file__).resolve().parents[3] / ".streamlit" / "config.toml"
PLAIN: tuple[str, ...] = (
    "primaryColor",
    "backgroundColor",
    "secondaryBackgroundColor",
    "textColor",
)
PLAIN += ("linkColor", "borderColor", "grayColor")
LISTS = ("chartCategoricalColors", "chartSequentialColors")
#: one for each categorical colour, in their order
SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "cross",
    "x",
    "triangle-up",
    "triangle-down",
    "triangle-left",
)
#: what a symbol's size takes to have the area of a circle of that size, so that areas compare
AREA = {
    "circle": 1.0,
    "square": 0.886,
    "diamond": 0.964,
    "cross": 0.991,
    "x": 0.991,
    "triangle-up": 1.347,
    "triangle-down": 1.347,
    "triangle-left": 1.347,
}
#: widths of lines that carry a figure forward, and of those that join two, in pixels
THIN, STRONG = 1.0, 2.5
FONT = "Source Sans, Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif"


@functools.cache
def tokens(mode: str = "light") -> dict[str, Any]:
    """Return the theme's colours for 'light' or 'dark', by their names in the theme file."""
    theme = tomllib.loads(THEME.read_text(encoding="utf-8"))["theme"]
    return {name: theme[mode][name] for name in (*PLAIN, *LISTS)}


def accent() -> str:
    """Return the one accent colour."""
    return series(0)


def series(index: int) -> str:
    """Return the colour of the series at `index`; after the last colour the first comes again."""
    colours = tokens()["chartCategoricalColors"]
    return str(colours[index % len(colours)])


def symbol(index: int) -> str:
    """Return the symbol of the series at `index`."""
    # a reader must not need colours to tell series apart
    return SYMBOLS[index % len(SYMBOLS)]


def mark(index: int, size: float) -> dict[str, Any]:
    """Return the marker of the series at `index`, as large as a circle of `size` pixels."""
    return {"color": series(index), "symbol": symbol(index), "size": size * AREA[symbol(index)]}


def quiet() -> str:
    """Return the colour of axes, notes and what is not reported."""
    return str(tokens()["grayColor"])


def paper() -> str:
    """Return the colour of the background."""
    return str(tokens()["backgroundColor"])


def halo() -> str:
    """Return a text shadow in the background colour, which keeps lines from crossing a text."""
    return _halo(paper())


def _halo(colour: str) -> str:
    near = (-2, 0, 2)
    return ", ".join(f"{x}px {y}px 1px {colour}" for x in near for y in near if x or y)


def line() -> str:
    """Return the colour of grid lines and borders."""
    return str(tokens()["borderColor"])


def ink() -> str:
    """Return the colour of text."""
    return str(tokens()["textColor"])


def empty() -> str:
    """Return the fill of what exists but reports nothing."""
    return str(tokens()["secondaryBackgroundColor"])


def silent() -> str:
    """Return the fill of a cell whose clusters report nothing."""
    return str(tokens()["borderColor"])


def scale() -> list[tuple[float, str]]:
    """Return the sequential colour scale, low to high."""
    colours = tokens()["chartSequentialColors"][1:]  # the first is all but paper
    return [(index / (len(colours) - 1), colour) for index, colour in enumerate(colours)]


@functools.cache
def template() -> go.layout.Template:
    """Return the Plotly template that every figure uses."""
    axis = {
        "gridcolor": line(),
        "linecolor": line(),
        "zerolinecolor": line(),
        "ticks": "",
        "automargin": True,
        "title": {"font": {"size": 13, "color": quiet()}, "standoff": 10},
        "tickfont": {"size": 12, "color": ink()},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": ink()},
            "paper_bgcolor": paper(),
            "plot_bgcolor": paper(),
            "colorway": tokens()["chartCategoricalColors"],
            "xaxis": axis | {"ticklabelstandoff": 4},
            "yaxis": axis,
            "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
            "hoverlabel": {
                "bgcolor": paper(),
                "bordercolor": line(),
                "font": {"family": FONT, "size": 13, "color": ink()},
                "align": "left",
                "namelength": -1,
            },
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "title": ""},
            "bargap": 0.3,
            "dragmode": False,
        }
    )


def for_mode(figure: go.Figure, mode: str) -> go.Figure:
    """Return `figure` in the 'light' or 'dark' look."""
    if mode != "dark":
        return figure
    figure_json = figure.to_json()
    light, dark = tokens("light"), tokens("dark")
    swaps = [(light[name], dark[name]) for name in PLAIN]
    for name in LISTS:
        swaps += zip(light[name], dark[name], strict=True)
    swaps.append((_halo(light["backgroundColor"]), _halo(dark["backgroundColor"])))
    for old, new in swaps:
        figure_json = figure_json.replace(f'"{old}"', f'"{new}"')
    return go.Figure(json.loads(figure_json), skip_invalid=True)
