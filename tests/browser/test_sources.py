"""The page Sources: links open its views, the search lives in the address, versions compare."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from atlas.text.chart_text import ChartText
from tests.browser import charts
from tests.browser.conftest import Opener, serving, settled
from tests.data.editions import Row, copy_of_tables, two_versions


def said(page: Page, chart: str) -> str:
    """Return all that stands around a chart."""
    return page.locator(f".st-key-chart-{chart}").inner_text()


def test_search_narrows_the_list_and_goes_back(look: Opener) -> None:
    page = look("/sources?find=niro")
    count = re.search(r"(\d+) of ([\d,]+) observations", said(page, "observations"))
    assert count
    assert 5 < int(count[1]) < 60
    search = page.get_by_role("textbox", name="Search in the figures on record")
    expect(search).to_have_value("niro")
    search.fill("niro nosuchword")
    search.press("Enter")
    expect(page.get_by_text("No figure on record up to 2026 matches.")).to_be_visible()
    page.wait_for_function("location.search.includes('nosuchword')")
    page.go_back()
    settled(page)
    expect(page.get_by_text(count[0]).first).to_be_visible()


def test_conflicts_of_one_metric(look: Opener) -> None:
    page = look("/sources?sources=conflicts")
    every = re.search(r"disagree on (\d+) of", said(page, "conflicts"))
    charts.choose(page, "Metric", "Members")
    page.wait_for_function("location.search.includes('metric=members')")
    settled(page)
    members = re.search(r"disagree on (\d+) of", said(page, "conflicts"))
    assert every
    assert members
    assert 0 < int(members[1]) < int(every[1])
    page.get_by_role("button", name="How to read this").click()
    expect(
        page.get_by_text("Only figures about the cluster organisation itself ever speak")
    ).to_be_visible()


@pytest.mark.parametrize("by", ["year", "sector"])
def test_coverage_opens_from_a_link(look: Opener, by: str) -> None:
    page = look(f"/sources?sources=coverage&by={by}&country=DE&year=2019")
    (cells,) = charts.traces(page, "coverage")
    assert cells["type"] == "heatmap"
    columns = {one for pair in cells["customdata"][0] for one in pair}
    assert ("2019" in columns) == (by == "year")
    assert ChartText.from_meta(charts.layout(page, "coverage")["meta"]).year == 2019


def test_a_citation_leads_back_to_what_it_cites(look: Opener, visit: Opener) -> None:
    page = look("/sources?sources=staleness&group=all-ict-digital&year=2021&exact=1")
    page.locator(".st-key-under-staleness").get_by_role("button", name="sources").click()
    cited = page.locator("[data-testid=stCode]")
    expect(cited).to_contain_text("Cluster Atlas, data version")
    words = cited.locator("code").inner_text()
    assert "How old the figures are. ICT and digital; exact figures only, 2021." in words
    cited.hover()
    expect(page.get_by_role("button", name="Copy to clipboard")).to_be_visible()
    before = charts.traces(page, "staleness")
    address = words.split()[-1]
    again = visit(address[address.index("/sources") :])
    assert charts.traces(again, "staleness") == before


def one_more(rows: list[Row]) -> list[Row]:
    return [rows[0] | {"value": "4711"}, *rows[2:]]


def test_versions_are_compared(visit: Opener, tmp_path: Path) -> None:
    database = tmp_path / "var" / "clusters.duckdb"
    first, second = two_versions(copy_of_tables(tmp_path / "t"), database, observations=one_more)
    with serving(database) as fresh:
        page = visit("/sources?sources=versions", at=fresh)
        expect(page.get_by_text(f"In use: data version {second}")).to_be_visible()
        assert "0 facts added, 1 removed, 1 changed" in said(page, "changes-in-data")
        assert first in said(page, "changes-in-data")
        page.close()


def test_one_version_says_what_would_make_a_second(look: Opener) -> None:
    page = look("/sources?sources=versions&version=000000000000")
    expect(page.get_by_text("Only the version of the data in use is kept")).to_be_visible()


def test_nothing_selected_offers_the_way_out(look: Opener) -> None:
    page = look("/sources?sources=list&q=nosuchcluster")
    page.get_by_role("button", name="Remove all filters").click()
    page.wait_for_function("!location.search.includes('nosuchcluster')")
    settled(page)
    assert re.search(r"[\d,]+ facts in [\d,]+ sources", said(page, "sources"))
