"""Sectors and regions: each view by its address, choices in the address, nothing drawn as zero."""

import pytest
from playwright.sync_api import expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled

VIEWS = {
    "/sectors": "heatmap",
    "/sectors?metric=clusters&by=country": "heatmap",
    "/sectors?sectors=multiples&by=region": "small-multiples",
    "/sectors?sectors=specialisation&of=DE-SN&metric=members": "specialisation",
    "/sectors?sectors=cohorts&metric=staff&since=2012": "cohorts",
}


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_opens_by_its_address_and_says_how_to_read_it(look: Opener, path: str) -> None:
    page = look(path)
    assert charts.traces(page, VIEWS[path])
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    expect(page.get_by_text("Ignored, because")).to_have_count(0)
    page.get_by_role("button", name="How to read this").click()
    expect(page.locator("[data-testid=stPopoverBody]")).to_contain_text("cluster")


def test_matrix_draws_what_is_not_reported_as_a_dash(look: Opener) -> None:
    page = look("/sectors?metric=staff")
    shown = charts.role(page, "heatmap", "cells")
    texts = [text for line in shown["text"] for text in line]
    values = [value for line in shown["meta"]["values"] for value in line]
    assert "–" in texts
    assert all(
        value is None for value, text in zip(values, texts, strict=True) if text in ("–", "")
    )
    assert all(value for value, text in zip(values, texts, strict=True) if text[:1].isdigit())
    expect(page.get_by_text("Grey with a dash: not reported")).to_be_visible()


def test_a_choice_goes_into_the_address_and_back_takes_it_out(look: Opener) -> None:
    page = look("/sectors")
    charts.choose(page, "Metric", "Number of clusters")
    page.wait_for_function("location.search.includes('metric=clusters')")
    settled(page)
    expect(page.get_by_role("heading", name="Clusters by sector group and region")).to_be_visible()
    page.go_back()
    page.wait_for_function("!location.search.includes('metric=clusters')")
    expect(page.get_by_role("heading", name="Members by sector group and region")).to_be_visible()


@pytest.mark.parametrize("about", ["DE-SN", "FR", "all-automotive-mobility", "automotive"])
def test_portrait_narrows_every_chart_to_what_it_is_of(look: Opener, about: str) -> None:
    page = look(f"/sectors?sectors=portrait&of={about}")
    cluster_card = page.locator(".st-key-card-clusters [data-testid=stMetricValue]")
    assert 0 < int(cluster_card.inner_text()) < 290
    ranked = charts.role(page, "ranking", "values")
    assert 0 < len(ranked["customdata"]) <= int(cluster_card.inner_text())
    # one sector by itself would be a matrix of one column: its map says more
    of_sector = "automotive" in about
    assert charts.traces(page, "map" if of_sector else "heatmap")
    expect(page.locator(f".st-key-chart-{'heatmap' if of_sector else 'map'}")).to_have_count(0)
    assert charts.traces(page, "foundings")
    expect(page.get_by_text("could not be drawn")).to_have_count(0)


def test_portrait_asks_what_it_shall_be_of(look: Opener) -> None:
    page = look("/sectors?sectors=portrait")
    expect(page.get_by_text("Choose a sector, a region or a country above")).to_be_visible()
    charts.choose(page, "Sector, region or country", "Saxony")
    page.wait_for_function("location.search.includes('of=DE-SN')")
    expect(page.get_by_role("heading", name="Saxony", exact=True)).to_be_visible()


def test_too_few_clusters_are_told_instead_of_drawn(look: Opener) -> None:
    page = look("/sectors?sectors=specialisation&cluster=niro")
    expect(page.get_by_text("need 5 selected clusters or more")).to_be_visible()
