"""Pictures: a figure in a slide's frame, which the browser turns into PNG or SVG (`picture.js`).

The server needs no browser of its own for this, and nothing leaves the page.
"""

import textwrap
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from atlas.charts.base import caption, style
from atlas.exports import clean_figure
from atlas.i18n import _

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


def framed(figure: go.Figure) -> str:
    """Return `figure` in a slide's frame as JSON: heading above, evidence and source below.

    1280 wide and 720 high, higher only for long figures. Always in the light look.
    """
    figure = clean_figure.cleaned(figure)
    said: dict[str, Any] = figure.layout.meta
    head = _lines([said["title"]], TITLE, style.ink(), LONGEST_TITLE, 600)
    under = " · ".join(part for part in (said["subtitle"], said["unit"]) if part)
    head += _lines([under], SUBTITLE, style.quiet(), 140)
    foot = _lines([caption.sentences(said), *_sources(said)], FOOT, style.quiet(), LONGEST_LINE)
    top = _stack(head, MARGIN)
    tall = sum(line["font-size"] * 1.4 for line in foot)
    room = HEIGHT - top - tall - 2 * MARGIN + 20
    wanted = float(figure.layout.height or 0)
    table = all(trace.type == "table" for trace in figure.data)
    inner = max(wanted, room) if table else wanted if wanted > TALL else room
    height = round(top + inner + tall + 2 * MARGIN - 20)
    _stack(foot, height - tall - MARGIN + 24)
    # as a dictionary: another figure would be checked anew, part by part
    drawn = figure.to_dict()
    layout = drawn["layout"]
    layout |= {"width": WIDTH - 2 * MARGIN, "height": round(inner), "autosize": False}
    layout["font"] = layout.get("font", {}) | {"family": FONT}
    del layout["meta"]
    frame = {
        "width": WIDTH,
        "height": height,
        "left": MARGIN,
        "top": round(top),
        "title": said["title"],
        "alt": "\n".join([said["alt"], *said["sources"]]),
        "paper": style.paper(),
        "font": FONT,
        "lines": head + foot,
        "figure": drawn,
    }
    return str(to_json_plotly(frame))


def _sources(said: dict[str, Any]) -> list[str]:
    """Return the source lines: few sources by name, many by their number and years."""
    named = said["sources"] if len(said["sources"]) <= MOST_NAMED else []
    sources = "; ".join(named) or said["source_line"] or "–"
    return [_("Source: {sources}").format(sources=sources) + " · Cluster Atlas"]


def _lines(
    texts: list[str], size: int, colour: str, longest: int, weight: int = 400
) -> list[dict[str, Any]]:
    return [
        {"text": line, "x": MARGIN, "font-size": size, "font-weight": weight, "fill": colour}
        for text in texts
        for line in textwrap.wrap(text, longest)
    ]


def _stack(lines: list[dict[str, Any]], top: float) -> float:
    """Set the lines under one another from `top` on; return where the next would begin."""
    for line in lines:
        line["y"] = round(top + line["font-size"])
        top += line["font-size"] * 1.4
    return top + 8
