"""What the queries must answer, worked out a second way: plain Python over the CSV files."""

import functools
import unicodedata
from collections import defaultdict

import pandas

from atlas.model.selection import FILLERS, Selection
from tests.queries.speaking import charted, known, overruled, speaker, spoken
from tests.queries.written import Row, Value, by_id, last_day, metrics, rows, statements

__all__ = [
    "Row",
    "Value",
    "by_id",
    "charted",
    "fresh",
    "known",
    "last_day",
    "metrics",
    "overruled",
    "rows",
    "speaker",
    "spoken",
    "statements",
]
BELONGED_TO = {"label", "programme", "network", "association"}
BELONGS = {"holds_label", "admitted_to", "member_of", "part_of", "award"}
COLUMNS = ["cluster_id", "name", "value", "low", "high", "as_of", "exact", "observed", "carried"]
COLUMNS += ["aged_from", "window_begin", "window_end", "at_founding"]


def fresh(metric_id: str, cluster_id: str, year: int) -> Value | None:
    """Return what is known of a metric, unless it is older than ten years or of unknown age."""
    value = known(metric_id, cluster_id, year)
    metric = metrics()[metric_id]
    if value is None or metric["kind"] == "attribute" or metric.get("derived") == "since":
        return value
    return value if value["aged_from"] and year - value["aged_from"] <= 10 else None


@functools.cache
def years() -> tuple[int, int]:
    dated = [int(row["as_of"][:4]) for row in rows("observations") if row["as_of"]]
    founded = [
        int(row["value"]) for row in rows("observations") if row["metric_id"] == "founding_year"
    ]
    last = max(one["ends"][:4] for one in statements() if one["ends"])
    return min(dated + founded), int(last)


# Which clusters a selection leaves


def parents(table: str) -> dict[str, str]:
    return {one: row["parent_id"] for one, row in by_id(table).items()}


@functools.cache
def sectors_of() -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows("cluster_sectors"):
        found[row["cluster_id"]].add(row["sector_id"])
    return found


@functools.cache
def regions_of() -> dict[str, set[str]]:
    """Return the drawn regions each cluster covers; a whole country means all of its regions."""
    found = defaultdict(set)
    for row in rows("cluster_regions"):
        for region, parent in parents("regions").items():
            covered = row["region_id"] in (region, parent)
            if covered and by_id("regions")[region]["outline"] == "yes":
                found[row["cluster_id"]].add(region)
    return found


def country(region: str) -> str:
    return parents("regions")[region] or region


def meant_places(chosen: Selection) -> set[str]:
    """Return the regions and countries that the filters mean."""
    countries = {one: country(one) for one in by_id("regions")}
    return nested(set(chosen.countries), set(chosen.regions), countries)


def elsewhere(cluster_id: str, chosen: Selection) -> bool:
    """Return whether a cluster is only active in the places chosen."""
    return bool(chosen.countries or chosen.regions) and seat(cluster_id) not in meant_places(chosen)


@functools.cache
def seat(cluster_id: str) -> str:
    """Return the region of a cluster's seat, or its country where that is all that is known."""
    row = by_id("clusters")[cluster_id]
    return row["seat_region_id"] or row["country_id"]


def belongs(relation: dict[str, str]) -> bool:
    """Return whether a relation makes a cluster belong to a label, programme, network or so."""
    organisation = by_id("organisations")[relation["organisation_id"]]
    return relation["kind"] in BELONGS and organisation["kind"] in BELONGED_TO


@functools.cache
def labels_of() -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows("relations"):
        if belongs(row):
            found[row["cluster_id"]].add(row["organisation_id"])
    return found


def simple(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def meant_words(search: str) -> list[str]:
    words = simple(search).split()
    return [word for word in words if word not in FILLERS] or words


@functools.cache
def searched(cluster_id: str) -> str:
    """Return all that is known by name about a cluster, in both ways of writing umlauts."""
    row = by_id("clusters")[cluster_id]
    said = [row[c] for c in ("name", "seat_city", "region_label", "legal_form", "cluster_id")]
    sectors = sectors_of()[cluster_id]
    named = [by_id("sectors")[one] for one in sectors | {parents("sectors")[s] for s in sectors}]
    mine = [r for r in rows("relations") if r["cluster_id"] == cluster_id and belongs(r)]
    held = [by_id("organisations")[r["organisation_id"]] for r in mine]
    said += [one[c] for one in held for c in ("name", "name_de")]
    named += [
        by_id("regions")[link["region_id"]]
        for link in rows("cluster_regions")
        if link["cluster_id"] == cluster_id
    ]
    fields = sectors | {parents("sectors")[one] for one in sectors}
    places = {
        link["region_id"] for link in rows("cluster_regions") if link["cluster_id"] == cluster_id
    }
    named += [by_id("regions")[country(one)] for one in places]
    other = [r["words"].split() for r in rows("synonyms") if r["sector_id"] in fields]
    said += [r["words"] for r in rows("synonyms") if r["region_id"] in places]
    single = [by_id("sectors")[one][f"name_{lang}"] for one in fields for lang in ("en", "de")]
    single += [word for words in other for word in words]
    said += single
    said += [one + end for one in single if " " not in one for end in ("cluster", "netzwerk")]
    text = "\n".join(said + [one[f"name_{lang}"] for one in named for lang in ("en", "de")])
    spelled = text.lower()
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        spelled = spelled.replace(umlaut, plain)
    return f"{simple(text)}\n{simple(spelled)}"


def nested(wide: set[str], narrow: set[str], parent_of: dict[str, str]) -> set[str]:
    """Return the fine ids meant by coarse and fine choices: a fine one narrows its own parent."""
    narrowed = {parent_of[one] for one in narrow}
    return narrow | {one for one, up in parent_of.items() if up in wide - narrowed}


def selected(chosen: Selection) -> set[str]:
    """Return the ids of the clusters that the filters leave."""
    left = set(by_id("clusters"))
    if chosen.groups or chosen.sectors:
        meant = nested(set(chosen.groups), set(chosen.sectors), parents("sectors"))
        left = {one for one in left if sectors_of()[one] & meant}
    if chosen.countries or chosen.regions:
        meant = meant_places(chosen)
        seated = {one for one in left if seat(one) in meant}
        active = {one for one in left if regions_of()[one] & meant}
        left = seated if chosen.seat_only else seated | active
    if chosen.labels:
        left = {one for one in left if labels_of()[one] & set(chosen.labels)}
    if chosen.clusters:
        left &= set(chosen.clusters)
    return {one for one in left if all(w in searched(one) for w in meant_words(chosen.search))}


# What was known at the end of a year


def report(metric_id: str, chosen: Selection) -> pandas.DataFrame:
    """Return one row per selected cluster that reports, in the order of the ranking."""
    found = []
    for one in selected(chosen):
        value = known(metric_id, one, chosen.year, chosen.exact)
        if value:
            observed = value["as_of"][:4] == str(chosen.year)
            name = by_id("clusters")[one]["name"]
            found.append({"cluster_id": one, "name": name, "observed": observed} | value)
    found.sort(key=lambda row: (-row["value"], row["name"], row["cluster_id"]))
    return pandas.DataFrame(found, columns=COLUMNS)


def group(cluster_id: str, by: str, chosen: Selection | None = None) -> str | None:
    """Return the group of a cluster's first sector, the region of its seat, or its country.

    One that is only active in the places `chosen` is in no region and no country.
    """
    if chosen and by != "sector" and elsewhere(cluster_id, chosen):
        return None
    row = by_id("clusters")[cluster_id]
    if by != "sector":
        return row["seat_region_id" if by == "region" else "country_id"] or None
    first = next(
        link["sector_id"]
        for link in rows("cluster_sectors")
        if link["cluster_id"] == cluster_id and link["position"] == "1"
    )
    return parents("sectors")[first] or None
