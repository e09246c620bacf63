"""The map on a slide: close to what is selected, named where names fit, its table beside it."""

import itertools
import re
from typing import Any

import pytest

from atlas import gallery, i18n
from atlas.exports.pptx import slides, text_fit
from atlas.exports.pptx.template.opening import open_template
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.atlas.exports.pptx import open_xml, opened
from tests.atlas.exports.pptx.template import made, odd

#: a circle may lie this far beyond the edge, in EMU, where next to nothing of it does
EVEN = 6_000
LAENDER = ["DE-SN", "DE-TH", "DE-ST"]


def texts(slide: Any) -> list[Any]:
    return [one for one in opened.group(slide).shapes if one.has_text_frame and one.text_frame.text]


def slide_of(view: View, *, wide: bool = True, table: bool = False, **options: str) -> Any:
    figure = gallery.draw("map", view, **({"stat": "sum"} | options)).figure
    shown = slides.Slide(figure, with_table=table)
    deck = slides.deck(
        [shown], open_template(wide=wide), title="Map", cover=False, contents=False, sources=False
    )
    assert open_xml.problems(deck) == []
    return opened.presentation(deck).slides[0]


def region(view: View, *ids: str) -> View:
    """Return the view of the clusters whose seats lie in some regions."""
    rows = view.run("selected_cluster")
    return view.only(rows.loc[rows["seat_region_id"].isin(ids), "cluster_id"].tolist())


def region_values(view: View, area: str) -> dict[str, str]:
    """Return what a map writes on each region: its name and its value."""
    rows = gallery.draw("map", view, stat="sum", area=area).rows
    return {
        row["name_en"]: i18n.number(row["total"])
        for row in rows.to_dict("records")
        if row["reporting"]
    }


def boxes(slide: Any) -> dict[str, tuple[int, int, int, int]]:
    return {
        one.name: (one.left, one.top, one.left + one.width, one.top + one.height)
        for one in opened.group(slide).shapes
    }


def test_three_laender_fill_the_map(view: View) -> None:
    slide = slide_of(region(view, *LAENDER))
    found = boxes(slide)
    left, top, right, bottom = found["Edge of the map"]
    shown = [
        box for name, box in found.items() if name.endswith(tuple(f"({one})" for one in LAENDER))
    ]
    assert len(shown) == 3
    high = max(box[3] for box in shown) - min(box[1] for box in shown)
    wide = max(box[2] for box in shown) - min(box[0] for box in shown)
    assert max(high / (bottom - top), wide / (right - left)) > 0.75
    assert all(left <= box[0] and box[2] <= right for box in shown)


def test_regions_and_clusters_are_named_with_their_values_in_german(view: View) -> None:
    i18n.use("de")
    said = [one.text_frame.text for one in texts(slide_of(region(view, *LAENDER), stat="sum"))]
    assert {text.split()[0] for text in said} >= {"Sachsen", "Thüringen"}
    assert any(re.fullmatch(r"Sachsen-Anhalt[ \n]\d+", text) for text in said)
    assert any(re.fullmatch(r"MAHREG Automotive\nmehr als \d+ \(\d{4}\)", text) for text in said)


def test_values_have_the_format_of_the_language(view: View) -> None:
    for language, name in (("de", "Sachsen\n1.586"), ("en", "Saxony\n1,586")):
        i18n.use(language)
        some = view.only(["silicon-saxony", "biosaxony", "vemas-innovativ", "smart3"])
        slide = slide_of(some, stat="sum")
        rows = gallery.draw("map", some, stat="sum").rows.set_index("region_id")
        total = i18n.number(rows.loc["DE-SN", "total"])
        said = [one.text_frame.text for one in texts(slide)]
        assert f"{name.split()[0]}\n{total}" in said


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize("area", ["germany", "europe"])
def test_no_name_stands_on_another_or_on_a_circle(
    view: View, wide: bool, table: bool, area: str
) -> None:
    slide = slide_of(view, wide=wide, table=table, area=area)
    shapes = list(opened.group(slide).shapes)
    edge = next(one for one in shapes if one.name == "Edge of the map")
    inside = [one for one in texts(slide) if one.left + one.width <= edge.left + edge.width]
    values = region_values(view, area)
    for one in inside:
        words = re.split(r"[ \n](?=[\d–])", one.text_frame.text)
        assert words[0] not in values or words[1:] == [values[words[0]]], words
    circles = [
        one
        for one in shapes
        if one._element.spPr.find(f".//{open_xml.A}prstGeom[@prst='ellipse']") is not None
        and one._element.nvSpPr.cNvPr.get("descr")
    ]
    for circle in circles:
        # what lies across the edge is drawn as far as the edge
        assert circle.left >= edge.left - EVEN
        assert circle.top >= edge.top - EVEN
        assert circle.left + circle.width <= edge.left + edge.width + EVEN
        assert circle.top + circle.height <= edge.top + edge.height + EVEN
    for one, other in itertools.combinations(inside, 2):
        across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
        down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
        assert across <= 0 or down <= 0, (one.name, other.name)
    for one in inside:
        lines = [paragraph.text for paragraph in one.text_frame.paragraphs]
        size = one.text_frame.paragraphs[0].runs[0].font.size.pt
        assert size >= 9
        assert text_fit.widest(lines, size) * text_fit.EMU <= one.width
        for circle in circles:
            x, y = circle.left + circle.width / 2, circle.top + circle.height / 2
            near_x = min(max(x, one.left), one.left + one.width)
            near_y = min(max(y, one.top), one.top + one.height)
            away = ((near_x - x) ** 2 + (near_y - y) ** 2) ** 0.5
            assert away >= circle.width / 2 * 0.97, (one.name, circle.name)


def test_the_table_beside_a_map_lists_regions_and_clusters_and_counts_the_rest(view: View) -> None:
    i18n.use("de")
    for wide in (True, False):
        slide = slide_of(view, wide=wide, table=True, stat="sum")
        (frame,) = [shape for shape in slide.shapes if shape.has_table]
        lines = [[cell.text for cell in row.cells] for row in frame.table.rows]
        assert lines[0] == ["Region", "Mitglieder"]
        assert lines[1] == ["Baden-Württemberg", "3.640"]
        assert ["Cluster", "Mitglieder"] in lines
        assert ["CyberForum e.V.", "mehr als 1.200 (2022)"] in lines
        assert re.fullmatch(r"\d+ weitere Cluster", lines[-1][0])
        regions = lines.index(["Cluster", "Mitglieder"])
        shown, more = regions - 2, int(lines[regions - 1][0].split()[0])
        reading = gallery.draw("map", view, stat="sum").rows
        assert shown + more >= (reading["reporting"] > 0).sum() - 1
        for row in frame.table.rows:
            for cell in row.cells:
                assert cell.text_frame.paragraphs[0].font.size.pt >= 9
        group = opened.group(slide)
        assert group.left + group.width <= frame.left


def test_regions_have_a_ratio_and_clusters_what_they_count(view: View) -> None:
    slide = slide_of(view, table=True, stat="per_100000")
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    heads = [
        [cell.text for cell in row.cells]
        for row in frame.table.rows
        if row.cells[0].text in ("Region", "Cluster")
    ]
    assert heads == [["Region", "members per 100,000 inhabitants"], ["Cluster", "members"]]


def test_seats_elsewhere_neither_widen_the_map_nor_lack_their_sign(view: View) -> None:
    saxony = view_of(Selection(view.year, regions=("DE-SN",)), view.known)
    slide = slide_of(saxony)
    found = boxes(slide)
    edge, region = found["Edge of the map"], next(found[n] for n in found if n.endswith("(DE-SN)"))
    assert region[2] - region[0] > 0.6 * (edge[2] - edge[0])
    assert "Cluster: also active here, seat elsewhere" in found


def test_the_table_beside_a_map_says_whose_seat_is_elsewhere(view: View) -> None:
    i18n.use("de")
    slide = slide_of(view_of(Selection(view.year, regions=("DE-SL",)), view.known), table=True)
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    names = [row.cells[0].text for row in frame.table.rows]
    assert "Composites United e.V. (Sitz: Berlin)" in names
    assert "autoregion e.V." in names
    assert any(name.endswith("(Sitz: Nordrhein-Westfalen)") for name in names)


def test_one_region_alone_is_no_highest(view: View) -> None:
    saarland = view_of(Selection(view.year, regions=("DE-SL",)), view.known)
    text = ChartText.of(gallery.draw("map", saarland, stat="per_100000").figure)
    assert text.message().startswith("Only one region has enough figures: Saarland, ")


def test_a_map_without_values_has_no_table(view: View) -> None:
    figure = gallery.draw("profile-map", view, cluster="niro").figure
    deck = slides.deck([slides.Slide(figure, with_table=True)], title="x", cover=False)
    assert not any(shape.has_table for shape in opened.presentation(deck).slides[0].shapes)


def test_names_can_be_read_on_a_dark_template(view: View) -> None:
    figure = gallery.draw("map", region(view, *LAENDER)).figure
    template = open_template(made.saved(odd.KINDS["dark background"]()))
    deck = slides.deck([slides.Slide(figure)], template, title="x", cover=False, sources=False)
    shown = opened.group(opened.presentation(deck).slides[0])
    assert any(
        one.has_text_frame and one.text_frame.text.startswith("Saxony") for one in shown.shapes
    )
