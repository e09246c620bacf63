"""A real server and a real Chromium; every page watches its console and where it asks."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


@pytest.fixture
def visit(profiles: dict[bool, BrowserContext], server: str) -> Iterator[Opener]:
    """Return a function that opens a path in a new tab and waits until it is drawn.

    Cookies and what pages store are gone when the test ends. Fails afterwards when a page asked
    another host for anything or wrote an error to its console.
    """
    pages: list[Page] = []
    faults: list[str] = []

    def visit(path: str, width: int = 1440, scheme: str = "light", at: str = server) -> Page:
        page = profiles[width <= PHONES].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_default_timeout(12_000)
        page.on("console", lambda message: faults.extend(_error(message)))
        page.on("pageerror", lambda error: faults.extend(_thrown(str(error))))
        page.on("request", lambda request: faults.extend(_abroad(request, at)))
        page.goto(at + path)
        settled(page)
        return page

    yield visit
    for page in pages:
        if not page.is_closed():
            page.evaluate("localStorage.clear()")
            page.close()
    for context in profiles.values():
        context.clear_cookies()
    assert not faults


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
