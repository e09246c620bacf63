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
LIST_BY_PARAMETER = {
    "group": "groups",
    "sector": "sectors",
    "country": "countries",
    "region": "regions",
    "label": "labels",
    "cluster": "clusters",
}


@dataclass(frozen=True)
class Choices:
    """What can be chosen: a frame for each kind (id, name_en, name_de, parent), and the years.

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
    neighbours: Mapping[str, tuple[str, ...]]
    first_year: int
    last_year: int
    #: the day on which the newest of the sources was retrieved
    retrieved: str

    def ids(self, kind: str, within: Iterable[str] = ()) -> list[str]:
        """Return the ids of a kind, sorted by name; only those under the parents in `within`."""
        key = (kind, tuple(within), i18n.current())
        if key not in self._sorted:
            self._sorted[key] = self._sort(kind, key[1])
        return list(self._sorted[key])

    def _sort(self, kind: str, parents: tuple[str, ...]) -> list[str]:
        frame: pandas.DataFrame = getattr(self, kind)
        if parents:
            frame = frame[frame["parent"].isin(parents)]
        return sorted(frame["id"], key=lambda choice_id: folded(self.name(kind, choice_id)))

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
        for region_id in regions:
            for neighbour in self.neighbours.get(region_id, ()):
                for kind, listed in lists.items():
                    if neighbour in self._rows[kind] and neighbour not in listed:
                        listed.append(neighbour)
        return {kind: tuple(ids) for kind, ids in lists.items()}

    def parent(self, kind: str, choice_id: str) -> str:
        """Return the id of the parent of the choice `choice_id`, such as a region's country."""
        return str(self._rows[kind][choice_id]["parent"])

    def name(self, kind: str, choice_id: str) -> str:
        """Return the name of the choice with the id `choice_id` in the language in use."""
        return i18n.name(self._rows[kind][choice_id])

    @functools.cached_property
    def _sorted(self) -> dict[tuple[str, tuple[str, ...], str], list[str]]:
        """The sorted ids by kind, parents and language."""
        # kept, because every page shows six lists of them
        return {}

    @functools.cached_property
    def _rows(self) -> dict[str, dict[str, dict[Any, Any]]]:
        """Every choice by kind and id."""
        # kept, because a page asks for hundreds of names
        return {
            kind: {row["id"]: row for row in getattr(self, kind).to_dict("records")}
            for kind in (*LIST_BY_PARAMETER.values(), "outlines")
        }


@database.keep
def choices() -> Choices:
    """Return all that can be chosen from the open database."""
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
        neighbours=borders.groupby("region_id")["beside_id"].agg(tuple).to_dict(),
        first_year=int(data["first_year"]),
        last_year=int(data["last_year"]),
        retrieved=str(data["retrieved"]),
    )
