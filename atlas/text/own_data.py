"""A reader's own data in words: what marks them among others, what is said when they are gone."""

from atlas.i18n import _


def mark(title: str) -> str:
    """Return the title of a source of the reader's own, so that it is told from all others."""
    return _("Your data: {title}").format(title=title)


def note() -> str:
    """Return what a chart says that was drawn while own data were there."""
    return _("Drawn with your own data beside the published ones; their source says “Your data”.")


def gone() -> str:
    """Return what a chart says that was collected with own data, now that these are gone."""
    return _(
        "Collected with your own data, which are gone: what is shown now rests on the published "
        "data alone."
    )
