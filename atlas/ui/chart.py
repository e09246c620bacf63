"""The one way a chart reaches a page: heading, figure, evidence, save menu."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from atlas import gallery
from atlas.charts.base import mobile, style
from atlas.charts.maps import size_key
from atlas.exports import browser_picture
from atlas.gallery import Drawing, presentation
from atlas.i18n import _
from atlas.model.view import View
from atlas.state import session
from atlas.text import chart_text, markdown
from atlas.text.chart_text import ChartText
from atlas.ui import assets, download_menu
from atlas.ui import table as table_view

#: an empty topology keeps Plotly from asking a server abroad for coastlines
CONFIG = {
    "topojsonURL": browser_picture.EMPTY_TOPOLOGY,
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    # a wheel over a map scrolls the page; Plotly would move what is pointed at, not the picture
    "scrollZoom": False,
}
MAP_BUTTONS = {
    "displayModeBar": True,
    "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]],
}
#: on a phone `frame.css` makes the frame of a map lower
MAP_HEIGHT = 720

Clicked = Callable[[list[dict[str, Any]]], None]
Body = Callable[[Drawing], None]


def render(
    name: str,
    view: View,
    options: Mapping[str, str] | None = None,
    on_select: Clicked | None = None,
    *,
    body: Body | None = None,
    half: bool = False,
) -> None:
    """Draw the chart `name` of the gallery for what is selected, or say why there is nothing.

    Shows all that its `ChartText` says, and under it sources, save menu and the way onto the
    presentation. `on_select`: called with the points when one is clicked, before the page runs
    again. Such a chart is a new one for every selection, so that it forgets old clicks.
    `half`: it stands beside another, in half the width of the page.
    `body`: shows the drawing in another way than as its figure, such as every row of a long table.
    """
    try:
        drawing = gallery.draw(name, view, **(options or {}))
    except gallery.NothingToDraw as nothing:
        st.info(markdown.escape(str(nothing)), icon=":material/info:")
        return
    key = f"{name}-{_hash_selection(view.selection, options)}" if on_select else name
    text = ChartText.of(drawing.figure)
    with st.container(border=True, key=f"chart-{key}"):
        st.subheader(markdown.escape(text.title), anchor=False)
        table = chart_text.is_table(drawing.figure)
        message = "" if table else text.message()
        if message:
            st.markdown(markdown.escape(message))
        st.caption(markdown.escape(text.subtitle_line(under=text.title)))
        if body:
            body(drawing)
        elif table:
            table_view.show(drawing, key)
        elif table_view.is_wanted():
            table_view.show_rows(drawing, key)
        else:
            figure = mobile.halve(drawing.figure) if half else drawing.figure
            show_figure(figure, key, on_select)
        st.caption(markdown.escape(text.evidence_sentences(without=message)))
        with st.container(horizontal=True, vertical_alignment="center", key=f"under-{key}"):
            if not table:
                table_view.choice(text.title, key)
            if text.explanation:
                with st.popover(_("How to read this"), icon=":material/help:", type="tertiary"):
                    st.markdown(markdown.escape(text.explanation))
            download_menu.show(drawing, presentation.freeze(name, options or {}, view), key)


def show_figure(shown: go.Figure, key: str, on_select: Clicked | None = None) -> None:
    """Show a figure alone, without heading and evidence, in the look of the theme."""
    plot = session.plot(key)

    def clicked() -> None:
        points = plot.get()["selection"]["points"]
        if points and on_select:
            on_select(points)

    alt = ChartText.of(shown).alt
    if "Mobi" in st.context.headers.get("User-Agent", ""):
        shown = mobile.adapt(shown)
        # circles are smaller there, and so are the samples in their key
        size_key.draw(shown, size_key.CORNER)
    shown = style.for_mode(assets.addressed(shown), st.context.theme.type or "light")
    is_map = "geo" in shown.layout.to_plotly_json()
    if is_map:
        shown = go.Figure(shown).update_layout(height=None)
    frame = f"map-frame-{key}" if is_map else f"frame-{key}"
    with st.container(key=frame, height=MAP_HEIGHT if is_map else "content", border=False):
        st.plotly_chart(
            shown,
            key=plot.name,
            theme=None,
            config=CONFIG | (MAP_BUTTONS if is_map else {}),
            height="stretch" if is_map else "content",
            alt=alt,
            on_select=clicked if on_select else "ignore",
            selection_mode="points",
        )


def _hash_selection(*shown: object) -> str:
    """Return a short key of what is shown."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:10]
