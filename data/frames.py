"""The rows of the tables as frames to insert, each after those that its rows refer to."""

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pandas

from data import checks, overlay, sourcing
from data.cells import last_day, precision
from data.combined import Combined
from data.neighbours import neighbours
from data.overlay import Conflict
from data.problems import Row
from data.sourcing import Author
from data.tables import Tables
from data.windows import Windows
from data.words import compounds, searchable, synonyms

if TYPE_CHECKING:
    import geopandas

#: relations by whose organisation a cluster is found
BELONGING = ("holds_label", "admitted_to", "member_of", "part_of", "award")
#: tables that go in as they were read
PLAIN = (
    "qualifier",
    "scope",
    "unit",
    "note",
    "milestone_kind",
    "relation_kind",
    "source_kind",
    "organisation",
)
#: what labels ask for; plain too, but after the metrics and organisations that they name
LABELS = ("scheme", "criterion", "label_rule")


def all_frames(whole: Combined) -> list[tuple[str, pandas.DataFrame]]:
    """Return the frames to insert, each after those that its rows refer to."""
    rows, outlines = whole.tables, whole.outlines
    hedges = {row["qualifier"]: row for row in rows["qualifier"]}
    calendar = {row["id"] for row in rows["metric"] if row["calendar"]}
    authors, windows = sourcing.authors(rows), Windows(rows)
    observations = [
        _observation(row, hedges, calendar)
        | windows.dated(row)
        | {
            "at_founding": bool(row["at_founding"]),
            "source_kind": authors[row["source_id"]].kind_for(row["cluster_id"]),
        }
        for row in rows["observation"]
    ]
    milestones = [_with_origin(row) | _dated(row) for row in rows["milestone"]]
    relations = [_with_origin(row) | _dated(row) for row in rows["relation"]]
    records = [
        *_parents_first("region", _regions(rows["region"], outlines), "parent_id"),
        ("neighbour", neighbours(outlines)),
        *_parents_first("sector", _plain(rows["sector"]), "parent_id"),
        *_parents_first("metric", _metrics(rows["metric"]), "numerator"),
        *((name, _plain(rows[name])) for name in PLAIN),
        ("source", _sources(rows["source"], authors)),
        ("population", _plain(rows["population"])),
        ("cluster", _clusters(rows)),
        ("source_author", _written(authors)),
        ("cluster_region", _plain(rows["cluster_region"])),
        ("cluster_sector", _plain(rows["cluster_sector"])),
        ("observation", _numbered(observations, "observation_id", "metric_id")),
        ("milestone", _numbered(milestones, "milestone_id", "kind")),
        ("relation", _numbered(relations, "relation_id", "kind")),
        *((name, _plain(rows[name])) for name in LABELS),
        ("publication_conflict", [_conflict(told) for told in whole.conflicts]),
    ]
    return [
        (table, pandas.DataFrame(found).astype(object).where(lambda f: f.notna(), None))
        for table, found in records
        if found
    ]


def _plain(rows: list[Row]) -> list[dict[str, Any]]:
    return [row.cells for row in rows]


def _with_origin(row: Row) -> dict[str, Any]:
    return row.cells | {"origin": row.origin}


def _sources(rows: list[Row], authors: dict[str, Author]) -> list[dict[str, Any]]:
    return [
        {column: value for column, value in _with_origin(row).items() if column != "written_by"}
        | {"kind": authors[row["source_id"]].kind}
        for row in rows
    ]


def _written(authors: dict[str, Author]) -> list[dict[str, Any]]:
    return [
        {"source_id": source_id, "cluster_id": cluster_id}
        for source_id, author in authors.items()
        for cluster_id in author.clusters
    ]


def _parents_first(
    table: str, records: list[dict[str, Any]], parent: str
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Split a table that refers to itself: rows without a parent go in before the others."""
    return [
        (table, [one for one in records if one[parent] is None]),
        (table, [one for one in records if one[parent] is not None]),
    ]


def _regions(rows: list[Row], outlines: "geopandas.GeoDataFrame") -> list[dict[str, Any]]:
    points = outlines.set_index("region_id").geometry.representative_point()
    return [
        cells
        | {
            "country_id": cells["parent_id"] or cells["region_id"],
            "lon": points[cells["region_id"]].x if cells["outline"] else None,
            "lat": points[cells["region_id"]].y if cells["outline"] else None,
        }
        for cells in _plain(rows)
    ]


def _metrics(rows: list[Row]) -> list[dict[str, Any]]:
    return [
        {"metric_id": row["id"]} | {k: v for k, v in row.cells.items() if k != "id"} for row in rows
    ]


def _clusters(rows: Tables) -> list[dict[str, Any]]:
    """Return the clusters, each with the words by which a search finds it."""
    words: dict[str, list[str | None]] = defaultdict(list)
    in_sector: dict[str, list[str | None]] = {}
    sectors = {row["sector_id"]: row for row in rows["sector"]}
    for sector_id, sector in sectors.items():
        group = sectors[sector["parent_id"] or sector_id]
        fields = [named[c] for named in (sector, group) for c in ("name_en", "name_de")]
        fields += synonyms(rows["synonym"], sector=sector["sector_id"])
        fields += synonyms(rows["synonym"], sector=group["sector_id"])
        in_sector[sector_id] = fields + compounds(fields)
    in_region: dict[str, list[str | None]] = {}
    regions = {row["region_id"]: row for row in rows["region"]}
    for region_id, region in regions.items():
        country = regions[region["parent_id"] or region_id]
        in_region[region_id] = [
            *(named[c] for named in (region, country) for c in ("name_en", "name_de")),
            *synonyms(rows["synonym"], region=region_id),
        ]
    organisations = {row["organisation_id"]: row for row in rows["organisation"]}
    for link in rows["cluster_sector"]:
        words[link["cluster_id"]] += in_sector[link["sector_id"]]
    for link in rows["cluster_region"]:
        words[link["cluster_id"]] += in_region[link["region_id"]]
    for link in rows["relation"]:
        if link["kind"] in BELONGING:
            organisation = organisations[link["organisation_id"]]
            words[link["cluster_id"]] += [organisation["name"], organisation["name_de"]]
    return [_cluster(row, words[row["cluster_id"]]) for row in rows["cluster"]]


def _cluster(row: Row, words: list[str | None]) -> dict[str, Any]:
    own = [row[c] for c in ("name", "seat_city", "region_label", "legal_form", "cluster_id")]
    text = " ".join(word for word in (*own, *words) if word)
    return _with_origin(row) | {"search_text": searchable(text)}


def _conflict(told: Conflict) -> dict[str, Any]:
    item = told.item
    about = {"observation": "metric_id", "milestone": "kind", "relation": "kind"}.get(item.table)
    return {
        "item": item.id,
        "version": item.number,
        "table_name": item.table,
        "cluster_id": item.row.get("cluster_id"),
        "about": item.row[about] if about else str(item.row[checks.KEYS[item.table][1][-1]]),
        "reason": told.reason,
        "base": _as_json(item.base),
        "published": _as_json(item.ours),
        "shipped": json.dumps([overlay.write_row(row) for row in told.shipped]),
        "wrong": told.wrong or None,
    }


def _as_json(row: dict[str, Any] | None) -> str | None:
    return None if row is None else json.dumps(overlay.write_row(row), ensure_ascii=False)


def _dated(row: Row) -> dict[str, Any]:
    as_of = row["as_of"]
    return {
        "as_of_end": last_day(as_of) if as_of else None,
        "as_of_precision": precision(as_of) if as_of else None,
    }


def _observation(row: Row, hedges: dict[str, Row], calendar: set[str]) -> dict[str, Any]:
    hedge, value = hedges[row["qualifier"]], row["value"]
    scaled = row["low"] is None and row["metric_id"] not in calendar
    low = value * hedge["low_factor"] if scaled else row["low"]
    high = value * hedge["high_factor"] if scaled else row["high"]
    bounds = {"low": value if low is None else low, "high": value if high is None else high}
    return _with_origin(row) | bounds | _dated(row)


def _numbered(records: list[dict[str, Any]], id_name: str, kind: str) -> list[dict[str, Any]]:
    """Give each record a readable id, `cluster/kind/date/n`, that other rows cannot shift."""
    seen: Counter[str] = Counter()
    for record in records:
        stem = f"{record['cluster_id']}/{record[kind]}/{record['as_of'] or 'undated'}"
        seen[stem] += 1
        record[id_name] = f"{stem}/{seen[stem]}"
    return records
