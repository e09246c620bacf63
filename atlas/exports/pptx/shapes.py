"""Shapes as XML: outlines, circles, boxes, text. One group of them is parsed at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from atlas.exports.pptx.markup import run
from atlas.exports.pptx.outlines import Ring
from atlas.exports.pptx.xml import NOTHING, Xml, tag

LEFT, MIDDLE = "l", "ctr"


@dataclass
class Pen:
    """Draws shapes for one slide. `first`: the first shape id that is free on it."""

    first: int
    drawn: list[Xml] = field(default_factory=list)

    def outline(self, name: str, rings: list[Ring], look: Xml, said: str = "") -> None:
        """Draw one shape from closed rings in EMU; holes are rings inside others."""
        whole = [[(round(x), round(y)) for x, y in ring] for ring in rings]
        xs = [x for ring in whole for x, _y in ring]
        ys = [y for ring in whole for _x, y in ring]
        left, top = min(xs), min(ys)
        wide, high = max(max(xs) - left, 1), max(max(ys) - top, 1)
        path = Xml("".join(_closed(ring, left, top) for ring in whole))
        form = tag(
            "a:custGeom",
            *(tag(f"a:{empty}") for empty in ("avLst", "gdLst", "ahLst", "cxnLst")),
            tag("a:rect", l="0", t="0", r="r", b="b"),
            tag("a:pathLst", tag("a:path", path, w=wide, h=high)),
        )
        self._add(name, (left, top, wide, high), form, look, said=said)

    def preset(
        self,
        form: str,
        name: str,
        box: tuple[float, float, float, float],
        look: Xml,
        said: str = "",
    ) -> None:
        """Draw an ellipse or rect in a box (left, top, width, height in EMU)."""
        left, top, wide, high = (round(one) for one in box)
        kind = tag("a:prstGeom", tag("a:avLst"), prst=form)
        self._add(name, (left, top, max(wide, 1), max(high, 1)), kind, look, said=said)

    def text(
        self,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        colour: str,
        align: str = LEFT,
    ) -> None:
        """Write a line of text into a box, centred from top to bottom."""
        left, top, wide, high = (round(one) for one in box)
        inner = tag("a:p", tag("a:pPr", algn=align), run(text, size, colour))
        frame = tag("a:bodyPr", wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr")
        body = tag("p:txBody", frame, tag("a:lstStyle"), inner)
        kind = tag("a:prstGeom", tag("a:avLst"), prst="rect")
        box = (left, top, max(wide, 1), max(high, 1))
        self._add(text, box, kind, tag("a:noFill"), body=body, words=True)

    def group(self, name: str, said: str, box: tuple[int, int, int, int]) -> Xml:
        """Return everything drawn as one group with its alternative text."""
        left, top, wide, high = box
        ends = [(tag("a:off", x=left, y=top), tag("a:ext", cx=wide, cy=high))]
        inner = (tag("a:chOff", x=left, y=top), tag("a:chExt", cx=wide, cy=high))
        return tag(
            "p:grpSp",
            tag(
                "p:nvGrpSpPr",
                tag("p:cNvPr", id=self.first, name=name, descr=said),
                tag("p:cNvGrpSpPr"),
                tag("p:nvPr"),
            ),
            tag("p:grpSpPr", tag("a:xfrm", *ends[0], *inner)),
            Xml("".join(self.drawn)),
        )

    def _add(
        self,
        name: str,
        box: tuple[int, int, int, int],
        form: Xml,
        look: Xml,
        *,
        body: Xml = NOTHING,
        said: str = "",
        words: bool = False,
    ) -> None:
        own = self.first + len(self.drawn) + 1
        told = {"descr": said} if said else {}
        left, top, wide, high = box
        place = tag("a:xfrm", tag("a:off", x=left, y=top), tag("a:ext", cx=wide, cy=high))
        kind = tag("p:cNvSpPr", txBox=1) if words else tag("p:cNvSpPr")
        self.drawn.append(
            tag(
                "p:sp",
                tag("p:nvSpPr", tag("p:cNvPr", id=own, name=name, **told), kind, tag("p:nvPr")),
                tag("p:spPr", place, form, look),
                body,
            )
        )


def _closed(ring: Iterable[tuple[int, int]], left: int, top: int) -> str:
    """Return one closed sub-path; points that fall on the one before are left out."""
    parts: list[str] = []
    before = None
    for x, y in ring:
        if (x, y) == before:
            continue
        step = "lnTo" if parts else "moveTo"
        parts.append(f'<a:{step}><a:pt x="{x - left}" y="{y - top}"/></a:{step}>')
        before = (x, y)
    return "".join(parts) + "<a:close/>"
