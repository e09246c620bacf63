"""Slides on the house template and on other people's, saved and reopened."""

import io
import re
from collections.abc import Callable

import pptx
import pytest
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Inches

from atlas.charts.base import style
from atlas.exports.pptx.template.layouts import Kind
from atlas.exports.pptx.template.opening import BadTemplate, Page, Spot, Template, open_template
from tests.atlas.exports.pptx.template import made

KINDS: tuple[Kind, ...] = ("title", "chart", "text")


def filled(template: Template) -> dict[Kind, Page]:
    """Add a slide of each kind, with words in it."""
    pages = {kind: template.add(kind) for kind in KINDS}
    for page in pages.values():
        for shape in (page.title, page.subtitle, page.body):
            if shape is not None:
                shape.text_frame.text = "Cluster"
    return pages


def reopened(template: Template) -> tuple[Presentation, dict[str, bytes]]:
    file = io.BytesIO()
    template.presentation.save(file)
    return pptx.Presentation(io.BytesIO(file.getvalue())), made.members(file.getvalue())


def foreign(width: float = 13.333) -> Template:
    return open_template(made.saved(made.german(width)))


def inside(spot: Spot, template: Template) -> bool:
    size = (template.presentation.slide_width or 0, template.presentation.slide_height or 0)
    return (
        spot.left >= 0
        and spot.top >= 0
        and spot.width > 0
        and spot.height > 0
        and spot.right <= size[0]
        and spot.bottom <= size[1]
    )


TEMPLATES: dict[str, Callable[[], Template]] = {
    "house": open_template,
    "house 4:3": lambda: open_template(wide=False),
    "german": foreign,
    "german 4:3": lambda: foreign(10.0),
    "portrait": lambda: foreign(5.0),
    "very wide": lambda: foreign(30.0),
    "right half": lambda: open_template(made.saved(made.right_half())),
    "title only": lambda: open_template(made.saved(made.only(made.german(samples=0), 0))),
    "blank only": lambda: open_template(made.saved(made.only(made.german(samples=0), 6))),
    "upright only": lambda: open_template(made.saved(made.only(made.german(samples=0), 10))),
    "bare title": lambda: open_template(made.saved(made.only(made.german(samples=0), 5))),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_has_room_and_leaves_nothing_to_click(name: str) -> None:
    template = TEMPLATES[name]()
    assert len(template.presentation.slides) == 0
    pages = filled(template)
    assert pages["text"].body is not None
    assert pages["chart"].body is None
    assert pages["title"].subtitle is not None
    for page in (pages["chart"], pages["text"]):
        assert inside(page.room, template)
        assert inside(page.foot, template)
        assert not page.room.meets(page.foot)
        assert page.room.height > 0.3 * int(template.presentation.slide_height or 0)
    again, _parts = reopened(template)
    assert len(again.slides) == 3
    for slide in again.slides:
        assert slide.shapes.title is not None or "blank" in name
        for holder in slide.placeholders:
            furniture = holder.placeholder_format.type in (PH.DATE, PH.FOOTER, PH.SLIDE_NUMBER)
            assert furniture or holder.text_frame.text == "Cluster"


@pytest.mark.parametrize("name", TEMPLATES)
def test_chart_stays_clear_of_what_else_is_on_the_slide(name: str) -> None:
    page = TEMPLATES[name]().add("chart")
    for shape in page.slide.shapes:
        box = Spot(shape.left, shape.top, shape.width, shape.height)
        if shape.shape_id == page.title.shape_id and name == "upright only":
            continue
        assert not page.room.meets(box), shape.name
        assert not page.foot.meets(box), shape.name


def test_layouts_are_chosen_by_placeholders() -> None:
    used = {kind: page.slide.slide_layout.name for kind, page in filled(foreign()).items()}
    assert used == {
        "title": "Titelfolie",
        "chart": "Titel und Inhalt",
        "text": "Titel und Inhalt",
    }


def test_chart_goes_into_the_right_half_where_the_template_wants_it() -> None:
    page = open_template(made.saved(made.right_half())).add("chart")
    assert page.room.left == Inches(5)
    assert page.room.width == Inches(4.5)
    assert page.subtitle.left == Inches(5)
    assert page.subtitle.top + page.subtitle.height <= page.room.top
    assert page.foot.top >= page.room.bottom


def test_foot_is_above_the_templates_bar_and_number() -> None:
    page = foreign().add("chart")
    layout = page.slide.slide_layout
    number = min(
        holder.top
        for holder in list(layout.placeholders)
        if holder.placeholder_format.type == PH.SLIDE_NUMBER
    )
    assert page.foot.bottom <= number


def test_title_of_a_title_only_template_moves_up() -> None:
    page = open_template(made.saved(made.only(made.german(samples=0), 0))).add("chart")
    assert page.title.is_placeholder
    assert page.title.top + page.title.height < Inches(1.6)
    assert page.room.height > Inches(3.5)


def test_samples_leave_nothing_behind() -> None:
    template = foreign()
    filled(template)
    again, parts = reopened(template)
    names = " ".join(parts)
    assert len(re.findall(r"ppt/slides/slide\d+\.xml", names)) == 3
    for gone in ("notesSlide", "comments", "charts", "embeddings", "viewProps", "thumbnail"):
        assert gone not in names
    assert "docProps/app.xml" not in names
    everything = b"".join(parts.values())
    for word in (b"Muster", b"vertraulich", b"sectionLst", b"custShow", b"sldRg"):
        assert word not in everything
    assert len(again.slide_layouts) == 11
    assert "Ministerium für Beispiele".encode() in everything


@pytest.mark.parametrize(("width", "wide"), [(13.333, True), (10.0, False)])
def test_size_of_the_slides_stays(width: float, wide: bool) -> None:
    for template in (foreign(width), open_template(wide=wide)):
        again, _parts = reopened(template)
        assert abs(int(again.slide_width or 0) - Inches(width)) <= 1
        assert again.slide_height == Inches(7.5)


@pytest.mark.parametrize("main", ["template.main+xml", "slideshow.main+xml"])
def test_potx_becomes_a_presentation(main: str) -> None:
    potx = made.as_type(made.saved(made.german()), main)
    with pytest.raises(ValueError, match="content type"):
        pptx.Presentation(io.BytesIO(potx))
    _again, parts = reopened(open_template(potx))
    assert made.MAIN.encode() in parts[made.TYPES]


def test_house_theme_has_the_dashboards_colours() -> None:
    _again, parts = reopened(open_template())
    theme = etree.fromstring(parts["ppt/theme/theme1.xml"])
    found = [theme.find(f".//{qn(f'a:accent{n}')}/{qn('a:srgbClr')}") for n in range(1, 7)]
    wanted = style.tokens()["chartCategoricalColors"][:6]
    assert [f"#{colour.get('val').lower()}" for colour in found] == wanted
    fonts = theme.findall(f".//{qn('a:latin')}")
    assert [font.get("typeface") for font in fonts] == ["Georgia", "Arial"]


def test_made_text_takes_fonts_and_colours_of_the_theme() -> None:
    page = open_template(made.saved(made.only(made.german(samples=0), 6))).add("chart")
    for shape, font in ((page.title, "+mj-lt"), (page.subtitle, "+mn-lt")):
        fonts = {latin.get("typeface") for latin in shape._element.iter(qn("a:latin"))}
        assert fonts == {font}
        assert not list(shape._element.iter(qn("a:srgbClr")))
        assert {c.get("val") for c in shape._element.iter(qn("a:schemeClr"))} == {"tx1"}


def test_only_oversized_text_is_made_smaller() -> None:
    house = open_template().add("chart")
    assert not list(house.title._element.iter(qn("a:defRPr")))
    big = foreign().add("chart")
    sizes = [int(d.get("sz")) for d in big.title._element.iter(qn("a:defRPr"))]
    assert sizes
    assert all(1600 <= size < 4400 for size in sizes)


def furniture(page: Page) -> set[PH]:
    kinds = {holder.placeholder_format.type for holder in list(page.slide.placeholders)}
    return kinds & {PH.DATE, PH.FOOTER, PH.SLIDE_NUMBER}


def test_slide_numbers_show_where_powerpoint_would_show_them() -> None:
    assert furniture(open_template().add("chart")) == {PH.SLIDE_NUMBER}
    assert furniture(foreign().add("chart")) == set()  # its samples have none
    bare = made.german(samples=0)
    assert furniture(open_template(made.saved(bare)).add("chart")) == {PH.SLIDE_NUMBER}
    styles = bare.slide_masters[0]._element.find(qn("p:txStyles"))
    styles.addprevious(parse_xml(f'<p:hf {nsdecls("p")} hdr="0" sldNum="0"/>'))
    assert furniture(open_template(made.saved(bare)).add("chart")) == {PH.DATE}  # no words
    bare.element.set("showSpecialPlsOnTitleSld", "0")
    assert furniture(open_template(made.saved(bare)).add("title")) == set()


def test_dark_layouts_keep_their_colours() -> None:
    dark = made.german(samples=0)
    layout = dark.slide_layouts[1]._element
    own = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink"}
    own |= {f"accent{n}": f"accent{n}" for n in range(1, 7)} | {"folHlink": "folHlink"}
    pairs = " ".join(f'{name}="{value}"' for name, value in own.items())
    mapping = parse_xml(
        f"<p:clrMapOvr {nsdecls('p', 'a')}><a:overrideClrMapping {pairs}/></p:clrMapOvr>"
    )
    layout.replace(layout.find(qn("p:clrMapOvr")), mapping)
    page = open_template(made.saved(dark)).add("chart")
    assert page.slide._element.find(f".//{qn('a:overrideClrMapping')}").get("bg1") == "dk1"


def test_template_without_layouts_is_refused() -> None:
    with pytest.raises(BadTemplate, match="no slide layouts"):
        open_template(made.saved(made.only(made.german(samples=0))))
