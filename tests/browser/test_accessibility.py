"""For every hand: the keyboard, menus, tables instead of charts, colours of the system."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import accessible, charts
from tests.browser.conftest import Opener, settled
from tests.conftest import Sql


def test_open_lists_and_menus_are_sound(look: Opener) -> None:
    page = look("/?country=DE", scheme="dark")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("dialog", name="Save")).to_be_visible()
    assert accessible.violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Save")).to_have_count(0)
    chooser = page.get_by_role("combobox", name="Metric")
    # a list closes when the page scrolls: first there, then open
    chooser.scroll_into_view_if_needed()
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    chooser.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert accessible.violations(page) == []


def test_keys_alone_lead_from_the_top_to_a_slide(visit: Opener, tmp_path: Path) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert accessible.focused(page) == "Skip to main content"
    rings = []
    for name in ("Sector group", "Exact figures only", "Map", "Presentation", "Find a cluster"):
        accessible.tab_to(page, name)
        rings.append((name, accessible.ringed(page)))
    assert all(ring for _name, ring in rings), rings
    page.keyboard.type("silicon saxony")
    expect(page.get_by_role("option", name="Silicon Saxony e.V.")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/profile\?.*cluster=silicon-saxony"))
    expect(page.get_by_role("heading", name="Silicon Saxony e.V.", exact=True)).to_be_visible()
    settled(page)
    # the focus stands at the content of the new page, not before all its navigation
    assert page.evaluate("document.activeElement.id") == "stMain"
    accessible.tab_to(page, "Save")
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Save")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    assert "Save" in accessible.focused(page)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert accessible.focused(page) == "Slide (PowerPoint)"
    assert accessible.ringed(page)
    page.keyboard.press("Shift+Tab")
    expect(menu).to_have_count(0)
    assert "Save" in accessible.focused(page)
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    with page.expect_download(timeout=30_000) as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".pptx")


def test_the_skip_link_passes_filters_and_navigation(visit: Opener) -> None:
    page = visit("/map")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    accessible.tab_to(page, "Metric", most=4)


def test_a_table_instead_of_every_chart(look: Opener, sql: Sql) -> None:
    ((known,),) = sql(
        """select count(*) from snapshot join data_version on year = last_year
        where metric_id = 'members' and not exact_only"""
    )
    page = look("/")
    choice = page.get_by_role("radiogroup", name="Show as chart or table: Members by cluster")
    choice.get_by_role("radio", name="Table").click()
    table = page.get_by_role("region", name="Table: Members by cluster")
    expect(table).to_be_visible()
    assert "as=table" in page.url
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert heads[:3] == ["Name", "Seat", "Members"]
    assert {"As of", "Source"} <= set(heads)
    assert not {"Cluster id", "Metric id"} & set(heads)
    first = table.get_by_role("row").nth(1)
    expect(first.get_by_role("rowheader")).to_have_text("CyberForum e.V.")
    expect(first).to_contain_text("more than 1,200")
    expect(table.locator("caption")).to_contain_text("Highest stated: CyberForum e.V.")
    assert table.get_by_role("row").count() == 1 + 200
    source = first.get_by_role("link", name="BNN, 2022")
    assert "25 Jahre CyberForum" in str(source.get_attribute("title"))
    table.focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.activeElement.scrollTop > 100")
    # names and heads stay in place, and no line is many lines high
    table.evaluate("(frame) => frame.scrollTo(9999, 200)")
    assert (
        table.evaluate(
            """(frame) => {
            const left = (one) => frame.querySelector(one).getBoundingClientRect().left;
            const edge = frame.getBoundingClientRect();
            const corner = document.elementFromPoint(edge.left + 20, edge.top + 15);
            return [frame.scrollLeft > 0, left("tbody th") - edge.left < 3,
                left("thead th") - edge.left < 3, corner.matches("thead th:first-child")] }"""
        )
        == [True] * 4
    )
    charts.choose(page, f"Rows of the table, {known} in all", f"201–{known}")
    expect(table.get_by_role("row")).to_have_count(1 + known - 200)
    page.get_by_role("link", name="Map", exact=True).click()
    # the map's page has one chart, where the one that is left has three
    choices = page.get_by_role("radiogroup", name=re.compile("^Show as chart or table"))
    expect(choices).to_have_count(1)
    expect(
        page.get_by_role("region", name="Table: Members per 100,000 inhabitants")
    ).to_be_visible()
    assert "as=table" in page.url
    page.get_by_role("radio", name="Chart").click()
    page.wait_for_function("!location.search.includes('as=table')")
    settled(page)
    assert page.locator(".js-plotly-plot").count() == 1


def test_lines_of_a_table_are_low_on_a_phone(look: Opener) -> None:
    page = look("/map?as=table&stat=sum", width=390)
    lines = page.locator(".rows tbody tr")
    assert lines.count() > 50
    measured = lines.evaluate_all(
        "(all) => all.map((one) => [one.lastElementChild.textContent === '–', one.offsetHeight])"
    )
    # a line without a figure names no source, so it is lower
    silent = [height for empty, height in measured if empty]
    told = [height for empty, height in measured if not empty]
    assert max(silent) < 110
    assert max(told) < 170
    assert sum(told) / len(told) < 140


@pytest.mark.parametrize("path", ["/profile?cluster=silicon-saxony", "/sources?find=niro"])
def test_lines_of_words_are_blocks_on_a_phone(look: Opener, path: str) -> None:
    page = look(path + "&lang=de", width=390)
    frames = page.locator(".rows.fitted")
    assert frames.count()
    sideways = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert frames.evaluate_all(sideways) == 0
    cell = frames.first.locator("tbody td:not(:empty)").first
    assert cell.evaluate("(one) => getComputedStyle(one, '::before').content") == '"{}"'.format(
        cell.get_attribute("data-label")
    )
    assert cell.bounding_box()["width"] > 250  # type: ignore[index]
    expect(frames.first.get_by_role("row").nth(1).get_by_role("cell").first).to_be_visible()


def test_what_is_quoted_is_marked_with_its_language(look: Opener) -> None:
    page = look("/profile?cluster=silicon-saxony")
    row = page.get_by_role("row", name=re.compile("^Members 490")).first
    assert row.get_by_role("cell").last.locator("[lang]").evaluate_all(
        "(all) => all.map((one) => [one.lang, one.textContent])"
    ) == [["de", "490 Mitgliedsfirmen"]]
    page = look("/sources?find=niro&lang=de")
    sources = page.locator(".rows a[lang]")
    assert {one.get_attribute("lang") for one in sources.all()} == {"de", "en"}
    expect(page.locator(".rows .place").first).to_have_text(re.compile("^(bei|Kapitel) "))


@pytest.mark.parametrize(
    ("path", "title", "head", "lines"),
    [
        ("/sources?sources=staleness", "The latest figures, the oldest first", "Cluster", 200),
        (
            "/compare?compare=picked&pick=niro,hamburg-aviation",
            "2 clusters side by side: the figures",
            "Metric",
            6,
        ),
    ],
)
def test_tables_beside_a_chart_are_real_ones(
    look: Opener, path: str, title: str, head: str, lines: int
) -> None:
    page = look(path)
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(0)
    table = page.get_by_role("region", name=f"Table: {title}")
    expect(table.get_by_role("columnheader").first).to_have_text(head)
    assert table.get_by_role("rowheader").count() == lines


def test_a_long_table_comes_in_parts_in_the_reader_s_language(look: Opener) -> None:
    page = look("/timeline?as=table&lang=de")
    rows = page.locator(".rows tbody tr")
    expect(rows).to_have_count(200)
    assert page.evaluate("document.documentElement.lang") == "de"
    page.locator("[class*=st-key-part-of-] input").click()
    page.get_by_role("option", name=re.compile("^201")).click()
    expect(page.locator("[class*=st-key-part-of-] input")).to_have_value("201–400")
    expect(rows).to_have_count(200)
    visible = page.locator(".rows tbody").inner_text()
    assert re.search(r"\d\.\d{3}\b", visible) or "," not in visible
    page.get_by_role("radio", name="English").click()
    page.wait_for_function("document.documentElement.lang === 'en'")


def test_colours_of_the_system_and_less_motion(visit: Opener) -> None:
    page = visit("/")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    chart = page.locator(".js-plotly-plot").first
    assert chart.evaluate("(one) => getComputedStyle(one).forcedColorAdjust") == "none"
    chosen = page.locator("[role=radio][aria-checked=true]").first
    assert chosen.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    slow = page.evaluate(
        """() => [...document.querySelectorAll('.stApp *')].map((one) => getComputedStyle(one))
            .filter((style) => [style.transitionDuration, style.animationDuration]
                .some((said) => said.split(',').some((one) => parseFloat(one) > 0.02))).length"""
    )
    assert slow == 0


def test_a_single_letter_is_no_command(look: Opener) -> None:
    page = look("/")
    page.evaluate(
        """() => { window.ran = 0; new MutationObserver(() => { window.ran += 1 }).observe(
            document.querySelector('[data-testid=stApp]'),
            {attributes: true, attributeFilter: ['data-test-script-state']}) }"""
    )
    page.locator("[data-testid=stMain]").focus()
    for key in ("r", "c"):
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    assert page.evaluate("window.ran") == 0
    expect(page.get_by_role("dialog")).to_have_count(0)
