"""Build the database: `python -m data.build [--if-stale] [--data FOLDER] [--out FILE]`.

Reads the tables in `data/`, checks every row, and writes a new DuckDB file beside the old one,
which it replaces in one step. When anything is wrong, all problems are listed and the old file
stays as it was. A file that is replaced by another version is kept in the folder `versions`.
"""

import argparse
import datetime
import hashlib
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import pandas

from data import checks, sourcing, tables, versions
from data.cells import last_day, precision
from data.neighbours import neighbours
from data.problems import BadData, Problem, Row
from data.sourcing import Author
from data.tables import Tables
from data.windows import Windows
from data.words import searchable

HERE = Path(__file__).resolve().parent
DATABASE = HERE.parent / "var" / "clusters.duckdb"
BOUNDARIES = "boundaries.geojson"

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
#: `table` is one of our own names, never input
INSERT = "insert into {table} by name select * from fresh_rows"


def build(folder: Path = HERE, database: Path = DATABASE) -> str:
    """Build `database` from the tables in `folder` and return the data version.

    Raises BadData with every problem found; `database` is then untouched.
    """
    rows, problems = tables.read(folder)
    try:
        outlines = geopandas.read_file(folder / BOUNDARIES)
    except (OSError, RuntimeError) as error:
        wrong = "the file is missing or cannot be read."
        problems.append(Problem(BOUNDARIES, 0, "-", wrong, "Restore it."))
        raise BadData(problems) from error
    problems += checks.all_problems(rows, outlines)
    if problems:
        raise BadData(problems)
    version = data_version(folder)
    database.parent.mkdir(parents=True, exist_ok=True)
    fresh = database.with_name(f"{database.name}.{os.getpid()}.new")
    try:
        _write(fresh, folder, rows, outlines, version)
        before = built_version(database)
        if before not in (None, version):
            versions.keep(database, str(before))
        os.replace(fresh, database)
    finally:
        fresh.unlink(missing_ok=True)
    return version


def data_version(folder: Path = HERE) -> str:
    """Return twelve hex digits that change with any file the database is built from."""
    digest = hashlib.sha256()
    files = sorted(p for p in folder.iterdir() if p.suffix in (".csv", ".toml", ".sql", ".geojson"))
    for path in [*files, *sorted(folder.glob("*.py"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def built_version(database: Path = DATABASE) -> str | None:
    """Return the data version of an existing database, or None when there is none to read."""
    if not database.exists():
        return None
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.execute("select version from data_version").fetchone()
    except duckdb.Error:
        return None
    return found[0] if found else None


def _write(
    path: Path,
    folder: Path,
    rows: Tables,
    outlines: geopandas.GeoDataFrame,
    version: str,
) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute((folder / "schema.sql").read_text(encoding="utf-8"))
        for table, frame in _frames(rows, outlines):
            connection.register("fresh_rows", frame)
            connection.execute(INSERT.format(table=table))
            connection.unregister("fresh_rows")
        years = _years(connection, rows)
        built_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        connection.execute(
            "insert into data_version by name select "
            "$version as version, $newest as newest_as_of, $retrieved as retrieved, "
            "$first_year as first_year, $last_year as last_year, $built_at as built_at",
            years | _newest(rows) | {"version": version, "built_at": built_at},
        )
        snapshot = (folder / "snapshot.sql").read_text(encoding="utf-8")
        for statement in duckdb.extract_statements(snapshot):
            names = statement.named_parameters
            connection.execute(statement, {name: years[name] for name in names})


def _years(connection: duckdb.DuckDBPyConnection, rows: Tables) -> dict[str, int]:
    """Return the first and last year that snapshots cover: the last one a figure can hold for."""
    founded = [int(r["value"]) for r in rows["observation"] if r["metric_id"] == "founding_year"]
    bounds = connection.execute(
        "select min(year(as_of_end)), max(year(ends_on)) from observation"
    ).fetchone()
    assert bounds is not None
    return {"first_year": min([bounds[0], *founded]), "last_year": bounds[1]}


def _newest(rows: Tables) -> dict[str, str]:
    dated = [row["as_of"] for row in rows["observation"] if row["as_of"]]
    return {
        "newest": max(dated),
        "retrieved": max(row["retrieved"] for row in rows["source"]),
    }


def _frames(rows: Tables, outlines: geopandas.GeoDataFrame) -> list[tuple[str, pandas.DataFrame]]:
    """Return the frames to insert, each after those that its rows refer to."""
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
    milestones = [row.cells | _dated(row) for row in rows["milestone"]]
    relations = [row.cells | _dated(row) for row in rows["relation"]]
    records = [
        *_parents_first("region", _regions(rows["region"], outlines), "parent_id"),
        ("neighbour", neighbours(outlines)),
        *_parents_first("sector", _plain(rows["sector"]), "parent_id"),
        *_parents_first("metric", _metrics(rows["metric"]), "numerator"),
        *((name, _plain(rows[name])) for name in PLAIN),
        ("source", _sources(rows["source"], authors)),
        ("cluster", [_cluster(row, rows) for row in rows["cluster"]]),
        ("source_author", _written(authors)),
        ("cluster_region", _plain(rows["cluster_region"])),
        ("cluster_sector", _plain(rows["cluster_sector"])),
        ("observation", _numbered(observations, "observation_id", "metric_id")),
        ("milestone", _numbered(milestones, "milestone_id", "kind")),
        ("relation", _numbered(relations, "relation_id", "kind")),
        *((name, _plain(rows[name])) for name in LABELS),
    ]
    return [
        (table, pandas.DataFrame(found).astype(object).where(lambda f: f.notna(), None))
        for table, found in records
        if found
    ]


def _plain(rows: list[Row]) -> list[dict[str, Any]]:
    return [row.cells for row in rows]


def _sources(rows: list[Row], authors: dict[str, Author]) -> list[dict[str, Any]]:
    return [
        {column: value for column, value in row.cells.items() if column != "written_by"}
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


def _regions(rows: list[Row], outlines: geopandas.GeoDataFrame) -> list[dict[str, Any]]:
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


def _cluster(row: Row, rows: Tables) -> dict[str, Any]:
    sectors = {r["sector_id"]: r for r in rows["sector"]}
    regions = {r["region_id"]: r for r in rows["region"]}
    words = [row[c] for c in ("name", "seat_city", "region_label", "legal_form", "cluster_id")]
    for link in rows["cluster_sector"]:
        if link["cluster_id"] == row["cluster_id"]:
            sector = sectors[link["sector_id"]]
            group = sectors[sector["parent_id"] or link["sector_id"]]
            words += [named[c] for named in (sector, group) for c in ("name_en", "name_de")]
    for link in rows["cluster_region"]:
        if link["cluster_id"] == row["cluster_id"]:
            words += [regions[link["region_id"]][c] for c in ("name_en", "name_de")]
    named = {r["organisation_id"]: r for r in rows["organisation"]}
    for link in rows["relation"]:
        if link["cluster_id"] == row["cluster_id"] and link["kind"] in BELONGING:
            words += [named[link["organisation_id"]][c] for c in ("name", "name_de")]
    return row.cells | {"search_text": searchable(" ".join(w for w in words if w))}


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
    return row.cells | bounds | _dated(row)


def _numbered(records: list[dict[str, Any]], id_name: str, kind: str) -> list[dict[str, Any]]:
    """Give each record a readable id, `cluster/kind/date/n`, that other rows cannot shift."""
    seen: Counter[str] = Counter()
    for record in records:
        stem = f"{record['cluster_id']}/{record[kind]}/{record['as_of'] or 'undated'}"
        seen[stem] += 1
        record[id_name] = f"{stem}/{seen[stem]}"
    return records


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when the database stands, 1 when the data has problems."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--if-stale", action="store_true", help="do nothing when it is up to date")
    parser.add_argument("--data", type=Path, default=HERE, help="folder of the tables")
    parser.add_argument("--out", type=Path, default=DATABASE, help="database file to write")
    chosen = parser.parse_args(arguments)
    if chosen.if_stale and built_version(chosen.out) == data_version(chosen.data):
        return 0
    start = time.perf_counter()
    try:
        version = build(chosen.data, chosen.out)
    except BadData as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem(s). {chosen.out.name} was left as it was.", file=sys.stderr)
        return 1
    print(f"{chosen.out.name}: data version {version}, {time.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
