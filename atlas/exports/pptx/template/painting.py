"""Paint a layout's background and shapes onto a canvas, as a program would draw them."""

import io
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

from atlas.exports.pptx.template import shape_outlines
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.template.canvas import Canvas
from atlas.exports.pptx.template.scheme import BLACK, WHITE, Rgb, Scheme, luminance, mixed

EMBED = qn("r:embed")
FILLS = tuple(
    qn(f"a:{name}")
    for name in ["noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"]
)
#: pixels of all the pictures of a layout that are looked at
PIXELS = 40_000_000
#: a line or a text that differs less than this in luminance from its ground cannot be seen
FAINT = 0.004
#: the usual width of a line, in EMU
HAIRLINE = 9525
#: layers of pictures are counted down from here, and from the background's
PICTURED = -1


@dataclass(frozen=True)
class Move:
    """Where the inside of a group stands on the slide."""

    left: float = 0.0
    top: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    def box(self, x: float, y: float, cx: float, cy: float) -> tuple[float, float, float, float]:
        """Return a box of the group's inside as left, top, right, bottom on the slide."""
        left, top = self.left + x * self.wide, self.top + y * self.high
        return left, top, left + cx * self.wide, top + cy * self.high


def painted(layout: SlideLayout, whole: Spot, scheme: Scheme) -> Canvas:
    """Return the canvas of a slide that is made on `layout` and holds nothing yet."""
    painter = _Painter(Canvas.empty(whole, scheme, scheme.named("bg1") or WHITE), scheme)
    for owner in (layout, layout.slide_master):
        ground = owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            painter.background(ground, owner.part)
            break
    owners: list[Any] = [layout]
    if layout._element.get("showMasterSp") not in ("0", "false"):
        owners.insert(0, layout.slide_master)
    for owner in owners:
        tree = owner._element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
        painter.shapes(tree, Move(), owner.part)
    return painter.canvas


def with_fill(canvas: Canvas, spot: Spot, fill: Any, part: Any) -> Canvas:
    """Return the canvas with a placeholder's own fill painted over `spot`."""
    copy = Canvas(
        canvas.whole,
        canvas.scheme,
        canvas.colours.copy(),
        canvas.layers.copy(),
        canvas.unknown.copy(),
        canvas.marks.copy(),
    )
    painter = _Painter(copy, canvas.scheme)
    box = (spot.left, spot.top, spot.right, spot.bottom)
    painter.fill(painter.mask([shape_outlines.rectangle(box)]), fill, None, part, box)
    return copy


class _Painter:
    def __init__(self, canvas: Canvas, scheme: Scheme) -> None:
        self.canvas = canvas
        self.scheme = scheme
        self.layer = 0
        self.pixels = 0
        down, across = canvas.layers.shape
        self.scale = (across / canvas.whole.width, down / canvas.whole.height)

    def background(self, ground: Any, part: Any) -> None:
        """Paint a slide's background: its own fill, or one of the theme's."""
        whole = self.canvas.whole
        box = (0.0, 0.0, float(whole.width), float(whole.height))
        everywhere = np.ones(self.canvas.layers.shape, dtype=bool)
        named = ground.find(qn("p:bgRef"))
        own = ground.find(qn("p:bgPr"))
        if named is not None:
            fill, colour = self._of_theme(named, part)
        else:
            fill = next((one for one in own if one.tag in FILLS), None) if own is not None else None
            colour = None
        self.layer = -1
        self.fill(everywhere, fill, colour, part, box)
        self.layer = 0

    def _of_theme(self, named: Any, part: Any) -> tuple[Any, Rgb | None]:
        """Return the theme's fill that an element names by number, and its colour."""
        number = _number(named.get("idx"))
        listed = "bgFillStyleLst" if number > 1000 else "fillStyleLst"
        fills = self.scheme.fills(listed)
        place = number - 1001 if number > 1000 else number - 1
        found = self.scheme.rgb(named)
        fill = fills[place] if 0 <= place < len(fills) else None
        return fill, found[0] if found else None

    def shapes(self, tree: Any, move: Move, part: Any) -> None:
        """Paint everything in a tree of shapes but its placeholders."""
        for element in tree:
            if element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}") is not None and (
                element.tag != qn("p:grpSp")
            ):
                continue
            if _hidden(element):
                continue
            if element.tag == qn("p:grpSp"):
                self.shapes(element, _inside(element, move), part)
            elif element.tag in (qn("p:sp"), qn("p:cxnSp"), qn("p:pic")):
                self._shape(element, move, part)
            elif element.tag == qn("p:graphicFrame"):
                box = _box(element.find(qn("p:xfrm")), move)
                if box is not None:
                    self.canvas.marks |= self.mask([shape_outlines.rectangle(box)])

    def _shape(self, element: Any, move: Move, part: Any) -> None:
        look = element.find(qn("p:spPr"))
        frame = look.find(qn("a:xfrm")) if look is not None else None
        box = _box(frame, move)
        if box is None:
            return
        self.layer = abs(self.layer) + 1
        rings = shape_outlines.rings(look, frame, box)
        line = shape_outlines.is_line(element, look)
        mask = self.mask(rings)
        style = element.find(qn("p:style"))
        if not line:
            fill, colour = self._fill_of(element, look, style, part)
            self.fill(mask, fill, colour, part, box)
        self._stroke(look, style, rings, line, part)
        if _text(element):
            self.canvas.marks |= self.mask([shape_outlines.rectangle(box)])

    def _fill_of(self, element: Any, look: Any, style: Any, part: Any) -> tuple[Any, Rgb | None]:
        if element.tag == qn("p:pic"):
            return element.find(qn("p:blipFill")), None
        own = next((one for one in look if one.tag in FILLS), None)
        named = style.find(qn("a:fillRef")) if style is not None else None
        if own is not None or named is None:
            return own, None
        return self._of_theme(named, part)

    def _stroke(self, look: Any, style: Any, rings: Any, line: bool, part: Any) -> None:
        """Mark the cells that a shape's outline crosses, where it can be seen."""
        own = look.find(qn("a:ln"))
        fill, colour, wide = None, None, float(HAIRLINE)
        named = style.find(qn("a:lnRef")) if style is not None else None
        if named is not None and _number(named.get("idx")) > 0:
            lines = self.scheme.fills("lnStyleLst")
            place = min(_number(named.get("idx")) - 1, len(lines) - 1)
            found = self.scheme.rgb(named)
            colour = found[0] if found else None
            if lines:
                fill = next((one for one in lines[place] if one.tag in FILLS), None)
                wide = float(_number(lines[place].get("w")) or HAIRLINE)
        if own is not None:
            fill = next((one for one in own if one.tag in FILLS), fill)
            wide = float(_number(own.get("w")) or wide)
        if fill is None or fill.tag == qn("a:noFill"):
            return
        found = self.scheme.rgb(fill, colour)
        cells = self.mask(rings, outline=max(1, round(wide * self.scale[0])), closed=not line)
        seen = found is None or self._stands_out(cells, *found)
        if seen:
            self.canvas.marks |= cells

    def _stands_out(self, cells: np.ndarray, colour: Rgb, opacity: float) -> bool:
        under = self.canvas.colours[cells]
        if not len(under):
            return False
        red, green, blue = (float(part) for part in under.mean(axis=0))
        mean = (red, green, blue)
        shown = mixed(colour, mean, opacity)
        return abs(luminance(shown) - luminance(mean)) > FAINT

    def mask(self, rings: Any, outline: int = 0, closed: bool = True) -> np.ndarray:
        """Return the cells inside rings of points in EMU, or those on them."""
        down, across = self.canvas.layers.shape
        picture = Image.new("1", (across, down))
        pen = ImageDraw.Draw(picture)
        for ring in rings:
            # a point on the far edge of a cell belongs to that cell
            points = [
                (
                    min(4.0 * across, max(-4.0 * across, x * self.scale[0] - 0.01)),
                    min(4.0 * down, max(-4.0 * down, y * self.scale[1] - 0.01)),
                )
                for x, y in ring
            ]
            if outline:
                ends = [*points, points[0]] if closed else points
                pen.line(ends, fill=1, width=outline)
            elif len(points) > 2:
                pen.polygon(points, fill=1)
        return np.array(picture, dtype=bool)

    def fill(self, mask: np.ndarray, fill: Any, colour: Rgb | None, part: Any, box: Any) -> None:
        """Paint a fill into the cells of `mask`. `box`: the shape's left, top, right, bottom."""
        if fill is None or fill.tag in (qn("a:noFill"), qn("a:grpFill")):
            return
        name = fill.tag.rpartition("}")[2]
        if name == "solidFill":
            found = self.scheme.rgb(fill, colour)
            if found:
                self._lay(mask, np.array(found[0]), found[1])
        elif name == "pattFill":
            both = [fill.find(qn(f"a:{side}")) for side in ("fgClr", "bgClr")]
            pair = [self.scheme.rgb(one, colour) if one is not None else None for one in both]
            front, back = (one[0] if one else BLACK for one in pair)
            self._lay(mask, np.array(mixed(front, back, 0.5)), 1.0)
        elif name == "gradFill":
            self._gradient(mask, fill, colour, box)
        elif name == "blipFill":
            self.layer = -abs(self.layer) + (PICTURED if self.layer == 0 else 0)
            self._picture(mask, fill, part, box)

    def _lay(self, mask: np.ndarray, colours: np.ndarray, opacity: Any) -> None:
        """Lay colours over cells; what is nearly clear stays a part of what is under it."""
        share = np.broadcast_to(np.asarray(opacity, dtype=float), mask.shape)[..., None]
        laid = colours * share + self.canvas.colours * (1 - share)
        self.canvas.colours[mask] = np.broadcast_to(laid, self.canvas.colours.shape)[mask]
        solid = mask & (share[..., 0] > 0.02)
        self.canvas.layers[solid] = self.layer
        covered = mask & (share[..., 0] > 0.98)
        self.canvas.marks[covered] = False
        self.canvas.unknown[covered] = False

    def _gradient(self, mask: np.ndarray, fill: Any, colour: Rgb | None, box: Any) -> None:
        stops = []
        for stop in fill.findall(f"{qn('a:gsLst')}/{qn('a:gs')}"):
            found = self.scheme.rgb(stop, colour)
            if found:
                stops.append((_number(stop.get("pos")) / 100_000, *found))
        if not stops:
            return
        stops.sort(key=lambda stop: stop[0])
        shares = self._along(fill, box)
        places = [stop[0] for stop in stops]
        parts = [np.interp(shares, places, [stop[1][side] for stop in stops]) for side in range(3)]
        opacity = np.interp(shares, places, [stop[2] for stop in stops])
        self._lay(mask, np.stack(parts, axis=-1), opacity)

    def _along(self, fill: Any, box: Any) -> np.ndarray:
        """Return for each cell how far along a gradient it lies."""
        down, across = self.canvas.layers.shape
        left, top, right, bottom = box
        x = ((np.arange(across) + 0.5) / self.scale[0] - left) / max(right - left, 1)
        y = ((np.arange(down) + 0.5) / self.scale[1] - top) / max(bottom - top, 1)
        across_, down_ = np.meshgrid(x, y)
        if fill.find(qn("a:path")) is not None:
            far = np.maximum(np.abs(across_ - 0.5), np.abs(down_ - 0.5)) * 2
            return np.asarray(np.clip(far, 0, 1))
        straight = fill.find(qn("a:lin"))
        angle = math.radians(_number(straight.get("ang")) / 60_000 if straight is not None else 0)
        run = across_ * math.cos(angle) + down_ * math.sin(angle)
        ends = [x * math.cos(angle) + y * math.sin(angle) for x in (0, 1) for y in (0, 1)]
        low, high = min(ends), max(ends)
        return np.asarray(np.clip((run - low) / max(high - low, 1e-9), 0, 1))

    def _picture(self, mask: np.ndarray, fill: Any, part: Any, box: Any) -> None:
        """Paint a picture; cells whose colours nobody can read are marked as unknown."""
        blip = fill.find(qn("a:blip"))
        image = self._read(part, blip.get(EMBED, "") if blip is not None else "")
        if image is None:
            self.canvas.layers[mask] = self.layer
            self.canvas.unknown |= mask
            return
        cut = fill.find(qn("a:srcRect"))
        if cut is not None:
            image = _cropped(image, cut)
        spot = Spot(*(round(one) for one in (box[0], box[1], box[2] - box[0], box[3] - box[1])))
        rows, columns = self.canvas.cells(spot)
        size = (columns.stop - columns.start, rows.stop - rows.start)
        small = np.asarray(image.convert("RGBA").resize(size, Image.Resampling.BOX), dtype=float)
        colours, opacity = self.canvas.colours.copy(), np.zeros(mask.shape)
        colours[rows, columns] = small[..., :3]
        opacity[rows, columns] = small[..., 3] / 255
        through = blip.find(qn("a:alphaModFix"))
        if through is not None:
            opacity *= _number(through.get("amt")) / 100_000
        inside = np.zeros(mask.shape, dtype=bool)
        inside[rows, columns] = True
        self._lay(mask & inside, colours, opacity)

    def _read(self, part: Any, key: str) -> Image.Image | None:
        if key not in part._rels:
            return None
        try:
            image = Image.open(io.BytesIO(part.related_part(key).blob))
            self.pixels += image.width * image.height
            if self.pixels > PIXELS:
                return None
            image.draft("RGB", (ACROSS_PICTURE, ACROSS_PICTURE))
            image.load()
        # Pillow meets damage with errors of many kinds
        except Exception:
            return None
        return image


#: JPEG pictures are read no finer than this
ACROSS_PICTURE = 640


def _cropped(image: Image.Image, cut: Any) -> Image.Image:
    left, top, right, bottom = (_number(cut.get(side)) / 100_000 for side in "ltrb")
    box = (left * image.width, top * image.height)
    far = ((1 - right) * image.width, (1 - bottom) * image.height)
    if far[0] - box[0] < 1 or far[1] - box[1] < 1:
        return image
    return image.crop((int(box[0]), int(box[1]), int(far[0]), int(far[1])))


def _hidden(element: Any) -> bool:
    named = element.find(f".//{qn('p:cNvPr')}")
    return named is not None and named.get("hidden") in ("1", "true")


def _text(element: Any) -> bool:
    body = element.find(qn("p:txBody"))
    return body is not None and any((one.text or "").strip() for one in body.iter(qn("a:t")))


def _inside(group: Any, move: Move) -> Move:
    frame = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    if frame is None:
        return move
    places = {"a:off": ("x", "y"), "a:ext": ("cx", "cy")}
    places |= {"a:chOff": ("x", "y"), "a:chExt": ("cx", "cy")}
    values = [
        [_number(frame.find(qn(tag)).get(key)) for key in keys]
        for tag, keys in places.items()
        if frame.find(qn(tag)) is not None
    ]
    if len(values) < 4 or not all(values[3]):
        return move
    (x, y), (cx, cy), (own_x, own_y), (own_cx, own_cy) = values
    wide, high = cx / own_cx * move.wide, cy / own_cy * move.high
    left, top = move.left + x * move.wide, move.top + y * move.high
    return Move(left - own_x * wide, top - own_y * high, wide, high)


def _box(frame: Any, move: Move) -> tuple[float, float, float, float] | None:
    if frame is None or frame.find(qn("a:off")) is None or frame.find(qn("a:ext")) is None:
        return None
    off, size = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    sides = [_number(off.get(key)) for key in "xy"] + [_number(size.get(k)) for k in ("cx", "cy")]
    return move.box(*sides)


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0
