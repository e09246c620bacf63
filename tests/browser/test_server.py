"""The server as others meet it: who may ask, what is closed, and the whole app under a path."""

import http.client
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import expect

from atlas.exports.pptx.template import safety
from tests import suite
from tests.browser.alone import save_all
from tests.browser.conftest import Opener, free_port, move, serving, settled
from tests.browser.views import VIEWS

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c3RyYW5nZXIgc3RyYW5nZQ==",
}
HOSTS = ("localhost", "atlas.example")
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
{location}
  }}
}}
"""
DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "server.md"


def ask(
    address: str, path: str, headers: Mapping[str, str] | None = None
) -> http.client.HTTPResponse:
    host = address.split("//")[1].split("/", maxsplit=1)[0]
    asking = http.client.HTTPConnection(host, timeout=20)
    asking.request("GET", path, headers=dict(headers or {}))
    answer = asking.getresponse()
    answer.read()
    asking.close()
    return answer


def test_only_known_hosts_are_answered(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST"):
        assert ask(server, "/map", {"Host": host}).status == 200, host
    strange = {"Host": f"evil.example:{port}", "Origin": f"http://evil.example:{port}"}
    for path in ("/", "/map", "/_stcore/health", "/assets/regions.geojson"):
        assert ask(server, path, strange).status == 400
    assert ask(server, "/_stcore/stream", UPGRADE | strange).status in (400, 403)


def test_a_host_that_is_named_is_answered_as_well(database: Path) -> None:
    named = [part for host in HOSTS for part in ("--server.allowedHosts", host)]
    with serving(database, *named) as address:
        known = {"Host": "atlas.example", "Origin": "http://atlas.example"}
        assert ask(address, "/", known).status == 200
        assert ask(address, "/_stcore/stream", UPGRADE | known).status == 101


def listened_at(port: int) -> set[str]:
    """Return the addresses at which this machine listens on `port`, as Linux lists them."""
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text(encoding="ascii").splitlines()[1:]
    ]
    is_listening = "0A"
    return {
        fields[1].split(":")[0]
        for fields in lines
        if fields[3] == is_listening and int(fields[1].split(":")[1], 16) == port
    }


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux lists its sockets so")
def test_only_this_machine_is_listened_to(server: str) -> None:
    localhost = "0100007F"
    assert listened_at(int(server.rsplit(":", 1)[1])) == {localhost}


def test_the_figures_of_the_server_are_closed_until_asked_for(server: str, database: Path) -> None:
    for path in ("/_stcore/metrics", "/_stcore/metrics/"):
        assert ask(server, path).status == 404
    with serving(database, ATLAS_METRICS="1") as address:
        assert ask(address, "/_stcore/metrics").status == 200


def test_a_page_may_open_a_socket_to_its_own_host_alone(server: str) -> None:
    policy = ask(server, "/map").headers["Content-Security-Policy"]
    (sockets,) = [part for part in policy.split(";") if "connect-src" in part]
    own = server.split("//")[1]
    assert sockets.split() == [
        "connect-src",
        "'self'",
        f"ws://{own}",
        f"wss://{own}",
        "data:",
        "blob:",
    ]


def test_an_endless_address_holds_nobody_up(server: str) -> None:
    begun = time.monotonic()
    assert ask(server, "/" + "a" * 60_000).status == 414
    assert ask(server, "/" + "a" * 990).status == 404
    assert time.monotonic() - begun < 3


def test_an_upload_is_as_large_as_the_largest_template() -> None:
    assert st.get_option("server.maxUploadSize") * safety.MEGABYTE == safety.LARGEST


@contextmanager
def behind_nginx(folder: Path, server: str, base: str) -> Iterator[str]:
    """Put nginx before a dashboard, set up as docs/server.md says; yield the address there."""
    path = suite.nginx()
    assert path, "No nginx was found or could be installed. Install it (Debian: apt install nginx)."
    port = free_port()
    written = DOCUMENTED.read_text(encoding="utf-8").split("```nginx\n")[1].split("```")[0]
    location = written.replace("http://127.0.0.1:8501", server.removesuffix(base))
    setting = folder / "nginx.conf"
    setting.write_text(NGINX.format(folder=folder, port=port, location=location))
    process = subprocess.Popen([path, "-c", setting, "-p", folder], stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}{base}"
    try:
        for _attempt in range(50):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def under_a_path(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with (
        serving(database, base="/atlas") as server,
        behind_nginx(tmp_path_factory.mktemp("nginx"), server, "/atlas") as address,
    ):
        yield address


def test_every_page_stands_under_a_path_behind_a_proxy(visit: Opener, under_a_path: str) -> None:
    page = visit("/", at=under_a_path)
    for path in (views[0] for views in VIEWS.values()):
        assert ask(under_a_path, f"/atlas{path}").status == 200
        move(page, f"/atlas{path}")
        faulty = page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
        assert faulty.count() == 0
        assert page.url.startswith(under_a_path + path.partition("?")[0])


def test_under_a_path_maps_are_drawn_pictures_saved_and_pages_found(
    visit: Opener, under_a_path: str
) -> None:
    page = visit("/map?lang=de", at=under_a_path)
    assert page.locator(".choroplethlayer path").count() > 100
    assert sorted(save_all(page)) == ["csv", "csv", "png", "pptx", "pptx", "svg", "xlsx"]
    page.keyboard.press("Escape")
    cited = page.locator("[class*=st-key-under-] button").filter(has_text="Quellen").first
    cited.click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text(f"{under_a_path}/map?")
    page.keyboard.press("Escape")
    page.get_by_test_id("stTopNavLink").filter(has_text="Zeitverlauf").click()
    settled(page)
    assert page.url.startswith(f"{under_a_path}/timeline")
    assert ask(under_a_path, "/atlas/_stcore/metrics").status == 404
    missing = ask(under_a_path, "/atlas/karte?lang=de")
    assert missing.status == 404


def test_start_page_under_a_path_cites_its_own_address(visit: Opener, under_a_path: str) -> None:
    page = visit("/", at=under_a_path)
    page.locator("[class*=st-key-under-] button").filter(has_text="source").first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text(f"{under_a_path}/compare?")
