"""Labels at the points of a series: what a chart writes beside them, kept as text to edit."""

from collections.abc import Sequence

from atlas.charts.base import style
from atlas.exports.pptx import markup
from atlas.exports.pptx.xml import Xml, joined, tag


def add(
    texts: Sequence[str | None], place: str | Sequence[str], size: float, colour: str = ""
) -> Xml:
    """Return c:dLbls that write `texts`, one per point, at `place` (outEnd, l, r, t…).

    `place`: the same for all, or one per point. A text may hold bold parts, as Plotly writes them.
    None or blank: nothing is written there.
    """
    ink = colour or style.ink()
    places = [place] * len(texts) if isinstance(place, str) else place
    each = [
        tag("c:dLbl", tag("c:idx", val=idx), _text(text, size, ink), *_rest(where, shown=True))
        for idx, (text, where) in enumerate(zip(texts, places, strict=True))
        if text
    ]
    return tag(
        "c:dLbls",
        joined(each),
        tag("c:spPr", tag("a:noFill"), tag("a:ln", tag("a:noFill"))),
        markup.look(size, ink),
        *_rest(places[0], shown=False),
    )


def _text(text: str, size: float, colour: str) -> Xml:
    return tag("c:tx", tag("c:rich", markup.rich(text, size, colour)))


def _rest(place: str, *, shown: bool) -> list[Xml]:
    """Return what ends a label: where it stands, and whether it is there at all."""
    switches = ("ShowLegendKey", "ShowVal", "ShowCatName", "ShowSerName", "ShowPercent")
    return [
        tag("c:dLblPos", val=place),
        *(
            tag(f"c:s{name[1:]}", val=shown and name == "ShowVal")
            for name in (*switches, "ShowBubbleSize")
        ),
    ]
