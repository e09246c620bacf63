"""What a placeholder's text takes over from layout, master and presentation.

PowerPoint looks for each property in the shape itself, then in the placeholder of the layout, that
of the master, the master's styles, and the presentation's. The first that states it wins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from atlas.exports.pptx.template import scheme
from atlas.exports.pptx.template.scheme import Rgb, Scheme

POINT = 12_700
#: the size where nobody states one, in hundredths of a point
UNSTATED = 1800
#: the margins of a text where nobody states them, in EMU
MARGINS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
TITLES = ("title", "ctrTitle")
#: type on a slide or layout -> the master's placeholder that it follows
FOLLOWS = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}
FILLS = ("a:noFill", "a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill")


@dataclass(frozen=True)
class Inherited:
    """The shape, and where it looks for what it does not state itself."""

    shape: Any
    scheme: Scheme

    def size(self, level: int = 1) -> int:
        """Return the size of a level's text, in hundredths of a point."""
        for look in self._looks(level):
            if look.get("sz"):
                return int(look.get("sz"))
        return UNSTATED

    def colour(self, level: int = 1) -> Rgb | None:
        """Return the colour of a level's text; None when it is filled with something else."""
        for look in self._looks(level):
            for fill in look:
                if fill.tag == qn("a:solidFill"):
                    found = self.scheme.rgb(fill)
                    return found[0] if found else None
                if fill.tag in map(qn, FILLS):
                    return None
        return self.scheme.named("tx1")

    def typeface(self) -> str:
        """Return the font of the first level as it is named, '+mn-lt' where nobody names one."""
        for look in self._looks(1):
            latin = look.find(qn("a:latin"))
            if latin is not None and latin.get("typeface"):
                return str(latin.get("typeface"))
        return "+mj-lt" if self._kind() in TITLES else "+mn-lt"

    def wide(self) -> float:
        """Return how much wider than plain letters these are: bold ones, capitals."""
        factor = 1.0
        for key, values, more in (("b", ("1", "true"), 1.08), ("cap", ("all",), 1.25)):
            stated = next((one.get(key) for one in self._looks(1) if one.get(key)), "")
            factor *= more if stated in values else 1.0
        return factor

    def upright(self) -> bool:
        """Say whether the text runs down the slide."""
        return self._body("vert", "horz") != "horz"

    def margins(self) -> tuple[float, float]:
        """Return what the margins take of width and height, in points."""
        found = {key: int(self._body(key, str(usual))) for key, usual in MARGINS.items()}
        across, down = found["lIns"] + found["rIns"], found["tIns"] + found["bIns"]
        return across / POINT, down / POINT

    def fill(self) -> tuple[Any, Any] | None:
        """Return the fill of the placeholder itself, and the part that it stands in."""
        for owner, part in self._owners():
            look = owner.find(qn("p:spPr"))
            for fill in look if look is not None else ():
                if fill.tag in map(qn, FILLS):
                    return fill, part
        return None

    def _body(self, key: str, usual: str) -> str:
        for owner, _part in self._owners():
            frame = owner.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
            if frame is not None and frame.get(key):
                return str(frame.get(key))
        return usual

    def _kind(self) -> str:
        holder = self.shape._element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
        return str(holder.get("type", "")) if holder is not None else ""

    def _owners(self) -> Iterator[tuple[Any, Any]]:
        """Return the shape, and the placeholders of layout and master that it follows."""
        yield self.shape._element, self.shape.part
        holder = self.shape._element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
        if holder is None:
            return
        layout = self.shape.part.slide_layout
        kind, number = holder.get("type", ""), holder.get("idx", "0")
        for element in layout._element.iter(qn("p:sp")):
            other = element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
            if other is not None and other.get("idx", "0") == number:
                yield element, layout.part
                kind = other.get("type", "")
                break
        wanted = FOLLOWS.get(kind, kind)
        for element in layout.slide_master._element.iter(qn("p:sp")):
            other = element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
            if other is not None and other.get("type", "body") == wanted:
                yield element, layout.slide_master.part
                return

    def _looks(self, level: int) -> Iterator[Any]:
        """Return the looks of a level's text, the nearest first."""
        name = qn(f"a:lvl{level}pPr")
        for owner, _part in self._owners():
            yield from _look(owner.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}/{name}"))
        layout = self.shape.part.slide_layout
        kind = self._kind()
        style = "titleStyle" if kind in TITLES else "bodyStyle"
        if kind in ("dt", "ftr", "sldNum") or not self.shape.is_placeholder:
            style = "otherStyle"
        master = layout.slide_master._element
        yield from _look(master.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}/{name}"))
        root = self.shape.part.package.presentation_part._element
        yield from _look(root.find(f"{qn('p:defaultTextStyle')}/{name}"))


def of(shape: Any) -> Inherited:
    """Return what a shape on a slide takes over, its own colours worked out."""
    return Inherited(shape, scheme.of_layout(shape.part.slide_layout))


def _look(level: Any) -> Iterator[Any]:
    if level is not None:
        yield from level.findall(qn("a:defRPr"))
