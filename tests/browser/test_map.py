"""The map: a click narrows, quick views move, nothing reported is never zero."""

from playwright.sync_api import Page, expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled


def click_middle_of(page: Page, selector: str, text: str) -> None:
    """Click the middle of the drawn region or circle whose data hold `text`."""
    box = page.evaluate(
        """([selector, text]) => {
            for (const one of document.querySelectorAll(selector)) {
              const data = one.__data__ || {};
              if (data.loc === text || data.data === text || data.id === text) {
                const box = one.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
              }
            }
            return null;
        }""",
        [selector, text],
    )
    assert box, f"{text} is not drawn"
    page.mouse.move(*box)
    page.mouse.click(*box)


def test_click_on_a_region_narrows_to_it(visit: Opener) -> None:
    page = visit("/map")
    click_middle_of(page, ".choroplethlayer path", "DE-MV")
    page.wait_for_function("location.search.includes('region=DE-MV')", timeout=15_000)
    settled(page)
    expect(page.locator(".st-key-selected").get_by_text("Mecklenburg")).to_be_visible()


def test_click_on_a_seat_narrows_to_its_cluster(visit: Opener) -> None:
    page = visit("/map?q=silicon saxony")
    box = page.locator(".scattergeo path.point").last.bounding_box()
    assert box
    page.mouse.move(box["x"], box["y"])
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("location.search.includes('cluster=silicon-saxony')", timeout=15_000)


def test_not_reported_is_drawn_apart_and_never_zero(visit: Opener) -> None:
    page = visit("/map?metric=staff&area=europe")
    shaded = charts.role(page, "map-", "shaded")
    silent = charts.role(page, "map-", "not reported")
    assert silent["locations"]
    assert not set(silent["locations"]) & set(shaded["locations"])
    assert all(value > 0 for value in shaded["meta"]["values"])
    assert all("not reported" in text for text in silent["hovertext"])
    expect(page.get_by_text("without a known seat")).to_be_visible()


def test_quick_views_move_the_map(visit: Opener) -> None:
    page = visit("/map")
    ranges = []
    for view in ("Germany", "Greater Region", "Lake Constance", "Europe"):
        page.get_by_role("radio", name=view).or_(
            page.get_by_role("button", name=view, exact=True)
        ).first.click()
        page.wait_for_timeout(300)
        settled(page)
        page.wait_for_timeout(500)
        ranges.append(tuple(charts.layout(page, "map-")["geo"]["lonaxis"]["range"]))
    assert len(set(ranges)) == 4
    assert charts.layout(page, "map-")["geo"]["projection"]["type"] == "azimuthal equal area"
