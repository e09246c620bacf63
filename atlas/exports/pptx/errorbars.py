"""Whiskers: how far a hedged value may lie from what is stated, as custom values in the sheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from atlas.charts.base import style
from atlas.exports.pptx import theme_colours
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.i18n import _


def drawn(trace: Mapping[str, Any], side: str) -> Mapping[str, Any] | None:
    """Return the error bars of a trace on the side 'x' or 'y'; None when it draws none."""
    bars = trace.get(f"error_{side}")
    if not bars or bars.get("visible") is False or bars.get("array") is None:
        return None
    return bars if bars.get("type", "data") == "data" else None


def lengths(bars: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return how far whiskers reach up and down."""
    up = list(bars["array"])
    same = bars.get("symmetric", bars.get("arrayminus") is None)
    return up, up if same else list(bars.get("arrayminus") or up)


def add(
    sheet: Sheet,
    trace: Mapping[str, Any],
    name: str,
    side: str,
    *,
    told: bool,
    kept: Sequence[int | None],
) -> Xml:
    """Put the lengths of a trace's whiskers into `sheet` and return c:errBars.

    `told`: whether the side has to be named, as only charts with two value axes do.
    `kept`: which of the trace's points the series draws, in order.
    """
    bars = drawn(trace, side)
    if bars is None:
        return NOTHING
    up, down = lengths(bars)
    above = sheet.add(
        _("{name}: range above").format(name=name),
        [None if one is None else up[one] for one in kept],
    )
    below = sheet.add(
        _("{name}: range below").format(name=name),
        [None if one is None else down[one] for one in kept],
    )
    return tag(
        "c:errBars",
        tag("c:errDir", val=side) if told else NOTHING,
        tag("c:errBarType", val="both"),
        tag("c:errValType", val="cust"),
        tag("c:noEndCap", val=0),
        tag("c:plus", above.numbers),
        tag("c:minus", below.numbers),
        tag("c:spPr", theme_colours.stroke(bars.get("color") or style.ink(), 1.0)),
    )
