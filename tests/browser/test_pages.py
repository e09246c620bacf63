"""Each page on its own: cold, wide and narrow, in both languages, light and dark, empty, wrong."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import charts
from tests.browser.conftest import Opener, serving

PAGES = {"/": "ranking", "/map": "map-", "/timeline": "timeline", "/compare": "ranking"}
VIEWS = [
    "/",
    "/?metric=founding_year",
    "/map",
    "/map?area=europe&metric=staff&at=covered",
    "/timeline",
    "/timeline?by=sector",
    "/timeline?axis=age",
    "/timeline?timeline=foundings",
    "/timeline?timeline=lives&part=2",
    "/compare?compare=scatter&size=events_per_year",
    "/compare?compare=distribution&by=region",
    "/compare?compare=picked&pick=niro,silicon-saxony,hamburg-aviation",
    "/sectors",
    "/sectors?metric=clusters&by=country",
    "/sectors?sectors=multiples&by=region",
    "/sectors?sectors=specialisation&of=DE-SN",
    "/sectors?sectors=cohorts",
    "/sectors?sectors=portrait&of=automotive",
    "/sources?find=niro&metric=members",
    "/sources?sources=coverage&by=sector",
    "/sources?sources=staleness",
    "/sources?sources=list",
]
#: what a page says in its own words; notes of the data stand in tables, titles of sources in links
OUTSIDE_TABLES = """() => {
    const others = document.querySelectorAll('table, a[href^=http]')
    others.forEach((one) => { one.style.display = 'none' })
    return document.querySelector('[data-testid=stApp]').innerText }"""
ABOUT_ONE = [
    "/profile?cluster=silicon-saxony",
    "/profile?cluster=cfk-valley-stade",
    "/peers?cluster=silicon-saxony",
    "/peers?cluster=niro&weights=age:2,sector:0&peers=acod,biolago",
    "/labels?cluster=silicon-saxony&scheme=eccp-listing",
    "/labels?labels=criteria&scheme=ecei-gold-2013",
    "/labels?labels=time",
    "/sources?sources=conflicts",
    "/sources?sources=versions",
]


@pytest.mark.parametrize("path", PAGES)
def test_cold_deep_link(visit: Opener, database: Path, path: str) -> None:
    with serving(database) as fresh:
        page = visit(f"{path}?group=all-automotive-mobility", at=fresh)
        assert charts.traces(page, PAGES[path])
        expect(page.get_by_text("Automotive and mobility").first).to_be_visible()
        page.close()


@pytest.mark.parametrize("path", VIEWS + ABOUT_ONE)
def test_a_german_phone_shows_german_and_nothing_overflows(visit: Opener, path: str) -> None:
    page = visit(path + ("&" if "?" in path else "?") + "lang=de", width=390)
    wide = page.evaluate(
        """() => [...document.querySelectorAll(
              '[data-testid=stMain], [data-testid=stMainBlockContainer], .main-svg,'
              + '[data-testid=stElementContainer], [data-testid=stVerticalBlock]')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
              || one.scrollWidth > one.clientWidth + 1 && one.dataset.testid === 'stMain')
            .map((one) => one.className.toString())"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    text = page.evaluate(OUTSIDE_TABLES)
    for english in ("Snapshot year", "Filters", "clusters", "Save", "sources", "members", "report"):
        assert english not in text, f"{english!r} stands on the German page"
    assert set(charts.separators(page)) <= {",."}


def test_numbers_follow_the_language(visit: Opener) -> None:
    page = visit("/?year=2022")
    english = page.locator(".st-key-card-members [data-testid=stMetricValue]").inner_text()
    page.get_by_role("radio", name="Deutsch").or_(page.get_by_text("Deutsch")).first.click()
    page.wait_for_function("location.search.includes('lang=de')")
    card = page.locator(".st-key-card-members [data-testid=stMetricValue]")
    expect(card).to_have_text(english.replace(",", "."))
    assert "," in english


def test_dark_figures_follow_the_theme(visit: Opener) -> None:
    light = charts.layout(visit("/"), "ranking")["template"]["layout"]["paper_bgcolor"]
    dark = charts.layout(visit("/", scheme="dark"), "ranking")["template"]["layout"][
        "paper_bgcolor"
    ]
    assert (light, dark) == ("#fdfcf9", "#14191c")


@pytest.mark.parametrize("path", PAGES)
def test_empty_selection_explains_itself_and_offers_the_way_out(visit: Opener, path: str) -> None:
    page = visit(f"{path}?q=nosuchcluster&country=DE")
    expect(page.get_by_text("No cluster matches all of these filters")).to_be_visible()
    page.get_by_role("button", name="Remove all filters").click()
    page.wait_for_function("!location.search.includes('nosuchcluster')")
    expect(page.get_by_text("274 clusters").first).to_be_visible()


def test_unknown_values_are_ignored_with_a_quiet_note(visit: Opener) -> None:
    page = visit("/map?sector=unicorns,automotive&year=1066&metric=happiness&lang=xx")
    expect(page.get_by_text("sector: unicorns")).to_be_visible()
    expect(page.get_by_text("year: 1066")).to_be_visible()
    expect(page.get_by_text("metric: happiness")).to_be_visible()
    expect(page.get_by_text("lang: xx")).to_be_visible()
    assert charts.traces(page, "map-")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_one_cluster_fills_every_page(visit: Opener) -> None:
    for path in [one for one in VIEWS if "specialisation" not in one]:
        page = visit(path + ("&" if "?" in path else "?") + "cluster=niro&year=2019")
        expect(page.get_by_text("NIRO").first).to_be_visible()
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        expect(page.get_by_text("could not be drawn")).to_have_count(0)
        page.close()
