"""Labels at the points of a series: what a chart writes beside them, kept as text to edit."""

from collections.abc import Sequence

from atlas.charts.base import style
from atlas.exports.pptx import markup
from atlas.exports.pptx.xml import Xml, joined, tag


def write(
    texts: Sequence[str | None], position: str | Sequence[str], size: float, colour: str = ""
) -> Xml:
    """Return c:dLbls that write `texts`, one per point, at `position` (outEnd, l, r, t…).

    `position`: the same for all, or one per point. A text may hold bold parts in Plotly's HTML.
    A point whose text is None or blank has no label.
    """
    ink = colour or style.ink()
    positions = [position] * len(texts) if isinstance(position, str) else position
    labels = [
        tag(
            "c:dLbl",
            tag("c:idx", val=idx),
            _write_text(text, size, ink),
            *_write_end(at, shown=True),
        )
        for idx, (text, at) in enumerate(zip(texts, positions, strict=True))
        if text
    ]
    return tag(
        "c:dLbls",
        joined(labels),
        tag("c:spPr", tag("a:noFill"), tag("a:ln", tag("a:noFill"))),
        markup.look(size, ink),
        *_write_end(positions[0], shown=False),
    )


def _write_text(text: str, size: float, colour: str) -> Xml:
    return tag("c:tx", tag("c:rich", markup.rich(text, size, colour)))


def _write_end(position: str, *, shown: bool) -> list[Xml]:
    """Return the last elements of a label: its position, and whether it is shown."""
    switches = ("ShowLegendKey", "ShowVal", "ShowCatName", "ShowSerName", "ShowPercent")
    return [
        tag("c:dLblPos", val=position),
        *(
            tag(f"c:s{name[1:]}", val=shown and name == "ShowVal")
            for name in (*switches, "ShowBubbleSize")
        ),
    ]
