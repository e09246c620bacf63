"""Every view of every page: sound for every eye and hand, in one language, lost at no size.

English in the light look; German, whose words are the longest, in the dark one and also on small
screens: 1440 pixels at 200 % are a window of 720; 320 are what WCAG asks for, 1280 at 400 %. The
first view of each page is held against its pictures, and against axe in both looks.
"""

import re

import pytest
from playwright.sync_api import Page

from atlas.model import pages
from tests import spoken
from tests.browser import accessible, charts, references
from tests.browser.conftest import Opener, settled
from tests.browser.views import VIEWS, in_language

LOOKS = {"en": "light", "de": "dark"}
WALKS = [(file, language) for file in VIEWS for language in LOOKS]
SEPARATORS = {"en": ".,", "de": ",."}
WIDE = 1440
SMALL = ((720, 450), (320, 640))


def faults(page: Page, language: str) -> list[str]:
    """Return all that is wrong with the view that `page` shows, apart from what axe finds."""
    found = accessible.untold(page)
    levels = accessible.headings(page)
    if levels.count(1) != 1 or accessible.gaps(levels):
        found.append(f"headings: {levels}")
    if not re.fullmatch(r".+ · Cluster Atlas", page.title()):
        found.append(f"title: {page.title()}")
    if not set(charts.separators(page)) <= {SEPARATORS[language]}:
        found.append(f"numbers: {charts.separators(page)}")
    found += [f"words: {one}" for one in spoken.foreign(accessible.words(page), language)]
    if language == "de":
        for width, height in SMALL:
            found += [f"at {width}: {one}" for one in accessible.lost(page, width, height)]
    return found


def test_every_page_is_walked() -> None:
    assert list(VIEWS) == [page.script for page in pages.PAGES]


@pytest.mark.parametrize(("file", "language"), WALKS)
def test_nothing_shuts_anyone_out(visit: Opener, server: str, file: str, language: str) -> None:
    first, *others = VIEWS[file]
    # the look in which the views are walked comes last, and axe has then seen the first in both
    looks = sorted(references.SCHEMES, key=lambda scheme: scheme == LOOKS[language])
    page = visit(in_language(first, language), scheme=looks[0])
    wrong = references.faults(page, file, language, WIDE, looks)
    wrong += [f"{first}: {one}" for one in faults(page, language)]
    for path in others:
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto(server + in_language(path, language))
        settled(page)
        page.wait_for_function(f"document.documentElement.lang === '{language}'")
        wrong += [f"{path}: {one}" for one in accessible.violations(page)]
        wrong += [f"{path}: {one}" for one in faults(page, language)]
    assert not wrong, "\n".join(wrong)
