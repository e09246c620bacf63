"""Text on its way into a file: what XML cannot hold is left out, wherever the text comes from."""

import dataclasses
import re
from typing import Any, TypeVar

#: characters that no XML file may hold: controls, halves of pairs, two that stand for nothing
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Kept = TypeVar("Kept")


def clean(text: str) -> str:
    """Return `text` without the characters that a file cannot hold."""
    return FORBIDDEN.sub("", text)


def cleaned(value: Kept) -> Kept:
    """Return `value` with every text in it clean, itself where all of them are.

    Looks into lists, tuples, dictionaries and dataclasses.
    """
    found: Any = value
    if isinstance(value, str):
        found = clean(value) if FORBIDDEN.search(value) else value
    elif isinstance(value, list | tuple):
        found = _parts(value)
    elif isinstance(value, dict):
        found = _pairs(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = _fields(value)
    kept: Kept = found
    return kept


def _parts(value: Any) -> Any:
    parts = [cleaned(one) for one in value]
    if all(new is old for new, old in zip(parts, value, strict=True)):
        return value
    return parts if isinstance(value, list) else tuple(parts)


def _pairs(value: dict[Any, Any]) -> dict[Any, Any]:
    pairs = [(cleaned(key), cleaned(one)) for key, one in value.items()]
    both = zip(pairs, value.items(), strict=True)
    same = all(new[0] is old[0] and new[1] is old[1] for new, old in both)
    return value if same else dict(pairs)


def _fields(value: Any) -> Any:
    fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    changes = {name: new for name, old in fields.items() if (new := cleaned(old)) is not old}
    return dataclasses.replace(value, **changes) if changes else value
