"""The SQL of a named query, put together from its own file and those that it stands on.

A question is a file in `queries/`. A query may name another one as a table; that query is then put
in front of it as a common table expression. DuckDB takes longer to read and plan a statement than
to answer it, so a statement is read once, and holds no filter that is not set.
"""

import functools
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

QUERIES = Path(__file__).resolve().parents[2] / "queries"
NOTHING: frozenset[str] = frozenset()


class NoQuery(LookupError):
    """There is no query of that name. The message names the nearest one."""


@dataclass(frozen=True)
class _Part:
    """The SQL of one file: `text`, or `first` (its own common table expressions) and `rest`.

    `tables`: what it reads, other queries among them. `wanted`: the names of its parameters.
    """

    text: str
    first: tuple[str, ...]
    rest: str
    tables: tuple[str, ...]
    wanted: frozenset[str]


@functools.cache
def names() -> list[str]:
    """Return the names of all queries, sorted."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


@functools.cache
def ready(query: str, unset: frozenset[str] = NOTHING) -> tuple[duckdb.Statement, frozenset[str]]:
    """Return the statement of a query, read and ready to be run, and the names it binds.

    `unset`: parameters that are empty lists. What a condition `array_length($list) = 0 or …` asks
    of the rows besides is left out for them. Raises NoQuery.
    """
    own, front = _part(query, unset), _front(query, unset)
    before = ", ".join([*(f"{name} AS ({one.text})" for name, one in front.items()), *own.first])
    text = f"WITH {before} {own.rest}" if before else own.rest
    wanted = own.wanted.union(*(one.wanted for one in front.values()))
    return duckdb.extract_statements(text)[0], wanted


def _front(query: str, unset: frozenset[str]) -> dict[str, _Part]:
    front: dict[str, _Part] = {}
    _stand_on(query, unset, front, {query})
    return front


def _stand_on(query: str, unset: frozenset[str], front: dict[str, _Part], above: set[str]) -> None:
    """Add to `front` the queries that one stands on, each after those it stands on itself."""
    for other in _part(query, unset).tables:
        if other in front or other not in names():
            continue
        if other in above:
            raise NoQuery(f"The query '{other}' stands on itself.")
        _stand_on(other, unset, front, above | {other})
        front[other] = _part(other, unset)


def _part(query: str, unset: frozenset[str]) -> _Part:
    return _read(query, unset & _read(query, NOTHING).wanted)


@functools.cache
def _read(query: str, unset: frozenset[str]) -> _Part:
    tree = _parsed(query)
    for condition in list(tree.find_all(exp.Or)):
        if _holds(condition.left, unset):
            condition.replace(exp.true())
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    tables = [one.name for one in tree.find_all(exp.Table) if not one.db and one.name not in own]
    text, first, wanted = tree.sql("duckdb"), [one.sql("duckdb") for one in tree.ctes], _named(tree)
    tree.set("with_", None)
    rest = tree.sql("duckdb")
    return _Part(text, tuple(first), rest, tuple(dict.fromkeys(tables)), wanted)


def _holds(condition: exp.Expr, unset: frozenset[str]) -> bool:
    """Return whether a condition says that lists have no length, and all of them are `unset`."""
    if not isinstance(condition, exp.EQ) or condition.right != exp.Literal.number(0):
        return False
    sums = (exp.ArraySize, exp.Add, exp.Cast, exp.DataType, exp.Parameter, exp.Placeholder)
    only_lengths = all(isinstance(one, sums) for one in condition.left.walk())
    return only_lengths and _named(condition) <= unset


def _named(tree: exp.Expr) -> frozenset[str]:
    return frozenset(one.name for one in tree.find_all(exp.Parameter, exp.Placeholder))


def _parsed(query: str) -> Any:
    path = QUERIES / f"{query}.sql"
    if not re.fullmatch(r"[a-z_]+", query) or not path.exists():
        close = get_close_matches(query, names(), n=1, cutoff=0.4)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise NoQuery(f"No query named '{query}'.{hint}")
    return sqlglot.parse_one(path.read_text(encoding="utf-8"), read="duckdb")
