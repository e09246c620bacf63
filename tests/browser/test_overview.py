"""The start page: clusters are found, sentences lead to their charts, totals say how sure."""

import re

import pytest
from playwright.sync_api import Page, expect

from atlas import i18n
from atlas.model.choices import Choices
from atlas.text import dates
from tests.browser import charts
from tests.browser.conftest import Opener, settled

SENTENCES = ".st-key-links [data-testid=stPageLink-NavLink]"


def follow(page: Page, words: str) -> None:
    page.locator(SENTENCES).filter(has_text=words).click()
    page.wait_for_function("!['', '/'].includes(location.pathname)")
    settled(page)


def test_a_sentence_leads_to_its_chart_with_the_same_selection(look: Opener) -> None:
    page = look("/?group=all-energy&metric=staff&exact=1")
    sentence = page.locator(SENTENCES).filter(has_text="grew fastest").inner_text()
    follow(page, "grew fastest")
    expect(page.get_by_role("heading", name="Growth of members by cluster")).to_be_visible()
    assert re.search(r"/compare\?(?=.*group=all-energy)(?=.*exact=1)", page.url)
    assert "metric=members_growth_pct_per_year" in page.url
    assert "linked" not in page.url
    assert page.url.count("group=") == 1
    assert page.locator(".st-key-selected").inner_text().startswith("Energy industry")
    bars = charts.role(page, "ranking", "values")
    assert re.search(r"<b>(.*?)</b>", bars["hovertext"][-1])[1] in sentence  # type: ignore[index]


def test_the_address_of_a_sentence_opens_the_same_for_a_colleague(
    look: Opener, visit: Opener
) -> None:
    mine = look("/?country=DE&lang=de&year=2019")
    youngest = mine.locator(SENTENCES).nth(2)
    address = youngest.get_attribute("href")
    youngest.click()
    mine.wait_for_url("**/timeline?**")
    settled(mine)
    theirs = visit(f"/{address}")
    for page in (mine, theirs):
        assert "linked" not in page.url
        assert "lang=de" in page.url
        assert "year=2019" in page.url
    assert charts.traces(theirs, "lifelines") == charts.traces(mine, "lifelines")


def test_following_a_sentence_keeps_the_presentation(visit: Opener) -> None:
    page = visit("/?group=all-energy")
    page.get_by_role("button", name="Add to presentation").first.click()
    settled(page)
    follow(page, "The fewest clusters")
    page.get_by_test_id("stTopNavLink").filter(has_text="Presentation").click()
    page.wait_for_url("**/presentation**")
    settled(page)
    expect(page.get_by_text("Members by cluster").first).to_be_visible()


def test_find_a_cluster_opens_its_profile(look: Opener) -> None:
    page = look("/?lang=en&year=2019")
    charts.choose(page, "Find a cluster", "Silicon Saxony e.V.")
    page.wait_for_url("**/profile?**")
    settled(page)
    assert "cluster=silicon-saxony" in page.url
    assert "year=2019" in page.url
    expect(page.locator("[data-testid=stException], [data-testid=stAlert]")).to_have_count(0)
    expect(page.get_by_text("Silicon Saxony").first).to_be_visible()


def test_a_bar_of_the_ranking_opens_the_profile(look: Opener) -> None:
    page = look("/?group=all-energy")
    wanted = charts.role(page, "ranking", "values")["customdata"][0]
    page.locator("[class*=st-key-chart-ranking] .barlayer .point path").first.click(force=True)
    page.wait_for_url("**/profile?**")
    settled(page)
    assert f"cluster={wanted}" in page.url
    page.go_back()
    page.wait_for_function("location.pathname == '/' && !location.search.includes('cluster')")
    page.wait_for_selector(charts.HOLDER.format(key="ranking"))
    settled(page)
    assert len(charts.role(page, "ranking", "values")["customdata"]) > 5


def card_of_members(page: Page) -> tuple[str, str]:
    """Return what the card of the members says, and what its help says."""
    card = page.locator(".st-key-card-members")
    card.get_by_test_id("stTooltipIcon").hover()
    return card.inner_text(), page.get_by_test_id("stTooltipContent").inner_text()


def test_a_total_shows_range_and_exact_share(look: Opener) -> None:
    card, details = card_of_members(look("/?country=BE"))
    total = int(re.search(r"Members\s+([\d,]+)\s", card)[1].replace(",", ""))  # type: ignore[index]
    low, high, share = (
        int(one.replace(",", ""))
        for one in re.search(  # type: ignore[union-attr]
            r"between ([\d,]+) and ([\d,]+)\s+(\d+)% of the total from exact figures", details
        ).groups()
    )
    assert low < total < high
    assert 0 < share < 100
    card, exact = card_of_members(look("/?country=FR&exact=1"))
    assert re.search(r"Members\s+[\d,]+\s", card)
    assert "between" not in exact
    assert "at least" not in exact
    assert "100% of the total from exact figures" in exact


def test_where_fewer_than_half_report_the_median_leads(look: Opener) -> None:
    card, details = card_of_members(look("/"))
    reporting, selected = map(int, re.search(r"(\d+) of (\d+) clusters", card).groups())  # type: ignore[union-attr]
    assert 2 * reporting < selected
    assert card.startswith("Members, median")
    assert "Too few report for a total of all." in details
    assert "of the total from exact figures" not in details


@pytest.mark.parametrize("path", ["/?lang=de", "/?lang=de&region=DE-SL"])
def test_all_of_the_map_is_on_the_first_screen_and_no_card_ends_in_blank_room(
    look: Opener, path: str
) -> None:
    page = look(path)
    drawn = """(plot) => {
      const top = plot.getBoundingClientRect().top, size = plot._fullLayout._size;
      return [top + size.t, top + size.t + size.h]; }"""
    edges = page.locator("[class*=st-key-chart-map] .js-plotly-plot").first.evaluate(drawn)
    assert 0 < edges[0] < edges[1] <= 900
    blank = """(cards) => cards.map((card) => card.getBoundingClientRect().bottom
      - Math.max(...[...card.querySelectorAll('button')].map((part) =>
          part.getBoundingClientRect().bottom)))"""
    assert max(page.locator("[class*=st-key-chart-]").evaluate_all(blank)) < 40


def test_where_nothing_stands_out_the_page_says_so(look: Opener) -> None:
    page = look("/?cluster=niro")
    expect(page.locator(".st-key-standing-out")).to_contain_text("too few of the selected")
    expect(page.locator(SENTENCES)).to_have_count(0)
    expect(page.locator(".st-key-card-members [data-testid=stMetricValue]")).to_be_visible()


@pytest.mark.parametrize(("path", "scheme"), [("/?country=DE&lang=de", "light"), ("/", "dark")])
def test_paper_says_what_is_shown_of_which_data(
    visit: Opener, known: Choices, path: str, scheme: str
) -> None:
    page = visit(path, scheme=scheme)
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 2
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    foot = page.evaluate("document.querySelector('#atlas-foot').textContent")
    i18n.use("de" if "DE" in path else "en")
    selected = "Deutschland" if "DE" in path else "All clusters"
    assert f"{selected} · {dates.known_at(known.last_year, known)} · Cluster Atlas" in foot
    assert page.url in foot
    assert re.search(r"(Datenversion|data version) \w{8,}", foot)
    for gone in ("stSidebar", "stHeader", "stButton", "stSelectbox"):
        assert not page.locator(f"[data-testid={gone}]").filter(visible=True).count(), gone
    expect(page.locator(".st-key-questions")).to_be_hidden()
    expect(page.locator(".st-key-standing-out p").filter(visible=True)).not_to_have_count(0)
