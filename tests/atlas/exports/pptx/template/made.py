"""Templates of other people, made by code: German names, a dark look, samples to be cleared."""

import io
import zipfile
from collections.abc import Callable

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
GERMAN = ["Titelfolie", "Titel und Inhalt", "Abschnitt", "Zwei Inhalte", "Vergleich", "Nur Titel"]
GERMAN += ["Leer", "Inhalt mit Überschrift", "Bild mit Überschrift", "Titel und Text hoch", "Hoch"]
SECTION = "{5BCAD085-E8A6-8845-BD4E-CB4CCA059FC4}"
P14 = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'


def saved(made: Presentation) -> bytes:
    """Return the presentation as a file."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """Return what a package holds, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a package that holds `parts`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the package with one member changed, or added when it has none of that name."""
    parts = members(data)
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


def as_type(data: bytes, main: str) -> bytes:
    """Return the package with another type of main part, as in a .potx or .pptm."""
    new = MAIN.replace("presentation.main+xml", main) if "/" not in main else main
    return changed(data, TYPES, lambda types: types.replace(MAIN.encode(), new.encode()))


def german(width: float = 10.0, samples: int = 2) -> Presentation:
    """Return a template with German layout names, light text on dark, and a bar at the bottom."""
    made = pptx.Presentation()
    for layout, name in zip(made.slide_layouts, GERMAN, strict=True):
        layout.name = name
    if width != 10.0:
        widen(made, width)
    master = made.slide_masters[0]
    colours = master._element.find(qn("p:clrMap"))
    for name, value in {"bg1": "dk2", "tx1": "lt1", "bg2": "dk1", "tx2": "lt2"}.items():
        colours.set(name, value)
    slide = made.slides.add_slide(made.slide_layouts[6])
    height = Emu(int(made.slide_height or 0))
    shape = slide.shapes.add_shape(1, 0, height - Inches(0.25), Inches(width), Inches(0.25))
    shape.text_frame.text = "Ministerium für Beispiele"
    master.shapes._spTree.insert(2, shape._element)
    drop_first(made)
    for number in range(samples):
        sample(made, number)
    if samples:
        _sections(made)
    return made


def widen(made: Presentation, width: float) -> None:
    """Stretch a template, with all of its placeholders, to another width."""
    factor = Inches(width) / int(made.slide_width or 1)
    made.slide_width = Inches(width)
    for owner in (made.slide_masters[0], *made.slide_layouts):
        for place in owner._element.iter(qn("a:off"), qn("a:ext")):
            for side in ("x", "cx"):
                if place.get(side):
                    place.set(side, str(round(int(place.get(side)) * factor)))


def drop_first(made: Presentation) -> None:
    """Remove the first slide."""
    listed = made.slides._sldIdLst
    made.part.drop_rel(listed[0].rId)
    listed.remove(listed[0])


def sample(made: Presentation, number: int) -> None:
    """Add a sample slide with a chart, notes and a comment."""
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = f"Muster {number}"
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    box = [Inches(side) for side in (1, 2, 5, 3)]
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, *box, data)
    slide.notes_slide.notes_text_frame.text = "vertraulich"
    package = made.part.package
    comment = Part(
        PackURI(f"/ppt/comments/comment{number + 1}.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.comments+xml",
        package,
        f"<p:cmLst {nsdecls('p')}/>".encode(),
    )
    slide.part.relate_to(comment, RT.COMMENTS)


def _sections(made: Presentation) -> None:
    """Add a section and a custom show, a show over some slides, and a view that lists one."""
    ids = [entry.get("id") for entry in made.slides._sldIdLst]
    keys = [entry.rId for entry in made.slides._sldIdLst]
    root = made.element
    before = root.find(qn("p:notesSz"))
    before.addnext(
        parse_xml(
            f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Kurz" id="0"><p:sldLst>'
            f'<p:sld r:id="{keys[0]}"/></p:sldLst></p:custShow></p:custShowLst>'
        )
    )
    root.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            f'<p14:sectionLst {P14}><p14:section name="Alt" id="{SECTION}">'
            f'<p14:sldIdLst><p14:sldId id="{ids[0]}"/></p14:sldIdLst></p14:section>'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
    )
    props = made.part.part_related_by(RT.PRES_PROPS)
    tree = etree.fromstring(props.blob)
    tree.insert(0, parse_xml(f'<p:showPr {nsdecls("p")}><p:sldRg st="1" end="1"/></p:showPr>'))
    props.blob = etree.tostring(tree)
    view = made.part.part_related_by(RT.VIEW_PROPS)
    view.relate_to(made.slides[0].part, RT.SLIDE)


def only(made: Presentation, *kept: int) -> Presentation:
    """Remove all layouts but those at these places."""
    stay = [made.slide_layouts[place] for place in kept]
    for layout in list(made.slide_layouts):
        if layout not in stay:
            made.slide_layouts.remove(layout)
    return made


def right_half() -> Presentation:
    """Return a template whose only content placeholder fills the right half."""
    made = only(german(samples=0), 0, 1)
    holder = made.slide_layouts[1].placeholders[1]
    holder.left, holder.top = Inches(5), Inches(1.75)
    holder.width, holder.height = Inches(4.5), Inches(4.6)
    return made
