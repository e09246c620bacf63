"""Names that try to be markup, in a real browser: they stand there as words and fetch nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import evil
from tests.browser.conftest import Opener, move, serving


@pytest.fixture(scope="module")
def evil_server(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(evil.make(database, tmp_path_factory.mktemp("evil"))) as address:
        yield address


PATHS = (
    "/compare?country=DE",
    "/profile?cluster=silicon-saxony",
    f"/?q={evil.MARKUP[2]} www.{evil.HOST} http://{evil.HOST}",
)


def test_a_name_is_a_text(visit: Opener, evil_server: str) -> None:
    """Nothing is asked of another host, which `visit` sees to."""
    page = visit(PATHS[0], at=evil_server)
    for path in PATHS:
        move(page, path)
        words = page.locator("body").inner_text()
        assert "<b>E</b>" in words or "[e](" in words
        leading = page.locator(f"img[src*='{evil.HOST}'], a[href*='{evil.HOST}']")
        assert leading.evaluate_all("all => all.map(one => one.outerHTML)") == []
        drawn = page.locator(".main-svg text").all_text_contents()
        assert not path.startswith("/compare") or any("<b>E</b>" in text for text in drawn)
        assert page.locator(".main-svg a").count() == 0
        assert evil.TURN not in page.content()
