"""Collected facts turned into rows of observations.csv, milestones.csv and relations.csv."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from data import fact_text
from data.fact_inputs import BadInput, Names, Record, Target
from data.fact_sources import Organisations, SourceKey, source_key

#: metrics whose note must say what a source counted, when it did not count members
COUNTED = {"members", "founding_members", "members_joined", "members_target"}
UNITS = {
    "companies": "Counted in companies",
    "partners": "Called partners",
    "organisations": "Counted in organisations",
    "persons": "Counted in persons",
    "positions": "Counted in full-time positions",
    "FTE": "Counted in full-time positions",
    "suppliers": "Counted in suppliers",
    "member companies": "Counted in member companies",
    "cooperations": "Counted in cooperations",
}
HEAD_COUNTS = {"staff", "event_participants", "projects_total", "region_companies"}
USUAL_UNIT = {"staff": "persons", "region_companies": "companies"}

#: what makes two rows one and the same statement, whatever passage of the source it stands in
SAME = {
    "observations": (
        *("cluster_id", "metric_id", "value", "low", "qualifier"),
        *("as_of", "scope", "source_id"),
    ),
    "milestones": ("cluster_id", "kind", "as_of", "value", "unit", "source_id", "note"),
    "relations": ("cluster_id", "kind", "organisation_id", "as_of", "source_id"),
}


@dataclass
class Written:
    """The rows made from the facts, and what became of the rest."""

    tables: dict[str, list[Record]] = field(
        default_factory=lambda: {"observations": [], "milestones": [], "relations": []}
    )
    ended: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)


def rows(
    facts: list[Record],
    names: Names,
    clusters: set[str],
    sources: dict[SourceKey, Record],
    organisations: Organisations,
) -> Written:
    """Return what the facts become. Raises BadInput with every name nobody has mapped."""
    written = Written()
    for fact in facts:
        reason = _reason_left_out(fact, names, clusters)
        if reason:
            written.left_out[reason] += 1
            continue
        for target in names[fact["kind"], fact["name"]]:
            try:
                _write(written, fact, target, sources[source_key(fact)]["source_id"], organisations)
            except BadInput as error:
                written.unknown.append(str(error))
    unmapped = {f"{kind},{name}" for kind, name in _used(facts) - names.keys()}
    faults = sorted(set(written.unknown) | {f"fact_names.csv: no row for {n}" for n in unmapped})
    if faults:
        raise BadInput("\n".join(faults))
    for table, columns in SAME.items():
        written.tables[table], written.merged[table] = merged(written.tables[table], columns)
    return written


def _used(facts: list[Record]) -> set[tuple[str, str]]:
    return {(fact["kind"], fact["name"]) for fact in facts}


def _reason_left_out(fact: Record, names: Names, clusters: set[str]) -> str:
    if fact["cluster_slug"] not in clusters:
        return "about a programme or network, not a cluster"
    if fact.get("left_out"):
        return "by fact_fixes.csv: " + fact["left_out"]
    targets = names.get((fact["kind"], fact["name"]), [])
    if all(target.table == "left_out" for target in targets):
        return "by fact_names.csv: " + "; ".join(f"{fact['name']} {t.reason}" for t in targets)
    return ""


def _write(
    written: Written, fact: Record, target: Target, source_id: str, organisations: Organisations
) -> None:
    if target.table == "clusters":
        if fact["as_of"]:
            written.ended[fact["cluster_slug"]] = fact["as_of"]
    elif target.table == "observations":
        written.tables["observations"].append(_observation(fact, target, source_id))
    elif target.table == "milestones":
        written.tables["milestones"].append(_milestone(fact, target, source_id))
    elif target.table == "relations":
        written.tables["relations"] += _relations(fact, target, source_id, organisations)


def _observation(fact: Record, target: Target, source_id: str) -> Record:
    counted = ""
    if target.id in COUNTED | HEAD_COUNTS:
        usual = fact["unit"] == USUAL_UNIT.get(target.id)
        counted = "" if usual else UNITS.get(fact["unit"], "")
    return {
        "cluster_id": fact["cluster_slug"],
        "metric_id": target.id,
        "value": plain_number(fact["value"]),
        "low": fact.get("low", ""),
        "high": fact.get("high", ""),
        "qualifier": fact["qualifier"],
        **_dated(fact),
        "scope": _scope(fact, target),
        **_found(fact, source_id, counted, target.lead),
    }


def _milestone(fact: Record, target: Target, source_id: str) -> Record:
    figure = target.id == "reported_figure"
    roughly = fact["qualifier"] == "about" and fact["as_of_basis"] == "stated" and not figure
    lead = target.lead.replace("{value}", fact["value"])
    return {
        "cluster_id": fact["cluster_slug"],
        "kind": target.id,
        **_dated(fact),
        "value": plain_number(fact["value"]) if figure else "",
        "unit": fact["unit"] if figure else "",
        "qualifier": fact["qualifier"] if figure else "",
        "scope": _scope(fact, target),
        **_found(fact, source_id, lead, "Date is approximate" if roughly else ""),
    }


def _relations(
    fact: Record, target: Target, source_id: str, organisations: Organisations
) -> list[Record]:
    kind, _, organisation = target.id.partition(":")
    value = organisation.replace("{value}", fact["value"]) or fact["value"]
    return [
        {
            "cluster_id": fact["cluster_slug"],
            "kind": kind,
            "organisation_id": organisation_id,
            **_dated(fact),
            "until": fact.get("until", ""),
            "renewal": fact.get("renewal", "no"),
            **_found(fact, source_id, target.lead),
        }
        for organisation_id in organisations.ids(value)
    ]


def _scope(fact: Record, target: Target) -> str:
    """Return whom the fact is about. Collectors wrote `programme` for what a programme granted."""
    return target.scope if target.scope and fact["scope"] == "programme" else fact["scope"]


def _dated(fact: Record) -> Record:
    return {"as_of": fact["as_of"], "as_of_basis": fact["as_of_basis"]}


def _found(fact: Record, source_id: str, *leads: str) -> Record:
    return {
        "source_id": source_id,
        "locator": fact_text.locator(fact["locator"]),
        "note": fact_text.note(*leads, fact["note"]),
    }


def plain_number(cell: str) -> str:
    """Return the number without needless decimals. Raises BadInput when it is none."""
    try:
        value = float(cell)
    except ValueError as error:
        raise BadInput(f"facts.csv: '{cell}' is not a number.") from error
    return str(int(value)) if value.is_integer() else str(value)


def merged(rows: list[Record], columns: Sequence[str]) -> tuple[list[Record], int]:
    """Return the rows with repeats joined (the longest note wins), and how many were joined."""
    kept: dict[tuple[str, ...], Record] = {}
    for row in rows:
        key = tuple(row[column] for column in columns)
        if key not in kept or len(row["note"]) > len(kept[key]["note"]):
            kept[key] = row
    return list(kept.values()), len(rows) - len(kept)


def founding_years(written: list[Record], observations: list[Record]) -> list[Record]:
    """Return founding and association years that only milestones tell, as observations.

    `written`: all milestones; `observations`: all there are, hand-coded ones included.
    """
    told = {
        "founding_year": ("founded", "initiated", "association_founded"),
        "association_year": ("association_founded",),
    }
    known = {(row["cluster_id"], row["metric_id"]) for row in observations}
    by_cluster: dict[str, dict[str, Record]] = {}
    for row in sorted(written, key=lambda row: row["as_of"], reverse=True):
        if row["as_of"]:
            by_cluster.setdefault(row["cluster_id"], {})[row["kind"]] = row
    return [
        _year(cluster_id, metric_id, next(dates[kind] for kind in kinds if kind in dates))
        for cluster_id, dates in by_cluster.items()
        for metric_id, kinds in told.items()
        if (cluster_id, metric_id) not in known and any(kind in dates for kind in kinds)
    ]


def _year(cluster_id: str, metric_id: str, milestone: Record) -> Record:
    derived = milestone["as_of_basis"] != "stated"
    return {
        "cluster_id": cluster_id,
        "metric_id": metric_id,
        "value": milestone["as_of"][:4],
        "low": "",
        "high": "",
        "qualifier": "derived" if derived else "exact",
        "as_of": milestone["as_of"],
        "as_of_basis": milestone["as_of_basis"],
        "scope": "cluster_organisation",
        **{column: milestone[column] for column in ("source_id", "locator", "note")},
    }
