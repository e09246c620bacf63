"""What every page looks like, against pictures that were looked at one by one.

Each page in light and dark, German and English, 390 pixels wide, and 1440 (in `test_views`, where
every page is open anyway): all eight in a soak, else the four in which every two of these meet.
The references stand in `references/`, at half size; `python -m tests.browser.references` takes them
anew, to be looked at before they are kept. Both pictures are made coarse before they are compared,
so that another version of the browser, which draws letters a little differently, is no difference,
and a moved, missing, cut or recoloured part is.
"""

import pytest
from PIL import Image

from tests.browser import references
from tests.browser.conftest import Opener
from tests.browser.references import PAGES, WIDTHS, Look
from tests.soak import Soak


@pytest.mark.parametrize("file", PAGES)
def test_a_page_looks_as_it_did_on_a_phone(look: Opener, file: str, soak: Soak) -> None:
    width = min(WIDTHS)
    wrong = []
    for scheme in references.SCHEMES:
        for language in references.languages(scheme, width, soak):
            page = look(references.address(file, language), width=width, scheme=scheme)
            wrong += references.faults(page, file, language, Look(scheme, width))
    assert not wrong, "\n".join(wrong)


def test_a_difference_is_seen() -> None:
    """A part that is missing, moved, cut or of another colour; letters drawn anew are none."""
    with Image.open(references.path("overview", "en", Look("light", 1440))) as kept:
        same = kept.convert("RGB")
    assert references.differences(same, same) == []
    width, height = same.size
    ground = same.crop((width - 3, 3, width - 2, 4)).resize(same.size)
    gone = same.copy()
    gone.paste(ground.crop((0, 0, width // 2, height // 12)), (width // 4, height // 4))
    assert references.differences(gone, same)
    cut = same.crop((0, 0, width, height - height // 20))
    assert references.differences(cut, same)
    moved = ground.copy()
    moved.paste(same, (0, 12))
    assert references.differences(moved, same)
    tinted = Image.blend(same, Image.new("RGB", same.size, "red"), 0.15)
    assert references.differences(tinted, same)
    softer = same.resize((width // 2, height // 2)).resize((width, height))
    assert references.differences(softer, same) == []
