"""What can be chosen: groups, sectors, countries, regions, labels, clusters and years."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from atlas import i18n
from atlas.db import database
from data.words import folded

#: the name of each kind of choice in an address -> the list that holds what was chosen
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
    #: the day on which the newest of the sources was retrieved
    retrieved: str

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

    def with_neighbours(
        self, regions: Sequence[str], countries: Sequence[str]
    ) -> dict[str, tuple[str, ...]]:
        """Return the lists that select `regions`, `countries` and all that border on the regions.

        Those that no cluster covers are left out.
        """
        lists = {"regions": list(regions), "countries": list(countries)}
        for region in regions:
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
        retrieved=str(data["retrieved"]),
    )
