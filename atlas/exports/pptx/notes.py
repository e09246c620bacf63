"""The speaker's notes of a chart: what it shows, its live view, every source in full."""

from collections.abc import Mapping
from typing import Any

from atlas.i18n import _


def text(said: Mapping[str, Any], comment: str = "", link: str = "") -> str:
    """Return the notes. `said`: the `layout.meta` of the figure."""
    parts = [comment, str(said.get("alt") or "")]
    parts += [str(said.get("coverage") or ""), *map(str, said.get("notes") or ())]
    if link:
        parts.append(_("Live view: {address}").format(address=link))
    sources = [str(one) for one in said.get("sources") or ()]
    if sources:
        parts.append(_("Sources"))
        parts += [f"{place}. {one}" for place, one in enumerate(sources, start=1)]
    return "\n".join(part for part in parts if part)


def add(slide: Any, words: str) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = words
