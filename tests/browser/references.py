"""The pictures of every page: how one is taken, where it is kept, how two are compared.

`python -m tests.browser.references` takes all of them anew, or those of the pages that it names.
"""

import io
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from atlas.charts.base import style
from tests import suite
from tests.browser.views import VIEWS, in_language
from tests.soak import Soak

FOLDER = Path(__file__).resolve().parent / "references"
PAGES = tuple(VIEWS)
#: pictures are kept at half size, and end here: what follows repeats what is seen
LONGEST = 2600
#: one step of the comparison covers this many pixels of a kept picture, each way
COARSE = 4
#: how far a coarse pixel may be off (0 to 255), how many of them, and the height of the page
OFF, SHARE, HEIGHT = 18, 0.004, 0.02
#: bands of this height (of coarse pixels) may lie so many pixels of a kept picture higher or lower:
#: another version of a font moves what stands below it
BAND, DRIFT = 30, 4


class Look(NamedTuple):
    """How a page is looked at."""

    scheme: str
    width: int


WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
LANGUAGES = ("de", "en")


def address(file: str, language: str) -> str:
    """Return the address of the view of a page that is kept."""
    return in_language(VIEWS[file][0], language)


def path(file: str, language: str, look: Look) -> Path:
    """Return where the picture is kept."""
    return FOLDER / f"{file}-{language}-{look.scheme}-{look.width}.webp"


def dress(page: Page, look: Look) -> None:
    """Give the page its look, at a height that shows all of it, and wait until it is drawn."""
    from tests.browser.conftest import settled

    page.mouse.move(0, 0)
    if page.viewport_size != {"width": look.width, "height": 900}:
        page.set_viewport_size({"width": look.width, "height": 900})
        page.wait_for_timeout(300)
    turn(page, look.scheme)
    high = "document.querySelector('[data-testid=stMain]').scrollHeight"
    page.set_viewport_size({"width": look.width, "height": min(page.evaluate(high), LONGEST)})
    page.wait_for_timeout(300)
    settled(page)
    page.evaluate("document.fonts.ready")


def turn(page: Page, scheme: str) -> None:
    """Turn the system light or dark, and wait until the server has drawn all of the page anew."""
    from tests.browser.conftest import settled

    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    ground = style.tokens(scheme)["backgroundColor"]
    colour = f"rgb({', '.join(str(part) for part in bytes.fromhex(ground.lstrip('#')))})"
    page.wait_for_function(
        """([ground, colour]) =>
            getComputedStyle(document.documentElement).getPropertyValue('--ground') === ground
            && [...document.querySelectorAll('.js-plotly-plot .main-svg:first-of-type')]
                .every((one) => ['rgba(0, 0, 0, 0)', colour]
                    .includes(getComputedStyle(one).backgroundColor))""",
        arg=[ground, colour],
    )
    settled(page)


def taken(page: Page) -> Image.Image:
    """Return what the page shows, at half size."""
    with Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))) as whole:
        half = (whole.width // 2, whole.height // 2)
        return whole.convert("RGB").resize(half, Image.Resampling.BOX)


def languages(scheme: str, width: int, soak: Soak) -> Sequence[str]:
    """Return the languages in which pages of this look are held against their pictures.

    Both in a soak. Else one, so that every two of language, scheme and width still meet.
    """
    if soak.full:
        return LANGUAGES
    return LANGUAGES[(scheme == "light") == (width == max(WIDTHS)) :][:1]


def faults(page: Page, file: str, language: str, look: Look) -> list[str]:
    """Return how a page, which is open in this look, differs from its picture."""
    dress(page, look)
    with Image.open(path(file, language, look)) as kept:
        return [f"{language}, {look}: {one}" for one in differences(taken(page), kept)]


def differences(taken: Image.Image, kept: Image.Image) -> list[str]:
    """Return in words how far two pictures are apart; nothing when they look the same."""
    found = []
    if taken.width != kept.width:
        return [f"{taken.width} instead of {kept.width} wide"]
    if abs(taken.height - kept.height) > HEIGHT * kept.height:
        found.append(f"{taken.height * 2} instead of {kept.height * 2} pixels high")
    height = min(taken.height, kept.height)
    other = _coarse(kept, height)
    shifts = [
        numpy.abs(_coarse(ImageChops.offset(taken, 0, shift), height) - other).max(axis=2) > OFF
        for shift in range(-DRIFT, DRIFT + 1)
    ]
    bands = range(0, len(other), BAND)
    off = numpy.concatenate(
        [min((one[band : band + BAND] for one in shifts), key=numpy.mean) for band in bands]
    )
    if off.mean() > SHARE:
        rows = numpy.flatnonzero(off.any(axis=1)) * COARSE * 2
        found.append(
            f"{off.mean():.1%} of it differ, between {rows.min()} and {rows.max()} pixels down"
        )
    return found


def _coarse(picture: Image.Image, height: int) -> numpy.ndarray:
    cut = picture.convert("RGB").crop((0, 0, picture.width, height))
    size = (picture.width // COARSE, height // COARSE)
    return numpy.asarray(cut.resize(size, Image.Resampling.BOX)).astype(int)


def main(pages: Sequence[str]) -> int:
    """Take the pictures of `pages` anew; of all when none is named."""
    from tests.browser.conftest import FLAGS, PHONES, ROOT, profile, serving, settled

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "clusters.duckdb"
        subprocess.run(
            [sys.executable, "-m", "data.build", "--out", str(database)], cwd=ROOT, check=True
        )
        browser = playwright.chromium.launch(executable_path=suite.chromium(), args=list(FLAGS))
        with serving(database) as home:
            for width in WIDTHS:
                context = profile(browser, phone=width <= PHONES)
                for language, file in itertools.product(LANGUAGES, pages or PAGES):
                    page = context.new_page()
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(home + address(file, language))
                    settled(page)
                    for look in (Look(one, width) for one in SCHEMES):
                        dress(page, look)
                        taken(page).save(path(file, language, look), quality=85)
                    page.close()
                    print(file, language, width, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
