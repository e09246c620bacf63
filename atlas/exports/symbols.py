"""The symbols of markers: which of Office's stands for which of Plotly's."""

from collections.abc import Mapping
from typing import Any

#: Office has no upright tick and no triangle on its tip
SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "cross": "plus",
    "x": "x",
    "triangle-up": "triangle",
    "triangle-down": "star",
    "triangle-left": "dash",
    "line-ns": "diamond",
    "line-ew": "dash",
    "star": "star",
}
BY_NUMBER = ("circle", "square", "diamond", "plus", "x", "triangle", "star", "dash")
#: drawn with lines only: their colour is that of the outline
OPEN = {"plus", "x", "star"}


def symbol(trace: Mapping[str, Any]) -> str:
    """Return Office's symbol for that of a trace."""
    stated = (trace.get("marker") or {}).get("symbol", "circle")
    if isinstance(stated, int):
        return BY_NUMBER[stated % 100 % len(BY_NUMBER)]
    return SYMBOLS.get(str(stated).removesuffix("-open").removesuffix("-dot"), "circle")
