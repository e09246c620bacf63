"""The filters: they change what is drawn, live in the address, and survive moving around."""

import pytest
from playwright.sync_api import Page, expect

from atlas.text.chart_text import ChartText
from tests.browser import charts
from tests.browser.conftest import Opener, settled


def selected(page: Page) -> int:
    return int(page.locator(".st-key-card-clusters [data-testid=stMetricValue]").inner_text())


def test_filter_changes_chart_and_address(look: Opener) -> None:
    page = look("/")
    before = charts.role(page, "ranking", "values")
    assert selected(page) == 290
    charts.choose(page, "Sector group", "Automotive and mobility")
    page.wait_for_function("location.search.includes('group=all-automotive-mobility')")
    settled(page)
    expect(page.get_by_text("Automotive and mobility").first).to_be_visible()
    after = charts.role(page, "ranking", "values")
    assert after["customdata"] != before["customdata"]
    assert 0 < selected(page) < 290


def test_search_and_reset(look: Opener) -> None:
    page = look("/")
    search = page.get_by_role("textbox", name="Search")
    search.fill("saxony silicon")
    search.press("Enter")
    page.wait_for_function("location.search.includes('q=saxony')")
    settled(page)
    found = charts.role(page, "ranking", "values")["customdata"]
    assert sorted(found) == ["cool-silicon", "silicon-saxony"]
    page.get_by_role("button", name="Reset filters").click()
    page.wait_for_function("!location.search.includes('q=')")
    expect(page.get_by_text("290 clusters").first).to_be_visible()


def test_region_matches_clusters_that_cover_it_across_borders(look: Opener) -> None:
    page = look("/?country=LI")
    names = charts.role(page, "ranking", "values")["customdata"]
    assert "cyberlago" in names


def test_filters_survive_pages_reload_and_the_back_button(visit: Opener) -> None:
    page = visit("/?group=all-energy&year=2018&lang=de")
    page.get_by_test_id("stTopNavLink").filter(has_text="Karte").click()
    page.wait_for_url("**/map?**")
    settled(page)
    assert "group=all-energy" in page.url
    assert "year=2018" in page.url
    expect(page.get_by_text("Energiewirtschaft").first).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("Energiewirtschaft").first).to_be_visible()
    page.get_by_role("button", name="Alle Cluster anzeigen").click()
    page.wait_for_function("!location.search.includes('all-energy')")
    settled(page)
    page.go_back()
    page.wait_for_function("location.search.includes('all-energy')")
    settled(page)
    expect(page.locator(".st-key-selected").get_by_text("Energiewirtschaft")).to_be_visible()


def test_link_opens_the_same_for_a_colleague(look: Opener, visit: Opener) -> None:
    mine = look("/compare?country=DE")
    charts.choose(mine, "Metric", "Staff")
    mine.wait_for_function("location.search.includes('metric=staff')")
    settled(mine)
    address = mine.url.split("/compare", 1)[1]
    theirs = visit("/compare" + address)
    assert charts.traces(theirs, "ranking") == charts.traces(mine, "ranking")


def test_year_slider_by_keyboard(look: Opener) -> None:
    page = look("/?year=2019&cluster=hamburg-aviation")
    assert charts.role(page, "ranking", "values")["x"] == [175]
    slider = page.get_by_role("slider")
    slider.focus()
    for _year in range(2018, 2010, -1):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(120)  # as fast as a hand, and faster than the page follows
    expect(slider).to_have_value("2011")
    page.wait_for_function("location.search.includes('year=2011')")
    settled(page)
    page.wait_for_function(
        "document.querySelector('[class*=st-key-chart-ranking] .js-plotly-plot').data[0].x[0] == 15"
    )


@pytest.mark.parametrize("field", ["combobox", "textbox"])
def test_what_is_typed_stays_while_the_page_follows(visit: Opener, field: str) -> None:
    page = visit("/compare")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    box = page.get_by_role(field, name="Region" if field == "combobox" else "Search")  # type: ignore[arg-type]
    box.focus()
    page.keyboard.type("Saarland", delay=20)
    page.wait_for_function("location.search.includes('year=')")
    settled(page)
    expect(box).to_have_value("Saarland")


def test_choices_stand_as_before_when_there_is_something_to_show_again(look: Opener) -> None:
    page = look("/map?metric=staff&stat=median")
    search = page.get_by_role("textbox", name="Search")
    for words, shown in (("nosuchcluster", False), ("", True)):
        search.fill(words)
        search.press("Enter")
        expect(page.get_by_role("heading", name="Staff by region: median")).to_be_visible(
            visible=shown
        )
        settled(page)
    for choice, value in (("Metric", "Staff"), ("Shown per region", "Median")):
        box = page.get_by_role("main").get_by_role("combobox", name=choice, exact=True)
        expect(box).to_have_value(value)


def test_more_picks_than_fit_are_named(look: Opener) -> None:
    page = look("/compare?compare=picked&pick=niro,nobody")
    expect(page.get_by_text("cannot be shown here: Clusters: nobody")).to_be_visible()
    expect(page.get_by_role("heading", name="1 cluster side by side", exact=True)).to_be_visible()


def test_exact_figures_only_leaves_hedged_ones_out_and_says_so(look: Opener) -> None:
    page = look("/?cluster=silicon-saxony,cyberforum,mecatech,ivam,niro&year=2025")
    before = charts.role(page, "ranking", "values")["customdata"]
    page.get_by_text("Exact figures only", exact=True).click()
    page.wait_for_function("location.search.includes('exact=1')")
    settled(page)
    drawn = charts.role(page, "ranking", "values")
    after = drawn["customdata"]
    # those that never gave an exact one; in place of "more than 1,200" stands the 870 of 2011
    assert set(before) - set(after) == {"mecatech", "ivam"}
    assert dict(zip(after, drawn["x"], strict=True))["cyberforum"] == 870
    assert set(after) == {"silicon-saxony", "cyberforum", "niro"}
    text = ChartText.from_meta(charts.layout(page, "ranking")["meta"])
    assert "exact figures only" in text.subtitle
    page.go_back()
    page.wait_for_function("!location.search.includes('exact')")
    expect(page.locator(".st-key-selected")).not_to_contain_text("exact figures only")
    settled(page)
    assert charts.role(page, "ranking", "values")["customdata"] == before
