"""What makes PowerPoint offer to repair a file: every part of a deck, checked for it.

The orders are those of the schemas of ECMA-376, part 1. A check says what is wrong and where.
"""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import openpyxl
from lxml import etree

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

FILL = "noFill solidFill gradFill blipFill pattFill grpFill"
LABEL = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent"
LABEL += " showBubbleSize separator"
AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
AXIS += " minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
#: element -> its children in the order of the schema
ORDERS = {
    C + "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource"
    " protection chart spPr txPr externalData printSettings userShapes extLst",
    C + "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend"
    " plotVisOnly dispBlanksAs showDLblsOverMax extLst",
    C + "title": "tx layout overlay spPr txPr extLst",
    C + "plotArea": "layout barChart scatterChart bubbleChart valAx catAx dateAx serAx dTable spPr",
    C + "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    C + "scatterChart": "scatterStyle varyColors ser dLbls axId extLst",
    C + "bubbleChart": "varyColors ser dLbls bubble3D bubbleScale showNegBubbles sizeRepresents"
    " axId extLst",
    C + "dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    C + "marker": "symbol size spPr extLst",
    C + "dLbls": f"dLbl delete {LABEL} showLeaderLines leaderLines extLst",
    C + "dLbl": f"idx delete layout tx {LABEL} extLst",
    C + "errBars": "errDir errBarType errValType noEndCap plus minus val spPr extLst",
    C + "valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    C + "catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    C + "scaling": "logBase orientation max min extLst",
    C + "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    C + "legendEntry": "idx delete txPr extLst",
    C + "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    C + "numCache": "formatCode ptCount pt extLst",
    C + "strCache": "ptCount pt extLst",
    C + "txPr": "bodyPr lstStyle p",
    C + "rich": "bodyPr lstStyle p",
    A + "ln": f"{FILL} prstDash custDash round bevel miter headEnd tailEnd extLst",
    A + "p": "pPr r br fld endParaRPr",
    A + "pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone"
    " buAutoNum buChar buBlip tabLst defRPr extLst",
    A + "rPr": f"ln {FILL} effectLst effectDag highlight uLnTx uLn uFillTx uFill latin ea cs sym"
    " hlinkClick hlinkMouseOver rtl extLst",
    A + "xfrm": "off ext chOff chExt",
    A + "custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    A + "tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {FILL} headers extLst",
    P + "sld": "cSld clrMapOvr transition timing extLst",
    P + "cSld": "bg spTree custDataLst controls extLst",
    P + "sp": "nvSpPr spPr style txBody extLst",
    P + "grpSp": "nvGrpSpPr grpSpPr sp grpSp graphicFrame cxnSp pic contentPart extLst",
    P + "graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    P + "txBody": "bodyPr lstStyle p",
    P + "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz"
    " smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle"
    " modifyVerifier extLst",
}
SHAPE = f"xfrm custGeom prstGeom {FILL} ln effectLst effectDag scene3d sp3d extLst"
ORDERS |= {name + "spPr": SHAPE for name in (C, P)}
SERIES = "idx order tx spPr"
ORDERS_OF_SERIES = {
    C + "barChart": f"{SERIES} invertIfNegative pictureOptions dPt dLbls trendline errBars cat val"
    " shape extLst",
    C + "scatterChart": f"{SERIES} marker dPt dLbls trendline errBars xVal yVal smooth extLst",
    C + "bubbleChart": f"{SERIES} invertIfNegative dPt dLbls trendline errBars xVal yVal bubbleSize"
    " bubble3D extLst",
}
#: children in any order and number: they are alternatives, not a sequence
FREE = {C + "plotArea": {"valAx", "catAx", "dateAx", "serAx"}, A + "p": {"r", "br", "fld"}}
FREE[P + "grpSp"] = {"sp", "grpSp", "graphicFrame", "cxnSp", "pic"}
#: element -> children without which it is not valid
NEEDED = {
    C + "ser": "idx order",
    C + "valAx": "axId scaling crossAx",
    C + "catAx": "axId scaling crossAx",
    C + "chart": "plotArea",
    C + "errBars": "errBarType errValType",
    C + "dLbl": "idx",
    C + "dPt": "idx",
    C + "legendEntry": "idx",
    C + "numRef": "f",
    C + "strRef": "f",
    C + "rich": "bodyPr p",
    C + "txPr": "bodyPr p",
    P + "txBody": "bodyPr p",
    A + "txBody": "bodyPr p",
    A + "tc": "txBody",
    A + "gradFill": "gsLst",
    P + "sp": "nvSpPr spPr",
    P + "grpSp": "nvGrpSpPr grpSpPr",
}


def problems(deck: bytes) -> list[str]:
    """Return everything that is wrong with a .pptx, each with its part; empty when all is well."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    found = [f"{name}: twice in the package" for name, many in Counter(names).items() if many > 1]
    folded = Counter(name.lower() for name in names)
    found += [f"{name}: differs only in case" for name, many in folded.items() if many > 1]
    found += [*_types(parts), *_relations(parts)]
    for name, blob in parts.items():
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(blob)
            found += [f"{name}: {said}" for said in _of_part(tree, name)]
            if name.startswith("ppt/charts/chart"):
                book = _embedded(parts, name)
                found += [f"{name}: {said}" for said in workbook_differs(tree, book)]
    return found


def _types(parts: dict[str, bytes]) -> Iterator[str]:
    tree = etree.fromstring(parts["[Content_Types].xml"])
    endings = {one.get("Extension").lower() for one in tree.iter(TYPES + "Default")}
    named = [one.get("PartName") for one in tree.iter(TYPES + "Override")]
    for name, many in Counter(named).items():
        if many > 1:
            yield f"{name}: two content types"
        if name.lstrip("/") not in parts:
            yield f"{name}: a content type for nothing"
    for name in parts:
        known = f"/{name}" in named or name.rsplit(".", 1)[-1].lower() in endings
        if not known and name != "[Content_Types].xml":
            yield f"{name}: no content type"


def _target(source: str, target: str) -> str:
    """Return the name of the part that a relationship of `source` leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _relations(parts: dict[str, bytes]) -> Iterator[str]:
    """Say which relationships lead nowhere, and which ids nobody defined."""
    for name, blob in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for one in etree.fromstring(blob):
            if (
                one.get("TargetMode") != "External"
                and _target(source, one.get("Target")) not in parts
            ):
                yield f"{name}: {one.get('Id')} leads to {one.get('Target')}, which is not there"
    for name, blob in parts.items():
        if not name.endswith(".xml") or name == "[Content_Types].xml":
            continue
        folder, file = posixpath.split(name)
        rels = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"), b"<none/>")
        known = Counter(one.get("Id") for one in etree.fromstring(rels))
        yield from (f"{name}: two relationships {one}" for one in known if known[one] > 1)
        for element in etree.fromstring(blob).iter():
            for key, value in element.attrib.items():
                if key.startswith(R) and value and value not in known:
                    yield f"{name}: {value} is no relationship"


def _embedded(parts: dict[str, bytes], chart: str) -> Any:
    folder, file = posixpath.split(chart)
    for one in etree.fromstring(parts[posixpath.join(folder, "_rels", f"{file}.rels")]):
        if one.get("Target").endswith(".xlsx"):
            return openpyxl.load_workbook(io.BytesIO(parts[_target(chart, one.get("Target"))]))
    return None


def _of_part(tree: Any, name: str) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        yield from _order(element)
        here = {_short(child) for child in element}
        refers = element.tag == C + "chart" and len(element) == 0
        for needed in NEEDED.get(element.tag, "").split():
            if needed not in here and not refers:
                yield f"{_short(element)} without {needed}"
        yield from _geometry(element)
    if name.startswith("ppt/slides/slide"):
        ids = Counter(one.get("id") for one in tree.iter(P + "cNvPr"))
        yield from (
            f"shape id {one} is there {many} times" for one, many in ids.items() if many > 1
        )
    if name.startswith("ppt/charts/chart"):
        yield from _chart(tree)


def _short(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _order(element: Any) -> Iterator[str]:
    """Say which child stands where the schema does not let it."""
    order = ORDERS.get(element.tag)
    if element.tag == C + "ser":
        order = ORDERS_OF_SERIES.get(element.getparent().tag)
    if order is None:
        return
    places = {name: place for place, name in enumerate(order.split())}
    free = FREE.get(element.tag, set())
    last = -1
    for child in element:
        name = _short(child)
        if name not in places:
            yield f"{_short(element)}: {name} does not belong there"
            continue
        place = min(places[one] for one in free) if name in free else places[name]
        if place < last:
            yield f"{_short(element)}: {name} stands too late"
        last = max(last, place)


def _geometry(element: Any) -> Iterator[str]:
    if element.tag in (A + "ext", A + "chExt"):
        sides = (element.get("cx", "0"), element.get("cy", "0"))
        if any(int(side) < 0 for side in sides):
            yield "a negative extent"
    if element.tag == A + "path" and element.getparent().tag == A + "pathLst":
        wide, high = int(element.get("w")), int(element.get("h"))
        steps = [_short(child) for child in element]
        if not steps or steps[0] != "moveTo" or steps[-1] != "close":
            yield "a path that does not begin with moveTo and end with close"
        for point in element.iter(A + "pt"):
            if not (0 <= int(point.get("x")) <= wide and 0 <= int(point.get("y")) <= high):
                yield "a point outside its path"


def _chart(tree: Any) -> Iterator[str]:
    """Say what in a chart refers to something that is not there."""
    used = [one.get("val") for plot in tree.iter(C + "plotArea") for one in plot.iter(C + "axId")]
    if any(many != 2 for many in Counter(used).values()):
        yield "axes and charts do not name each other"
    series = list(tree.iter(C + "ser"))
    for part in ("idx", "order"):
        numbers = [one.find(C + part).get("val") for one in series]
        if len(set(numbers)) < len(numbers):
            yield f"two series with the same {part}"
    for entry in tree.iter(C + "legendEntry"):
        if int(entry.find(C + "idx").get("val")) >= len(series):
            yield "a legend entry without a series"
    for cache in tree.iter(C + "numCache", C + "strCache"):
        count = int(cache.find(C + "ptCount").get("val"))
        places = [int(one.get("idx")) for one in cache.iter(C + "pt")]
        if places != sorted(set(places)) or (places and places[-1] >= count):
            yield "points of a cache out of order"
    for scaling in tree.iter(C + "scaling"):
        low, high = scaling.find(C + "min"), scaling.find(C + "max")
        if low is not None and not float(low.get("val")) < float(high.get("val")):
            yield "an axis that ends before it begins"


def workbook_differs(tree: Any, book: Any) -> Iterator[str]:
    """Say where the copy inside a chart is not what its workbook holds, to the last digit."""
    if book is None:
        yield "no workbook"
        return
    for where in tree.iter(C + "f"):
        sheet, cells = where.text.split("!")
        found = book[sheet.strip("'")][cells.replace("$", "")]
        lines = found if isinstance(found, tuple) else ((found,),)
        held = [cell.value for line in lines for cell in line]
        cache = where.getnext()
        numeric = cache.tag == C + "numCache"
        kept: list[Any] = [None] * int(cache.find(C + "ptCount").get("val"))
        for point in cache.iter(C + "pt"):
            text = point.find(C + "v").text or ""
            kept[int(point.get("idx"))] = float(text) if numeric else text
        same = (
            held == kept
            if numeric
            else [str(one or "") for one in held] == [one or "" for one in kept]
        )
        if not same:
            yield f"{where.text} holds {held[:4]}…, the chart {kept[:4]}…"
