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
from pathlib import Path

import duckdb
import geopandas

from data import checks, frames, tables, versions
from data.problems import BadData, Problem
from data.tables import Tables

HERE = Path(__file__).resolve().parent
DATABASE = HERE.parent / "var" / "clusters.duckdb"
BOUNDARIES = "boundaries.geojson"

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
        for tables_of in ("schema.sql", "derived.sql"):
            connection.execute((folder / tables_of).read_text(encoding="utf-8"))
        for table, frame in frames.all_frames(rows, outlines):
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
