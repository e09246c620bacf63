"""A real server and a real Chromium; every page watches its console and where it asks.

A page is opened in one of two ways. `visit` loads it in a new tab, as a link from elsewhere does: a
session of its own, for tests that add to the presentation, take back, or are about loading. `look`
moves on in a tab that stays open, which takes a quarter of the time: for tests that look, or change
no more than the address.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tests import suite
from tests.browser import references

ROOT = Path(__file__).resolve().parents[2]
#: what Plotly throws when a map is taken away while it is still being drawn
PLOTLYS_OWN = "reading '_scrollZoom'"
#: and what a browser says when a finger on a map moves the page, as it should
BROWSERS_OWN = "Unable to preventDefault inside passive event listener"
#: what Streamlit itself asks for under a page's address on a cold deep link, and does not find
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@contextmanager
def serving(
    database: Path,
    *options: str,
    base: str = "",
    port: int = 0,
    root: Path = ROOT,
    log: Path | None = None,
    **environment: str,
) -> Iterator[str]:
    """Start the dashboard as `make run` does, on a free port or on `port`; yield its address.

    `options`: of Streamlit; `base`: the path that it stands under, such as '/atlas'; `root`: the
    folder of another copy of it; `log`: the file for what it says.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.headless", "true", *options]
    command += ["--server.baseUrlPath", base] if base else []
    known = os.environ | {"ATLAS_DATABASE": str(database)} | environment
    with (log or Path(os.devnull)).open("wb") as told:
        process = subprocess.Popen(command, cwd=root, env=known, stdout=told, stderr=told)
    address = f"http://localhost:{port}{base}"
    try:
        _wait_until_healthy(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(address: str) -> None:
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no dashboard at {address}")


@pytest.fixture(scope="session")
def server(database: Path) -> Iterator[str]:
    with serving(database) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = suite.chromium()
    assert path, "No Chromium. Install Chromium or Chrome, or set ATLAS_CHROMIUM to its path."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


Opener = Callable[..., Page]
#: tabs share a process, or each would read Streamlit's scripts anew
FLAGS = ("--no-sandbox", "--process-per-site")
#: what the browser of a phone calls itself; windows up to the width of one say so
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
PHONES = 480


@pytest.fixture(scope="session")
def profiles(browser: Browser, server: str) -> dict[bool, BrowserContext]:
    """Return a browser profile of a desktop and one of a phone (True), which all tests share."""
    both = {phone: profile(browser, phone) for phone in (True, False)}
    for context in both.values():
        context.new_page().goto(server + "/_stcore/health")  # keeps the process of the tabs alive
    return both


def profile(browser: Browser, phone: bool) -> BrowserContext:
    """Return a new browser profile of a phone or a desktop."""
    return browser.new_context(user_agent=PHONE if phone else None)


class Tab(NamedTuple):
    """A tab, and what went wrong in it."""

    page: Page
    faults: list[str]


def tab(context: BrowserContext, home: str) -> Tab:
    """Return a new tab of a profile that watches its console and where it asks."""
    page = context.new_page()
    faults: list[str] = []
    page.set_default_timeout(12_000)
    page.on("console", lambda message: faults.extend(_error(message)))
    page.on("pageerror", lambda error: faults.extend(_thrown(str(error))))
    page.on("request", lambda request: faults.extend(_abroad(request, home)))
    return Tab(page, faults)


@pytest.fixture
def visit(profiles: dict[bool, BrowserContext], server: str) -> Iterator[Opener]:
    """Return a function that opens a path in a new tab and waits until it is drawn.

    Cookies and what pages store are gone when the test ends. Fails afterwards when a page asked
    another host for anything or wrote an error to its console.
    """
    tabs: list[Tab] = []

    def visit(path: str, width: int = 1440, scheme: str = "light", at: str = server) -> Page:
        tabs.append(tab(profiles[width <= PHONES], at))
        page = tabs[-1].page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(at + path)
        settled(page)
        return page

    yield visit
    for page, _faults in tabs:
        if not page.is_closed():
            page.evaluate("localStorage.clear()")
            page.close()
    for context in profiles.values():
        context.clear_cookies()
    assert not [fault for _page, faults in tabs for fault in faults]


@pytest.fixture(scope="session")
def open_tabs() -> dict[tuple[bool, str], Tab]:
    """Return the tabs that stay open: whether of a phone, and light or dark -> the tab."""
    return {}


@pytest.fixture
def look(
    profiles: dict[bool, BrowserContext],
    server: str,
    open_tabs: dict[tuple[bool, str], Tab],
    request: pytest.FixtureRequest,
) -> Iterator[Opener]:
    """Return a function that moves to a path in a tab that stays open, and waits until it is drawn.

    One tab for each look: a second call for the same moves the page that the first one returned.
    A tab in which a test failed is closed. Faults count as with `visit`.
    """
    used: set[tuple[bool, str]] = set()

    def look(path: str, width: int = 1440, scheme: str = "light") -> Page:
        key = (width <= PHONES, scheme)
        used.add(key)
        if key in open_tabs:
            page = open_tabs[key].page
            page.set_viewport_size({"width": width, "height": 900})
            references.turn(page, scheme)
            move(page, path)
            return page
        open_tabs[key] = tab(profiles[key[0]], server)
        page = open_tabs[key].page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(server + path)
        settled(page)
        return page

    yield look
    faults = [fault for key in used for fault in open_tabs[key].faults]
    for key in used:
        if faults or request.node.stash.get(FAILED, False):
            open_tabs.pop(key).page.close()
    assert not faults


#: whether a test failed
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


#: goes to an address as the browser's own Back does, and counts how often the page is drawn then
_MOVE = """(path) => {
    const app = document.querySelector('[data-testid=stApp]');
    window.runs = 0;
    window.watching?.disconnect();
    window.watching = new MutationObserver(() => {
        window.changed = performance.now();
        window.runs += app.dataset.testScriptState === 'running' });
    window.watching.observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate')); }"""
#: what may lie over a page
OVER = "[data-testid=stPopoverBody], [role=listbox], [role=dialog]"


def move(page: Page, path: str) -> None:
    """Move to another address without loading the app anew, and wait until it is drawn."""
    settled(page)
    for _open in range(page.locator(OVER).count()):
        page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.evaluate(_MOVE, path)
    page.wait_for_function("window.runs > 0")
    settled(page)
    # what the page hears of the new address may have it drawn once more
    page.wait_for_function("performance.now() - window.changed > 100")
    settled(page)


def _error(message: ConsoleMessage) -> list[str]:
    if message.type != "error":
        return []
    where = message.location["url"] if message.location else ""
    own = message.text.startswith("Failed to load resource") and where.endswith(STREAMLITS_OWN)
    own = own or message.text.startswith(BROWSERS_OWN)
    return [] if own else [f"console: {message.text} ({where})"]


def _thrown(error: str) -> list[str]:
    return [] if PLOTLYS_OWN in error else [error]


def _abroad(request: Request, home: str) -> list[str]:
    own = (home, home.replace("http", "ws", 1), "data:", "blob:")
    return [] if request.url.startswith(own) else [f"asked {request.url}"]


def settled(page: Page) -> None:
    """Wait until the page's script has run and its charts are drawn."""
    page.wait_for_selector(
        "[data-testid=stApp][data-test-script-state=notRunning]", state="attached", timeout=30_000
    )
    page.wait_for_function(
        """() => document.querySelector('[data-testid=stTopNavLink], [data-testid=stSidebar]')
          && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
              .every(chart => chart.querySelector('.js-plotly-plot .main-svg')
                && (!chart.querySelector('.geolayer .geo')
                  || chart.querySelector('.choroplethlayer path')))
          && [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
              .every(one => [...(one.shadowRoot?.querySelectorAll('button') ?? [])]
                .every(button => button.textContent.trim()))
          && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')""",
        timeout=30_000,
    )
