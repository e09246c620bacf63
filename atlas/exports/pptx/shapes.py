"""Shapes as XML: outlines, circles, boxes, text. One group of them is parsed at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from atlas.exports.pptx.markup import run
from atlas.exports.pptx.outlines import Ring
from atlas.exports.pptx.xml import NOTHING, Xml, tag

LEFT, MIDDLE = "l", "ctr"


@dataclass
class Pen:
    """Draws shapes for one slide. `first_id`: the first shape id that is free on it."""

    first_id: int
    shapes: list[Xml] = field(default_factory=list)

    def draw_outline(self, name: str, rings: list[Ring], look: Xml, alt: str = "") -> None:
        """Draw one shape from closed rings in EMU; holes are rings inside others."""
        rounded = [[(round(x), round(y)) for x, y in ring] for ring in rings]
        xs = [x for ring in rounded for x, _y in ring]
        ys = [y for ring in rounded for _x, y in ring]
        left, top = min(xs), min(ys)
        width, height = max(max(xs) - left, 1), max(max(ys) - top, 1)
        path = Xml("".join(_close_ring(ring, left, top) for ring in rounded))
        geometry = tag(
            "a:custGeom",
            *(tag(f"a:{empty}") for empty in ("avLst", "gdLst", "ahLst", "cxnLst")),
            tag("a:rect", l="0", t="0", r="r", b="b"),
            tag("a:pathLst", tag("a:path", path, w=width, h=height)),
        )
        self._add(name, (left, top, width, height), geometry, look, alt=alt)

    def draw_preset(
        self,
        form: str,
        name: str,
        box: tuple[float, float, float, float],
        look: Xml,
        alt: str = "",
    ) -> None:
        """Draw an ellipse or rect in a box (left, top, width, height in EMU)."""
        left, top, width, height = (round(side) for side in box)
        geometry = tag("a:prstGeom", tag("a:avLst"), prst=form)
        self._add(name, (left, top, max(width, 1), max(height, 1)), geometry, look, alt=alt)

    def write_text(
        self,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        colour: str,
        align: str = LEFT,
        *,
        keeps_lines: bool = False,
        look: Xml = NOTHING,
    ) -> None:
        """Write text into a box, centred from top to bottom.

        `keeps_lines`: it has no more lines than `text` itself. `look`: the fill of the box.
        """
        left, top, width, height = (round(side) for side in box)
        lines = [
            tag("a:p", tag("a:pPr", algn=align), run(line, size, colour))
            for line in text.split("\n")
        ]
        wrap = "none" if keeps_lines else "square"
        frame = tag("a:bodyPr", wrap=wrap, lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr")
        body = tag("p:txBody", frame, tag("a:lstStyle"), *lines)
        geometry = tag("a:prstGeom", tag("a:avLst"), prst="rect")
        box = (left, top, max(width, 1), max(height, 1))
        name = text.replace("\n", ", ")
        self._add(name, box, geometry, look or tag("a:noFill"), body=body, is_text=True)

    def group(self, name: str, alt: str, box: tuple[int, int, int, int]) -> Xml:
        """Return everything drawn as one group with its alternative text."""
        left, top, width, height = box
        outer = (tag("a:off", x=left, y=top), tag("a:ext", cx=width, cy=height))
        inner = (tag("a:chOff", x=left, y=top), tag("a:chExt", cx=width, cy=height))
        return tag(
            "p:grpSp",
            tag(
                "p:nvGrpSpPr",
                tag("p:cNvPr", id=self.first_id, name=name, descr=alt),
                tag("p:cNvGrpSpPr"),
                tag("p:nvPr"),
            ),
            tag("p:grpSpPr", tag("a:xfrm", *outer, *inner)),
            Xml("".join(self.shapes)),
        )

    def _add(
        self,
        name: str,
        box: tuple[int, int, int, int],
        geometry: Xml,
        look: Xml,
        *,
        body: Xml = NOTHING,
        alt: str = "",
        is_text: bool = False,
    ) -> None:
        shape_id = self.first_id + len(self.shapes) + 1
        description = {"descr": alt} if alt else {}
        identity = tag("p:cNvPr", id=shape_id, name=name, **description)
        left, top, width, height = box
        place = tag("a:xfrm", tag("a:off", x=left, y=top), tag("a:ext", cx=width, cy=height))
        properties = tag("p:cNvSpPr", txBox=1) if is_text else tag("p:cNvSpPr")
        self.shapes.append(
            tag(
                "p:sp",
                tag("p:nvSpPr", identity, properties, tag("p:nvPr")),
                tag("p:spPr", place, geometry, look),
                body,
            )
        )


def _close_ring(ring: Iterable[tuple[int, int]], left: int, top: int) -> str:
    """Return one closed sub-path, without points that repeat the one before."""
    parts: list[str] = []
    before = None
    for x, y in ring:
        if (x, y) == before:
            continue
        step = "lnTo" if parts else "moveTo"
        parts.append(f'<a:{step}><a:pt x="{x - left}" y="{y - top}"/></a:{step}>')
        before = (x, y)
    return "".join(parts) + "<a:close/>"
