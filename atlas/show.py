"""The one way a chart reaches a page: heading, figure, evidence, save menu."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import pandas
import plotly.graph_objects as go
import streamlit as st

from atlas import collected, gallery
from atlas.charts import style
from atlas.exports import picture, table
from atlas.i18n import _
from atlas.selection import Asked

#: an empty topology keeps Plotly from asking a server abroad for coastlines
CONFIG = {
    "topojsonURL": picture.EMPTY_TOPOLOGY,
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
}
#: on a phone the shell's style makes the frame of a map lower
MAP_HEIGHT = 640
MAP_BUTTONS = {
    "displayModeBar": True,
    "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]],
}

_pictures = st.components.v2.component(
    "save_picture", html=picture.HTML, css=picture.CSS, js=picture.JS
)


def drawn(
    name: str,
    now: Asked,
    options: Mapping[str, str] | None = None,
    on_select: Callable[[list[dict[str, Any]]], None] | None = None,
) -> None:
    """Draw the chart `name` of the gallery for what is selected, or say why there is nothing.

    A chart that can be clicked is a new one for every selection, so that it forgets old clicks.
    """
    try:
        drawing = gallery.draw(name, now, **(options or {}))
    except gallery.NothingToDraw as nothing:
        st.info(str(nothing), icon=":material/info:")
        return
    key = f"{name}-{_version_of(now.selection, options)}" if on_select else name
    add = functools.partial(collected.add, name, dict(options or {}), now)
    chart(drawing.figure, drawing.rows, key, on_select, add)


def chart(
    figure: go.Figure,
    rows: pandas.DataFrame,
    key: str,
    on_select: Callable[[list[dict[str, Any]]], None] | None = None,
    add: Callable[[], None] | None = None,
) -> None:
    """Show `figure` with all that its `layout.meta` says, and under it the save menu.

    `rows`: what is drawn, for the tables. `key`: a name that is unique on the page.
    `on_select`: called with the points when one is clicked, before the page runs again.
    `add`: puts the chart on the presentation; without it there is no button for that.
    """
    said: dict[str, Any] = figure.layout.meta
    plot = f"plot-{key}"

    def clicked() -> None:
        points = st.session_state[plot]["selection"]["points"]
        if points and on_select:
            on_select(points)

    with st.container(border=True, key=f"chart-{key}"):
        st.subheader(said["title"], anchor=False)
        st.caption(plain(" · ".join(part for part in (said["subtitle"], said["unit"]) if part)))
        _plot(figure, plot, clicked if on_select else None)
        _evidence(said)
        _save(figure, rows, key, add)


def figure(drawn_figure: go.Figure, key: str) -> None:
    """Show a figure alone, without heading and evidence."""
    _plot(drawn_figure, f"plot-{key}")


def _plot(drawn_figure: go.Figure, key: str, clicked: Callable[[], None] | None = None) -> None:
    shown = style.for_mode(drawn_figure, st.context.theme.type or "light")
    is_map = "geo" in drawn_figure.layout.to_plotly_json()
    if is_map:
        shown = go.Figure(shown).update_layout(height=None)
    with st.container(key=f"frame-{key}", height=MAP_HEIGHT if is_map else "content", border=False):
        st.plotly_chart(
            shown,
            key=key,
            theme=None,
            config=CONFIG | (MAP_BUTTONS if is_map else {}),
            height="stretch" if is_map else "content",
            alt=drawn_figure.layout.meta["alt"],
            on_select=clicked or "ignore",
            selection_mode="points",
        )


def _version_of(*shown: object) -> str:
    """Return a short key of what is shown."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:10]


def _evidence(said: dict[str, Any]) -> None:
    lines = [said["coverage"], *said["notes"]]
    st.caption(plain(" · ".join(line for line in lines if line)))


def _save(
    figure: go.Figure, rows: pandas.DataFrame, key: str, add: Callable[[], None] | None
) -> None:
    said: dict[str, Any] = figure.layout.meta
    with st.container(horizontal=True, vertical_alignment="center", key=f"under-{key}"):
        if said["sources"]:
            with st.popover(said["source_line"], type="tertiary", icon=":material/menu_book:"):
                title = _("Sources")
                st.markdown(f"**{title}**")
                st.markdown("\n".join(f"- {plain(one)}" for one in said["sources"]))
        with st.popover(_("Save"), icon=":material/download:", key=f"save-{key}"):
            title = _("Save this chart")
            st.markdown(f"**{title}**")
            _pictures(
                key=f"picture-{key}",
                data={
                    "frame": picture.framed(figure),
                    "file": said["file"],
                    "png": _("Picture (PNG)"),
                    "svg": _("Vector picture (SVG)"),
                    "failed": _("The picture could not be made. Reload the page and try again."),
                    "topology": picture.EMPTY_TOPOLOGY,
                },
            )
            for flavour, label in (
                ("international", _("Table (CSV)")),
                ("german", _("Table for German Excel (CSV)")),
            ):
                ending = "" if flavour == "international" else "_excel-de"
                st.download_button(
                    label,
                    data=functools.partial(table.csv, rows, said, flavour),
                    file_name=f"{said['file']}{ending}.csv",
                    mime="text/csv",
                    key=f"{flavour}-{key}",
                    on_click="ignore",
                    width="stretch",
                )
        if add:
            st.button(
                _("Add to presentation"),
                key=f"add-{key}",
                icon=":material/add_to_queue:",
                on_click=add,
            )


def plain(text: str) -> str:
    """Return `text` with the signs escaped that Markdown would take for its own."""
    return text.translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]$<>#~"}).replace(":", "\\:")
