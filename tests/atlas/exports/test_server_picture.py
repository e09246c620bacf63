"""Pictures made on the server by a real Chromium, opened again: size, words, nothing cut."""

import io
import re
import struct
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from atlas import gallery, i18n
from atlas.charts.base import style
from atlas.exports import server_picture
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import chart_text
from atlas.text.chart_text import ChartText

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def energy(known: Choices) -> View:
    return view_of(Selection(2024, groups=("all-energy",)), known)


def texts(data: bytes) -> list[str]:
    """Return every text in an SVG, whole."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(data).iter(f"{SVG}text")]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def said(figure: go.Figure) -> set[str]:
    text = ChartText.of(figure)
    return {text.title, text.coverage, *text.notes, text.source_summary()}


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize("name", ["ranking", "map", "timeline"])
def test_a_vector_picture_says_all_that_the_page_says(name: str, energy: View) -> None:
    figure = gallery.draw(name, energy).figure
    data = server_picture.picture(figure, "svg")
    written = " ".join(texts(data))
    for part in said(figure):
        assert part in written
    assert ChartText.of(figure).subtitle in written
    # headed by its message, as on a slide
    assert chart_text.heading(figure) == ChartText.of(figure).headline()
    assert chart_text.heading(figure) in written
    assert not re.search("""(href|src)=["'](?!#|data:)""", data.decode())


@pytest.mark.usefixtures("studio")
def test_nothing_stands_outside_the_picture(energy: View) -> None:
    root = ElementTree.fromstring(
        server_picture.picture(gallery.draw("ranking", energy).figure, "svg")
    )
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    lines = root.findall(f"{SVG}text")
    assert len(lines) >= 4
    for line in lines:
        assert 0 < float(line.attrib["x"]) < wide
        assert float(line.attrib["font-size"]) <= float(line.attrib["y"]) < high
    plot = root.find(f"{SVG}svg")
    assert plot is not None
    top, tall = float(plot.attrib["y"]), float(plot.attrib["height"])
    below = [float(one.attrib["y"]) for one in lines if float(one.attrib["y"]) > top]
    assert top + tall <= min(below)


@pytest.mark.usefixtures("studio")
def test_maps_draw_the_boundaries_that_they_hold(energy: View) -> None:
    figure = gallery.draw("map", energy).figure
    root = ElementTree.fromstring(server_picture.picture(figure, "svg"))
    shapes = [
        one for one in root.iter(f"{SVG}path") if "choroplethlocation" in one.get("class", "")
    ]
    assert len(shapes) > 100
    assert figure.data[0].geojson == "/assets/regions.geojson"


def _code(pixel: Any) -> str:
    red, green, blue = pixel
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize(("regions", "sides"), [((), (1280, 720)), (("DE-BY",), (900, 900))])
def test_a_map_fills_its_picture_and_its_key_stands_beside_it(
    regions: tuple[str, ...], sides: tuple[int, int], known: Choices
) -> None:
    view = view_of(Selection(known.last_year, regions=regions), known)
    figure = gallery.draw("map", view).figure
    png = server_picture.picture(figure, "png", *sides, scale=1)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    shaded = {code.lower() for _share, code in style.scale()} | {style.series(1).lower()}
    places = [
        (x, y)
        for x in range(0, sides[0], 2)
        for y in range(0, sides[1], 2)
        if _code(picture.getpixel((x, y))) in shaded
    ]
    root = ElementTree.fromstring(server_picture.picture(figure, "svg", *sides))
    plot = root.find(f"{SVG}svg")
    assert plot is not None
    top, high = float(plot.attrib["y"]), float(plot.attrib["height"])
    scale = sides[0] / float(root.attrib["viewBox"].split()[2])
    below = [y / scale - top for x, y in places if x < sides[0] / 2]
    if not regions:
        assert max(below) - min(below) > 0.85 * high
    key = [x for x, y in places if y / scale < top + 40 and x > sides[0] / 2 - 60]
    assert key, "the bar of colours stands at the top"
    if not regions:
        # it begins where the map ends
        assert min(key) < sides[0] * 0.55


@pytest.mark.usefixtures("studio")
def test_pictures_have_the_size_asked_for(energy: View) -> None:
    figure = gallery.draw("ranking", energy, most="5").figure
    assert size(server_picture.picture(figure, "png")) == (2560, 1440)
    assert size(server_picture.picture(figure, "png", 900, 900, scale=1)) == (900, 900)
    # Rows are never squeezed: a long figure makes the picture higher.
    wide, high = size(
        server_picture.picture(gallery.draw("lifelines", energy).figure, "png", scale=1)
    )
    assert wide == 1280
    assert high > 1000


@pytest.mark.usefixtures("studio")
def test_a_pdf_is_one_page_with_its_words(energy: View) -> None:
    data = server_picture.picture(gallery.draw("ranking", energy).figure, "pdf")
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 960 540]" in data
    assert b"/Font" in data


@pytest.mark.usefixtures("studio")
def test_german_pictures_are_german(energy: View) -> None:
    with i18n.speaking("de"):
        written = texts(server_picture.picture(gallery.draw("ranking", energy).figure, "svg"))
    assert any(one.startswith("Höchste Angabe: ") for one in written)
    assert any(one.startswith("Mitglieder nach Cluster · ") for one in written)
    assert any(one.startswith("Quelle: ") for one in written)
