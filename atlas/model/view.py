"""The view: what is looked at, as every question and every chart is handed it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas

from atlas.db import database
from atlas.model.choices import Choices
from atlas.model.selection import OLDEST_COMPARED, Selection


@dataclass(frozen=True)
class View:
    """A selection and what can be chosen, which a chart needs to say in words what it shows.

    `selected` counts the clusters that the filters leave. `since`: the year from which on growth is
    told; None for the first count that is dated.
    `elsewhere`: how many clusters are only active in the places chosen, with their seat in another.
    """

    selection: Selection
    known: Choices
    selected: int
    since: int | None = None
    elsewhere: int = 0

    @property
    def year(self) -> int:
        """The snapshot year."""
        return self.selection.year

    @property
    def words(self) -> str:
        """The filters in words."""
        return self.selection.in_words(self.known)

    def only(self, cluster_ids: Iterable[str]) -> "View":
        """Return the view of just these clusters: same year, age and exactness of the figures."""
        picked = tuple(cluster_ids)
        chosen = self.selection
        selection = Selection(
            self.year, clusters=picked, exact=chosen.exact, max_age=chosen.max_age
        )
        return View(selection, self.known, len(picked), self.since)

    def pool(self) -> "View":
        """Return the view of all clusters that the filters leave, whatever clusters are named."""
        if not self.selection.clusters:
            return self
        return view_of(self.selection.narrowed(clusters=()), self.known)

    def fresh(self) -> "View":
        """Return the same question without figures too old to compare clusters by."""
        age = min(self.selection.max_age or OLDEST_COMPARED, OLDEST_COMPARED)
        return replace(self, selection=replace(self.selection, max_age=age))

    def run(self, query: str, **values: Any) -> pandas.DataFrame:
        """Run a query on this selection."""
        asked = self.selection.parameters() | {"growth_since": self.since}
        return database.run(query, asked, **values)


def view_of(selection: Selection, known: Choices) -> View:
    """Return the view of `selection`, with the number of clusters it leaves."""
    size = database.run("selection_size", selection.parameters())
    counts = size.iloc[0]
    return View(selection, known, int(counts["selected"]), elsewhere=int(counts["elsewhere"]))
