"""Taking back: the button beside "Reset filters", and the browser's own Back."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled


def undo(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_role("button", name="Undo")


def says(page: Page, words: str) -> None:
    """Read the tooltip of the button."""
    page.mouse.move(700, 700)
    expect(page.get_by_test_id("stTooltipContent")).to_have_count(0)
    undo(page).hover()
    expect(page.get_by_test_id("stTooltipContent")).to_have_text(words)


def address_is(page: Page, has: str, lacks: str = "nothing-lacks") -> None:
    page.wait_for_function(
        "([has, lacks]) => location.search.includes(has) && !location.search.includes(lacks)",
        arg=[has, lacks],
    )
    settled(page)


def test_changes_are_taken_back_one_by_one_and_over_pages(visit: Opener) -> None:
    page = visit("/?year=2019&group=all-energy")
    expect(undo(page)).to_be_disabled()
    charts.choose(page, "Country", "Germany")
    page.keyboard.press("Escape")
    address_is(page, "country=DE")
    page.get_by_role("button", name="Reset filters").click()
    page.wait_for_function("location.search === ''")
    settled(page)
    says(
        page,
        "Takes back: Sector group: Energy industry → All; Country: Germany → All; "
        "Snapshot year: 2019 → 2026",
    )
    page.get_by_test_id("stTopNavLink").filter(has_text="Map").click()
    page.wait_for_url("**/map**")
    settled(page)
    undo(page).click()
    address_is(page, "country=DE")
    assert "year=2019" in page.url
    assert "group=all-energy" in page.url
    expect(page.locator(".st-key-selected")).to_contain_text("Germany")
    says(page, "Takes back: Country: All → Germany")
    undo(page).click()
    address_is(page, "group=all-energy", "country")
    expect(undo(page)).to_be_disabled()


def test_back_takes_a_reset_of_several_filters_in_one_step(visit: Opener) -> None:
    page = visit("/compare?country=DE&group=all-energy&year=2019")
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Reset filters").click()
    page.wait_for_function("location.search === ''")
    settled(page)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    address_is(page, "country=DE")
    assert "group=all-energy" in page.url
    assert "year=2019" in page.url
    expect(page.locator(".st-key-selected")).to_contain_text("Germany")
    page.go_forward()
    page.wait_for_function("location.search === ''")
    settled(page)
    expect(page.locator(".st-key-selected")).to_contain_text("All clusters")
