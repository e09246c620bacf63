"""Clusters side by side: the metrics are chosen on the page, and the address keeps them."""

from playwright.sync_api import expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled

PICKED = "/compare?compare=picked&pick=autoregion,niro"
ROWS = ".st-key-table-side-by-side-table tbody tr"


def test_a_metric_is_added_and_the_address_keeps_it(look: Opener, visit: Opener) -> None:
    page = look(PICKED)
    expect(page.locator(ROWS).first).to_contain_text("about 200 (2021–24)")
    before = page.locator(ROWS).count()
    charts.choose(page, "Metrics that any of them reports, up to 12", "Age")
    page.keyboard.press("Escape")
    expect(page.locator(ROWS)).to_have_count(before + 1)
    settled(page)
    assert "age_years" in page.url
    expect(page.locator(ROWS).filter(has_text="Age")).to_have_count(1)
    again = visit(page.url[page.url.index("/compare") :])
    expect(again.locator(ROWS)).to_have_count(before + 1)
    only = look(f"{PICKED}&show=founding_year,nosuchmetric")
    expect(only.locator(ROWS)).to_have_count(1)
    expect(only.get_by_text("Metrics: nosuchmetric")).to_be_visible()
