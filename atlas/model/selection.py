"""The selection: which clusters, at which year. In words, in an address, in SQL parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from atlas.i18n import _
from atlas.model.choices import LIST_BY_PARAMETER, Choices
from data.words import folded

#: what stands between the words of a search, or is true of all that can be found
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """a an the and or of in on at near from for with
        am aus bei das dem den der des die ein eine fur fuer im mit nahe oder um und vom von zu zur
        cluster clusters network networks netzwerk netzwerke clusterorganisation""",
    )
)
#: whether a place chosen takes clusters by their seat alone, or also by where they are active
SEAT, ACTIVE = "seat", "active"
PLACES = (SEAT, ACTIVE)
#: the limits on the age of figures that can be chosen, in years
AGES = (10, 5, 3)
#: what compares clusters never rests on older figures
OLDEST_COMPARED = 10


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
    #: whether the places chosen take clusters by their seat alone, not by where they are active too
    seat_only: bool = False
    search: str = ""
    #: whether only figures count that their sources state without a hedge
    exact: bool = False
    #: how old in years a figure may be at the end of the year it is shown for; 0: as old as may be
    max_age: int = 0
    #: parts of the address that name nothing in the data, such as "sector: cars"
    ignored: tuple[str, ...] = field(default=(), compare=False)

    @property
    def everything(self) -> bool:
        """Whether no filter is set (the year and `exact` leave every cluster in)."""
        return not self.search and not any(
            getattr(self, kind) for kind in LIST_BY_PARAMETER.values()
        )

    @property
    def by_seat(self) -> bool:
        """Whether places are chosen and take clusters by their seat alone."""
        return self.seat_only and bool(self.countries or self.regions)

    def parameters(self) -> dict[str, Any]:
        """Return what the queries bind: lists of ids, folded search words, and the year."""
        lists = {kind: list(getattr(self, kind)) for kind in LIST_BY_PARAMETER.values()}
        words = _words(self.search)
        return (
            lists
            | {"words": words, "year": self.year, "exact_only": self.exact}
            | {"seat_only": self.seat_only}
            | {"max_age": self.max_age or None, "growth_since": None}
        )

    def address(self, known: Choices) -> dict[str, str]:
        """Return the selection as address parts by name; defaults are blank."""
        parts = {name: ",".join(getattr(self, kind)) for name, kind in LIST_BY_PARAMETER.items()}
        year = "" if self.year == known.last_year else str(self.year)
        return (
            parts
            | {"year": year, "q": self.search, "exact": "1" if self.exact else ""}
            | {"age": str(self.max_age or ""), "place": SEAT if self.seat_only else ""}
        )

    def in_words(self, known: Choices) -> str:
        """Return the filters in words: 'Chemistry; Bavaria; go-cluster'."""
        groups = []
        for kind, narrower in (("groups", "sectors"), ("countries", "regions")):
            inner = getattr(self, narrower)
            parents = {known.parent(narrower, choice_id) for choice_id in inner}
            names = [
                known.name(kind, choice_id)
                for choice_id in getattr(self, kind)
                if choice_id not in parents
            ]
            groups.append(names + [known.name(narrower, choice_id) for choice_id in inner])
        if self.by_seat:
            groups[-1] = [_("{places} (by seat)").format(places=" + ".join(groups[-1]))]
        groups.append([known.name("labels", choice_id) for choice_id in self.labels])
        groups.append([known.name("clusters", choice_id) for choice_id in self.clusters])
        if self.search:
            groups.append([_("“{text}”").format(text=self.search)])
        words = "; ".join(" + ".join(names) for names in groups if names) or _("All clusters")
        limits = [_exact_words()] if self.exact else []
        limits += [age_words(self.max_age)] if self.max_age else []
        return "; ".join([words, *limits])

    def narrowed(self, **lists: tuple[str, ...]) -> "Selection":
        """Return the selection with the lists named replaced."""
        return replace(self, **lists)  # type: ignore[arg-type]


def _words(search: str) -> list[str]:
    """Return the words that must all be found; what joins them, or means any cluster, need not."""
    words = folded(search).split()
    return [word for word in words if word not in FILLERS] or words


def parse(parts: Mapping[str, str], known: Choices) -> Selection:
    """Read a selection from the parts of an address.

    What is not in the data is left out and named in `ignored`; it is never an error.
    """
    lists: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for name, kind in LIST_BY_PARAMETER.items():
        choice_ids = [choice_id for choice_id in parts.get(name, "").split(",") if choice_id]
        valid = set(getattr(known, kind)["id"])
        lists[kind] = tuple(
            dict.fromkeys(choice_id for choice_id in choice_ids if choice_id in valid)
        )
        ignored += [f"{name}: {choice_id}" for choice_id in choice_ids if choice_id not in valid]
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
    place = parts.get("place", "")
    if place not in ("", *PLACES):
        ignored.append(f"place: {place}")
    exact = parts.get("exact", "")
    if exact not in ("", "1"):
        ignored.append(f"exact: {exact}")
    age = parts.get("age", "")
    if age not in ("", *map(str, AGES)):
        ignored.append(f"age: {age}")
        age = ""
    return Selection(
        year=year,
        search=" ".join(parts.get("q", "").split())[:100],
        seat_only=place == SEAT,
        exact=exact == "1",
        max_age=int(age or 0),
        ignored=tuple(ignored),
        **lists,
    )


def place_words() -> dict[str, str]:
    """Return by what a cluster belongs to a place chosen, in words, the default first."""
    return {ACTIVE: _("seat there, or also active there"), SEAT: _("seat there")}


def age_words(years: int) -> str:
    """Return the limit on the age of figures: 'figures at most 5 years old'."""
    return _("figures at most {years} years old").format(years=years)


def _exact_words() -> str:
    return _("exact figures only")
