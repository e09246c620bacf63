"""Charts and texts are handed rows and evidence: nothing in them asks the database, at any depth.

What asks is worked out from the code: `.run`, whatever stands in `atlas.db`, and each function of
the rooms in between that uses one that asks. That charts and texts do not import the database
itself is a contract in `pyproject.toml`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_rules import ROOT, name

SILENT = sorted(path for room in ("charts", "text") for path in ROOT.glob(f"atlas/{room}/**/*.py"))
BETWEEN = sorted(
    path for room in ("analysis", "model") for path in ROOT.glob(f"atlas/{room}/**/*.py")
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(tree: ast.AST) -> dict[str, str]:
    """Return what a module calls that it imports from `atlas`: its name there -> its full name."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("atlas"):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("atlas"):
                    names[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
    return names


def used(nodes: list[ast.stmt], known: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of all that statements use; of a method only '.name'.

    `known`: local names that stand for something of `atlas` -> their full names.
    """
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        if isinstance(node, ast.Name) and node.id in known:
            yield node.lineno, known[node.id]
        elif isinstance(node, ast.Attribute):
            parts = ast.unparse(node).split(".")
            if parts[0] in known:
                yield node.lineno, ".".join([known[parts[0]], *parts[1:]])
            yield node.lineno, f".{node.attr}"


def asks(full_name: str, asking: set[str]) -> bool:
    return full_name in asking or full_name.startswith("atlas.db.")


def asking_functions() -> set[str]:
    """Return the full names of all functions between charts and database that ask, at any depth."""
    uses: dict[str, set[str]] = {}
    for path in BETWEEN:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here = {
            node.name: f"{module(path)}.{node.name}"
            for node in tree.body
            if isinstance(node, Function | ast.ClassDef)
        }
        known = imported(tree) | here
        for node in tree.body:
            for function in node.body if isinstance(node, ast.ClassDef) else [node]:
                if isinstance(function, Function):
                    method = isinstance(node, ast.ClassDef)
                    full = f".{function.name}" if method else here[function.name]
                    uses.setdefault(full, set()).update(
                        used_name for _line, used_name in used(function.body, known)
                    )
    asking = {".run"}
    while True:
        more = {
            function
            for function, names in uses.items()
            if any(asks(full, asking) for full in names)
        }
        if more <= asking:
            return asking
        asking |= more


def questions(code: str, asking: set[str]) -> list[str]:
    """Return where `code` uses what asks: 'line: full name'."""
    tree = ast.parse(code)
    names = used(tree.body, imported(tree))
    return sorted({f"{line}: {full}" for line, full in names if asks(full, asking)})


@pytest.fixture(scope="module")
def asking() -> set[str]:
    return asking_functions()


def test_what_asks_is_known(asking: set[str]) -> None:
    assert {
        ".run",
        ".pool",
        "atlas.model.choices.choices",
        "atlas.model.view.view_of",
        "atlas.model.metrics.all_metrics",
        "atlas.model.data_versions.current",
        "atlas.analysis.peers.limit_to_lifetime",
        "atlas.analysis.criteria.check",
    } <= asking
    assert not {".only", ".write", "atlas.analysis.ranks.add_ranks"} & asking


@pytest.mark.parametrize(
    "code",
    [
        "def note(view): return view.run('metric_totals')",
        "from atlas.model.metrics import all_metrics as metrics\nprint(metrics())",
        "from atlas.model import view\nview.view_of(1, 2)",
        "import atlas.db.database\natlas.db.database.run('x')",
        "from atlas.db import database\ndatabase.run('x')",
        "def wide(view): return view.pool()",
    ],
)
def test_a_question_would_be_found(code: str, asking: set[str]) -> None:
    assert questions(code, asking)


@pytest.mark.parametrize("path", SILENT, ids=name)
def test_charts_and_texts_ask_nothing(path: Path, asking: set[str]) -> None:
    assert questions(path.read_text(encoding="utf-8"), asking) == []
