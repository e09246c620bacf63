"""Every page and all that can be chosen on it, one entry a page, in the order of the navigation.

The navigation, the address, the subject and the answer to an unknown address all read this.
The names in the address are public: links, saved lists and the command line's decks hold them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from atlas.i18n import _
from atlas.model.choices import LIST_BY_PARAMETER

#: the part of the address that each filter has
FILTERS = (*LIST_BY_PARAMETER, "place", "year", "q", "exact", "age")
#: the clusters that one is compared with: Undo takes them back on any page, as it does a filter
COMPARISON = ("peers", "weights")
#: the metric that the clusters of the list do not report: it narrows that page alone
MISSING = "missing"
#: what Undo takes back
UNDOABLE = (*FILTERS, *COMPARISON, MISSING)
LANGUAGE, AS_TABLE = "lang", "as"
#: what every page accepts
EVERYWHERE = (LANGUAGE, *UNDOABLE, AS_TABLE)


@dataclass(frozen=True)
class Page:
    """A page: what it is called, and what can be chosen on it.

    `script`: its file in `pages/`, without the ending. `say_title`: returns its title in the
    language in use. `parameters`: what it reads and writes in the address, besides the filters.
    `about_one_cluster`: `cluster` in the address is its subject, not a filter.
    `compares`: it compares that cluster with what the filters leave.
    """

    script: str
    say_title: Callable[[], str]
    icon: str
    parameters: tuple[str, ...] = ()
    about_one_cluster: bool = False
    compares: bool = False

    @property
    def title(self) -> str:
        """Its title in the language in use."""
        return self.say_title()

    @property
    def address(self) -> str:
        """Its part of the address; blank for the first page."""
        return "" if self is PAGES[0] else self.script

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every name that its address may hold."""
        return tuple(dict.fromkeys((*EVERYWHERE, *self.parameters)))


PAGES = (
    Page("overview", lambda: _("Overview"), ":material/dashboard:", ("metric", "since")),
    Page("clusters", lambda: _("Clusters"), ":material/list_alt:", (MISSING, "sort")),
    Page("map", lambda: _("Map"), ":material/map:", ("metric", "stat", "at", "area", "since")),
    Page(
        "timeline",
        lambda: _("Timeline"),
        ":material/timeline:",
        ("timeline", "metric", "by", "axis", "stat", "part"),
    ),
    Page(
        "compare",
        lambda: _("Compare"),
        ":material/compare_arrows:",
        ("compare", "metric", "by", "x", "y", "size", "scale", "pick", "show", "since"),
    ),
    Page(
        "sectors",
        lambda: _("Sectors"),
        ":material/grid_view:",
        ("sectors", "metric", "stat", "by", "of", "since"),
    ),
    Page(
        "profile",
        lambda: _("Profile"),
        ":material/badge:",
        COMPARISON,
        about_one_cluster=True,
        compares=True,
    ),
    Page(
        "peers",
        lambda: _("Peers"),
        ":material/groups:",
        COMPARISON,
        about_one_cluster=True,
        compares=True,
    ),
    Page(
        "labels",
        lambda: _("Labels"),
        ":material/verified:",
        ("labels", "scheme", "part"),
        about_one_cluster=True,
    ),
    Page(
        "sources",
        lambda: _("Sources"),
        ":material/menu_book:",
        ("sources", "metric", "by", "find", "version"),
    ),
    Page("add_data", lambda: _("Your data"), ":material/upload_file:"),
    Page("presentation", lambda: _("Presentation"), ":material/slideshow:"),
)


def at(address: str) -> Page:
    """Return the page at `address`, such as 'map'; blank is the first. Raises LookupError."""
    for page in PAGES:
        if page.address == address:
            return page
    raise LookupError(f"No page at '{address}'. There are: {', '.join(p.script for p in PAGES)}.")


def parameters() -> tuple[str, ...]:
    """Return every name that some page's address may hold, each once, in the order of links."""
    chosen = [name for page in PAGES for name in page.parameters]
    return tuple(dict.fromkeys((LANGUAGE, *FILTERS, *chosen, AS_TABLE)))
