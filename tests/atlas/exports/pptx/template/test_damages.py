"""Thousands of damages: each ends in a deck or in a sentence that names what is wrong."""

import functools
import io
import resource
import time

import pptx
import pytest
from PIL import Image

from atlas.exports.pptx import slides
from atlas.exports.pptx.template import safety
from atlas.exports.pptx.template.opening import BadTemplate, open_template
from tests.atlas.exports.pptx.template import damages, made, odd
from tests.atlas.exports.pptx.template.test_generated import figures
from tests.soak import Soak

SECONDS, MEGABYTES = 5.0, 300
#: the refusal that names nothing
GENERIC = "The template is damaged. Open it"


@functools.cache
def template() -> bytes:
    """Return a template with pictures on master and layout."""
    presentation = made.only(odd.pictured_band(), 0, 1)
    image = Image.new("RGB", (20, 20), "red")
    odd.picture(presentation.slide_layouts[1], (1, 1, 1, 1), image)
    return made.saved(presentation)


def outcome(number: int) -> str:
    """Return the refusal of a damaged template; blank where a clean deck comes of it."""
    kind, data = damages.damaged(template(), number)
    began = time.thread_time()
    try:
        opened = open_template(data)
    except BadTemplate as error:
        return str(error)
    finally:
        assert time.thread_time() - began < SECONDS, kind
    listed = [slides.Slide(figures()[0])]
    deck = slides.deck(listed, opened, title="Title", subtitle="Subtitle")
    safety.safe(deck)
    assert len(pptx.Presentation(io.BytesIO(deck)).slides) == 3
    return ""


@pytest.mark.slow
def test_every_damage_ends_in_a_deck_or_in_a_sentence(soak: Soak) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusals = []
    first = soak.random.randrange(10**9) if soak.full else 0
    for number in range(first, first + soak.times(100, full=3500)):
        try:
            refusals.append(outcome(number))
        except Exception as error:
            raise AssertionError(f"damage {number}") from error
    said = [one for one in refusals if one]
    assert all(one.endswith(".") and "\n" not in one for one in said)
    generic = [one for one in said if one.startswith(GENERIC)]
    assert len(generic) <= 0.05 * len(said), f"{len(generic)} of {len(said)}"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MEGABYTES * 1024
