"""A figure at the edge of a file: its texts hold nothing that the file could not."""

import plotly.graph_objects as go

from atlas.text import file_text


def cleaned(figure: go.Figure) -> go.Figure:
    """Return `figure` with every text in it clean; itself where all of them are."""
    raw = figure.to_dict()
    plain = file_text.cleaned(raw)
    return figure if plain is raw else go.Figure(plain, skip_invalid=True)
