"""What the queries must answer, worked out a second way: plain Python over the CSV files."""

import calendar
import csv
import functools
import tomllib
import unicodedata
from collections import defaultdict
from typing import Any

import pandas

from atlas.model.selection import FILLERS, Selection
from data.build import HERE

Row = dict[str, str]
Value = dict[str, Any]
BELONGS = {"holds_label", "admitted_to", "member_of", "part_of", "award"}
COLUMNS = ["cluster_id", "name", "value", "low", "high", "as_of", "exact", "observed"]


@functools.cache
def rows(table: str) -> list[Row]:
    """Return the rows of `data/<table>.csv`; blank cells are blank."""
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@functools.cache
def by_id(table: str) -> dict[str, Row]:
    return {next(iter(row.values())): row for row in rows(table)}


@functools.cache
def metrics() -> dict[str, dict[str, Any]]:
    blocks = tomllib.loads((HERE / "metrics.toml").read_text(encoding="utf-8"))["metric"]
    return {block["id"]: block for block in blocks}


@functools.cache
def years() -> tuple[int, int]:
    dated = [int(row["as_of"][:4]) for row in rows("observations") if row["as_of"]]
    founded = [
        int(row["value"]) for row in rows("observations") if row["metric_id"] == "founding_year"
    ]
    return min(dated + founded), max(dated)


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


@functools.cache
def labels_of() -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows("relations"):
        if row["kind"] in BELONGS:
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
    mine = [r for r in rows("relations") if r["cluster_id"] == cluster_id and r["kind"] in BELONGS]
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
        countries = {one: country(one) for one in by_id("regions")}
        meant = nested(set(chosen.countries), set(chosen.regions), countries)
        left = {one for one in left if regions_of()[one] & meant}
    if chosen.labels:
        left = {one for one in left if labels_of()[one] & set(chosen.labels)}
    if chosen.clusters:
        left &= set(chosen.clusters)
    return {one for one in left if all(w in searched(one) for w in meant_words(chosen.search))}


# What was known at the end of a year


def last_day(as_of: str) -> str:
    if len(as_of) == 4:
        return f"{as_of}-12-31"
    if len(as_of) == 7:
        return f"{as_of}-{calendar.monthrange(int(as_of[:4]), int(as_of[5:]))[1]}"
    return as_of


@functools.cache
def spoken() -> dict[tuple[str, str], dict[int | None, Value]]:
    """Return the one observation that speaks for a metric, a cluster and a year (None: undated)."""
    candidates: dict[tuple[str, str, int | None], list[tuple[str, Row]]] = defaultdict(list)
    numbered: dict[str, int] = defaultdict(int)
    for row in rows("observations"):
        stem = f"{row['cluster_id']}/{row['metric_id']}/{row['as_of'] or 'undated'}"
        numbered[stem] += 1
        metric = metrics()[row["metric_id"]]
        fixed = metric["kind"] == "attribute"
        if row["scope"] == metric["about"] and (row["as_of"] or fixed):
            year = None if fixed else int(row["as_of"][:4])
            key = (row["metric_id"], row["cluster_id"], year)
            candidates[key].append((f"{stem}/{numbered[stem]}", row))
    found: dict[tuple[str, str], dict[int | None, Value]] = defaultdict(dict)
    basis = {"stated": 1, "publication_date": 2}
    for (metric_id, cluster_id, year), rivals in candidates.items():
        # the least important rule first; Python's sort keeps ties in order
        rivals.sort(key=lambda one: one[0])
        rivals.sort(key=lambda one: by_id("sources")[one[1]["source_id"]]["date"], reverse=True)
        rivals.sort(key=lambda one: last_day(one[1]["as_of"]), reverse=True)
        rivals.sort(key=lambda one: basis.get(one[1]["as_of_basis"], 3))
        rivals.sort(key=lambda one: int(by_id("qualifiers")[one[1]["qualifier"]]["rank"]))
        found[metric_id, cluster_id][year] = _value(rivals[0][1])
    return found


def _value(row: Row) -> Value:
    value = float(row["value"])
    hedge = by_id("qualifiers")[row["qualifier"]]
    low, high = value * float(hedge["low_factor"]), value * float(hedge["high_factor"])
    if row["low"]:
        low, high = float(row["low"]), float(row["high"])
    elif metrics()[row["metric_id"]].get("calendar"):
        low = high = value
    exact = row["qualifier"] == "exact"
    return {"value": value, "low": low, "high": high, "as_of": row["as_of"], "exact": exact}


@functools.cache
def known(metric_id: str, cluster_id: str, year: int) -> Value | None:
    """Return what was known of a cluster at the end of `year`, or None."""
    ended = by_id("clusters")[cluster_id]["ended_on"]
    if ended and year >= int(ended[:4]):
        return None
    metric = metrics()[metric_id]
    if "derived" in metric:
        return _derived(metric, cluster_id, year)
    found = spoken().get((metric_id, cluster_id), {})
    if None in found:
        return found[None] if year >= _begins(metric, cluster_id, found[None]) else None
    past = [one for one in found if one is not None and one <= year]
    return found[max(past)] if past else None


def _begins(metric: dict[str, Any], cluster_id: str, value: Value) -> int:
    if metric.get("calendar"):
        return int(value["value"])
    founding = spoken().get(("founding_year", cluster_id))
    if founding:
        return int(founding[None]["value"])
    return int(value["as_of"][:4]) if value["as_of"] else years()[0]


def _derived(metric: dict[str, Any], cluster_id: str, year: int) -> Value | None:
    top = known(metric["numerator"], cluster_id, year)
    if top is None:
        return None
    if metric["derived"] == "since":
        return top | {
            "value": year - top["value"],
            "low": year - top["high"],
            "high": year - top["low"],
        }
    if metric["derived"] == "ratio":
        under = known(metric["denominator"], cluster_id, year)
        if under is None or under["low"] <= 0 or not (top["as_of"] and under["as_of"]):
            return None
        gap = abs(int(top["as_of"][:4]) - int(under["as_of"][:4]))
        as_of = min(top["as_of"], under["as_of"])
        found = _pair(top, under, lambda a, b: a / b) | {"as_of": as_of}
        return found if gap <= metric["max_gap_years"] else None
    counts = spoken()[metric["numerator"], cluster_id]
    start = min(one for one in counts if one is not None)
    span, first = int(top["as_of"][:4]) - start, counts[start]
    if span < 2 or first["low"] <= 0:
        return None
    return _pair(top, first, lambda a, b: ((a / b) ** (1 / span) - 1) * 100)


def _pair(top: Value, under: Value, rule: Any) -> Value:
    return top | {
        "value": rule(top["value"], under["value"]),
        "low": rule(top["low"], under["high"]),
        "high": rule(top["high"], under["low"]),
        "exact": top["exact"] and under["exact"],
    }


def report(metric_id: str, chosen: Selection) -> pandas.DataFrame:
    """Return one row per selected cluster that reports, in the order of the ranking."""
    found = []
    for one in selected(chosen):
        value = known(metric_id, one, chosen.year)
        if value and (value["exact"] or not chosen.exact):
            observed = value["as_of"][:4] == str(chosen.year)
            name = by_id("clusters")[one]["name"]
            found.append({"cluster_id": one, "name": name, "observed": observed} | value)
    found.sort(key=lambda row: (-row["value"], row["name"], row["cluster_id"]))
    return pandas.DataFrame(found, columns=COLUMNS)


def group(cluster_id: str, by: str) -> str | None:
    """Return the group of a cluster's first sector, the region of its seat, or its country."""
    row = by_id("clusters")[cluster_id]
    if by != "sector":
        return row["seat_region_id" if by == "region" else "country_id"] or None
    first = next(
        link["sector_id"]
        for link in rows("cluster_sectors")
        if link["cluster_id"] == cluster_id and link["position"] == "1"
    )
    return parents("sectors")[first] or None
