"""Copying the link, the key for the search, and the language that nobody chose."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Opener, settled

SHUT = """() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    document.execCommand = () => false }"""


def link(page: Page) -> str:
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("[data-testid=stMain] [role=status]:not(:empty)")).to_have_text(
        "The link is copied."
    )
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_link_is_copied_and_said(visit: Opener) -> None:
    page = visit("/map?country=DE")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert link(page) == page.url
    page.get_by_role("button", name="Reset filters").click()
    page.wait_for_function("location.search === ''")
    settled(page)
    assert link(page).endswith("/map")


def test_without_permission_the_link_stands_there_selected(visit: Opener) -> None:
    page = visit("/compare?country=DE")
    page.evaluate(SHUT)
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Link to this view")
    expect(field).to_have_value(page.url)
    expect(field).to_be_focused()
    assert field.evaluate("(one) => one.selectionEnd - one.selectionStart") == len(page.url)
    expect(page.get_by_text("Copy the selected link with Ctrl+C")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_slash_leads_to_the_search_unless_something_is_typed(visit: Opener) -> None:
    page = visit("/compare")
    search = page.locator(".st-key-_q input")
    page.keyboard.press("Control+/")
    expect(search).not_to_be_focused()
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("a/b")
    expect(search).to_have_value("a/b")
    box = page.get_by_role("combobox", name="Metric")
    box.click()
    page.keyboard.type("/")
    expect(box).to_be_focused()


def test_slash_opens_the_filters_on_a_phone(visit: Opener) -> None:
    page = visit("/compare", width=390)
    page.keyboard.press("/")
    expect(page.locator(".st-key-_q input")).to_be_focused()


def test_the_browser_chooses_the_language_until_the_reader_does(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(locale="de-AT")
    page = context.new_page()
    page.goto(f"{server}/compare")
    settled(page)
    expect(page.get_by_role("button", name="Filter zurücksetzen")).to_be_visible()
    assert "lang" not in page.url
    page.get_by_text("English", exact=True).click()
    page.wait_for_function("location.search.includes('lang=en')")
    expect(page.get_by_role("button", name="Reset filters")).to_be_visible()
    page.get_by_text("Deutsch", exact=True).click()
    page.wait_for_function("location.search.includes('lang=de')")
    page.goto(f"{server}/compare?lang=en")
    settled(page)
    expect(page.get_by_role("button", name="Reset filters")).to_be_visible()
    assert "lang=en" in page.url
    context.close()
