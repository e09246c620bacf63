"""The list of clusters: headings sort it, names lead to profiles, cards to who lacks a figure."""

import re

import pytest
from playwright.sync_api import Page, expect

from data.words import folded
from tests.browser import charts
from tests.browser.conftest import Opener, settled

TABLE = ".st-key-table-clusters"


def column(page: Page, name: str) -> list[str]:
    """Return the cells of a column from the top."""
    if name == "Cluster":
        return page.locator(f"{TABLE} tbody th").all_inner_texts()
    return page.locator(f"{TABLE} td[data-label='{name}'] span").all_inner_texts()


def values(cells: list[str]) -> list[int]:
    """Return the values of cells such as 'more than 1,200 (2022)'; those without any left out."""
    numbers = [re.search(r"[\d,]+", cell.partition("(")[0]) for cell in cells]
    return [int(number[0].replace(",", "")) for number in numbers if number]


def test_sorting_by_keys_opening_a_profile_and_the_way_back(look: Opener) -> None:
    page = look("/clusters?country=AT")
    names = column(page, "Cluster")
    assert len(names) > 10
    assert names == sorted(names, key=folded)
    heading = page.locator(f"{TABLE} thead [data-sort=members]")
    expect(page.locator(f"{TABLE} th:has([data-sort=name])")).to_have_attribute(
        "aria-sort", "ascending"
    )
    heading.focus()
    page.keyboard.press("Enter")
    sorted_by = page.locator(f"{TABLE} th:has([data-sort=members])")
    expect(sorted_by).to_have_attribute("aria-sort", "descending")
    settled(page)
    assert "sort=members" in page.url
    largest = values(column(page, "Members"))
    assert largest == sorted(largest, reverse=True)
    assert len(largest) < len(names)
    # the heading keeps the focus, so that the same key turns the order round
    expect(heading).to_be_focused()
    page.keyboard.press("Enter")
    expect(sorted_by).to_have_attribute("aria-sort", "ascending")
    settled(page)
    assert values(column(page, "Members")) == sorted(largest)
    first = column(page, "Cluster")[0]
    page.get_by_role("link", name=first, exact=True).click()
    page.wait_for_url("**/profile?**")
    settled(page)
    expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    assert "country=AT" in page.url
    page.go_back()
    page.wait_for_function("location.pathname == '/clusters'")
    page.wait_for_selector(f"{TABLE} tbody tr")
    settled(page)
    assert column(page, "Cluster")[0] == first
    assert "sort=-members" in page.url


def test_how_many_report_leads_to_those_that_do_not(look: Opener) -> None:
    page = look("/?region=DE-SL")
    card = page.locator(".st-key-card-members a")
    reporting, selected = map(int, re.findall(r"\d+", card.inner_text())[:2])
    card.click()
    page.wait_for_url("**/clusters?**")
    page.wait_for_selector(f"{TABLE} tbody tr")
    settled(page)
    expect(
        page.get_by_role("heading", name="Clusters without a figure for “Members”")
    ).to_be_visible()
    assert len(column(page, "Cluster")) == selected - reporting
    assert set(column(page, "Members")) == {"–"}
    assert "region=DE-SL" in page.url
    # one step back takes the narrowing away
    charts.choose(page, "Clusters", "all selected")
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(selected)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(selected - reporting)


@pytest.mark.parametrize(("language", "seat"), [("en", "Seat"), ("de", "Sitz")])
def test_on_a_phone_each_cluster_is_a_block(look: Opener, language: str, seat: str) -> None:
    page = look(f"/clusters?cluster=niro,foodregio&lang={language}", width=390)
    assert column(page, seat) == ["Lübeck", "Unna"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(f"{TABLE} thead button").first).to_be_hidden()
