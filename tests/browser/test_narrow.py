"""Narrow windows: a phone, and 200 % on a laptop."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.views import VIEWS, in_language


def test_choosing_a_page_shows_it(visit: Opener) -> None:
    page = visit("/?lang=de", width=390)
    page.get_by_test_id("stExpandSidebarButton").click()
    drawer = page.get_by_test_id("stSidebar")
    close = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    close.click(trial=True)  # nothing lies over it
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Karte").click()
    page.wait_for_url("**/map?*")
    settled(page)
    expect(drawer).to_have_attribute("data-collapsed", "true")
    expect(page.get_by_role("heading", name="Karte", level=1)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 640, 720, 767])
def test_what_is_folded_away_is_named(look: Opener, width: int) -> None:
    page = look("/?lang=de", width=width)
    button = page.get_by_test_id("stExpandSidebarButton")
    words = "Menü" if width <= 360 else "Seiten und Filter"
    shown = button.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert shown == f'"{words}"'
    own, languages = button.bounding_box(), page.locator(".st-key-language").bounding_box()
    assert own
    assert languages
    assert own["x"] + own["width"] <= languages["x"]


#: words in charts beyond the edge of their chart, figures cut off, controls too low for a finger
AMISS = """() => {
  const found = [];
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    const edge = chart.getBoundingClientRect();
    for (const text of chart.querySelectorAll('.main-svg text')) {
      const box = text.getBoundingClientRect();
      const outside = box.right > edge.right + 1 || box.left < edge.left - 1;
      if (box.width && text.textContent.trim() && outside)
        found.push(`beyond the chart: ${text.textContent}`);
    }
  }
  const value = '[data-testid=stMetricValue]';
  for (const part of document.querySelectorAll(`${value}, ${value} *`))
    if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
      found.push(`cut: ${part.innerText}`);
  const field = '.react-aria-ComboBox > [role=group], [data-testid=stTextInputRootElement]';
  const parts = `button, [role=radio], summary, [data-testid=stPageLink-NavLink], ${field}`;
  for (const part of document.querySelectorAll(parts)) {
    const box = part.getBoundingClientRect();
    const shown = {visibilityProperty: true, opacityProperty: true};
    const seen = box.width && part.checkVisibility(shown);
    if (!seen || part.closest('.rows') || (part.closest(field) && !part.matches(field))) continue;
    const name = part.ariaLabel || part.innerText;
    if (box.height < 39.5) found.push(`low: ${Math.round(box.height)} ${name}`);
  }
  return [...new Set(found)]; }"""


@pytest.mark.parametrize("file", VIEWS)
def test_a_phone_shows_whole_words_and_a_finger_finds_every_control(
    visit: Opener, server: str, file: str
) -> None:
    first, *others = VIEWS[file]
    page = visit(in_language(first, "de"), width=390)
    wrong = [f"{first}: {fault}" for fault in page.evaluate(AMISS)]
    for path in others:
        page.goto(server + in_language(path, "de"))
        settled(page)
        wrong += [f"{path}: {fault}" for fault in page.evaluate(AMISS)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/map?as=table", "/compare?as=table", "/sectors?as=table"])
def test_a_table_of_numbers_needs_no_sideways_scrolling(look: Opener, path: str) -> None:
    page = look(path + "&lang=de", width=390)
    frames = page.locator(".rows")
    assert frames.count()
    wide = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert frames.evaluate_all(wide) == 0


def test_a_finger_moves_the_page_also_over_a_map(visit: Opener) -> None:
    page = visit("/map", width=390)
    page.get_by_test_id("stPlotlyChart").evaluate("(one) => one.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = page.evaluate(scrolled)
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind: str, *heights: int) -> None:
        points = [{"x": 200, "y": height} for height in heights]
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 450)
    for height in range(440, 290, -10):
        touch("touchMove", height)
        page.wait_for_timeout(20)
    touch("touchEnd")
    page.wait_for_function(f"{scrolled} > {before} + 80")
