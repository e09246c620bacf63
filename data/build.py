"""Build the database: `python -m data.build [--if-stale] [--data FOLDER] [--out FILE]`.

Reads the tables in `data/`, checks every row, and writes a new DuckDB file beside the old one,
which it replaces in one step once the new one was closed, opened again and read through. When
anything is wrong, all problems are listed and the old file stays as it was; so it does when the
disk is full. A file that is replaced by another version is kept in the folder `versions`. What was
published (`data/published.py`) is laid over the tables each time.
"""

import argparse
import datetime
import hashlib
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data import checks, combined, frames, place, published, versions
from data.combined import Combined, Lines
from data.overlay import Conflict
from data.place import DATABASE, VARIABLE
from data.problems import BadData, Problem, shorten
from data.published import Entry
from data.replacing import replacing, write_through
from data.tables import Tables

HERE = Path(__file__).resolve().parent

#: `table` is one of our own names, never input
INSERT = "insert into {table} by name select * from fresh_rows"
EMPTY_COPY = "create table {table} as from keyed.{table} limit 0"
DROP_PASSING = "drop table temp.{table}"
SCHEMA = ("schema.sql", "derived.sql")
#: how many rows a table has, and one number that changes with any of their values
PRINT = "select count(*), bit_xor(hash(all_of_it)) from {table} as all_of_it"
#: what a build takes on the disk at most, in bytes
ROOM = 40_000_000

#: what DuckDB raises when the disk does not take what it writes
DISK = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
)

#: and what when a row does not fit its table, which the checks should have told before
REFUSED = (duckdb.IntegrityError, duckdb.DataError)

Prints = dict[str, tuple[int, int | None]]


class NotWritten(Exception):
    """The new database could not be written; the old file is as it was. The message says why."""


@dataclass(frozen=True)
class Addition:
    """A version to publish. `lines`: where its rows stand in the editor's file."""

    entry: Entry
    lines: Lines = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """What was built: the data version, and the conflicts that wait for an editor."""

    version: str
    conflicts: tuple[Conflict, ...]


def build(folder: Path = HERE, database: Path = DATABASE) -> str:
    """Build `database` from the tables in `folder`, and what was published over them.

    Returns the data version. Raises BadData with every problem found, NotWritten when the disk does
    not take the file, and DamagedLog; `database` is then untouched.
    """
    return build_with(folder, database).version


def build_with(folder: Path, database: Path, addition: Addition | None = None) -> Built:
    """Build `database` as `build` does, with one more version, which is published by that.

    It is in the log as soon as a database that holds it is ready to be swapped in, and not before.
    Raises Overtaken, too, when another took its place.
    """
    log_folder = place.published_folder(database)
    try:
        # whoever publishes commits within this block, so a log read in it stays the newest
        with replacing(database) as fresh:
            log = published.read(log_folder)
            if addition:
                log = log.followed_by(addition.entry)
            shipped = combined.read_shipped(folder)
            whole = combined.combine(shipped, log, addition.lines if addition else None)
            version = data_version(folder, log.head)
            with duckdb.connect(str(fresh)) as connection:
                written = write(connection, folder, whole, version)
            _verify(fresh, written, version)
            before = built_version(database)
            if before not in (None, version):
                versions.keep(database, str(before))
            if addition:
                write_through(fresh)
                published.append(log_folder, log)
    except (OSError, *DISK) as error:
        raise NotWritten(_explain(database, error)) from error
    return Built(version, whole.conflicts)


def data_version(folder: Path = HERE, head: str = "") -> str:
    """Return twelve hex digits that change with any file the database is built from.

    `head`: the sum of the newest version that was published; blank when there is none.
    """
    digest = hashlib.sha256()
    files = sorted(p for p in folder.iterdir() if p.suffix in published.TABLES)
    for path in [*files, *sorted(folder.glob("*.py"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    digest.update(head.encode())
    return digest.hexdigest()[:12]


def current_version(folder: Path = HERE, database: Path = DATABASE) -> str:
    """Return the data version that `database` has, or would have if it were built now."""
    return data_version(folder, published.read_head(place.published_folder(database))[1])


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


def _explain(database: Path, error: Exception) -> str:
    """Return the sentence that says why `database` could not be written, and what is missing."""
    why = str(error).splitlines()[0].rstrip(".")
    words = f"{database} could not be written: {why}."
    try:
        free = shutil.disk_usage(database.parent).free
    except OSError:
        return words
    if free < ROOM:
        there, needed = free // 1_000_000, ROOM // 1_000_000
        words += f" The disk has {there} MB left there; a build needs up to {needed} MB."
    return words


def _verify(path: Path, written: Prints, version: str) -> None:
    """Raise OSError unless the closed file at `path` holds all that was `written` into it."""
    if built_version(path) != version:
        raise OSError("the new file cannot be opened again")
    with duckdb.connect(str(path), read_only=True) as connection:
        read = _prints(connection)
    differing = [table for table in written if read.get(table) != written[table]]
    if differing:
        raise OSError(f"the new file does not hold {', '.join(differing)} as written")


def _prints(connection: duckdb.DuckDBPyConnection) -> Prints:
    names = connection.execute(
        "select table_name from duckdb_tables() where not temporary order by all"
    ).fetchall()
    counted = {}
    for (table,) in names:
        row = connection.execute(PRINT.format(table=table)).fetchone()
        assert row is not None
        counted[table] = (int(row[0]), row[1])
    return counted


def write(
    connection: duckdb.DuckDBPyConnection, folder: Path, whole: Combined, version: str
) -> Prints:
    """Write all that is known into a new database file; return what its tables hold."""
    for tables_of in SCHEMA:
        connection.execute((folder / tables_of).read_text(encoding="utf-8"))
    fill(connection, folder, whole, version)
    # closing would not tell that it failed
    connection.execute("checkpoint")
    return _prints(connection)


def write_without_keys(
    connection: duckdb.DuckDBPyConnection, folder: Path, whole: Combined, version: str
) -> None:
    """Write all that is known into a database in memory: the same tables without keys.

    Keys take most of the time and of the memory, and what they keep out the checks have found.
    """
    connection.execute("create schema keyed; use keyed")
    for tables_of in SCHEMA:
        connection.execute((folder / tables_of).read_text(encoding="utf-8"))
    connection.execute("use main")
    names = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'keyed' order by all"
    ).fetchall()
    for (table,) in names:
        connection.execute(EMPTY_COPY.format(table=table))
    connection.execute("drop schema keyed cascade")
    fill(connection, folder, whole, version)
    passing = connection.execute("select table_name from duckdb_tables() where temporary")
    for (table,) in passing.fetchall():
        connection.execute(DROP_PASSING.format(table=table))


def fill(
    connection: duckdb.DuckDBPyConnection, folder: Path, whole: Combined, version: str
) -> None:
    """Fill the empty tables with all that is known, and what is derived from it."""
    rows = whole.tables
    for table, frame in frames.all_frames(whole):
        connection.register("fresh_rows", frame)
        try:
            connection.execute(INSERT.format(table=table))
        except REFUSED as error:
            file = checks.KEYS[table][0] if table in checks.KEYS else table
            wrong = f"the database refuses a row: {shorten(str(error))}"
            raise BadData([Problem(file, 0, "-", wrong, "Look for that value.")]) from error
        connection.unregister("fresh_rows")
    years = _years(connection, rows)
    built_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    connection.execute(
        "insert into data_version by name select $version as version, "
        "$newest as newest_as_of, $retrieved as retrieved, $first_year as first_year, "
        "$last_year as last_year, $built_at as built_at, $published as published",
        years
        | _newest(rows)
        | {"version": version, "built_at": built_at, "published": whole.number},
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
    """Run the command; return 0 when the new database stands, 1 when nothing was changed."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--if-stale", action="store_true", help="do nothing when it is up to date")
    parser.add_argument("--data", type=Path, default=HERE, help="folder of the tables")
    words = f"database file to write, else {VARIABLE}, which the dashboard opens"
    parser.add_argument("--out", type=Path, default=DATABASE, help=words)
    chosen = parser.parse_args(arguments)
    if not chosen.data.is_dir():
        print(f"There is no folder {chosen.data}.", file=sys.stderr)
        return 1
    start = time.perf_counter()
    try:
        if chosen.if_stale and built_version(chosen.out) == current_version(
            chosen.data, chosen.out
        ):
            return 0
        version = build(chosen.data, chosen.out)
    except BadData as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem(s). {chosen.out.name} was left as it was.", file=sys.stderr)
        return 1
    except (NotWritten, published.DamagedLog) as error:
        print(f"{error} {chosen.out.name} was left as it was.", file=sys.stderr)
        return 1
    print(f"{chosen.out.name}: data version {version}, {time.perf_counter() - start:.1f} s")
    if chosen.out.resolve() != DATABASE.resolve():
        print(f"The dashboard opens {DATABASE}; to open this one, set {VARIABLE}={chosen.out}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
