"""The peers page: a link tells all, weights and picks live in the address, names lead on."""

from playwright.sync_api import Page, expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled

TABLE = "[class*=st-key-chart-peer-table] table"


def listed(page: Page) -> list[str]:
    """Return the names in the table, from the top."""
    cells = page.locator(TABLE).locator("tbody tr th")
    expect(cells.first).to_be_visible()
    return [one.strip() for one in cells.all_inner_texts()]


def test_deep_link(look: Opener) -> None:
    page = look("/peers?cluster=niro&weights=age:2,sector:0,colour:1&peers=acod,nobody,biolago")
    assert len(listed(page)) == 2
    expect(page.get_by_text("Weights: age ×2, sectors ×0; all others ×1.").first).to_be_visible()
    expect(page.get_by_text("Peers picked by hand: nobody; Weights: colour:1")).to_be_visible()
    expect(page.get_by_text("With fewer than 5 peers there is no percentile.")).to_be_visible()
    drawn = charts.traces(page, "peer-strips")
    dots = [one for one in drawn if (one.get("meta") or {}).get("role") == "peers"]
    assert {cluster for one in dots for cluster in one["customdata"]} <= {"acod", "biolago"}
    own = [one for one in drawn if (one.get("meta") or {}).get("role") == "cluster"]
    assert {cluster for one in own for cluster in one["customdata"]} == {"niro"}


def test_weights_change_the_peers_and_go_back(look: Opener) -> None:
    page = look("/peers?cluster=silicon-saxony")
    first = listed(page)
    assert len(first) == 10
    page.get_by_text("What makes a peer").click()
    slider = page.get_by_role("slider", name="Sectors")
    slider.focus()
    slider.press("Home")
    page.wait_for_function("location.search.includes('weights=sector%3A0')")
    settled(page)
    assert listed(page) != first
    page.get_by_role("button", name="Back to the usual weights").click()
    page.wait_for_function("!location.search.includes('weights=')")
    settled(page)
    assert listed(page) == first


def test_picking_starts_from_the_nearest(look: Opener) -> None:
    page = look("/peers?cluster=silicon-saxony")
    nearest = listed(page)
    page.get_by_role("button", name="Take the nearest ten as a start").click()
    page.wait_for_function("location.search.includes('peers=')")
    settled(page)
    assert listed(page) == nearest
    charts.choose(page, "Peers picked by hand", "NIRO - Netzwerk Industrie RuhrOst e.V.")
    page.wait_for_function("location.search.includes('niro')")
    settled(page)
    assert sorted(listed(page)) == sorted([*nearest, "NIRO - Netzwerk Industrie RuhrOst e.V."])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Back to the nearest").click()
    page.wait_for_function("!location.search.includes('peers=')")
    settled(page)
    assert listed(page) == nearest


def test_a_peer_leads_to_its_profile(look: Opener) -> None:
    page = look("/peers?cluster=silicon-saxony&country=FR")
    name = listed(page)[0]
    page.locator(".st-key-to-profiles").get_by_role("link", name=name).click()
    page.wait_for_url("**/profile?**")
    settled(page)
    assert "country=FR" in page.url
    expect(page.get_by_role("combobox", name="Cluster", exact=True).first).to_have_value(name)


def test_nothing_to_compare_says_what_helps(look: Opener) -> None:
    page = look("/peers")
    expect(page.get_by_text("Choose a cluster above")).to_be_visible()
    page = look("/peers?cluster=niro&q=nosuch")
    expect(page.get_by_text("No cluster matches all of these filters")).to_be_visible()
    page = look("/peers?cluster=niro&weights=age:0,members:0,staff:0,sector:0,region:0,border:0")
    expect(page.get_by_text("Every trait has the weight 0")).to_be_visible()
