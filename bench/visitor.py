"""A visitor without a browser: opens pages of a running dashboard over its own WebSocket.

What is timed is the server's work as a browser meets it: from asking for a page until the last
message of its script has arrived, the figures as JSON included. Drawing them is not part of it.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back for one page. `pages`: the address of every page -> the id of its script."""

    seconds: float
    bytes: int
    pages: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def open_page(home: str, script: str = "", query: str = "") -> Answer:
    """Open a page as a new visitor does: a new session, every message sent in full.

    `home`: such as 'localhost:8501'. `script`: the id of a page's script; blank for the start page.
    """
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_script_hash = script
    address = f"ws://{home}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        start = time.perf_counter()
        line.send(asked.SerializeToString())
        return _listen(line, start)


def _listen(line: ClientConnection, start: float) -> Answer:
    size, pages, faults = 0, {}, []
    while True:
        data = line.recv(timeout=PATIENCE)
        assert isinstance(data, bytes)
        size += len(data)
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
        if kind == "delta":
            faults += _faults(message)
        if kind == "script_finished":
            return Answer(time.perf_counter() - start, size, pages, tuple(faults))


def _faults(message: ForwardMsg) -> list[str]:
    """Return what went wrong in an element: an exception, or an error said in red."""
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "exception":
        return [f"{element.exception.type}: {element.exception.message}"]
    if kind == "alert" and element.alert.format == element.alert.ERROR:
        return [element.alert.body]
    return []


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """Start the dashboard as `make run` does, on a free port; yield its home and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        home = f"localhost:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true"]
    command += [f"--server.port={home.split(':')[1]}", "--server.fileWatcherType=none"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(home)
        yield home, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(home: str) -> None:
    for _attempt in range(200):
        try:
            with urllib.request.urlopen(f"http://{home}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no dashboard at {home}")
