"""What the tests share: the real database, built once from the real tables."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from atlas import i18n
from atlas.db import database as db
from atlas.model import metrics, selection
from atlas.model.metrics import Metric
from atlas.model.selection import Asked, Choices, Selection
from data.build import build
from tests import soak as soaking

Sql = Callable[..., list[tuple[Any, ...]]]

soaking.register()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    seed = soaking.seed()
    if seed is not None:
        items[:] = soaking.chosen(items, seed)


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> soaking.Soak:
    """Return how often this test repeats what it does, and its random numbers."""
    return soaking.Soak(request.node.nodeid, soaking.seed())


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real database and point the store at it."""
    path = tmp_path_factory.mktemp("built") / "clusters.duckdb"
    build(database=path)
    db.DATABASE = path
    return path


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
    return selection.choices()


@pytest.fixture
def every(database: Path) -> dict[str, Metric]:
    return metrics.all_metrics()


@pytest.fixture
def now(known: Choices) -> Asked:
    """Return the question about all clusters in the last year."""
    return selection.ask(Selection(known.last_year), known)
