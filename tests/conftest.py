"""What the tests share: the real database, built once from the real tables."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from atlas import i18n
from atlas.db import database as db
from atlas.model import metrics
from atlas.model.choices import Choices, choices
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from data.build import HERE, build, built_version, data_version
from data.place import PUBLISHED_VARIABLE
from tests import soak as soaking

Sql = Callable[..., list[tuple[Any, ...]]]

soaking.register()
# tests publish beside the databases that they build, never into the log of this machine
os.environ.pop(PUBLISHED_VARIABLE, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    seed = soaking.seed()
    if seed is not None:
        items[:] = soaking.chosen(items, seed)


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> soaking.Soak:
    """Return how often this test repeats what it does, and its random numbers."""
    return soaking.Soak(request.node.nodeid, soaking.seed())


#: built anew when a table or the code that builds it has changed; no test writes to it
DATABASE = HERE.parent / "var" / "tests" / "clusters.duckdb"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Build the real database before the workers start, which all read the same file."""
    if hasattr(session.config, "workerinput") or built_version(DATABASE) == data_version():
        return
    # tests expect that no earlier version is kept beside it
    shutil.rmtree(DATABASE.parent, ignore_errors=True)
    build(database=DATABASE)


@pytest.fixture(scope="session", autouse=True)
def database() -> Path:
    """Point the store at the real database and return its path."""
    db.DATABASE = DATABASE
    return DATABASE


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(scope="session")
def sql(database: Path) -> Sql:
    """Return a function that runs a statement on the database and returns its rows."""
    connection = duckdb.connect(str(database), read_only=True)
    return lambda statement, *values: connection.execute(statement, list(values)).fetchall()


@pytest.fixture
def known(database: Path) -> Choices:
    return choices()


@pytest.fixture
def every(database: Path) -> dict[str, Metric]:
    return metrics.all_metrics()


@pytest.fixture
def view(known: Choices) -> View:
    """Return the view of all clusters in the last year."""
    return view_of(Selection(known.last_year), known)
