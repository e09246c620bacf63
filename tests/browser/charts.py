"""Reading what a page shows: the traces and layout of a drawn chart, as the browser holds them."""

from typing import Any

from playwright.sync_api import Page

HOLDER = "[class*='st-key-chart-{key}'] .js-plotly-plot"


def traces(page: Page, key: str) -> list[dict[str, Any]]:
    """Return the traces of the chart `key`, as plain data."""
    script = """(holder) => JSON.parse(JSON.stringify(
        document.querySelector(holder).data.map((trace) => ({
            type: trace.type, name: trace.name, meta: trace.meta, customdata: trace.customdata,
            x: trace.x && Array.from(trace.x), y: trace.y && Array.from(trace.y),
            z: trace.z && Array.from(trace.z), text: trace.text, lon: trace.lon,
            locations: trace.locations, hovertext: trace.hovertext}))))"""
    return list(page.evaluate(script, HOLDER.format(key=key)))


def role(page: Page, key: str, wanted: str) -> dict[str, Any]:
    """Return the trace that plays a role, such as 'values' or 'shaded'."""
    return next(one for one in traces(page, key) if (one.get("meta") or {}).get("role") == wanted)


def layout(page: Page, key: str) -> dict[str, Any]:
    """Return the layout of the chart `key`."""
    script = "(holder) => JSON.parse(JSON.stringify(document.querySelector(holder).layout))"
    return dict(page.evaluate(script, HOLDER.format(key=key)))


def separators(page: Page) -> list[str]:
    """Return the decimal and thousands separators of every chart on the page."""
    script = """() => [...document.querySelectorAll('.js-plotly-plot')]
        .map((one) => one.layout.separators)"""
    return list(page.evaluate(script))


def choose(page: Page, label: str, option: str) -> None:
    """Pick `option` in the select box or multiselect named `label`, with the keyboard."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
