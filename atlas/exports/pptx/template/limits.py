"""How much a template may hold, and how long reading it may take.

Each limit is far above what real templates need, and low enough that a small hostile file cannot
keep a computer busy. Whoever meets a limit is told which one, and what to do about it.
"""

import time
from dataclasses import dataclass, field

from atlas.i18n import _

#: seconds of computing for one template, from the first byte to the last layout
SECONDS = 5.0
#: relationships in one part; layouts of all masters; masters
RELATIONS, LAYOUTS, MASTERS = 5_000, 300, 20
#: sample slides that are looked at: the rest is passed over
SLIDES = 40
#: shapes on one layout or master; placeholders among them; how deep elements may nest
SHAPES, PLACEHOLDERS, DEPTH = 3_000, 100, 200
#: shapes on all layouts and masters together
ALL_SHAPES = 12_000
#: tags and attributes in all the parts that are read, and bytes of all the parts that are kept
NODES, KEPT = 1_000_000, 80 * 1024 * 1024


class BadTemplate(ValueError):
    """A template that cannot be used; the message says why and what would work."""


@dataclass
class Clock:
    """Stops work that takes too long. Asked between pieces of work that are short themselves."""

    # of this thread: on a busy computer nobody's template is refused for what others do
    until: float = field(default_factory=lambda: time.thread_time() + SECONDS)

    def check(self) -> None:
        """Raise BadTemplate when the time is up."""
        if time.thread_time() > self.until:
            raise BadTemplate(
                _("The template takes too long to read. Remove layouts and pictures it never uses.")
            )


def too_many(what: str, count: int, limit: int) -> BadTemplate:
    """Return the refusal of a template that has more of something than is read."""
    text = _("The template has {count} {what}; at most {limit} are read. Delete unused ones.")
    return BadTemplate(text.format(count=count, what=what, limit=limit))


def broken(part: str = "") -> BadTemplate:
    """Return the refusal of a damaged file. `part`: the part of it that is damaged."""
    if not part:
        return BadTemplate(
            _("The template is damaged. Open it in PowerPoint, save it again as .pptx or .potx.")
        )
    text = _(
        "The template is damaged in {part}. Open it in PowerPoint, save it again as .pptx or .potx."
    )
    return BadTemplate(text.format(part=part[:120]))
