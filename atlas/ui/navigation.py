"""Contents: which pages there are, in the order of the navigation."""

from typing import NamedTuple

from atlas.i18n import _

FIRST = "overview"


class Entry(NamedTuple):
    """A page: its script in `pages/`, its name in the language in use, its sign."""

    file: str
    title: str
    icon: str

    @property
    def address(self) -> str:
        """Its part of the address; blank for the first page."""
        return "" if self.file == FIRST else self.file


def entries() -> list[Entry]:
    """Return every page."""
    return [
        Entry("overview", _("Overview"), ":material/dashboard:"),
        Entry("map", _("Map"), ":material/map:"),
        Entry("timeline", _("Timeline"), ":material/timeline:"),
        Entry("compare", _("Compare"), ":material/compare_arrows:"),
        Entry("sectors", _("Sectors"), ":material/grid_view:"),
        Entry("profile", _("Profile"), ":material/badge:"),
        Entry("peers", _("Peers"), ":material/groups:"),
        Entry("labels", _("Labels"), ":material/verified:"),
        Entry("sources", _("Sources"), ":material/menu_book:"),
        Entry("presentation", _("Presentation"), ":material/slideshow:"),
    ]
