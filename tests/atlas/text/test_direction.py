"""What is written from right to left stands by itself wherever a text leaves, and turns nothing."""

import dataclasses
import io
import json

import pptx
import pytest

from atlas import gallery
from atlas.exports import browser_picture
from atlas.exports.pptx import slides
from atlas.model.view import View
from atlas.text import file_text, markdown, plotly_text
from atlas.text.chart_text import ChartText
from atlas.ui import table

NAME = "אשכול התעופה 12 חיפה"
APART = f"{file_text.ISOLATE}{NAME}{file_text.END}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"1–2 {NAME}: 12 (2019)", f"1–2 {APART}: 12 (2019)"),
        ("تجمع الطاقة (Energy), 7", "\u2068تجمع الطاقة\u2069 (Energy), 7"),
        (f"\u202e{NAME}\u2066", APART),
        ("Pôle Σ · größte", "Pôle Σ · größte"),
    ],
)
def test_it_is_parted_from_what_is_beside_it(text: str, written: str) -> None:
    assert file_text.isolated(text) == written
    assert file_text.isolated(written) == written


def test_pages_and_figures_write_it_so() -> None:
    assert markdown.escape(f"{NAME} 12") == f"{APART} 12"
    assert plotly_text.written({"text": [f"{NAME} 12"]}) == {"text": [f"{APART} 12"]}
    assert table._escape(f"{NAME} <12>") == f"{APART} &lt;12&gt;"


def test_slides_and_pictures_write_it_so(view: View) -> None:
    figure = gallery.draw("ranking", view).figure
    text = dataclasses.replace(ChartText.of(figure), title=f"{NAME} 12", alt="")
    text.put_on(figure)
    deck = slides.deck([slides.Slide(figure)], title="x", cover=False)
    (slide, *_sources) = pptx.Presentation(io.BytesIO(deck)).slides
    assert slide.shapes.title.text_frame.text == f"{APART} 12"
    lines = json.loads(browser_picture.framed(figure))["lines"]
    assert lines[0]["text"] == f"{APART} 12"
