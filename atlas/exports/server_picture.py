"""Pictures made on the server: a figure in its frame as PNG, SVG or PDF, for the command line.

Kaleido drives a Chrome that is installed here, once to draw the figure and once more to turn the
whole frame into PNG or PDF. The frame is the one of `picture`, so that a picture looks the same as
one saved in the browser. Nothing is fetched from anywhere.
"""

import asyncio
import base64
import contextlib
import functools
import json
import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree

import plotly.graph_objects as go
from kaleido import Kaleido

from atlas.exports import browser_picture as frames
from atlas.i18n import _
from atlas.model import boundaries

Format = Literal["png", "svg", "pdf"]
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
SVG = "http://www.w3.org/2000/svg"
#: seconds that one picture may take
PATIENCE = 60
#: seconds that a browser may take to start, and how often it is tried; it usually takes two
STARTING, ATTEMPTS = 25, 3
#: a figure is never drawn lower than this, however flat the picture is asked for
LOWEST = 240


class NoBrowser(RuntimeError):
    """There is no Chrome that starts here. The message says what works without, and the cure."""


class NotDrawn(RuntimeError):
    """The browser started, but made no picture of this figure."""


def picture(
    figure: go.Figure,
    format: Format,
    width: int = frames.WIDTH,
    height: int = frames.HEIGHT,
    scale: float = 2,
) -> bytes:
    """Return `figure` in its frame: heading above, evidence, source and selection below.

    `width`, `height`: in pixels; a figure with many rows makes the picture higher, never cut.
    `scale`: pixels of a PNG for each of them. Raises NoBrowser and NotDrawn.
    """
    frame = _frame(figure, height / width)
    with studio() as draws:
        inner = frame["figure"]
        whole = _composed(frame, draws(inner, "svg", 1), width)
        if format == "svg":
            return ElementTree.tostring(whole, encoding="utf-8", xml_declaration=True)
        return draws(_carrying(whole), format, scale if format == "png" else 1)


def browser() -> str | None:
    """Return the path of the Chrome to use: the one that ATLAS_CHROMIUM names, else the usual."""
    named = os.environ.get("ATLAS_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


class _Studio:
    """A Chrome kept warm in a thread of its own; call it with a figure to have it drawn."""

    def __init__(self, path: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.chrome: Kaleido | None = None
        try:
            self._wait(self._opened(path), STARTING)
        except TimeoutError:
            self.close()
            raise
        except Exception as error:
            self.close()
            raise NoBrowser(no_browser()) from error

    async def _opened(self, path: str) -> None:
        # Debian's Chromium refuses its sandbox to root; for others it stays on.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        self.chrome = Kaleido(
            n=1, timeout=PATIENCE, mathjax=False, path=path, enable_sandbox=not root
        )
        await self.chrome.open()

    def _wait(self, task: Any, seconds: float = PATIENCE + 30) -> Any:
        waiting = asyncio.run_coroutine_threadsafe(task, self.loop)
        try:
            return waiting.result(seconds)
        except TimeoutError:
            waiting.cancel()
            raise

    def __call__(self, figure: dict[str, Any], format: Format, scale: float) -> bytes:
        assert self.chrome is not None
        drawn = self.chrome.calc_fig(
            figure, {"format": format, "scale": scale}, topojson=frames.EMPTY_TOPOLOGY
        )
        try:
            return bytes(self._wait(drawn))
        except Exception as error:
            said = _("The browser made no picture of this chart: {error}")
            raise NotDrawn(said.format(error=str(error).splitlines()[0])) from error

    def close(self) -> None:
        with contextlib.suppress(Exception):
            if self.chrome is not None:
                self._wait(self.chrome.close(), STARTING)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


_open = threading.local()


@contextlib.contextmanager
def studio() -> Iterator[_Studio]:
    """Keep one browser warm for all pictures made inside the `with` block. Raises NoBrowser."""
    warm: _Studio | None = getattr(_open, "studio", None)
    if warm is not None:
        yield warm
        return
    path = browser()
    if path is None:
        raise NoBrowser(no_browser())
    warm = _started(path)
    _open.studio = warm
    try:
        yield warm
    finally:
        _open.studio = None
        warm.close()


def _started(path: str) -> _Studio:
    """Start the browser; again when it hangs, as its first message is sometimes lost."""
    for _attempt in range(ATTEMPTS):
        with contextlib.suppress(TimeoutError):
            return _Studio(path)
    raise NoBrowser(no_browser())


def no_browser() -> str:
    """Return the sentence that pictures need a Chrome here, what works without, and the cure."""
    return _(
        "Pictures made on the server need Chrome or Chromium, and none was found that starts; "
        "slides, workbooks and tables work without, as does “Save” in the dashboard. "
        "Install Chromium (on Debian: apt install chromium) or set ATLAS_CHROMIUM to its path."
    )


def _frame(figure: go.Figure, flatness: float) -> dict[str, Any]:
    """Return the frame of `figure` with its boundaries inside, stretched to height : width."""
    frame: dict[str, Any] = json.loads(frames.framed(figure))
    for trace in frame["figure"]["data"]:
        if trace.get("geojson") == boundaries.ADDRESS:
            trace["geojson"] = _boundaries()
    layout = frame["figure"]["layout"]
    inner = layout["height"]
    more = round(frame["width"] * flatness) - frame["height"]
    # What grew beyond a slide's format needs its height; only what kept to it may shrink.
    more = max(more, LOWEST - inner if frame["height"] == frames.HEIGHT else 0)
    layout["height"] = inner + more
    frame["height"] += more
    for line in frame["lines"]:
        if line["y"] > frame["top"] + inner:
            line["y"] += more
    return frame


@functools.cache
def _boundaries() -> dict[str, Any]:
    return boundaries.read_json()


def _composed(frame: dict[str, Any], drawn: bytes, width: int) -> ElementTree.Element:
    """Return the whole picture as SVG, `width` pixels wide: paper, figure and lines of text."""
    for prefix, space in (("", SVG), ("xlink", "http://www.w3.org/1999/xlink")):
        ElementTree.register_namespace(prefix, space)
    wide, high = frame["width"], frame["height"]
    whole = ElementTree.Element(
        f"{{{SVG}}}svg",
        {
            "width": str(width),
            "height": str(round(high * width / wide)),
            "viewBox": f"0 0 {wide} {high}",
        },
    )
    _add(whole, "title", {}, frame["title"])
    _add(whole, "desc", {}, frame["alt"])
    _add(whole, "rect", {"width": wide, "height": high, "fill": frame["paper"]})
    plot = ElementTree.fromstring(drawn)
    plot.set("x", str(frame["left"]))
    plot.set("y", str(frame["top"]))
    whole.append(plot)
    for line in frame["lines"]:
        placed = {name: value for name, value in line.items() if name != "text"}
        _add(whole, "text", {"font-family": frame["font"], **placed}, line["text"])
    return whole


def _add(to: ElementTree.Element, tag: str, said: dict[str, Any], text: str | None = None) -> None:
    made = ElementTree.SubElement(
        to, f"{{{SVG}}}{tag}", {key: str(one) for key, one in said.items()}
    )
    made.text = text


def _carrying(whole: ElementTree.Element) -> dict[str, Any]:
    """Return a figure that is nothing but the picture `whole`, for Kaleido to turn into a file."""
    data = base64.b64encode(ElementTree.tostring(whole)).decode()
    image = {
        "source": f"data:image/svg+xml;base64,{data}",
        **{"x": 0, "y": 1, "sizex": 1, "sizey": 1, "xref": "paper", "yref": "paper"},
        **{"xanchor": "left", "yanchor": "top", "sizing": "stretch", "layer": "above"},
    }
    hidden = {"visible": False}
    return {
        "data": [],
        "layout": {
            "width": int(whole.get("width", 0)),
            "height": int(whole.get("height", 0)),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": hidden,
            "yaxis": hidden,
            "images": [image],
        },
    }
