"""Figures that are tables: shown on the page as a real table, to be read and copied."""

import pandas
import plotly.graph_objects as go
import streamlit as st

from atlas import save_menu

#: a longer table scrolls inside its frame
LONGEST = 60


def only(figure: go.Figure) -> bool:
    """Return whether `figure` is a table and nothing else."""
    return len(figure.data) > 0 and all(trace.type == "table" for trace in figure.data)


def frame(figure: go.Figure) -> pandas.DataFrame:
    """Return the cells of a table figure under its headings, which are told apart if need be."""
    (trace,) = figure.data
    headings: list[str] = []
    for heading in trace.header["values"]:
        headings.append(heading + "\u200b" * headings.count(heading))
    return pandas.DataFrame(dict(zip(headings, trace.cells["values"], strict=True)), dtype=str)


def show(figure: go.Figure, key: str) -> None:
    """Show a table figure."""
    shown = frame(figure)
    alt = figure.layout.meta["alt"]
    if len(shown) > LONGEST:
        st.dataframe(shown, hide_index=True, key=f"table-{key}", alt=alt, height=600)
        return
    with st.container(key=f"table-{key}"):
        st.table(shown.map(save_menu.plain), border="horizontal", hide_index=True, alt=alt)
