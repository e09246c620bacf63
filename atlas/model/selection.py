"""The selection: which clusters, at which year. In words, in an address, in SQL parameters."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas

from atlas import i18n
from atlas.db import database
from atlas.i18n import _
from data.words import folded

LIST_NAMES = {
    "group": "groups",
    "sector": "sectors",
    "country": "countries",
    "region": "regions",
    "label": "labels",
    "cluster": "clusters",
}


@dataclass(frozen=True)
class Choices:
    """What can be chosen: one frame a kind (id, name_en, name_de, parent), and the years.

    `outlines`: every region that the map draws, with clusters or without.
    """

    groups: pandas.DataFrame
    sectors: pandas.DataFrame
    countries: pandas.DataFrame
    regions: pandas.DataFrame
    labels: pandas.DataFrame
    clusters: pandas.DataFrame
    outlines: pandas.DataFrame
    #: by the id of a region, those that share a border with it
    beside: Mapping[str, tuple[str, ...]]
    first_year: int
    last_year: int

    def ids(self, kind: str, within: Iterable[str] = ()) -> list[str]:
        """Return the ids of a kind, sorted by name; only those under the parents in `within`."""
        asked = (kind, tuple(within), i18n.current())
        if asked not in self._sorted:
            self._sorted[asked] = self._sort(kind, asked[1])
        return list(self._sorted[asked])

    def _sort(self, kind: str, parents: tuple[str, ...]) -> list[str]:
        frame: pandas.DataFrame = getattr(self, kind)
        if parents:
            frame = frame[frame["parent"].isin(parents)]
        return sorted(frame["id"], key=lambda one: folded(self.name(kind, one)))

    def place(self, region_id: str) -> dict[str, tuple[str, ...]]:
        """Return the lists that select what the map draws: a region, or a country drawn whole.

        Empty when no cluster covers it, so that there is nothing to select.
        """
        for kind, other in (("regions", "countries"), ("countries", "regions")):
            if region_id in set(getattr(self, kind)["id"]):
                return {kind: (region_id,), other: ()}
        return {}

    def with_neighbours(self, selection: "Selection") -> dict[str, tuple[str, ...]]:
        """Return the lists that select the regions of `selection` and all that border on them.

        Those that no cluster covers are left out.
        """
        lists = {"regions": list(selection.regions), "countries": list(selection.countries)}
        for region in selection.regions:
            for one in self.beside.get(region, ()):
                for kind, listed in lists.items():
                    if one in self._rows[kind] and one not in listed:
                        listed.append(one)
        return {kind: tuple(ids) for kind, ids in lists.items()}

    def parent(self, kind: str, one: str) -> str:
        """Return the id of the parent of the choice `one`, such as a region's country."""
        return str(self._rows[kind][one]["parent"])

    def name(self, kind: str, one: str) -> str:
        """Return the name of the choice with the id `one` in the language in use."""
        return i18n.name(self._rows[kind][one])

    @functools.cached_property
    def _sorted(self) -> dict[tuple[str, tuple[str, ...], str], list[str]]:
        """The ids by kind, parents and language: every page shows six lists of them."""
        return {}

    @functools.cached_property
    def _rows(self) -> dict[str, dict[str, dict[Any, Any]]]:
        """Every choice by kind and id: a page asks for hundreds of names."""
        return {
            kind: {row["id"]: row for row in getattr(self, kind).to_dict("records")}
            for kind in (*LIST_NAMES.values(), "outlines")
        }


def choices() -> Choices:
    """Return all that can be chosen from the open database."""
    return _choices(database.version())


@functools.lru_cache(maxsize=2)
def _choices(version: str) -> Choices:
    sectors = database.run("sector_list").rename(columns={"sector_id": "id", "parent_id": "parent"})
    regions = database.run("region_list").rename(columns={"region_id": "id", "parent_id": "parent"})
    outlines = regions[regions["outline"]]
    regions = regions[regions["clusters"] > 0]
    labels = database.run("label_list").rename(columns={"organisation_id": "id"})
    clusters = database.run("cluster_list").rename(columns={"cluster_id": "id", "name": "name_en"})
    borders = database.run("neighbours")
    data = database.run("which_data").iloc[0]
    return Choices(
        groups=sectors[sectors["parent"].isna()],
        sectors=sectors[sectors["parent"].notna()],
        countries=regions[regions["level"] == "country"],
        regions=regions[regions["level"] == "region"],
        labels=labels,
        clusters=clusters,
        outlines=outlines,
        beside=borders.groupby("region_id")["beside_id"].agg(tuple).to_dict(),
        first_year=int(data["first_year"]),
        last_year=int(data["last_year"]),
    )


@dataclass(frozen=True)
class Selection:
    """What is selected. Empty means all. `year` is the snapshot year; `search` free text."""

    year: int
    groups: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    search: str = ""
    #: whether only figures count that their sources state without a hedge
    exact: bool = False
    #: parts of the address that nobody knows, such as "sector: cars"
    ignored: tuple[str, ...] = field(default=(), compare=False)

    @property
    def everything(self) -> bool:
        """Whether no filter is set (the year and `exact` leave every cluster in)."""
        return not self.search and not any(getattr(self, kind) for kind in LIST_NAMES.values())

    def parameters(self) -> dict[str, Any]:
        """Return what the queries bind: lists of ids, folded search words, and the year."""
        lists = {kind: list(getattr(self, kind)) for kind in LIST_NAMES.values()}
        words = folded(self.search).split()
        return lists | {"words": words, "year": self.year, "exact_only": self.exact}

    def address(self, known: Choices) -> dict[str, str]:
        """Return the selection as address parts by name; defaults are blank."""
        parts = {name: ",".join(getattr(self, kind)) for name, kind in LIST_NAMES.items()}
        year = "" if self.year == known.last_year else str(self.year)
        return parts | {"year": year, "q": self.search, "exact": "1" if self.exact else ""}

    def in_words(self, known: Choices) -> str:
        """Return the filters as a reader would say them: 'Chemistry, Bavaria, go-cluster'."""
        said = []
        for kind, narrower in (("groups", "sectors"), ("countries", "regions")):
            inner = getattr(self, narrower)
            parents = {known.parent(narrower, one) for one in inner}
            names = [known.name(kind, one) for one in getattr(self, kind) if one not in parents]
            said.append(names + [known.name(narrower, one) for one in inner])
        said.append([known.name("labels", one) for one in self.labels])
        said.append([known.name("clusters", one) for one in self.clusters])
        if self.search:
            said.append([_("“{text}”").format(text=self.search)])
        words = "; ".join(" + ".join(names) for names in said if names) or _("All clusters")
        return f"{words}; {_exact_words()}" if self.exact else words

    def narrowed(self, **lists: tuple[str, ...]) -> "Selection":
        """Return the selection with the lists named replaced."""
        return replace(self, **lists)  # type: ignore[arg-type]


@dataclass(frozen=True)
class View:
    """A selection with the words for it: what a chart needs to say what it shows.

    `selected` counts the clusters that the filters leave.
    """

    selection: Selection
    known: Choices
    selected: int

    @property
    def year(self) -> int:
        """The snapshot year."""
        return self.selection.year

    @property
    def words(self) -> str:
        """The filters in words."""
        return self.selection.in_words(self.known)

    def only(self, cluster_ids: Iterable[str]) -> "View":
        """Return the question about just these clusters, at the same year."""
        picked = tuple(cluster_ids)
        alone = Selection(self.year, clusters=picked, exact=self.selection.exact)
        return View(alone, self.known, len(picked))

    def pool(self) -> "View":
        """Return the question about all that the filters leave, whatever clusters are named."""
        if not self.selection.clusters:
            return self
        return view_of(self.selection.narrowed(clusters=()), self.known)

    def run(self, query: str, **values: Any) -> pandas.DataFrame:
        """Run a query on this selection."""
        return database.run(query, self.selection.parameters(), **values)


def view_of(selection: Selection, known: Choices) -> View:
    """Return `selection` with its words and its number of clusters."""
    size = database.run("selection_size", selection.parameters())
    return View(selection, known, int(size["selected"].iloc[0]))


def parse(parts: Mapping[str, str], known: Choices) -> Selection:
    """Read a selection from the parts of an address.

    What nobody knows is left out and named in `ignored`; it is never an error.
    """
    lists: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for name, kind in LIST_NAMES.items():
        asked = [one for one in parts.get(name, "").split(",") if one]
        valid = set(getattr(known, kind)["id"])
        lists[kind] = tuple(dict.fromkeys(one for one in asked if one in valid))
        ignored += [f"{name}: {one}" for one in asked if one not in valid]
    asked_year = parts.get("year", "")
    year = known.last_year
    if asked_year:
        if (
            re.fullmatch("[0-9]{4}", asked_year)
            and known.first_year <= int(asked_year) <= known.last_year
        ):
            year = int(asked_year)
        else:
            ignored.append(f"year: {asked_year}")
    exact = parts.get("exact", "")
    if exact not in ("", "1"):
        ignored.append(f"exact: {exact}")
    return Selection(
        year=year,
        search=" ".join(parts.get("q", "").split())[:100],
        exact=exact == "1",
        ignored=tuple(ignored),
        **lists,
    )


def _exact_words() -> str:
    return _("exact figures only")
