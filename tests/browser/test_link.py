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


def test_link_is_copied_and_said(look: Opener) -> None:
    page = look("/map?country=DE")
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


def test_a_key_leads_to_the_search(visit: Opener) -> None:
    page = visit("/compare")
    search = page.locator(".st-key-_q input")
    page.keyboard.press("k")
    expect(search).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(search).to_be_focused()
    page.keyboard.type("ak")
    expect(search).to_have_value("ak")


def test_the_key_opens_the_filters_on_a_phone(visit: Opener) -> None:
    page = visit("/compare", width=390)
    page.keyboard.press("Control+k")
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


def test_the_way_back_leads_to_the_language_before(look: Opener) -> None:
    page = look("/compare?country=DE&lang=de")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Members by cluster")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Mitglieder nach Cluster")).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'de'")
    assert "lang=de" in page.url
