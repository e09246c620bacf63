"""Pictures: a figure in a slide's frame, which `browser_picture.js` turns into PNG or SVG.

The server needs no browser of its own for this, and nothing leaves the page.
"""

import textwrap
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from atlas.charts.base import style
from atlas.exports import clean_figure, map_picture
from atlas.text import chart_text, file_text
from atlas.text.chart_text import ChartText

WIDTH = 1280
HEIGHT = 720
MARGIN = 44
#: a figure higher than this keeps its height, and the picture grows with it
TALL = 700  # a table always keeps it, because its rows cannot be drawn closer together
TITLE, SUBTITLE, FOOT = 28, 16, 13
LONGEST_TITLE, LONGEST_LINE = 80, 175
#: fonts of the reader's machine: a picture cannot carry the page's own, and would be set too wide
FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
#: up to so many sources are named in the picture; an SVG's description always names all
MOST_NAMED = 3
EMPTY_TOPOLOGY = 'data:application/json,{"type":"Topology","objects":{},"arcs":[]}#'

HTML = """<div class="save"><button type="button" data-format="png"></button>
<button type="button" data-format="svg"></button><p role="alert" hidden></p></div>"""
JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
CSS = """
.save { display: grid; gap: 1rem; }
button { font: inherit; font-size: 0.9333rem; color: var(--st-text-color); cursor: pointer;
  min-height: 2.5rem;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color);
  color: var(--st-primary-color); }
button[disabled] { opacity: 0.5; cursor: progress; }
p { font: inherit; color: var(--st-red-color); margin: 0; }
"""


def framed(figure: go.Figure, stretched: float = 0) -> str:
    """Return `figure` in a slide's frame as JSON: heading above, evidence and source below.

    1280 wide and 720 high, higher only for long figures. Always in the light look. `stretched`: by
    how many pixels whoever asks will make the figure higher, which a map has to know.
    """
    figure = clean_figure.cleaned(figure)
    text = ChartText.of(figure)
    title = chart_text.heading(figure)
    head_lines = _wrap_lines([title], TITLE, style.ink(), LONGEST_TITLE, 600)
    under = text.subtitle_line(under=title)
    head_lines += _wrap_lines([under], SUBTITLE, style.quiet(), 140)
    foot_lines = _wrap_lines(text.picture_footnote(MOST_NAMED), FOOT, style.quiet(), LONGEST_LINE)
    top = _stack_lines(head_lines, MARGIN)
    foot_height = sum(line["font-size"] * 1.4 for line in foot_lines)
    room = HEIGHT - top - foot_height - 2 * MARGIN + 20
    figure_height = float(figure.layout.height or 0)
    is_table = chart_text.is_table(figure)
    is_map = map_picture.is_map(figure)
    keeps_height = figure_height > (room if is_table else TALL) and not is_map
    plot_height = figure_height if keeps_height else room
    height = round(top + plot_height + foot_height + 2 * MARGIN - 20)
    _stack_lines(foot_lines, height - foot_height - MARGIN + 24)
    if is_map:
        figure = map_picture.arranged(figure, WIDTH - 2 * MARGIN, plot_height + stretched)
    # a dictionary, because Plotly would check a new figure part by part
    plot = figure.to_dict()
    layout = plot["layout"]
    layout |= {"width": WIDTH - 2 * MARGIN, "height": round(plot_height), "autosize": False}
    layout["font"] = layout.get("font", {}) | {"family": FONT}
    del layout["meta"]
    frame = {
        "width": WIDTH,
        "height": height,
        "left": MARGIN,
        "top": round(top),
        "title": title,
        "alt": "\n".join([text.alt, *text.sources]),
        "paper": style.paper(),
        "font": FONT,
        "lines": head_lines + foot_lines,
        "figure": plot,
    }
    return str(to_json_plotly(file_text.changed(frame, file_text.isolated)))


def _wrap_lines(
    texts: list[str], size: int, colour: str, most_letters: int, weight: int = 400
) -> list[dict[str, Any]]:
    return [
        {"text": line, "x": MARGIN, "font-size": size, "font-weight": weight, "fill": colour}
        for text in texts
        for line in textwrap.wrap(text, most_letters)
    ]


def _stack_lines(lines: list[dict[str, Any]], top: float) -> float:
    """Place the lines under one another from `top` on; return where the next would begin."""
    for line in lines:
        line["y"] = round(top + line["font-size"])
        top += line["font-size"] * 1.4
    return top + 8
