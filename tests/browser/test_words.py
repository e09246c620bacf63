"""The words that Streamlit brings, and ours where Streamlit brings them: all in one language."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled

#: what Streamlit says in English, whatever the language of the page is
ENGLISH = ("Select all", "No results", "Select 2", "Upload", "per file", "Drag and drop")


def test_lists_and_uploads_speak_the_language_of_the_page(look: Opener) -> None:
    page = look("/?lang=de")
    field = page.locator(".st-key-_sector").get_by_role("combobox")
    field.click()
    shown = page.get_by_test_id("stMultiSelectDropdown")
    expect(shown.get_by_text("Alle auswählen")).to_be_visible()
    field.press_sequentially("wirtschaft")
    expect(shown.get_by_text("gefundenen auswählen")).to_be_visible()
    field.press_sequentially("xyz")
    expect(shown.get_by_text("Nichts gefunden")).to_be_visible()
    page.keyboard.press("Escape")
    page = look("/presentation?lang=de")
    page.get_by_role("button", name="Gespeicherte Liste öffnen").click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_text("Datei wählen")).to_be_visible()
    said = body.inner_text()
    assert not [words for words in ENGLISH if words in said]


def test_a_full_choice_says_so_in_the_language_of_the_page(look: Opener) -> None:
    ids = (
        "niro,silicon-saxony,hamburg-aviation,acod,biolago,mahreg-automotive,cool-silicon,"
        "h2bz-hessen,owl-maschinenbau,silicon-alps,agrotech-valley-forum,cfk-valley-stade"
    )
    page = look(f"/compare?compare=picked&pick={ids}&lang=de")
    page.locator(".st-key-_pick").get_by_role("combobox").click()
    shown = page.get_by_test_id("stMultiSelectDropdown")
    expect(shown).to_contain_text("Mehr als 12 lassen sich nicht wählen")


@pytest.mark.parametrize("sector", ["automotive", "health", "electronics"])
def test_a_long_word_stays_in_one_piece_in_its_chip(look: Opener, sector: str) -> None:
    page = look(f"/?lang=de&sector={sector}")
    chip = page.locator(".st-key-_sector [data-tag-index]").first
    box = chip.bounding_box()
    assert box
    words = chip.inner_text().split()
    assert box["height"] < 14 + 20 * len(words)
    lines = chip.locator("span").first.evaluate(
        """(one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            const tops = [...range.getClientRects()].map((box) => Math.round(box.top));
            return new Set(tops).size; }"""
    )
    assert lines <= len(words)


def test_what_cannot_be_shown_is_said_in_words_and_once(look: Opener) -> None:
    page = look("/compare?lang=de&metric=members_growth_pct_per_year")
    page.get_by_test_id("stTopNavLink").filter(has_text="Zeitverlauf").click()
    page.wait_for_timeout(300)
    settled(page)
    note = page.get_by_text("Nicht berücksichtigt")
    expect(note).to_have_count(1)
    assert "_" not in note.inner_text()
    page.get_by_test_id("stTopNavLink").filter(has_text="Branchen").click()
    page.wait_for_timeout(300)
    settled(page)
    expect(note).to_have_count(0)
