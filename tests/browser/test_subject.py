"""The cluster that a page is about stays on such pages, and is no filter on the others."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, settled


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    address = "" if name == "Overview" else name.lower()
    page.wait_for_function(f"location.pathname === '/{address}'")
    settled(page)


def test_the_subject_is_no_filter_elsewhere_and_is_there_again_on_return(visit: Opener) -> None:
    page = visit("/profile?cluster=niro&country=DE")
    go(page, "Overview")
    expect(page.locator(".st-key-selected")).to_contain_text("Germany")
    expect(page.locator(".st-key-selected")).not_to_contain_text("· 1 cluster ·")
    page.wait_for_function("!location.search.includes('cluster=')")
    go(page, "Peers")
    expect(page.get_by_role("heading", name="Peers of NIRO").first).to_be_visible()
    page.wait_for_function("location.search.includes('cluster=niro')")
    page.go_back()
    page.wait_for_function("location.pathname === '/'")
    settled(page)
    expect(page.locator(".st-key-selected")).to_contain_text("Germany")


def test_a_filter_for_one_cluster_is_kept_and_opens_its_profile(visit: Opener) -> None:
    page = visit("/map?cluster=foodregio")
    go(page, "Profile")
    expect(page.get_by_role("heading", name="foodRegio").first).to_be_visible()
    go(page, "Map")
    expect(page.locator(".st-key-selected")).to_contain_text("foodRegio")
