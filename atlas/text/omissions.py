"""Notes on what a chart leaves out because there is no room for it."""

from atlas import i18n
from atlas.i18n import _


def note_rows(shown: int, total: int) -> str:
    """Return the note that slides hold only the first rows; blank when they hold all."""
    if shown >= total:
        return ""
    return _("Slides and pictures hold the first {shown} of {all}, table files hold all.").format(
        shown=i18n.number(shown), all=i18n.number(total)
    )


def note_metrics(shown: int, total: int, dated: bool = False) -> str:
    """Return the note that only the most reported metrics are shown; blank when all are.

    `dated`: they are only those whose figures hold for a date, as those of a founding year do not.
    """
    if shown >= total:
        return ""
    words = (
        _("The {shown} most reported of {all} dated metrics are shown.")
        if dated
        else _("The {shown} most reported of {all} metrics are shown.")
    )
    return words.format(shown=i18n.number(shown), all=i18n.number(total))
