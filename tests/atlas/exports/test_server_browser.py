"""The browser that makes pictures on the server: it starts, serves all, ends, may be missing."""

import asyncio
import socket
import threading
import time
from pathlib import Path

import pytest

from atlas import gallery
from atlas.exports import server_picture
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of

pytestmark = pytest.mark.slow


@pytest.fixture
def energy(known: Choices) -> View:
    return view_of(Selection(2024, groups=("all-energy",)), known)


def test_one_browser_serves_all_pictures_and_then_ends(
    browser: str, energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    before = threading.active_count()
    figure = gallery.draw("foundings", energy).figure
    with server_picture.open_browser() as first:
        server_picture.picture(figure, "svg")
        with server_picture.open_browser() as second:
            assert second is first
        server_picture.picture(figure, "svg")
        assert first.thread.is_alive()
    assert not first.thread.is_alive()
    # what reads the pipes of the browser ends when they are closed, but not at once
    until = time.monotonic() + 10
    while threading.active_count() > before + 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert threading.active_count() <= before + 1


def test_a_browser_that_hangs_is_started_again(
    browser: str, energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    monkeypatch.setattr(server_picture, "START_SECONDS", 1)
    start, starts = server_picture._Browser._start, []

    async def first_hangs(chrome: server_picture._Browser, path: str) -> None:
        starts.append(path)
        # the next start is a real one, on a machine that may be busy
        server_picture.START_SECONDS = 60
        await (start(chrome, path) if len(starts) > 1 else asyncio.sleep(60))

    monkeypatch.setattr(server_picture._Browser, "_start", first_hangs)
    figure = gallery.draw("foundings", energy).figure
    assert server_picture.picture(figure, "svg").startswith(b"<?xml")
    assert len(starts) == 2


def test_without_a_browser_one_sentence_says_what_works(
    energy: View, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    figure = gallery.draw("foundings", energy).figure
    monkeypatch.delenv("ATLAS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        server_picture.NoBrowser, match=r"slides, workbooks and tables work.*Install"
    ):
        server_picture.picture(figure, "png")


def test_a_program_that_is_no_browser_is_said_to_be_none(
    energy: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = gallery.draw("foundings", energy).figure
    monkeypatch.setenv("ATLAS_CHROMIUM", "/bin/true")
    with pytest.raises(server_picture.NoBrowser):
        server_picture.picture(figure, "png")


def test_nothing_is_fetched(browser: str, energy: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that only listens would hear any address that the browser asks for."""
    monkeypatch.setenv("ATLAS_CHROMIUM", browser)
    heard: list[bytes] = []
    ear = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, _address = ear.accept()
            except OSError:
                return
            heard.append(caller.recv(200))
            caller.close()

    threading.Thread(target=listen, daemon=True).start()
    monkeypatch.setenv("CHOREO_PROXY_SERVER", f"http://127.0.0.1:{ear.getsockname()[1]}")
    figure = gallery.draw("map", energy).figure
    server_picture.picture(figure, "png", scale=1)
    ear.close()
    assert not [one for one in heard if b"plot.ly" in one or b"cdn" in one or b"mathjax" in one]
