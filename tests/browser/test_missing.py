"""What is not there: a page nobody made, and a database that is yet to be built."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from atlas.model.pages import PAGES
from tests.browser.conftest import Opener, serving, settled


@pytest.mark.parametrize("path", ["/karte?country=DE", "/foo/karte?country=DE"])
def test_unknown_address_names_the_page_that_is_meant(
    browser: Browser, server: str, path: str
) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    answer = page.goto(server + path)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Diese Seite gibt es nicht")).to_be_visible()
    assert page.get_by_role("listitem").count() == len(PAGES)
    assert page.locator("[data-testid=stApp], [role=dialog]").count() == 0
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    page.get_by_role("listitem").first.get_by_role("link", name="Map").click()
    settled(page)
    assert page.url.startswith(f"{server}/map?")
    expect(page.locator(".st-key-selected")).to_contain_text("Germany")
    context.close()


def test_only_pages_are_replaced(browser: Browser, server: str) -> None:
    wanted = {
        "/": 200,
        "/map?lang=de": 200,
        "/timeline/": 200,
        "/_stcore/health": 200,
        "/assets/regions.geojson": 200,
        "/overview": 404,
        "/media/nothing.png": 404,
    }
    context = browser.new_context()
    assert {path: context.request.get(server + path).status for path in wanted} == wanted
    context.close()


def test_page_waits_for_the_database_and_goes_on_by_itself(
    visit: Opener, database: Path, tmp_path: Path
) -> None:
    late = tmp_path / "late.duckdb"
    with serving(late) as address:
        page = visit("/compare?country=DE", at=address)
        expect(page.get_by_text("The data are not there yet")).to_be_visible()
        expect(page.get_by_test_id("stCode")).to_contain_text("python -m data.build")
        german = visit("/compare?lang=de", at=address)
        expect(german.get_by_text("Die Daten sind noch nicht da")).to_be_visible()
        late.write_bytes(b"half a file")
        page.wait_for_timeout(4000)
        expect(page.get_by_text("The data are not there yet")).to_be_visible()
        fresh = tmp_path / "fresh.duckdb"
        shutil.copy(database, fresh)
        fresh.replace(late)
        expect(page.locator(".st-key-selected")).to_contain_text("Germany", timeout=15_000)
        settled(page)
        assert page.url.endswith("/compare?country=DE")
        page.close()
        german.close()
