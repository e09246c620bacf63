"""What the CSV files state, and when it can hold: read without the build."""

import calendar
import csv
import datetime
import fnmatch
import functools
import re
import tomllib
from collections import defaultdict
from typing import Any

from data.build import HERE

Row = dict[str, str]
Value = dict[str, Any]


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


def last_day(as_of: str) -> str:
    if len(as_of) == 4:
        return f"{as_of}-12-31"
    if len(as_of) == 7:
        return f"{as_of}-{calendar.monthrange(int(as_of[:4]), int(as_of[5:]))[1]}"
    return as_of


def first_day(as_of: str) -> str:
    return f"{as_of}-01-01"[:10] if len(as_of) == 4 else f"{as_of}-01"[:10]


@functools.cache
def statements() -> list[Value]:
    """Return every observation with its id and when it can hold: `begins`, `ends`, as days."""
    founded: dict[str, str] = {}
    newest: dict[str, str] = {}
    for row in rows("observations"):
        if row["metric_id"] == "founding_year":
            known_before = founded.get(row["cluster_id"], "9999")
            founded[row["cluster_id"]] = min(row["value"], known_before)
    for table in ("observations", "milestones", "relations"):
        for row in rows(table):
            if row["as_of"] and last_day(row["as_of"]) > newest.get(row["source_id"], "")[-10:]:
                newest[row["source_id"]] = f"{row['as_of']} {last_day(row['as_of'])}"
    found: list[Value] = []
    numbered: dict[str, int] = defaultdict(int)
    for row in rows("observations"):
        stem = f"{row['cluster_id']}/{row['metric_id']}/{row['as_of'] or 'undated'}"
        numbered[stem] += 1
        one: Value = dict(row) | {"id": f"{stem}/{numbered[stem]}", "begins": "", "ends": ""}
        one["windowed"] = not row["as_of"] and not metrics()[row["metric_id"]].get("calendar")
        if row["as_of"]:
            one |= {"begins": first_day(row["as_of"]), "ends": last_day(row["as_of"])}
        elif one["windowed"]:
            since = newest.get(row["source_id"], "").split(" ")[0]
            one |= _window(row, founded.get(row["cluster_id"], ""), since)
        found.append(one)
    return found


def _window(row: Row, founded: str, newest: str) -> Value:
    source = by_id("sources")[row["source_id"]]
    end = row["window_end"] or source["window_end"] or source["date"] or source["retrieved"]
    own = row["scope"] == "cluster_organisation"
    own = own and row["metric_id"] not in ("funding_eur", "projects_volume_eur")
    founded = founded if founded and first_day(founded) <= last_day(end) else ""
    floors = [(row["window_begin"], row["window_exclusive"])]
    floors += [(source["window_begin"], source["window_exclusive"]), (newest, "")]
    floors = [floor for floor in floors if floor[0] and first_day(floor[0]) <= last_day(end)]
    begin, exclusive = floors[0] if floors else (founded, "")
    if own and founded and begin and first_day(founded) > first_day(begin):
        begin, exclusive = founded, ""
    day = first_day(begin) if begin else ""
    if exclusive == "yes":
        next_day = datetime.date.fromisoformat(day) + datetime.timedelta(days=1)
        day = next_day.isoformat()
    return {"begins": day, "ends": last_day(end), "from": begin, "to": end}


@functools.cache
def authored() -> dict[str, tuple[str, set[str]]]:
    """Return the kind of every source and the clusters that wrote it."""
    sites = [
        (host(row["website"]), row["cluster_id"]) for row in rows("clusters") if row["website"]
    ]
    found = {}
    for row in rows("sources"):
        place = host(row["url"])
        own = {one for site, one in sites if under(place, site)}
        if row["kind"]:
            found[row["source_id"]] = row["kind"], set(filter(None, row["written_by"].split(";")))
        elif own:
            found[row["source_id"]] = "own", own
        else:
            rule = next(one for one in rows("source_rules") if _fits(one, place, row["publisher"]))
            authors = set(filter(None, rule["written_by"].split(";")))
            found[row["source_id"]] = rule["kind"], authors
    return found


def _fits(rule: Row, place: str, publisher: str) -> bool:
    if rule["part"] == "domain":
        return under(place, rule["pattern"])
    wanted = fnmatch.translate(rule["pattern"].lower())
    return re.match(wanted, publisher.lower()) is not None


def host(address: str) -> str:
    bare = re.sub(r"^.*?//", "", address)
    bare = re.sub(r"[/:].*$", "", bare).lower().rstrip(".")
    return re.sub(r"^www\d?\.", "", bare)


def under(place: str, domain: str) -> bool:
    return place != "" and f".{place}".endswith(f".{domain}")


def kind_rank(one: Value) -> int:
    kind, authors = authored()[one["source_id"]]
    if kind == "own" and one["cluster_id"] not in authors:
        kind = "partner"
    return int(by_id("source_kinds")[kind]["rank"])
