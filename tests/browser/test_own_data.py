"""A spreadsheet of one's own: on every page and in every export in a minute, for nobody else."""

import io
import re
import time
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.atlas.intake import messy
from tests.browser import charts
from tests.browser.conftest import Opener, settled

FILE = "Übersicht Netzwerke.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GONE = "Mit Ihren eigenen Daten gesammelt"


def drop(page: Page, content: bytes, name: str = FILE) -> None:
    """Drop a file, and wait until all that came of it is there."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": XLSX, "buffer": content}
    )
    expect(page.locator(".st-key-upload-publish")).to_be_visible(timeout=40_000)
    settled(page)


def open_columns(page: Page) -> None:
    """Unfold the columns that were recognised, and wait until nothing moves any more."""
    table = page.locator("[class*=st-key-table-]").first
    table.locator("summary").click()
    table.evaluate(
        "table => Promise.all(table.getAnimations({subtree: true}).map((one) => one.finished))"
    )
    page.wait_for_timeout(400)


def go_to(page: Page, name: str) -> None:
    """Open another page by its name in the navigation, which keeps the session."""
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1.spoken")).to_have_text(name)
    settled(page)


def hovers(page: Page) -> str:
    """Return what all circles on the map say."""
    found = [trace["hovertext"] for trace in charts.traces(page, "map") if trace.get("customdata")]
    return "\n".join(text for texts in found for text in texts or [])


def count_clusters(page: Page) -> int:
    """Return how many clusters the heading of the page counts."""
    words = page.locator(".st-key-selected h2").inner_text()
    match = re.search(r"· (\d+) Cluster", words)
    assert match, words
    return int(match[1])


def test_a_messy_file_is_on_the_map_within_a_minute_and_for_nobody_else(
    visit: Opener, tmp_path: Path
) -> None:
    other = visit("/map?lang=de&stat=sum")
    before, shipped = count_clusters(other), hovers(other)
    page = visit("/add_data?lang=de")
    start = time.monotonic()
    drop(page, messy.make())
    page.locator(".st-key-look_privately button:visible").click()
    expect(page.locator(".st-key-own-data")).to_contain_text(FILE)
    go_to(page, "Karte")
    assert time.monotonic() - start < 60

    # beside our data: a new circle with its source, and a new figure of a cluster that was there
    assert count_clusters(page) == before + 2
    mine = hovers(page)
    new = next(text for text in mine.split("\n") if messy.NEW in text)
    assert "85" in new
    assert "Ihre Daten: Übersicht Netzwerke" in new
    assert "310" in next(text for text in mine.split("\n") if "Hamburg Aviation" in text)
    assert "Ihre Daten" not in shipped
    assert "aus Ihren Daten" in str([trace.get("name") for trace in charts.traces(page, "map")])
    expect(page.locator("[class*=st-key-chart-map]").first).to_contain_text(
        "Gezeichnet mit Ihren eigenen Daten"
    )

    # in what is taken away
    page.get_by_role("button", name="Speichern", exact=False).first.click()
    with page.expect_download(timeout=30_000) as waiting:
        page.get_by_role("button", name="Folie (PowerPoint)", exact=True).click()
    slide = tmp_path / "map.pptx"
    waiting.value.save_as(slide)
    (shown,) = Presentation(str(slide)).slides
    told = " ".join(shape.text_frame.text for shape in shown.shapes if shape.has_text_frame)
    assert "Gezeichnet mit Ihren eigenen Daten" in told
    assert "Ihre Daten: Übersicht Netzwerke" in shown.notes_slide.notes_text_frame.text
    page.keyboard.press("Escape")
    page.get_by_role("button", name="In die Präsentation").first.click()
    settled(page)

    # nobody else: neither a session that was there before nor one that comes now
    other.reload()
    settled(other)
    for stranger in (other, visit("/map?lang=de&stat=sum")):
        assert count_clusters(stranger) == before
        assert "Ihre Daten" not in hovers(stranger)
        expect(stranger.locator(".st-key-own-data")).to_have_count(0)

    # and away with them: all is as it was, and the slide that rested on them says so
    page.get_by_role("button", name="Entfernen", exact=True).click()
    expect(page.locator(".st-key-own-data")).to_have_count(0)
    settled(page)
    assert count_clusters(page) == before
    assert "Ihre Daten" not in hovers(page)
    go_to(page, "Präsentation")
    expect(page.locator(".st-key-item-0")).to_contain_text(GONE)


def test_a_correction_and_an_answer_are_read_anew_and_remembered(visit: Opener) -> None:
    page = visit("/add_data?lang=de")
    drop(page, messy.make())
    open_columns(page)
    members = page.get_by_role("combobox", name=re.compile("Mitglieder gesamt"))
    expect(members).to_have_value("Mitglieder")
    charts.choose(page, "G · Mitglieder davon KMU", "Mitglieder")
    charts.choose(page, "F · Mitglieder gesamt", "wird nicht gelesen")
    settled(page)
    page.locator(".st-key-upload-preview summary").click()
    expect(page.locator(".st-key-upload-preview")).to_contain_text("etwa 400")
    # the file for the next year has the same columns: what was corrected holds
    page.get_by_role("button", name="Andere Datei wählen").click()
    expect(page.locator(".st-key-upload")).to_be_visible()
    drop(page, messy.make(), "Übersicht 2027.xlsx")
    open_columns(page)
    expect(members).to_have_value("wird nicht gelesen")
    # and it still does in a later session of this browser
    page.reload()
    settled(page)
    drop(page, messy.make())
    open_columns(page)
    expect(members).to_have_value("wird nicht gelesen")


def test_the_file_comes_back_with_a_comment_on_each_bad_cell(visit: Opener, tmp_path: Path) -> None:
    page = visit("/add_data?lang=de")
    drop(page, messy.make())
    page.locator(".st-key-upload-problems summary").click()
    expect(page.locator(".st-key-upload-problems")).to_contain_text(f"{messy.SHEET}!{messy.WRONG}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Ihre Datei mit einem Kommentar").click()
    assert waiting.value.suggested_filename == "Übersicht Netzwerke_Kommentare.xlsx"
    waiting.value.save_as(tmp_path / "back.xlsx")
    content = io.BytesIO((tmp_path / "back.xlsx").read_bytes())
    sheet = openpyxl.load_workbook(content)[messy.SHEET]
    assert "Das ist keine Zahl." in sheet[messy.WRONG].comment.text
    assert sheet["F5"].fill.fgColor.rgb == "00FFFF00"
