"""The checks for valid Open XML find every kind of damage that they are for."""

import io
import zipfile
from collections.abc import Callable

import pytest

from atlas import gallery
from atlas.exports.pptx import slides
from atlas.model.view import View
from tests.atlas.exports.pptx import open_xml

Change = Callable[[str], str]
CHART, SLIDE = "ppt/charts/chart", "ppt/slides/slide"


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    return {}


@pytest.fixture
def deck(kept: dict[str, bytes], view: View) -> bytes:
    if "deck" not in kept:
        few = view.only(["niro", "cap-digital", "hamburg-aviation"])
        charts = [gallery.draw("ranking", few), gallery.draw("map", few)]
        kept["deck"] = slides.deck([slides.Slide(one.figure) for one in charts], title="Deck")
    return kept["deck"]


def damaged(deck: bytes, start: str, change: Change) -> bytes:
    """Return the deck with the first part whose text `change` changes."""
    written = io.BytesIO()
    done = False
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            blob = old.read(name)
            if name.startswith(start) and not done:
                text = blob.decode("utf-8")
                blob = change(text).encode("utf-8")
                done = blob.decode("utf-8") != text
            new.writestr(name, blob)
    assert done, "the damage hit nothing"
    return written.getvalue()


def moved(text: str, tag: str, before: str) -> str:
    """Return `text` with the first element `tag` before the first element `before`."""
    start = text.find(f"<{tag}")
    if start < 0 or f"<{before}" not in text:
        return text
    end = text.find("/>", start) + 2
    element = text[start:end]
    rest = text[:start] + text[end:]
    place = rest.find(f"<{before}")
    return rest[:place] + element + rest[place:]


def test_a_deck_is_valid(deck: bytes) -> None:
    assert open_xml.problems(deck) == []


@pytest.mark.parametrize(
    ("start", "change", "said"),
    [
        (CHART, lambda text: moved(text, "c:order ", "c:idx "), "stands too late"),
        (CHART, lambda text: moved(text, "c:crosses ", "c:axPos "), "stands too late"),
        (CHART, lambda text: moved(text, "c:errValType", "c:errBarType"), "stands too late"),
        (CHART, lambda text: text.replace("<c:v>", "<c:v>1", 1), "the chart"),
        (CHART, lambda text: text.replace("<c:crossAx", "<c:cross"), "without crossAx"),
        (CHART, lambda text: text.replace("50010", "50011", 1), "axes and charts"),
        (CHART, lambda text: text.replace('r:id="', 'r:id="x', 1), "is no relationship"),
        (SLIDE, lambda text: text.replace('<a:pt x="', '<a:pt x="-', 1), "outside its path"),
        (SLIDE, lambda text: text.replace('<a:ext cx="', '<a:ext cx="-', 1), "negative extent"),
        (SLIDE, lambda text: text.replace('cNvPr id="3"', 'cNvPr id="2"', 1), "times"),
        (SLIDE, lambda text: text.replace("<a:close/></a:path>", "</a:path>", 1), "close"),
        ("[Content", lambda text: text.replace('"xlsx"', '"other"'), "no content type"),
        ("ppt/_rels", lambda text: text.replace("slide1.xml", "slide0.xml"), "is not there"),
    ],
)
def test_damage_is_found(deck: bytes, start: str, change: Change, said: str) -> None:
    found = open_xml.problems(damaged(deck, start, change))
    assert any(said in one for one in found), found
