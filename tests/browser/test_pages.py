"""Pages opened cold, empty or by a wrong address; numbers by language, figures by the look."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import charts
from tests.browser.conftest import Opener, serving


def test_cold_deep_link(visit: Opener, database: Path) -> None:
    with serving(database) as fresh:
        page = visit("/map?group=all-automotive-mobility", at=fresh)
        assert charts.traces(page, "map-")
        expect(page.get_by_text("Automotive and mobility").first).to_be_visible()
        page.close()


def test_numbers_follow_the_language(look: Opener) -> None:
    page = look("/?year=2022")
    english = page.locator(".st-key-card-members [data-testid=stMetricValue]").inner_text()
    page.get_by_role("radio", name="Deutsch").or_(page.get_by_text("Deutsch")).first.click()
    page.wait_for_function("location.search.includes('lang=de')")
    card = page.locator(".st-key-card-members [data-testid=stMetricValue]")
    expect(card).to_have_text(english.replace("at least", "mindestens").replace(",", "."))
    assert "," in english


def test_figures_follow_the_system_into_the_dark(visit: Opener) -> None:
    page = visit("/")
    ground = """(wanted) => document.querySelector('.js-plotly-plot')
        .layout.template.layout.paper_bgcolor === wanted"""
    page.wait_for_function(ground, arg="#fdfcf9")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(ground, arg="#14191c")
    assert "light" not in page.url


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_empty_selection_explains_itself_and_offers_the_way_out(look: Opener, path: str) -> None:
    page = look(f"{path}?q=nosuchcluster&country=DE")
    expect(page.get_by_text("No cluster matches all of these filters")).to_be_visible()
    page.get_by_role("button", name="Remove all filters").click()
    page.wait_for_function("!location.search.includes('nosuchcluster')")
    expect(page.get_by_text("290 clusters").first).to_be_visible()


def test_unknown_values_are_ignored_with_a_quiet_note(look: Opener) -> None:
    page = look("/map?sector=unicorns,automotive&year=1066&metric=happiness&lang=xx")
    expect(page.get_by_text("Sector: unicorns")).to_be_visible()
    expect(page.get_by_text("Snapshot year: 1066")).to_be_visible()
    expect(page.get_by_text("Metric: happiness")).to_be_visible()
    expect(page.get_by_text("Language: xx")).to_be_visible()
    assert charts.traces(page, "map-")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
