"""Every view of every page: sound for every eye and hand, in one language, lost at no size.

English in the light look; German, whose words are the longest, in the dark one and also on small
screens: 1440 pixels at 200 % are a window of 720; 320 are what WCAG asks for, 1280 at 400 %. The
first view of each page is held against its pictures, and against axe in both looks, the others in
one; a soak does all in both.
"""

import re

import pytest
from playwright.sync_api import Page

from atlas.model import pages
from tests import spoken
from tests.browser import accessible, charts, references
from tests.browser.conftest import Opener
from tests.browser.references import Look
from tests.browser.views import VIEWS, in_language
from tests.soak import Soak

LOOKS = {"en": "light", "de": "dark"}
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


@pytest.mark.parametrize("file", VIEWS)
def test_nothing_shuts_anyone_out(look: Opener, file: str, soak: Soak) -> None:
    wrong = []
    for scheme in references.SCHEMES:
        for language in references.languages(scheme, WIDE, soak):
            page = look(in_language(VIEWS[file][0], language), scheme=scheme)
            wrong += references.faults(page, file, language, Look(scheme, WIDE))
    for place, path in enumerate(VIEWS[file]):
        for language, scheme in LOOKS.items():
            page = look(in_language(path, language), scheme=scheme)
            page.wait_for_function(f"document.documentElement.lang === '{language}'")
            found = faults(page, language)
            # the first view in both looks, the others in turn
            if soak.full or not place or (place % 2 == 0) == (scheme == "dark"):
                page.set_viewport_size({"width": WIDE, "height": 900})
                found += accessible.violations(page)
            wrong += [f"{path} in {language}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
