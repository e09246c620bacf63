"""Where a login is required, nobody reads without one, at any address."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from atlas.model import pages
from tests.browser.conftest import serving

SECRETS = """
[auth]
redirect_uri = "http://localhost/oauth2callback"
cookie_secret = "nobody knows this long text of a test"
client_id = "atlas"
client_secret = "not the provider's"
server_metadata_url = "http://localhost:9/.well-known/openid-configuration"
[access]
require_login = {required}
"""


@pytest.mark.parametrize(
    ("required", "words"),
    [("true", "Log in first."), ('"perhaps"', "Access to this installation is not set up rightly")],
)
def test_nobody_reads_without_a_login(
    browser: Browser, database: Path, tmp_path: Path, required: str, words: str
) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(required=required), encoding="utf-8")
    with serving(database, "--secrets.files", str(secrets)) as home:
        page = browser.new_page()
        received: list[str] = []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: received.append(str(frame))),
        )
        for address in (one.address for one in pages.PAGES):
            page.goto(f"{home}/{address}")
            expect(page.get_by_text(words)).to_be_visible(timeout=30_000)
            expect(page.locator(".js-plotly-plot, table, [data-testid=stMetric]")).to_have_count(0)
        assert received
        assert not any("Silicon Saxony" in frame for frame in received)
        page.close()


def test_who_need_not_log_in_may(browser: Browser, database: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(required="false"), encoding="utf-8")
    with serving(database, "--secrets.files", str(secrets)) as home:
        page = browser.new_page()
        page.goto(f"{home}/clusters")
        expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("AC Serbia").first).to_be_visible()
        page.close()
