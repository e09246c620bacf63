"""The map: a click narrows, quick views move, nothing reported is never zero."""

import contextlib
import re
from collections.abc import Callable

from playwright.sync_api import FloatRect, Page, TimeoutError, expect

from tests.browser import charts
from tests.browser.conftest import Opener, settled

#: what the hover of a drawn region begins with
NAMED = """(region_id) => {
    const paths = [...document.querySelectorAll('.choroplethlayer path')];
    const text = paths.find((one) => one.__data__.loc === region_id).__data__.htx;
    return text.replace(/<br>.*/s, '').replace(/<[^>]+>/g, ''); }"""


def narrow(page: Page, region_id: str, across: float, down: float) -> None:
    """Click inside a drawn region, at a share of its width and height, clear of any seat."""
    drawn = """(region_id) => {
        const paths = [...document.querySelectorAll('.choroplethlayer path')];
        const box = paths.find((one) => one.__data__.loc === region_id).getBoundingClientRect();
        return { x: box.x, y: box.y, width: box.width, height: box.height }; }"""

    name = page.evaluate(NAMED, region_id)

    def click() -> None:
        click_in(page, page.evaluate(drawn, region_id), across, down, name)

    until(page, f"region={region_id}", click)


def until(page: Page, said: str, click: Callable[[], None]) -> None:
    """Click until the address says so.

    On a busy machine a map may still move, or a click on it may come before the page listens.
    """
    for _attempt in range(4):
        with contextlib.suppress(TimeoutError):
            click()
            page.wait_for_function(f"location.search.includes('{said}')", timeout=6_000)
            return
    raise AssertionError(f"no click leads to {said}")


def click_in(page: Page, box: FloatRect, across: float, down: float, name: str) -> None:
    """Point at a place of a box, and click when the hover there says `name`."""
    place = (box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    page.mouse.move(place[0] - 3, place[1])
    page.mouse.move(*place)
    page.locator(".hoverlayer .hovertext").filter(has_text=name).first.wait_for(timeout=4_000)
    page.mouse.down()
    page.mouse.up()


def test_click_on_a_region_narrows_to_it(look: Opener) -> None:
    page = look("/map")
    narrow(page, "DE-MV", across=0.5, down=0.75)
    settled(page)
    expect(page.locator(".st-key-selected").get_by_text("Mecklenburg")).to_be_visible()


def test_click_on_a_seat_narrows_to_its_cluster(look: Opener) -> None:
    page = look("/map?q=silicon saxony")

    def click() -> None:
        box = page.locator(".scattergeo path.point").first.bounding_box()
        assert box
        # beside its middle, where the circle of a smaller cluster lies on it
        click_in(page, box, across=0.2, down=0.5, name="Silicon Saxony e.V.")

    until(page, "cluster=silicon-saxony", click)


#: places inside regions, a little beside a circle, and what stands there
BESIDE = """() => {
    const regions = [...document.querySelectorAll('.choroplethlayer path')].reverse();
    const circles = [...document.querySelectorAll('.scattergeo path.point')]
        .map((one) => one.getBoundingClientRect());
    const found = {};
    for (let x = 400; x < innerWidth - 150; x += 7) for (let y = 120; y < innerHeight - 60; y += 7)
    {
        const away = Math.min(...circles.map((box) => Math.hypot(
            x - box.x - box.width / 2, y - box.y - box.height / 2) - Math.max(3, box.width / 2)));
        if (away < 5 || away > 16 || !document.elementFromPoint(x, y)?.closest('.js-plotly-plot'))
            continue;
        const region = regions.find((one) => one.isPointInFill(
            new DOMPoint(x, y).matrixTransform(one.getScreenCTM().inverse())));
        if (region) found[region.__data__.loc] ??= { x, y,
            name: region.__data__.htx.replace(/<br>.*/s, '').replace(/<[^>]+>/g, '') };
    }
    return Object.values(found); }"""


def check_hovers(page: Page) -> None:
    """Point beside circles, and find the regions that are there."""
    places = page.evaluate(BESIDE)
    assert len(places) > 5
    for place in places[:12]:
        page.mouse.move(place["x"] - 2, place["y"])
        page.mouse.move(place["x"], place["y"])
        hover = page.locator(".hoverlayer .hovertext")
        expect(hover.filter(has_text=place["name"])).to_have_count(1, timeout=4_000)


def test_what_is_pointed_at_is_found_also_after_the_wheel_and_the_buttons(look: Opener) -> None:
    page = look("/map")
    check_hovers(page)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(scrolled) == 0
    page.mouse.move(800, 700)
    page.mouse.wheel(0, 250)
    page.wait_for_function(f"{scrolled} > 100")
    page.wait_for_timeout(600)
    check_hovers(page)
    page.locator(".modebar-btn").first.click()
    page.wait_for_timeout(800)
    check_hovers(page)
    box = page.get_by_test_id("stPlotlyChart").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 340, steps=5)
    page.mouse.up()
    page.wait_for_timeout(800)
    check_hovers(page)


def test_not_reported_is_drawn_apart_and_never_zero(look: Opener) -> None:
    page = look("/map?metric=staff&area=europe&stat=sum")
    shaded = charts.role(page, "map-", "shaded")
    silent = charts.role(page, "map-", "not reported")
    assert silent["locations"]
    assert not set(silent["locations"]) & set(shaded["locations"])
    assert all(value > 0 for value in shaded["meta"]["values"])
    few = [text for text in silent["hovertext"] if "no figure known" not in text]
    assert 0 < len(few) < len(silent["hovertext"])
    assert all("Too few report for a total of the region." in text for text in few)
    shares = [re.search(r"(\d+) of (\d+) clusters", text) for text in few]
    assert all(share and 0 < int(share[1]) < int(share[2]) / 2 for share in shares)
    expect(page.get_by_text("without a known seat")).to_be_visible()


def test_hatching_lets_a_pointer_through(look: Opener) -> None:
    page = look("/map?metric=staff")
    assert page.locator(".scattergeo path.js-line").count() == 1
    expect(page.locator(".legend").get_by_text("Region: no figure, or too few")).to_be_visible()
    narrow(page, "DE-MV", across=0.5, down=0.75)


def test_quick_views_move_the_map(look: Opener) -> None:
    page = look("/map")
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
