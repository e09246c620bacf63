"""Text that no XML can hold is cleaned on its way into every file, wherever it comes from."""

import dataclasses
import io
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas import gallery
from atlas.exports import browser_picture, clean_figure
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing
from atlas.model.view import View
from atlas.text import file_text
from tests.atlas.exports.pptx import open_xml

ODD = "a\x0bb\x00c\x1f\ud800d\ufffee"
CLEAN = "abcde"


def nested(one: Any) -> Any:
    return st.lists(one, max_size=3) | st.dictionaries(st.text(), one, max_size=3)


@pytest.fixture
def odd(view: View) -> Drawing:
    """Return a chart every text of which holds characters that no XML can hold."""
    drawing = gallery.draw("ranking", view)

    def spoilt(value: Any) -> Any:
        if isinstance(value, str):
            return value
        if isinstance(value, dict):
            return {key: spoilt(one) for key, one in value.items()}
        return value

    figure = drawing.figure
    meta = {
        key: f"{value}{ODD}" if isinstance(value, str) and key not in ("file",) else spoilt(value)
        for key, value in figure.layout.meta.items()
    }
    meta["sources"] = [f"{one}{ODD}" for one in meta["sources"]]
    meta["notes"] = [f"{one}{ODD}" for one in meta["notes"]]
    figure.layout.meta = meta
    figure.update_xaxes(title_text=f"axis{ODD}")
    rows = drawing.rows.copy()
    rows["name"] = pandas.Series([f"{one}{ODD}" for one in rows["name"]], rows.index, dtype=object)
    return dataclasses.replace(drawing, rows=rows)


def test_slides_hold_any_title(odd: Drawing) -> None:
    slide = slides.Slide(odd.figure, title=ODD, comment=ODD, link="https://a.example/\x0b")
    deck = slides.deck([slide, slides.Slide(odd.figure)], title=ODD, subtitle=ODD)
    assert open_xml.problems(deck) == []
    opened = pptx.Presentation(io.BytesIO(deck))
    assert opened.core_properties.title == CLEAN
    words = "".join(one for slide in opened.slides for one in slide._element.itertext())
    assert not file_text.FORBIDDEN.search(words)
    assert "_x00" not in words


def test_workbooks_hold_any_title(odd: Drawing) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.book([(odd.figure, odd.rows)], title=ODD)), data_only=True
    )
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert not any("_x00" in one or file_text.FORBIDDEN.search(one) for one in cells)


def test_pictures_hold_any_title(odd: Drawing) -> None:
    frame = browser_picture.framed(odd.figure)
    for escaped in ("\\u000b", "\\u0000", "\\u001f", "\\ud800", "\\ufffe"):
        assert escaped not in frame.lower()


def test_what_is_clean_stays_what_it_is(view: View) -> None:
    figure = gallery.draw("ranking", view).figure
    assert clean_figure.cleaned(figure) is figure
    value = {"a": ["b", ("c", 1.5, None)]}
    assert file_text.cleaned(value) is value


@settings(max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.text(), nested, max_leaves=8))
def test_whatever_is_cleaned_can_be_written(value: Any) -> None:
    def check(one: Any) -> None:
        if isinstance(one, str):
            ElementTree.fromstring(f"<a>{open_xml_text(one)}</a>")
        elif isinstance(one, dict):
            for pair in one.items():
                check(list(pair))
        else:
            for part in one:
                check(part)

    check(file_text.cleaned(value))


def open_xml_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_rows_are_cleaned_too() -> None:
    frame = pandas.DataFrame({"a": [ODD, 1, None]}).map(file_text.cleaned)
    assert frame["a"].tolist()[:2] == [CLEAN, 1]
