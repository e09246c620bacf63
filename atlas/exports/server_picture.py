"""Pictures made on the server: a figure in its frame as PNG, SVG or PDF, for the command line.

Kaleido drives a Chrome that is installed here, once to draw the figure and once more to turn the
whole frame into PNG or PDF. The frame is the one of `browser_picture`, so that a picture looks the
same as one saved in the browser. Nothing is fetched from anywhere.
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
from atlas.exports import map_picture
from atlas.i18n import _
from atlas.model import boundaries

Format = Literal["png", "svg", "pdf"]
BROWSER_NAMES = (
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
PICTURE_SECONDS = 60
#: seconds that a browser may take to start, and how often it is tried; it usually takes two
START_SECONDS, ATTEMPTS = 25, 3
#: the least height of a figure in pixels, however flat the picture
LOWEST_FIGURE = 240


class NoBrowser(RuntimeError):
    """No Chrome starts on this machine. The message says what works without it, and the cure."""


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
    frame = _make_frame(figure, height / width)
    with open_browser() as draw:
        inner = frame["figure"]
        svg = _compose_svg(frame, draw(inner, "svg", 1), width)
        if format == "svg":
            return ElementTree.tostring(svg, encoding="utf-8", xml_declaration=True)
        return draw(_wrap_in_figure(svg), format, scale if format == "png" else 1)


def find_browser() -> str | None:
    """Return the path of Chrome: the one that ATLAS_CHROMIUM names, else an installed one."""
    name = os.environ.get("ATLAS_CHROMIUM")
    if name:
        return shutil.which(name)
    return next((path for path in map(shutil.which, BROWSER_NAMES) if path), None)


class _Browser:
    """A running Chrome in its own thread; call it with a figure to get a picture."""

    def __init__(self, path: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.chrome: Kaleido | None = None
        try:
            self._wait(self._start(path), START_SECONDS)
        except TimeoutError:
            self.close()
            raise
        except Exception as error:
            self.close()
            raise NoBrowser(no_browser_message()) from error

    async def _start(self, path: str) -> None:
        # Debian's Chromium refuses its sandbox to root; for others it stays on.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        self.chrome = Kaleido(
            n=1, timeout=PICTURE_SECONDS, mathjax=False, path=path, enable_sandbox=not root
        )
        await self.chrome.open()

    def _wait(self, task: Any, seconds: float = PICTURE_SECONDS + 30) -> Any:
        future = asyncio.run_coroutine_threadsafe(task, self.loop)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise

    def __call__(self, figure: dict[str, Any], format: Format, scale: float) -> bytes:
        assert self.chrome is not None
        task = self.chrome.calc_fig(
            figure, {"format": format, "scale": scale}, topojson=frames.EMPTY_TOPOLOGY
        )
        try:
            return bytes(self._wait(task))
        except Exception as error:
            sentence = _("The browser made no picture of this chart: {error}")
            raise NotDrawn(sentence.format(error=str(error).splitlines()[0])) from error

    def close(self) -> None:
        with contextlib.suppress(Exception):
            if self.chrome is not None:
                self._wait(self.chrome.close(), START_SECONDS)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


_this_thread = threading.local()


@contextlib.contextmanager
def open_browser() -> Iterator[_Browser]:
    """Keep one browser open for all pictures made inside the `with` block. Raises NoBrowser."""
    running: _Browser | None = getattr(_this_thread, "browser", None)
    if running is not None:
        yield running
        return
    path = find_browser()
    if path is None:
        raise NoBrowser(no_browser_message())
    running = _start_browser(path)
    _this_thread.browser = running
    try:
        yield running
    finally:
        _this_thread.browser = None
        running.close()


def _start_browser(path: str) -> _Browser:
    """Start the browser; try again when it hangs."""
    # the browser's first message is sometimes lost
    for _attempt in range(ATTEMPTS):
        with contextlib.suppress(TimeoutError):
            return _Browser(path)
    raise NoBrowser(no_browser_message())


def no_browser_message() -> str:
    """Return the sentence that pictures need a Chrome here, what works without, and the cure."""
    return _(
        "Pictures made on the server need Chrome or Chromium, and none was found that starts; "
        "slides, workbooks and tables work without, as does “Save” in the dashboard. "
        "Install Chromium (on Debian: apt install chromium) or set ATLAS_CHROMIUM to its path."
    )


def _make_frame(figure: go.Figure, aspect: float) -> dict[str, Any]:
    """Return the frame of `figure` with its boundaries inside, stretched to height : width."""
    frame: dict[str, Any] = json.loads(frames.framed(figure))
    figure_height = frame["figure"]["layout"]["height"]
    extra = round(frame["width"] * aspect) - frame["height"]
    # What grew beyond a slide's format needs its height; only what kept to it may shrink.
    extra = max(extra, LOWEST_FIGURE - figure_height if frame["height"] == frames.HEIGHT else 0)
    if extra and map_picture.is_map(figure):
        frame = json.loads(frames.framed(figure, extra))
    for trace in frame["figure"]["data"]:
        if trace.get("geojson") == boundaries.ADDRESS:
            trace["geojson"] = _read_boundaries()
    layout = frame["figure"]["layout"]
    layout["height"] = figure_height + extra
    frame["height"] += extra
    for line in frame["lines"]:
        if line["y"] > frame["top"] + figure_height:
            line["y"] += extra
    return frame


@functools.cache
def _read_boundaries() -> dict[str, Any]:
    return boundaries.read_json()


def _compose_svg(frame: dict[str, Any], plot_svg: bytes, width: int) -> ElementTree.Element:
    """Return the whole picture as SVG, `width` pixels wide: paper, figure and lines of text."""
    for prefix, namespace in (("", SVG), ("xlink", "http://www.w3.org/1999/xlink")):
        ElementTree.register_namespace(prefix, namespace)
    frame_width, frame_height = frame["width"], frame["height"]
    svg = ElementTree.Element(
        f"{{{SVG}}}svg",
        {
            "width": str(width),
            "height": str(round(frame_height * width / frame_width)),
            "viewBox": f"0 0 {frame_width} {frame_height}",
        },
    )
    _add(svg, "title", {}, frame["title"])
    _add(svg, "desc", {}, frame["alt"])
    _add(svg, "rect", {"width": frame_width, "height": frame_height, "fill": frame["paper"]})
    plot = ElementTree.fromstring(plot_svg)
    plot.set("x", str(frame["left"]))
    plot.set("y", str(frame["top"]))
    svg.append(plot)
    for line in frame["lines"]:
        attributes = {name: value for name, value in line.items() if name != "text"}
        _add(svg, "text", {"font-family": frame["font"], **attributes}, line["text"])
    return svg


def _add(
    parent: ElementTree.Element, tag: str, attributes: dict[str, Any], text: str | None = None
) -> None:
    element = ElementTree.SubElement(
        parent, f"{{{SVG}}}{tag}", {key: str(value) for key, value in attributes.items()}
    )
    element.text = text


def _wrap_in_figure(svg: ElementTree.Element) -> dict[str, Any]:
    """Return a figure that is nothing but the picture `svg`, for Kaleido to turn into a file."""
    data = base64.b64encode(ElementTree.tostring(svg)).decode()
    image = {
        "source": f"data:image/svg+xml;base64,{data}",
        **{"x": 0, "y": 1, "sizex": 1, "sizey": 1, "xref": "paper", "yref": "paper"},
        **{"xanchor": "left", "yanchor": "top", "sizing": "stretch", "layer": "above"},
    }
    hidden = {"visible": False}
    return {
        "data": [],
        "layout": {
            "width": int(svg.get("width", 0)),
            "height": int(svg.get("height", 0)),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": hidden,
            "yaxis": hidden,
            "images": [image],
        },
    }
