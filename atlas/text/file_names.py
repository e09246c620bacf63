"""Names of files: what they hold, of which year and selection, in signs that every system takes."""

import re
import textwrap

from atlas.model.view import View
from atlas.text.chart_text import MAKER
from data.words import GERMAN, folded

#: signs that each part of a name may have
LONGEST_PART = 60


def name_file(title: str, view: View) -> str:
    """Return a file name without ending: what, when, of what: 'members-by-cluster_2024_chemistry'.

    In the language in use, in signs that every system takes.
    """
    chosen = "" if view.selection.everything and not view.selection.exact else view.words
    words = [title, str(view.year), chosen]
    plain = [textwrap.shorten(hyphenate(word, " "), LONGEST_PART, placeholder="") for word in words]
    return "_".join(word.replace(" ", "-") for word in plain if word)


def name_deck(title: str, year: int | None = None) -> str:
    """Return a file name without ending for several charts: the title of their presentation.

    `year`: the year of all of them, where they have one. A title without a sign that every system
    takes leaves the program's own name.
    """
    words = textwrap.shorten(hyphenate(title, " "), LONGEST_PART, placeholder="")
    name = words.replace(" ", "-") or hyphenate(MAKER)
    return f"{name}_{year}" if year else name


def hyphenate(text: str, between: str = "-") -> str:
    """Return `text` in lower-case Latin letters and digits, its words apart by `between`."""
    spelled = folded(text.lower().translate(GERMAN))
    return re.sub(r"[^a-z0-9]+", between, spelled).strip(between)
