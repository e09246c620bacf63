"""Which statement speaks for a cluster, metric and year, worked out a second way."""

import functools
from collections import defaultdict
from typing import Any

from tests.queries.written import Value, by_id, kind_rank, metrics, statements


@functools.cache
def overruled() -> set[str]:
    """Return the statements that give way to a hedged one of the same source, number and date."""
    twins: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    keys = ("cluster_id", "metric_id", "scope", "source_id", "value", "begins", "ends", "as_of")
    for one in statements():
        twins[tuple(str(one[key]) for key in keys)].append(one)
    gone = set()
    for group_of in twins.values():
        hedges = [one["qualifier"] for one in group_of if one["qualifier"] != "exact"]
        if hedges:
            used = {hedge: hedges.count(hedge) for hedge in hedges}
            best = min(used, key=lambda hedge: (-used[hedge], hedge_rank(hedge), hedge))
            gone |= {one["id"] for one in group_of if one["qualifier"] != best}
    return gone


def hedge_rank(qualifier: str) -> int:
    return int(by_id("qualifiers")[qualifier]["rank"])


def basis_rank(one: Value) -> int:
    return {"stated": 1, "publication_date": 2}.get(one["as_of_basis"], 3)


@functools.cache
def candidates(exact_only: bool) -> dict[tuple[str, str], list[Value]]:
    """Return the statements of a metric about a cluster that may speak."""
    found: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for one in statements():
        metric = metrics()[one["metric_id"]]
        hidden = one["id"] in overruled() or (exact_only and one["qualifier"] != "exact")
        if one["scope"] == metric["about"] and not hidden:
            found[one["metric_id"], one["cluster_id"]].append(one)
    return found


def backwards(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def dated_speaker(rivals: list[Value]) -> Value:
    """Return the one of a calendar year."""
    return min(
        rivals,
        key=lambda one: (
            kind_rank(one),
            backwards(one["ends"]),
            basis_rank(one),
            hedge_rank(one["qualifier"]),
            one["id"],
        ),
    )


@functools.cache
def speaker(metric_id: str, cluster_id: str, year: int, exact_only: bool) -> Value | None:
    """Return the statement that speaks at the end of a year; for attributes in any year."""
    rivals = candidates(exact_only).get((metric_id, cluster_id), [])
    metric = metrics()[metric_id]
    if metric["kind"] == "attribute":
        return min(rivals, key=_of_attribute, default=None)
    known_by = [one for one in rivals if int(one["ends"][:4]) <= year]
    dated = [one for one in known_by if not one["windowed"]]
    latest = max((one["ends"][:4] for one in dated), default="")
    plain_one = (
        dated_speaker([one for one in dated if one["ends"][:4] == latest]) if dated else None
    )
    windows = [one for one in known_by if one["windowed"]]
    if plain_one:
        windows = [one for one in windows if one["begins"] > plain_one["ends"]]
    windows = [
        one for one in windows if not any(other["begins"] > one["ends"] for other in known_by)
    ]
    if not windows:
        return plain_one
    return min(
        windows,
        key=lambda one: (
            kind_rank(one),
            backwards(one["begins"]),
            backwards(one["ends"]),
            hedge_rank(one["qualifier"]),
            one["id"],
        ),
    )


def _of_attribute(one: Value) -> tuple[Any, ...]:
    calendar_year = metrics()[one["metric_id"]].get("calendar")
    return (
        one["windowed"],
        kind_rank(one),
        (hedge_rank(one["qualifier"]), float(one["value"])) if calendar_year else (0, 0.0),
        0 if calendar_year else backwards(one["ends"]),
        basis_rank(one),
        hedge_rank(one["qualifier"]),
        one["id"],
    )


def _value(one: Value, year: int) -> Value:
    value = float(one["value"])
    hedge = by_id("qualifiers")[one["qualifier"]]
    low, high = value * float(hedge["low_factor"]), value * float(hedge["high_factor"])
    if one["low"]:
        low, high = float(one["low"]), float(one["high"])
    elif metrics()[one["metric_id"]].get("calendar"):
        low = high = value
    exact = one["qualifier"] == "exact"
    fixed = metrics()[one["metric_id"]]["kind"] == "attribute"
    return {
        "id": one["id"],
        "value": value,
        "low": low,
        "high": high,
        "as_of": one["as_of"],
        "exact": exact,
        "carried": not fixed and int(one["ends"][:4]) < year,
        "aged_from": None if fixed or not one["begins"] else int(one["begins"][:4]),
        "window_begin": one.get("from", ""),
        "window_end": one.get("to", ""),
        "begins": one["begins"],
        "ends": one["ends"],
        "source_id": one["source_id"],
        "at_founding": one["at_founding"] == "yes",
    }


@functools.cache
def spoken() -> dict[tuple[str, str], dict[int | None, Value]]:
    """Return what speaks for each calendar year of a metric and cluster (None: an attribute)."""
    found: dict[tuple[str, str], dict[int | None, Value]] = {}
    for (metric_id, cluster_id), rivals in candidates(False).items():
        if metrics()[metric_id]["kind"] == "attribute":
            found[metric_id, cluster_id] = {None: _value(min(rivals, key=_of_attribute), 0)}
            continue
        dated: dict[int | None, list[Value]] = defaultdict(list)
        for one in rivals:
            if not one["windowed"]:
                dated[int(one["ends"][:4])].append(one)
        found[metric_id, cluster_id] = {
            year: _value(dated_speaker(part), year or 0) for year, part in dated.items()
        }
    return found


def charted(one: Value, year: int, exact_only: bool) -> bool:
    """Return whether a statement speaks in any year up to `year`; an attribute in any at all."""
    fixed = metrics()[one["metric_id"]]["kind"] == "attribute"
    return any(
        (value := known(one["metric_id"], one["cluster_id"], then, exact_only)) is not None
        and value["id"] == one["id"]
        for then in arrivals(one["metric_id"], one["cluster_id"], exact_only)
        if fixed or then <= year
    )


@functools.cache
def arrivals(metric_id: str, cluster_id: str, exact_only: bool) -> list[int]:
    """Return the years in which what is known of a metric can change."""
    rivals = candidates(exact_only).get((metric_id, cluster_id), [])
    if metrics()[metric_id]["kind"] == "attribute":
        return [_begins(metrics()[metric_id], cluster_id, min(rivals, key=_of_attribute))]
    return sorted({int(one["ends"][:4]) for one in rivals})


@functools.cache
def known(metric_id: str, cluster_id: str, year: int, exact_only: bool = False) -> Value | None:
    """Return what was known of a cluster at the end of `year`, or None."""
    ended = by_id("clusters")[cluster_id]["ended_on"]
    if ended and year >= int(ended[:4]):
        return None
    metric = metrics()[metric_id]
    if "derived" in metric:
        return _derived(metric, cluster_id, year, exact_only)
    one = speaker(metric_id, cluster_id, year, exact_only)
    if one is None or (metric["kind"] == "attribute" and year < _begins(metric, cluster_id, one)):
        return None
    return _value(one, year)


def _begins(metric: dict[str, Any], cluster_id: str, one: Value) -> int:
    if metric.get("calendar"):
        return int(one["value"])
    founding = speaker("founding_year", cluster_id, 0, False)
    founded = int(founding["value"]) if founding else 0
    if one["windowed"]:
        return max(int(one["ends"][:4]), founded)
    return founded or int(one["ends"][:4])


def _derived(metric: dict[str, Any], cluster_id: str, year: int, exact_only: bool) -> Value | None:
    if metric["derived"] == "growth":
        return growth(metric["numerator"], cluster_id, year, exact_only, metric["min_gap_years"])
    top = known(metric["numerator"], cluster_id, year, exact_only)
    if top is None:
        return None
    if metric["derived"] == "since":
        return top | {
            "value": year - top["value"],
            "low": year - top["high"],
            "high": year - top["low"],
        }
    under_line = known(metric["denominator"], cluster_id, year, exact_only)
    if under_line is None or under_line["low"] <= 0:
        return None
    both = (top, under_line)
    span = int(max(one["ends"] for one in both)[:4]) - int(
        min(one["begins"] for one in both)[:4] or 0
    )
    near = all(one["begins"] for one in both) and span <= metric["max_gap_years"]
    same_text = not any(one["as_of"] for one in both) and all(
        top[key] == under_line[key] for key in ("source_id", "begins", "ends")
    )
    if not (near or same_text):
        return None
    dated = all(one["as_of"] for one in both)
    ages = [one["aged_from"] for one in both]
    return _pair(top, under_line, lambda a, b: a / b) | {
        "as_of": min(one["as_of"] for one in both) if dated else "",
        "carried": any(one["carried"] for one in both),
        "aged_from": None if None in ages else min(ages),
    }


def growth(metric_id: str, cluster_id: str, year: int, exact_only: bool, gap: int) -> Value | None:
    """Return the compound growth from the first to the latest dated count up to a year."""
    dated: dict[int, list[Value]] = defaultdict(list)
    for one in candidates(exact_only).get((metric_id, cluster_id), []):
        if not one["windowed"] and int(one["ends"][:4]) <= year:
            dated[int(one["ends"][:4])].append(one)
    if not dated or max(dated) - min(dated) < gap:
        return None
    span = max(dated) - min(dated)
    first = _value(dated_speaker(dated[min(dated)]), year)
    latest = _value(dated_speaker(dated[max(dated)]), year)
    if first["low"] <= 0:
        return None
    return _pair(latest, first, lambda a, b: ((a / b) ** (1 / span) - 1) * 100) | {
        "from_year": min(dated),
        "to_year": max(dated),
        "base": first["value"],
        "at_founding": first["at_founding"],
    }


def _pair(top: Value, under_line: Value, rule: Any) -> Value:
    return top | {
        "value": rule(top["value"], under_line["value"]),
        "low": rule(top["low"], under_line["high"]),
        "high": rule(top["high"], under_line["low"]),
        "exact": top["exact"] and under_line["exact"],
    }
