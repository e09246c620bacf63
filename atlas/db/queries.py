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
class _Sql:
    """The SQL of one file: all of it, or its common table expressions (`first`) and the `rest`.

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
def prepare(query: str, unset: frozenset[str] = NOTHING) -> tuple[duckdb.Statement, frozenset[str]]:
    """Return the statement of a query, ready to be run, and the names of the parameters it binds.

    `unset`: parameters that are empty lists; a condition `array_length($list) = 0 or …` on them is
    left out. Raises NoQuery.
    """
    own, front = _sql_of(query, unset), _referenced(query, unset)
    before = ", ".join([*(f"{name} AS ({sql.text})" for name, sql in front.items()), *own.first])
    text = f"WITH {before} {own.rest}" if before else own.rest
    wanted = own.wanted.union(*(sql.wanted for sql in front.values()))
    return duckdb.extract_statements(text)[0], wanted


def _referenced(query: str, unset: frozenset[str]) -> dict[str, _Sql]:
    front: dict[str, _Sql] = {}
    _add_referenced(query, unset, front, {query})
    return front


def _add_referenced(
    query: str, unset: frozenset[str], front: dict[str, _Sql], above: set[str]
) -> None:
    """Add to `front` the queries that a query refers to, each after those it refers to itself."""
    for other in _sql_of(query, unset).tables:
        if other in front or other not in names():
            continue
        if other in above:
            raise NoQuery(f"The query '{other}' stands on itself.")
        _add_referenced(other, unset, front, above | {other})
        front[other] = _sql_of(other, unset)


def _sql_of(query: str, unset: frozenset[str]) -> _Sql:
    return _read(query, unset & _read(query, NOTHING).wanted)


@functools.cache
def _read(query: str, unset: frozenset[str]) -> _Sql:
    tree = _parse(query)
    for condition in list(tree.find_all(exp.Or)):
        if _is_empty_list_check(condition.left, unset):
            condition.replace(exp.true())
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    tables = [
        node.name for node in tree.find_all(exp.Table) if not node.db and node.name not in own
    ]
    text, wanted = tree.sql("duckdb"), _parameter_names(tree)
    first = [node.sql("duckdb") for node in tree.ctes]
    tree.set("with_", None)
    rest = tree.sql("duckdb")
    return _Sql(text, tuple(first), rest, tuple(dict.fromkeys(tables)), wanted)


def _is_empty_list_check(condition: exp.Expr, unset: frozenset[str]) -> bool:
    """Return whether a condition says that lists are empty, and all of these are `unset`."""
    if not isinstance(condition, exp.EQ) or condition.right != exp.Literal.number(0):
        return False
    sums = (exp.ArraySize, exp.Add, exp.Cast, exp.DataType, exp.Parameter, exp.Placeholder)
    only_lengths = all(isinstance(node, sums) for node in condition.left.walk())
    return only_lengths and _parameter_names(condition) <= unset


def _parameter_names(tree: exp.Expr) -> frozenset[str]:
    return frozenset(node.name for node in tree.find_all(exp.Parameter, exp.Placeholder))


def _parse(query: str) -> Any:
    path = QUERIES / f"{query}.sql"
    if not re.fullmatch(r"[a-z_]+", query) or not path.exists():
        close = get_close_matches(query, names(), n=1, cutoff=0.4)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise NoQuery(f"No query named '{query}'.{hint}")
    return sqlglot.parse_one(path.read_text(encoding="utf-8"), read="duckdb")
