"""Pictures made on the server by a real Chromium, opened again: size, words, nothing cut."""

import asyncio
import re
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from atlas import gallery, i18n
from atlas.exports import server_picture
from atlas.model import selection
from atlas.model.selection import Choices, Selection, View
from atlas.text.chart_text import ChartText
from tests.suite import chromium

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def browser() -> str:
    found = chromium()
    if found is None:
        pytest.skip("No Chromium is installed here, and none could be.")
    return found


@pytest.fixture
def warm(browser: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep one browser open for the pictures of a test."""
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    with server_picture.studio():
        yield


@pytest.fixture
def energy(known: Choices) -> View:
    return selection.view_of(Selection(2024, groups=("all-energy",)), known)


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


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("name", ["ranking", "map", "timeline"])
def test_a_vector_picture_says_all_that_the_page_says(name: str, energy: View) -> None:
    figure = gallery.draw(name, energy).figure
    data = server_picture.picture(figure, "svg")
    written = " ".join(texts(data))
    for part in said(figure):
        assert part in written
    assert f"{ChartText.of(figure).subtitle} · " in written
    assert not re.search("""(href|src)=["'](?!#|data:)""", data.decode())


@pytest.mark.usefixtures("warm")
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


@pytest.mark.usefixtures("warm")
def test_maps_draw_the_boundaries_that_they_hold(energy: View) -> None:
    figure = gallery.draw("map", energy).figure
    root = ElementTree.fromstring(server_picture.picture(figure, "svg"))
    shapes = [
        one for one in root.iter(f"{SVG}path") if "choroplethlocation" in one.get("class", "")
    ]
    assert len(shapes) > 100
    assert figure.data[0].geojson == "/assets/regions.geojson"


@pytest.mark.usefixtures("warm")
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


@pytest.mark.usefixtures("warm")
def test_a_pdf_is_one_page_with_its_words(energy: View) -> None:
    data = server_picture.picture(gallery.draw("ranking", energy).figure, "pdf")
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 960 540]" in data
    assert b"/Font" in data


@pytest.mark.usefixtures("warm")
def test_german_pictures_are_german(energy: View) -> None:
    with i18n.speaking("de"):
        written = texts(server_picture.picture(gallery.draw("ranking", energy).figure, "svg"))
    assert "Mitglieder nach Cluster" in written
    assert any(one.startswith("Quelle: ") for one in written)


def test_one_browser_serves_all_pictures_and_then_ends(
    browser: str, energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    before = threading.active_count()
    figure = gallery.draw("foundings", energy).figure
    with server_picture.studio() as first:
        server_picture.picture(figure, "svg")
        with server_picture.studio() as second:
            assert second is first
        server_picture.picture(figure, "svg")
        assert first.thread.is_alive()
    assert not first.thread.is_alive()
    assert threading.active_count() <= before + 1


def test_a_browser_that_hangs_is_started_again(
    browser: str, energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    monkeypatch.setattr(server_picture, "STARTING", 8)
    opened, starts = server_picture._Studio._opened, []

    async def first_hangs(studio: server_picture._Studio, path: str) -> None:
        starts.append(path)
        await (opened(studio, path) if len(starts) > 1 else asyncio.sleep(60))

    monkeypatch.setattr(server_picture._Studio, "_opened", first_hangs)
    figure = gallery.draw("foundings", energy).figure
    assert server_picture.picture(figure, "svg").startswith(b"<?xml")
    assert len(starts) == 2


def test_without_a_browser_one_sentence_says_what_works(
    energy: View, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    figure = gallery.draw("foundings", energy).figure
    monkeypatch.delenv("ATLAS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        server_picture.NoBrowser, match=r"slides, workbooks and tables work.*Install"
    ):
        server_picture.picture(figure, "png")


def test_a_program_that_is_no_browser_is_said_to_be_none(
    energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = gallery.draw("foundings", energy).figure
    monkeypatch.setenv("ATLAS_CHROMIUM", "/bin/true")
    with pytest.raises(server_picture.NoBrowser):
        server_picture.picture(figure, "png")


def test_nothing_is_fetched(browser: str, energy: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that only listens would hear any address that the browser asks for."""
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    heard: list[bytes] = []
    ear = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, _address = ear.accept()
            except OSError:
                return
            heard.append(caller.recv(200))
            caller.close()

    threading.Thread(target=listen, daemon=True).start()
    monkeypatch.setenv("CHOREO_PROXY_SERVER", f"http://127.0.0.1:{ear.getsockname()[1]}")
    figure = gallery.draw("map", energy).figure
    server_picture.picture(figure, "png", scale=1)
    ear.close()
    assert not [one for one in heard if b"plot.ly" in one or b"cdn" in one or b"mathjax" in one]
