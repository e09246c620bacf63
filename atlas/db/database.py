"""The database: open it read-only, run a named query, know its data version.

A question is a file in `queries/` (see `queries`). Values only travel as bound parameters.
"""

import contextlib
import functools
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy
import pandas

from atlas.db import cache, queries
from atlas.db.private import PrivateDatabase
from data import place, versions
from data.characters import FORBIDDEN

DATABASE = place.DATABASE
#: a database's file as it is now; differs as soon as a new database is swapped in
Edition = tuple[Path, int, int]
#: of how many files what was worked out is kept
EDITIONS_KEPT = 2
#: how much memory the kept answers may take, in bytes
ROOM = 100_000_000

_answers = cache.Answers(ROOM)
#: what was set for this thread; nothing was: whoever is looked up says it
_private: ContextVar[tuple[PrivateDatabase | None] | None] = ContextVar("private", default=None)
_look_up: list[Callable[[], PrivateDatabase | None]] = []
_Value = TypeVar("_Value")


class NoDatabase(Exception):
    """There is no readable database. The message says how to make one."""


class NoVersion(LookupError):
    """No earlier version of the data is kept under that name, or its file cannot be read."""


class OtherTables(Exception):
    """An earlier version holds other tables or columns than the query asks for."""


class WrongParameters(TypeError):
    """A query was given other parameters than its text asks for."""


def run(query: str, parameters: Mapping[str, Any] | None = None, **values: Any) -> pandas.DataFrame:
    """Run `queries/<query>.sql` and return its rows.

    `parameters`: what the selection binds; only those that the query asks for are used.
    `values`: the query's own parameters; one too many or too few raises WrongParameters.
    Raises NoQuery and NoDatabase. Answers are kept as long as the file is the same.
    """
    statement, bound = _bind(query, parameters, values)
    private = private_in_use()
    answers = private.answers if private else _answers
    key = (edition(), query, cache.make_key(bound))
    rows = answers.get(key)
    if rows is None:
        with private.cursor() if private else _connections.cursor() as cursor:
            rows = answers.keep(key, _execute(cursor, query, statement, bound))
    return rows


def look_up(found: Callable[[], PrivateDatabase | None]) -> None:
    """Ask `found` which database is private to whoever asks, wherever `using` does not say it."""
    _look_up[:] = [found]


def use(private: PrivateDatabase | None) -> None:
    """Ask `private` from here on in this thread, None: the file, whoever is looked up."""
    _private.set((private,))


@contextlib.contextmanager
def using(private: PrivateDatabase | None) -> Iterator[None]:
    """Ask `private` inside the `with` block, None: the file; then what was asked before again.

    What works for a page in another thread, where nobody can be looked up, needs it.
    """
    token = _private.set((private,))
    try:
        yield
    finally:
        _private.reset(token)


def private_in_use() -> PrivateDatabase | None:
    """Return the private database that this thread asks; None when it asks the file."""
    chosen = _private.get()
    if chosen is not None:
        return chosen[0]
    return next((found() for found in _look_up), None)


def keep(work_out: Callable[[], _Value]) -> Callable[[], _Value]:
    """Let a function without arguments work out its value once for the database in use.

    What rests on private data is kept with these, and is gone with them.
    """
    shared: OrderedDict[Hashable, _Value] = OrderedDict()

    @functools.wraps(work_out)
    def get() -> _Value:
        private = private_in_use()
        if private:
            return private.keep(work_out)
        file = edition()
        if file not in shared:
            shared[file] = work_out()
            while len(shared) > EDITIONS_KEPT:
                shared.popitem(last=False)
        return shared[file]

    return get


def _execute(
    cursor: duckdb.DuckDBPyConnection,
    query: str,
    statement: duckdb.Statement,
    bound: dict[str, Any],
) -> pandas.DataFrame:
    try:
        return _with_plain_texts(cursor.execute(statement, bound).df())
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise NoDatabase(
            f"{DATABASE.name} does not hold what '{query}' asks for: another edition of the "
            f"program built it. Build it anew: python -m data.build ({str(error).splitlines()[0]})"
        ) from error


def _with_plain_texts(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with None where a text, a list or a record is missing.

    pandas would have NaN or NA there. NaN counts as true and is written as 'nan', so that what is
    missing would pass for a text. What no text may hold is left out, such as signs that turn the
    direction of all that follows.
    """
    for column in rows.select_dtypes(["str", "object"]):
        plain = rows[column].to_numpy(dtype=object, na_value=None)
        if any(FORBIDDEN.search(text) for text in _texts(plain)):
            plain = [_cleaned(cell) for cell in plain]
        rows[column] = pandas.Series(plain, rows.index, dtype=object)
    return rows


def _texts(cells: Iterable[Any]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str):
            yield cell
        elif isinstance(cell, numpy.ndarray) and cell.dtype == object:
            yield from _texts(cell)


def _cleaned(cell: Any) -> Any:
    if isinstance(cell, str):
        return FORBIDDEN.sub("", cell)
    if isinstance(cell, numpy.ndarray) and cell.dtype == object:
        return numpy.array([_cleaned(part) for part in cell], dtype=object)
    return cell


def run_on(
    version: str, query: str, parameters: Mapping[str, Any] | None = None, **values: Any
) -> pandas.DataFrame:
    """Run a query on an earlier version of the data that the build kept; else as `run`.

    That file gets a connection of its own, closed again at once, so that the one on the data in
    use is never held back. Raises NoVersion, and OtherTables when the file was built by another
    edition of the program and does not hold what the query asks for.
    """
    statement, bound = _bind(query, parameters, values)
    path = versions.path_of(DATABASE, version)
    if not re.fullmatch("[0-9a-f]{12}", version) or not path.exists():
        raise NoVersion(f"No version '{version[:40]}' of the data is kept.")
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return _with_plain_texts(connection.execute(statement, bound).df())
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise OtherTables(f"Version {version} cannot answer '{query}': {error}") from error
    except duckdb.IOException as error:
        raise NoVersion(f"Version {version} of the data cannot be read: {error}") from error


def list_earlier_versions() -> list[str]:
    """Return the earlier versions of the data that are kept, the newest first."""
    now = version()
    return [path.stem for path in versions.kept(DATABASE) if path.stem != now]


def prepare() -> None:
    """Read and combine all queries now, which otherwise happens when each is first run."""
    for name in queries.names():
        queries.prepare(name)


def edition() -> Edition:
    """Return what tells the database in use from any other, and a file from one swapped in later.

    Raises NoDatabase.
    """
    private = private_in_use()
    return (DATABASE, 0, private.number) if private else file_edition()


def file_edition() -> Edition:
    """Return what tells the file in use from one swapped in later. Raises NoDatabase."""
    try:
        status = DATABASE.stat()
    except FileNotFoundError:
        raise NoDatabase(
            f"{DATABASE.name} does not exist yet. Build it: python -m data.build"
        ) from None
    return DATABASE, status.st_ino, status.st_mtime_ns


def version() -> str:
    """Return the data version of the open database."""
    return str(run("which_data")["version"].iloc[0])


def _bind(
    query: str, parameters: Mapping[str, Any] | None, values: Mapping[str, Any]
) -> tuple[duckdb.Statement, dict[str, Any]]:
    """Return a query's statement and what it binds. Raises NoQuery and WrongParameters."""
    _statement, wanted = queries.prepare(query)
    offered = dict(parameters or {})
    unknown = values.keys() - wanted
    missing = wanted - values.keys() - offered.keys()
    if unknown or missing:
        raise WrongParameters(_explain_wrong_parameters(query, wanted, unknown, missing))
    given = {name: values.get(name, offered.get(name)) for name in wanted}
    unset = frozenset(
        name for name, value in given.items() if isinstance(value, list) and not value
    )
    statement, bound = queries.prepare(query, unset)
    return statement, {name: given[name] for name in bound}


class _Connections:
    """This process's one connection a file, reopened when a new file was swapped in.

    DuckDB keeps serving the old file to a process as long as anything in it is open, so a reopening
    waits until the questions under way are answered.
    """

    def __init__(self) -> None:
        self.free = threading.Condition()
        self.asking = 0
        self.open: dict[Path, tuple[Edition, duckdb.DuckDBPyConnection]] = {}

    @contextlib.contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor on the file as it is now."""
        with self.free:
            connection = self._connection()
            self.asking += 1
        try:
            yield connection.cursor()
        finally:
            with self.free:
                self.asking -= 1
                self.free.notify_all()

    def _connection(self) -> duckdb.DuckDBPyConnection:
        while True:
            file = file_edition()
            held = self.open.get(DATABASE)
            if held and held[0] == file:
                return held[1]
            if not self.asking:
                break
            self.free.wait()
        if held:
            held[1].close()
            del self.open[DATABASE]
        try:
            connection = duckdb.connect(str(DATABASE), read_only=True)
        except duckdb.Error as error:
            raise NoDatabase(
                f"{DATABASE.name} cannot be read ({error}). Build it: python -m data.build"
            ) from error
        self.open[DATABASE] = (file, connection)
        return connection


_connections = _Connections()


def _explain_wrong_parameters(
    query: str, wanted: Iterable[str], unknown: Iterable[str], missing: Iterable[str]
) -> str:
    sentences = [f"The query '{query}' takes {', '.join(sorted(wanted)) or 'nothing'}."]
    sentences += [f"It was given '{name}', which it does not know." for name in sorted(unknown)]
    sentences += [f"It was not given '{name}'." for name in sorted(missing)]
    return " ".join(sentences)
