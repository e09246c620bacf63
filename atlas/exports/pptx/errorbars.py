"""Whiskers: how far a hedged value may lie from what is stated, as custom values in the sheet."""

from collections.abc import Sequence

from atlas.charts.base import style
from atlas.exports.figure_reader import Trace
from atlas.exports.pptx import theme_colours
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.i18n import _


def add(
    sheet: Sheet,
    trace: Trace,
    name: str,
    side: str,
    *,
    names_side: bool,
    points: Sequence[int | None],
) -> Xml:
    """Put the lengths of a trace's whiskers into `sheet` and return c:errBars.

    `names_side`: whether the side has to be named, as only charts with two value axes do.
    `points`: which of the trace's points the series draws, in order.
    """
    whiskers = trace.whiskers(side)
    if whiskers is None:
        return NOTHING
    above = sheet.add(
        _("{name}: range above").format(name=name),
        [None if point is None else whiskers.up[point] for point in points],
    )
    below = sheet.add(
        _("{name}: range below").format(name=name),
        [None if point is None else whiskers.down[point] for point in points],
    )
    return tag(
        "c:errBars",
        tag("c:errDir", val=side) if names_side else NOTHING,
        tag("c:errBarType", val="both"),
        tag("c:errValType", val="cust"),
        tag("c:noEndCap", val=0),
        tag("c:plus", above.numbers),
        tag("c:minus", below.numbers),
        tag("c:spPr", theme_colours.stroke(whiskers.colour or style.ink(), 1.0)),
    )
