"""The profile: deep link, a figure traced to its place, the fact sheet, two pages of paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser import charts
from tests.browser.conftest import Opener

SAXONY = "/profile?cluster=silicon-saxony"


def rows(page: Page, chart: str) -> list[list[str]]:
    """Return the cells of a table on the page, its headings first; a heading between has one."""
    found = page.locator(f".st-key-table-{chart} tr").evaluate_all(
        "lines => lines.map((line) => [...line.cells].map((cell) => cell.innerText.trim()))"
    )
    return [list(map(str, one)) for one in found]


def test_deep_link_shows_who_how_many_and_where_it_stands_in_the_source(look: Opener) -> None:
    page = look(SAXONY)
    expect(page.get_by_role("heading", name="Silicon Saxony e.V.")).to_be_visible()
    expect(page.get_by_role("link", name="www.silicon-saxony.de")).to_have_attribute(
        "href", "https://www.silicon-saxony.de"
    )
    figures = {row[0]: row for row in rows(page, "profile-figures")}
    events = figures["Events per year"]
    assert events[1] == "about 50"
    assert events[2].startswith("2019 (worked out), ")
    assert events[5:] == ["BMWi, 2020", "chapter on Silicon Saxony, paragraph 8"]
    observed = rows(page, "profile-observations")
    (same,) = [row for row in observed if row[0] == "Events per year"]
    assert same[4:] == events[5:]
    assert same[3] == "Shown in charts."
    listed = page.locator(".st-key-profile-sources li").filter(has_text="(BMWi)")
    expect(listed).to_contain_text("Events per year (2019)")
    assert charts.role(page, "profile-map", "covered")["locations"] == ["DE-SN"]


def test_the_first_screen_says_what_else_is_stated_and_leads_to_its_source(look: Opener) -> None:
    page = look("/profile?cluster=autoregion")
    assert page.locator(".st-key-who").inner_text().find("2015 (others say 2014)") > 0
    members = page.locator(".st-key-table-profile-figures tbody tr").first
    expect(members).to_contain_text("about 200")
    expect(members).to_contain_text("Earlier: 35 (2015; ")
    box = members.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900
    link = members.get_by_role("link", name=re.compile("^Saarbrücker Zeitung"))
    expect(link).to_have_attribute("href", re.compile("^https?://"))


def test_without_a_cluster_some_are_offered(look: Opener) -> None:
    page = look("/profile?country=LU")
    expect(page.get_by_text("Choose a cluster above")).to_be_visible()
    offered = page.locator(".st-key-offered button").first
    name = offered.inner_text()
    offered.click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert "cluster=" in page.url
    assert "country=LU" in page.url
    page.go_back()
    expect(page.get_by_text("Choose a cluster above")).to_be_visible()


def test_nobody_to_compare_with_and_an_ended_cluster(look: Opener) -> None:
    page = look(SAXONY + "&q=nosuchcluster")
    expect(page.get_by_text("No other cluster is left to compare with")).to_be_visible()
    ended = look("/profile?cluster=cfk-valley-stade&peers=nobody")
    expect(ended.get_by_text("its figures at the end of 2018")).to_be_visible()
    expect(ended.get_by_text("Peers picked by hand: nobody")).to_be_visible()


def test_the_way_to_the_peers_keeps_the_cluster(look: Opener) -> None:
    page = look(SAXONY + "&peers=niro,hamburg-aviation")
    page.get_by_role("link", name="Compare with its peers").click()
    page.wait_for_url(re.compile("/peers"))
    page.wait_for_function("location.search.includes('cluster=silicon-saxony')")
    page.wait_for_function("decodeURIComponent(location.search).includes('niro,hamburg-aviation')")


@pytest.mark.parametrize("language", ["en", "de"])
def test_fact_sheet_is_two_native_slides_with_the_page_s_figures(
    look: Opener, tmp_path: Path, language: str
) -> None:
    page = look(f"/profile?cluster=hamburg-aviation&lang={language}")
    with page.expect_download(timeout=30_000) as waiting:
        page.locator(".st-key-fact-sheet button").filter(visible=True).first.click()
    called = {"en": "fact-sheet", "de": "steckbrief"}[language]
    assert waiting.value.suggested_filename == f"{called}_2026_hamburg-aviation.pptx"
    file = tmp_path / "sheet.pptx"
    waiting.value.save_as(file)
    first, second = Presentation(str(file)).slides
    (table,) = [shape.table for shape in first.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    # on the slide the year stands beside the value
    on_page = [[row[0], *row[3:6]] for row in rows(page, "profile-figures") if len(row) > 1]
    assert len(cells) > 10
    assert all([row[0], *row[2:]] in on_page for row in cells if row[2])
    native: list[Any] = [shape.chart for shape in second.shapes if shape.has_chart]
    drawn = charts.traces(page, "profile-years")
    for chart, observed in zip(
        native, (one for one in drawn if one["meta"]["role"] == "observed"), strict=False
    ):
        values = [list(series.values) for series in chart.plots[0].series]
        assert observed["y"] in values
    assert len(native) == 4


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [
        (SAXONY, "light", 1440),
        ("/profile?cluster=hamburg-aviation&lang=de", "dark", 1920),
        ("/profile?cluster=kunststoff-cluster", "light", 1024),
    ],
)
def test_paper_is_two_clean_pages(visit: Opener, path: str, scheme: str, width: int) -> None:
    page = visit(path, width=width, scheme=scheme)
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 2
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in ("stSidebar", "stHeader", "stDownloadButton", "stPopover", "stButton"):
        assert not page.locator(f"[data-testid={gone}]").filter(visible=True).count(), gone
    for read in ("profile-figures", "profile-milestones"):
        expect(page.locator(f".st-key-table-{read} td").first).to_be_visible()
    expect(page.locator("h2").filter(visible=True)).to_have_count(1)
    expect(page.locator(".st-key-profile-sources li").first).to_be_visible()
    # a chart shrinks with its frame: nothing is cut off
    page.wait_for_function(
        """() => [...document.querySelectorAll('.js-plotly-plot')].filter((chart) => {
            const frame = chart.closest('[class*=st-key-chart-]').getBoundingClientRect();
            const drawn = chart.querySelector('.main-svg').getBoundingClientRect();
            return drawn.right > frame.right + 1 || drawn.bottom > frame.bottom + 1
              || drawn.height < 50 }).length === 0"""
    )
    ink = page.locator("h2").first.evaluate("(one) => getComputedStyle(one).color")
    assert ink == "rgb(28, 35, 39)"
