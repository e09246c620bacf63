"""The presentation: collect charts, put them in order, take away one deck."""

import io
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.conftest import Opener, free_port, serving, settled


def go_to(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    page.wait_for_timeout(300)
    settled(page)


def press(page: Page, name: str, place: int = 0) -> None:
    page.get_by_role("button", name=name, exact=False).nth(place).click()
    page.wait_for_timeout(400)
    settled(page)


def headings(page: Page) -> list[str]:
    items = page.locator("[class*='st-key-item-']:has([class*='st-key-order-'])")
    return [items.nth(n).locator("p").first.inner_text() for n in range(items.count())]


def downloaded(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def made(page: Page, ending: str, folder: Path) -> Path:
    press(page, {"pptx": "Make the slides", "xlsx": "Make the workbook"}[ending])
    page.get_by_role("button", name=f"Download .{ending}").wait_for(timeout=60_000)
    return downloaded(page, f"Download .{ending}", folder)


def texts(slide: object) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)  # type: ignore[attr-defined]


def test_charts_collect_over_pages_with_their_own_selection(visit: Opener, tmp_path: Path) -> None:
    page = visit("/?group=all-aerospace-space&year=2019")
    press(page, "Add to presentation")
    go_to(page, "Map")
    press(page, "Show all clusters")
    press(page, "Add to presentation")
    go_to(page, "Presentation")
    assert headings(page) == [
        "1. Members by cluster",
        "2. Members per 100,000 inhabitants, by region",
    ]
    press(page, "Down")
    assert headings(page) == [
        "1. Members per 100,000 inhabitants, by region",
        "2. Members by cluster",
    ]
    page.get_by_label("Title on the slide").nth(1).fill("Who is large")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    settled(page)
    page.get_by_label("Comment on the slide").nth(1).fill("Two clusters lead.")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    settled(page)
    assert headings(page)[1] == "2. Who is large"
    page.get_by_label("Title of the presentation").fill("Luftfahrt: der Überblick")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    settled(page)
    page.get_by_text("Beside each map the table of its values").click()
    page.wait_for_timeout(500)
    settled(page)
    file = made(page, "pptx", tmp_path)
    assert file.name == "luftfahrt-der-ueberblick.pptx"
    deck = Presentation(str(file))
    said = [texts(slide) for slide in deck.slides]
    assert "Members per 100,000 inhabitants, by region" in said[2]
    assert "Who is large" in said[3]
    assert "Two clusters lead." in said[3]
    assert "Aviation and space · as known at the end of 2019" in said[3]
    assert any(shape.has_table for shape in deck.slides[2].shapes)
    assert any(shape.has_chart for shape in deck.slides[3].shapes)
    assert "/compare?" in deck.slides[3].notes_slide.notes_text_frame.text
    press(page, "Remove")
    assert headings(page) == ["1. Who is large"]
    page.get_by_test_id("stMain").get_by_role("button", name="Undo").click()
    page.wait_for_timeout(400)
    settled(page)
    assert len(headings(page)) == 2


def test_list_is_saved_and_opened_in_another_session(visit: Opener, tmp_path: Path) -> None:
    page = visit("/presentation?group=all-photonics-quantum")
    expect(page.get_by_text("The list is empty.")).to_be_visible()
    press(page, "Portfolio briefing")
    page.wait_for_timeout(2500)
    settled(page)
    mine = headings(page)
    assert len(mine) > 6
    file = downloaded(page, "Save the list", tmp_path)
    other = visit("/presentation")
    press(other, "Open a saved list")
    other.locator(".st-key-list_file input[type=file]").set_input_files(file)
    other.get_by_role("button", name=f"Open {len(mine)} charts").click()
    other.wait_for_timeout(2500)
    settled(other)
    assert headings(other) == mine
    book = load_workbook(made(other, "xlsx", tmp_path))
    assert len(book.sheetnames) >= len(mine)


def test_wrong_files_are_told_in_a_sentence(visit: Opener, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": "something else"}')
    page = visit("/")
    press(page, "Add to presentation")
    go_to(page, "Presentation")
    press(page, "Open a saved list")
    page.locator(".st-key-list_file input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("The file is no list of charts")).to_be_visible()
    page.keyboard.press("Escape")
    picture = tmp_path / "house.potx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(400))
    page.get_by_text("Your own template").click()
    page.locator(".st-key-template input[type=file]").set_input_files(picture)
    expect(page.get_by_text("This is not a PowerPoint file.")).to_be_visible()


def test_own_template_carries_the_deck(visit: Opener, tmp_path: Path) -> None:
    template = tmp_path / "house.potx"
    template.write_bytes(potx())
    page = visit("/?lang=en")
    press(page, "Add to presentation")
    go_to(page, "Presentation")
    page.get_by_text("Your own template").click()
    page.locator(".st-key-template input[type=file]").set_input_files(template)
    expect(page.get_by_text("Template in use: house.potx")).to_be_visible()
    deck = Presentation(str(made(page, "pptx", tmp_path)))
    assert (deck.slide_width, deck.slide_height) == (9144000, 6858000)
    assert "sample" not in "\n".join(texts(slide) for slide in deck.slides)
    page.get_by_label("Title of the presentation").fill("Board meeting")
    page.keyboard.press("Tab")
    press(page, "Use the house template again")
    expect(page.get_by_text("Template in use")).to_have_count(0)
    go_to(page, "Map")
    go_to(page, "Presentation")
    expect(page.get_by_label("Title of the presentation")).to_have_value("Board meeting")
    house = Presentation(str(made(page, "pptx", tmp_path)))
    assert house.slide_width > 12_000_000
    assert house.core_properties.title == "Board meeting"


def potx() -> bytes:
    """Return a 4:3 template with one sample slide, as PowerPoint saves it."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "sample"
    plain, template = io.BytesIO(), io.BytesIO()
    deck.save(plain)
    kind = b"presentationml.presentation.main+xml"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(template, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(kind, b"presentationml.template.main+xml")
            new.writestr(name, part)
    return template.getvalue()


def test_the_list_is_there_again_after_a_reload_and_says_so(visit: Opener) -> None:
    page = visit("/?lang=de")
    press(page, "In die Präsentation")
    expect(page.get_by_test_id("stToast")).to_contain_text("Die Präsentation hat 1 Diagramm.")
    page.wait_for_function("Object.keys(localStorage).length > 0")
    page.reload()
    settled(page)
    expect(page.get_by_test_id("stToast")).to_contain_text("Dieser Browser hat 1 Diagramm behalten")
    go_to(page, "Präsentation")
    assert len(headings(page)) == 1
    expect(page.get_by_text("Die Liste bleibt in diesem Browser und nur dort")).to_be_visible()
    press(page, "Liste leeren")
    page.wait_for_function(
        "Object.keys(localStorage).every((key) => !key.includes('presentation'))"
    )
    page.reload()
    settled(page)
    assert headings(page) == []


def test_the_list_outlives_the_server(visit: Opener, database: Path) -> None:
    port = free_port()
    with serving(database, port=port) as address:
        page = visit("/", at=address)
        press(page, "Add to presentation")
        page.wait_for_function("Object.keys(localStorage).length > 0")
        other = visit("/presentation", at=address)
        expect(other.get_by_text("Members by cluster").first).to_be_visible()
        other.close()
        page.goto("about:blank")
    with serving(database, port=port) as address:
        page.goto(f"{address}/presentation")
        settled(page)
        expect(page.get_by_text("Members by cluster").first).to_be_visible()
        assert headings(page) == ["1. Members by cluster"]
        page.evaluate("localStorage.clear()")
        page.close()


def test_a_list_that_nobody_can_read_is_left_alone(visit: Opener) -> None:
    page = visit("/presentation")
    page.evaluate("localStorage.setItem('cluster-atlas-presentation', '{\"charts\": 1}')")
    page.reload()
    settled(page)
    expect(page.get_by_text("The list is empty.")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
