"""Random templates, and what their makers know of them: which colour lies where."""

import io
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Inches

from tests.atlas.exports.pptx.judged import Rgb
from tests.atlas.exports.pptx.template import made, odd

SIZES = [(13.333, 7.5), (10.0, 7.5), (10.0, 5.625), (7.5, 10.0), (16.5, 15.0), (11.69, 8.27)]
USUAL = "000000 FFFFFF 101830 1B2A49 7F7F7F 808000 C00000 FFC000 00B050 FDFCF9 F2F2F2 003A5D"
COLOURS = st.sampled_from(USUAL.split()) | st.integers(0, 0xFFFFFF).map("{:06X}".format)
NAMES = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink")
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Art:
    """Something drawn on every slide: a rectangle, a line, or a picture with a band."""

    form: str
    #: left, top, width, height in parts of the slide
    box: Box
    colour: str
    second: str
    on_layouts: bool


@dataclass(frozen=True)
class Recipe:
    """All that makes a random template."""

    size: tuple[float, float]
    theme: dict[str, str]
    swapped: bool
    ground: str
    colour: str
    art: list[Art]
    title: Box
    body: Box
    sizes: tuple[int, int]
    numbered: bool
    layouts: tuple[int, ...]
    caps: bool = False
    painters: list[tuple[Box, Any]] = field(default_factory=list, compare=False)


def boxes(least: float = 0.02) -> st.SearchStrategy[Box]:
    """Return boxes in parts of the slide; some reach beyond it."""
    places = st.floats(-0.1, 0.9)
    sides = st.floats(least, 1.1)
    return st.tuples(places, places, sides, sides).map(lambda box: tuple(round(s, 3) for s in box))  # type: ignore[return-value, arg-type]


BANDS = st.sampled_from(
    [
        (0.0, 0.0, 1.0, 0.1),
        (0.0, 0.9, 1.0, 0.1),
        (0.0, 0.0, 0.08, 1.0),
        (0.92, 0.0, 0.08, 1.0),
        (0.05, 0.2, 0.9, 0.75),
        (0.0, 0.0, 1.0, 1.0),
        (0.88, 0.85, 0.1, 0.12),
        (0.85, 0.02, 0.13, 0.12),
    ]
)
ART = st.builds(
    Art,
    form=st.sampled_from(["rect", "rect", "line", "picture"]),
    box=BANDS | boxes(),
    colour=COLOURS,
    second=COLOURS,
    on_layouts=st.booleans(),
)
USUAL_TITLES = st.sampled_from([(0.05, 0.04, 0.9, 0.16), (0.05, 0.06, 0.6, 0.1)])
USUAL_BODIES = st.sampled_from([(0.05, 0.23, 0.9, 0.66), (0.5, 0.25, 0.45, 0.6)])
RECIPES = st.builds(
    Recipe,
    size=st.sampled_from(SIZES),
    theme=st.fixed_dictionaries({name: COLOURS for name in NAMES}),
    swapped=st.booleans(),
    ground=st.sampled_from(["none", "solid", "scheme", "reference", "gradient", "picture"]),
    colour=COLOURS,
    art=st.lists(ART, max_size=3),
    title=USUAL_TITLES | boxes(),
    body=USUAL_BODIES | boxes(0.1),
    sizes=st.tuples(st.integers(8, 80), st.integers(6, 60)),
    numbered=st.booleans(),
    layouts=st.sampled_from([(0, 1, 5, 6), (0, 1), (1,), (5,), (6,), (0,), (0, 6), (1, 3)]),
    caps=st.booleans(),
)


def build(recipe: Recipe) -> Presentation:
    """Return the template, and note in the recipe what is painted where."""
    presentation = odd.plain(*recipe.size)
    odd.theme(presentation, **recipe.theme)
    master = presentation.slide_masters[0]
    if recipe.swapped:
        odd.mapped(presentation, bg1="dk1", tx1="lt1", bg2="dk2", tx2="lt2")
    made.only(presentation, *recipe.layouts)
    _ground(recipe, presentation, master)
    # those of the master lie under those of the layouts
    for art in sorted(recipe.art, key=lambda one: one.on_layouts):
        owners = list(presentation.slide_layouts) if art.on_layouts else [master]
        for owner in owners:
            _draw(recipe, owner, art)
        _paint(recipe, art)
    for layout in presentation.slide_layouts:
        _place(recipe, layout)
    return presentation


def at(recipe: Recipe) -> Any:
    """Return the colour at a place of a slide, as the maker knows it."""
    wide, high = recipe.size

    def ground(x: float, y: float) -> Rgb:
        colour: Rgb = (255, 255, 255)
        for (left, top, width, height), painter in recipe.painters:
            across, down = (x / wide - left) / (width or 1), (y / high - top) / (height or 1)
            if 0 <= across <= 1 and 0 <= down <= 1:
                colour = painter(across, down)
        return colour

    return ground


def _rgb(code: str) -> Rgb:
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


def _ground(recipe: Recipe, presentation: Presentation, master: Any) -> None:
    whole = (0.0, 0.0, 1.0, 1.0)
    names = {"bg1": "dk1", "tx2": "lt2"} if recipe.swapped else {"bg1": "lt1", "tx2": "dk2"}
    colour = _rgb(recipe.colour)
    painter: Any = lambda _x, _y: colour  # noqa: E731
    paper = _rgb(recipe.theme[names["bg1"]])
    recipe.painters.clear()
    recipe.painters.append((whole, lambda _x, _y: paper))
    match recipe.ground:
        case "solid":
            odd.background(master, odd.solid(recipe.colour))
        case "scheme":
            odd.background(master, odd.solid("tx2"))
            own = _rgb(recipe.theme[names["tx2"]])
            painter = lambda _x, _y: own  # noqa: E731
        case "reference":
            own = _rgb(recipe.theme[names["tx2"]])
            painter = lambda _x, _y: own  # noqa: E731
            for old in master._element.findall(f"{qn('p:cSld')}/{qn('p:bg')}"):
                old.getparent().remove(old)
            master._element.find(qn("p:cSld")).insert(
                0,
                parse_xml(
                    f'<p:bg {nsdecls("p", "a")}><p:bgRef idx="1001"><a:schemeClr val="tx2"/>'
                    "</p:bgRef></p:bg>"
                ),
            )
        case "gradient":
            odd.background(
                master,
                f'<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="{recipe.colour}"/></a:gs>'
                '<a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst>'
                '<a:lin ang="5400000" scaled="0"/></a:gradFill>',
            )

            def painter(_x: float, y: float) -> Rgb:
                red, green, blue = (part * (1 - y) + 255 * y for part in colour)
                return red, green, blue

        case "picture":
            file = io.BytesIO()
            Image.new("RGB", (160, 90), colour).save(file, "PNG")
            _part, key = master.part.get_or_add_image_part(io.BytesIO(file.getvalue()))
            odd.background(
                master,
                f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
                "</a:blipFill>",
            )
        case _:
            return
    recipe.painters.append((whole, painter))


def _inches(recipe: Recipe, box: Box) -> Box:
    wide, high = recipe.size
    return box[0] * wide, box[1] * high, box[2] * wide, box[3] * high


def _draw(recipe: Recipe, owner: Any, art: Art) -> None:
    box = _inches(recipe, art.box)
    if art.form == "line":
        odd.rectangle(owner, (*box[:3], 0), odd.solid(art.colour), "line")
    elif art.form == "picture":
        image = Image.new("RGB", (200, 200), f"#{art.colour}")
        ImageDraw.Draw(image).rectangle((0, 150, 200, 200), fill=f"#{art.second}")
        odd.picture(owner, box, image)
    else:
        odd.rectangle(owner, box, odd.solid(art.colour))


def _paint(recipe: Recipe, art: Art) -> None:
    first, second = _rgb(art.colour), _rgb(art.second)
    if art.form == "picture":
        recipe.painters.append((art.box, lambda _x, y: first if y < 0.75 else second))
    elif art.form == "rect":
        recipe.painters.append((art.box, lambda _x, _y: first))


def _place(recipe: Recipe, layout: Any) -> None:
    for holder in list(layout.placeholders):
        element = holder._element.find(f".//{qn('p:ph')}")
        kind = element.get("type", "obj")
        title = kind in ("title", "ctrTitle")
        if kind in ("dt", "ftr", "sldNum"):
            continue
        box = _inches(recipe, recipe.title if title else recipe.body)
        holder.left, holder.top, holder.width, holder.height = (Inches(side) for side in box)
        size = recipe.sizes[0] if title else recipe.sizes[1]
        styles = holder._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
        for old in list(styles):
            styles.remove(old)
        capitals = ' cap="all"' if recipe.caps and title else ""
        styles.append(
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")}><a:defRPr sz="{size * 100}"{capitals}/></a:lvl1pPr>'
            )
        )
    if not recipe.numbered:
        for element in layout._element.iter(qn("p:ph")):
            element.attrib.pop("idx", None)
