"""Taking it away: each download of a chart is opened and checked."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser import charts
from tests.browser.conftest import Opener

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, button: str, folder: Path) -> Path:
    """Press a button of the first save menu on the page; return the file that arrives."""
    option = page.get_by_role("button", name=button, exact=True)
    if not option.first.is_visible():
        page.get_by_role("button", name="Save", exact=False).first.click()
    expect(option.first).to_be_visible()
    with page.expect_download(timeout=30_000) as waiting:
        option.first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("path", ["/", "/map", "/timeline", "/compare?compare=scatter"])
def test_png_has_twice_the_size_of_a_slide(look: Opener, tmp_path: Path, path: str) -> None:
    page = look(path + ("&" if "?" in path else "?") + "group=all-automotive-mobility")
    file = saved(page, "Picture (PNG)", tmp_path)
    assert file.name.endswith("_2026_automotive-and-mobility.png")
    with Image.open(file) as picture:
        assert picture.width == 2560
        assert picture.height >= 1440
        drawn = picture.convert("RGB")
        assert len(drawn.crop((0, 300, 2560, 1300)).getcolors(1_000_000) or []) > 50


def test_svg_carries_title_selection_and_sources(look: Opener, tmp_path: Path) -> None:
    page = look("/map?country=DE&year=2024&stat=sum")
    file = saved(page, "Vector picture (SVG)", tmp_path)
    assert file.name == "members-by-region-total_2024_germany.svg"
    root = ElementTree.parse(file).getroot()
    assert root.attrib["width"] == "1280"
    words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert "Members by region" in words
    assert "Germany · as known at the end of 2024" in words
    assert "sources, " in words
    assert "reported by" in words
    assert len(list(root.iter(f"{SVG}path"))) > 100


def test_a_map_is_saved_with_its_table_beside_it(look: Opener, tmp_path: Path) -> None:
    page = look("/map?region=DE-SN&lang=de&stat=sum")
    page.get_by_role("button", name="Speichern", exact=False).first.click()
    file = saved(page, "Folie mit Tabelle (PowerPoint)", tmp_path)
    assert file.name == "mitglieder-nach-region-summe_2026_sachsen_tabelle.pptx"
    (slide,) = Presentation(str(file)).slides
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    assert frame.table.cell(1, 0).text == "Sachsen"


def test_tables_in_both_flavours(look: Opener, tmp_path: Path) -> None:
    page = look("/?metric=members_per_staff&year=2019")
    plain = saved(page, "Table (CSV)", tmp_path)
    german = saved(page, "Table for German Excel (CSV)", tmp_path)
    assert plain.name == "members-per-staff-member-by-cluster_2019.csv"
    rows = list(csv.DictReader(io.StringIO(plain.read_text("utf-8"), newline="")))
    other = german.read_bytes()
    assert other.startswith("\ufeff".encode())
    text = other.decode("utf-8-sig")
    excel = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    shown = charts.role(page, "ranking", "values")["customdata"]
    assert len(rows) == len(excel) > len(shown)
    assert [row["cluster_id"] for row in rows[: len(shown)]] == shown[::-1]
    hamburg = next(row for row in rows if row["cluster_id"] == "hamburg-aviation")
    assert float(hamburg["value"]) == pytest.approx(175 / 12)
    assert hamburg["source"]
    assert hamburg["as_of"] == "2019"
    assert hamburg["qualifier"]
    german_row = next(row for row in excel if row["Cluster id"] == "hamburg-aviation")
    assert german_row["Value"].startswith("14,58")
