"""A question in the reader's words to a slide in the reader's language, in a few clicks."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pptx import Presentation
from pptx.util import Emu

from tests.browser.conftest import settled

CLICKS = 5
SECONDS = 60


class Hand:
    """Clicks and counts its clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1


@pytest.fixture
def german(browser: Browser, server: str) -> Iterator[Page]:
    """Yield the start page in a browser that speaks German."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{server}/")
    settled(page)
    expect(page.get_by_role("heading", name="Was Cluster berichten")).to_be_visible()
    yield page
    context.close()


def slide(page: Page, hand: Hand, folder: Path) -> list[str]:
    """Save the ranking as a slide; return what stands on it, its names among that."""
    chart = page.locator("[class*=st-key-chart-ranking]").first
    hand.click(chart.get_by_role("button", name="Speichern"))
    with page.expect_download(timeout=30_000) as waiting:
        hand.click(page.get_by_role("button", name="Folie (PowerPoint)"))
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    drawn = Presentation(str(path)).slides[0].shapes
    charts = [shape.chart for shape in drawn if shape.has_chart and shape.width > Emu(0)]
    assert charts, "the slide holds no chart that can be edited"
    names = [str(one) for one in charts[0].plots[0].categories]
    return names + [shape.text_frame.text for shape in drawn if shape.has_text_frame]


def assert_answered(said: list[str]) -> None:
    words = "\n".join(said)
    assert "Mitglieder" in words
    assert re.search("Saarland.*Grand Est|Grand Est.*Saarland", words.replace("-", " "))
    assert "Luxemburg" in words
    assert any("autoregion" in one for one in said)
    assert any("Pôle Véhicule du Futur" in one for one in said)


def test_an_example_opens_the_answer(german: Page, tmp_path: Path) -> None:
    began, hand = time.monotonic(), Hand()
    hand.click(german.get_by_role("link", name="Automobilcluster im Saarland"))
    german.wait_for_url(re.compile("/compare"))
    settled(german)
    assert_answered(slide(german, hand, tmp_path))
    assert hand.clicks <= CLICKS
    assert time.monotonic() - began < SECONDS


def test_the_same_without_the_example(german: Page, tmp_path: Path) -> None:
    began, hand = time.monotonic(), Hand()
    for field, words in (("Branchengruppe", "Automobil"), ("Region", "Saarland")):
        hand.click(german.get_by_role("combobox", name=field, exact=True))
        german.keyboard.type(words)
        # who types reads what is found before taking it
        expect(german.get_by_role("option").first).to_contain_text(words)
        german.keyboard.press("Enter")
        german.keyboard.press("Escape")
        settled(german)
    hand.click(german.get_by_role("button", name="Nachbarregionen dazu"))
    expect(german.get_by_role("heading", name=re.compile("Luxemburg"))).to_be_visible()
    settled(german)
    assert_answered(slide(german, hand, tmp_path))
    assert hand.clicks <= CLICKS
    assert time.monotonic() - began < SECONDS
