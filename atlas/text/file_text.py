"""Text on its way out: what no file can hold, and what turns its direction, is left out.

What is written from right to left stands by itself, so that it does not turn what is beside it.
"""

import dataclasses
import re
from collections.abc import Callable
from typing import Any, TypeVar

from data.characters import FORBIDDEN

Kept = TypeVar("Kept")
#: begins and ends a part whose direction is its own
ISOLATE, END = "\u2068", "\u2069"
#: letters of scripts that are written from right to left: Hebrew, Arabic, Syriac and others
LETTERS = (
    "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
RIGHT_TO_LEFT = re.compile(f"[{LETTERS}](?:[{LETTERS} \u00a0\\d.,:/()'\"-]*[{LETTERS}])?")


def clean(text: str) -> str:
    """Return `text` without the characters that a file cannot hold."""
    return FORBIDDEN.sub("", text)


def isolated(text: str) -> str:
    """Return `text` clean, each of its parts that are written from right to left by itself.

    The signs that part it from the rest cannot be seen, and only these are added again to a text
    that went this way before.
    """
    return RIGHT_TO_LEFT.sub(rf"{ISOLATE}\g<0>{END}", clean(text))


def cleaned(value: Kept) -> Kept:
    """Return `value` with every text in it clean, itself where all of them are.

    Looks into lists, tuples, dictionaries and dataclasses.
    """
    return changed(value, clean)


def changed(value: Kept, change: Callable[[str], str]) -> Kept:
    """Return `value` with every text in it changed, itself where no text is another than before.

    Looks where `cleaned` does.
    """
    found: Any = value
    if isinstance(value, str):
        new = change(value)
        found = value if new == value else new
    elif isinstance(value, list | tuple):
        found = _parts(value, change)
    elif isinstance(value, dict):
        found = _pairs(value, change)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = _fields(value, change)
    kept: Kept = found
    return kept


def _parts(value: Any, change: Callable[[str], str]) -> Any:
    parts = [changed(one, change) for one in value]
    if all(new is old for new, old in zip(parts, value, strict=True)):
        return value
    return parts if isinstance(value, list) else tuple(parts)


def _pairs(value: dict[Any, Any], change: Callable[[str], str]) -> dict[Any, Any]:
    pairs = [(changed(key, change), changed(one, change)) for key, one in value.items()]
    both = zip(pairs, value.items(), strict=True)
    same = all(new[0] is old[0] and new[1] is old[1] for new, old in both)
    return value if same else dict(pairs)


def _fields(value: Any, change: Callable[[str], str]) -> Any:
    fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    changes = {
        name: new for name, old in fields.items() if (new := changed(old, change)) is not old
    }
    return dataclasses.replace(value, **changes) if changes else value
