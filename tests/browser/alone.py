"""A walk over every page with what is asked of other hosts written down: `python -m … DATABASE`.

Prints one JSON object: what went wrong at which address, which cookies there are, which files were
saved, and where the server turned to. Inside a network namespace it starts the loopback first.
"""

import fcntl
import http.client
import json
import os
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request, sync_playwright

from tests import suite
from tests.browser.conftest import move, serving, settled
from tests.browser.views import VIEWS

#: every page once, and a wrong address; all their views are watched where they are tested
WALK = [*(views[0] for views in VIEWS.values()), "/karte"]
#: written down by the server itself; a datagram socket that is only connected sends nothing
WATCH = """
import os, socket, sys
def watch(event, given):
    if event == "socket.connect" and given[0].family in (socket.AF_INET, socket.AF_INET6):
        told = str(given[1][0]) if given[0].type & socket.SOCK_STREAM else "localhost"
    elif event == "socket.getaddrinfo":
        told = str(given[0])
    else:
        return
    if told not in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "None", "", "b''"):
        with open(os.environ["ATLAS_WATCHED"], "a") as file:
            file.write(told + "\\n")
sys.addaudithook(watch)
"""
UP = 0x1
GET_FLAGS, SET_FLAGS = 0x8913, 0x8914


def loopback() -> None:
    """Switch the loopback on, which a new network namespace has switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        flags = fcntl.ioctl(asking, GET_FLAGS, struct.pack("16sh14x", b"lo", 0))
        (now,) = struct.unpack("16xh14x", flags)
        fcntl.ioctl(asking, SET_FLAGS, struct.pack("16sh14x", b"lo", now | UP))


@contextmanager
def watched() -> Iterator[Path]:
    """Let every Python process started inside write down where it turns to."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text(WATCH)
        told = Path(folder, "told")
        told.touch()
        os.environ |= {"PYTHONPATH": folder, "ATLAS_WATCHED": str(told)}
        yield told


def save_all(page: Page) -> list[str]:
    """Press every button of the first save menu; return the endings of the files."""
    page.locator("[class*=st-key-save-] button").first.click()
    menu = page.get_by_test_id("stPopoverBody")
    menu.get_by_role("button").nth(4).wait_for()
    endings = []
    for place in range(menu.get_by_role("button").count()):
        with page.expect_download(timeout=60_000) as waiting:
            menu.get_by_role("button").nth(place).click()
        endings.append(waiting.value.suggested_filename.rsplit(".", 1)[-1])
        waiting.value.path()
    return endings


def walk(context: BrowserContext, home: str) -> dict[str, Any]:
    """Open every page once; say what was wrong on it."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    said: dict[str, Any] = {"wrong": [], "abroad": [], "saved": [], "pages": 0}
    own = (home, home.replace("http", "ws", 1), "data:", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(own):
            said["abroad"].append(request.url)

    context.on("request", note)
    for path in WALK:
        if path in (WALK[0], "/karte"):
            page.goto(home + path)
        else:
            move(page, path)
        if path != "/karte":
            settled(page)
            said["wrong"] += [
                f"{path}: {one.inner_text()}"
                for one in page.locator(
                    "[data-testid=stException], [data-testid=stAlertContentError]"
                ).all()
            ]
        said["pages"] += 1
        if path == "/map":
            said["saved"] = save_all(page)
    said["cookies"] = [one["name"] for one in context.cookies()]
    return said


def knock(home: str) -> None:
    """Ask for the app's data the way a page of another host would, which Streamlit looks into."""
    asking = http.client.HTTPConnection(home.split("//")[1], timeout=20)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    stranger = {
        "Origin": "http://stranger.example",
        "Sec-WebSocket-Key": "c3RyYW5nZXIgc3RyYW5nZQ==",
    }
    asking.request("GET", "/_stcore/stream", headers=upgrade | stranger)
    assert asking.getresponse().status == 403
    asking.close()


def main() -> None:
    """Walk, and print what was found."""
    if os.environ.get("ATLAS_NO_NETWORK"):
        loopback()
    with watched() as told, serving(Path(sys.argv[1])) as home, sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=suite.chromium(), args=["--no-sandbox"]
        )
        said = walk(started.new_context(accept_downloads=True), home)
        started.close()
        knock(home)
        said["server"] = sorted(set(told.read_text().split()))
    print(json.dumps(said))


if __name__ == "__main__":
    main()
