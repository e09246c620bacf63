"""What the tests of exports share: one Chromium for the pictures of a module."""

from collections.abc import Iterator

import pytest

from atlas.exports import server_picture
from tests.suite import chromium


@pytest.fixture(scope="session")
def browser() -> str:
    """Return the path of a Chromium; skip the test where there is none."""
    found = chromium()
    if found is None:
        pytest.skip("No Chromium is installed here, and none could be.")
    return found


@pytest.fixture(scope="module")
def studio(browser: str) -> Iterator[None]:
    """Keep one browser open for all pictures of a module: each start takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_CHROMIUM", browser)
        with server_picture.open_browser():
            yield
