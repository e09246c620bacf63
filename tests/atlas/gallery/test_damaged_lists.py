"""Random damages of a kept list: its charts draw, or a sentence names what is wrong."""

import json
import random
import resource
import time
from typing import Any

import pytest

from atlas import gallery
from atlas.gallery import presentation
from atlas.gallery.presentation import BadPresentation
from atlas.model.choices import Choices
from atlas.model.view import View
from tests.soak import Soak

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 5.0, 300
#: the refusal that names no part of the file
GENERIC = "The file is no list of charts; choose"
ODD: tuple[Any, ...] = (
    *(None, True, -1, 1.5, 10**400, "", "x", "\0", "\u202ex", "<b>x</b>", "=1+1", "A" * 5000),
    *(
        [],
        [[]],
        {},
        {"a": 1},
        [None],
        "members",
        "niro",
        "2019",
        "999999999999",
        "DE,DE-SN",
        "\ud800",
    ),
)


def parts(value: Any) -> list[Any]:
    """Return every list and dictionary in `value` that holds something."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict | list) and value else []
    return own + [part for one in inner for part in parts(one)]


def damaged(saved: bytes, dice: random.Random) -> bytes:
    """Return a saved list with something in it changed, dropped, doubled, or with broken bytes."""
    if dice.random() < 0.2:
        data = bytearray(saved)
        for _time in range(dice.randint(1, 5)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        return bytes(data[: dice.randrange(len(data))] if dice.random() < 0.3 else data)
    content = json.loads(saved)
    for _time in range(dice.randint(1, 3)):
        part = dice.choice(parts(content) or [content])
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            continue
        key = dice.choice(keys)
        if dice.random() < 0.25:
            del part[key]
        elif isinstance(part, list) and dice.random() < 0.3:
            part.extend([part[key]] * dice.randint(1, 300))
        elif isinstance(part, dict) and dice.random() < 0.2:
            part[str(dice.choice(ODD))] = part.pop(key)
        else:
            part[key] = dice.choice(ODD)
    return json.dumps(content).encode()


def outcome(data: bytes, known: Choices) -> str:
    """Return the refusal of a list; blank where it opens, and all its charts can be drawn or not.

    A chart that cannot be drawn says why, as the page does beside it.
    """
    began = time.thread_time()
    try:
        items = presentation.load(data)
        assert time.thread_time() - began < SECONDS
    except BadPresentation as error:
        return str(error)
    presentation.load(presentation.save(items))
    for item in items[:10]:
        began = time.thread_time()
        try:
            item.draw(known)
            item.link("http://localhost")
        except (gallery.NothingToDraw, gallery.NoChart) as reason:
            unsaid = not str(reason)
            assert not unsaid
        assert time.thread_time() - began < SECONDS, item
    return ""


def test_every_damage_opens_or_is_told(view: View, known: Choices, soak: Soak) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    saved = presentation.save(presentation.briefing(view)[:6])
    said = []
    for number in range(soak.times(40, full=1000)):
        data = damaged(saved, soak.random)
        try:
            said.append(outcome(data, known))
        except Exception as error:
            raise AssertionError(f"damage {number}: {data[:2000]!r}") from error
    refusals = [one for one in said if one]
    assert all("\n" not in one and len(one) < 400 for one in refusals)
    assert sum(one.startswith(GENERIC) for one in refusals) <= 0.05 * len(refusals)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MEGABYTES * 1024
