"""The query runner: says what was asked wrongly, and notices a new database."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from atlas.db import database as db
from atlas.db import queries
from atlas.model.selection import Selection
from data.build import HERE, build

ALL = Selection(2019).parameters()


def test_unknown_query_names_the_nearest() -> None:
    with pytest.raises(queries.NoQuery, match=r"'metric_by_clusters'.*'metric_by_cluster'\?"):
        db.run("metric_by_clusters", ALL, metric="members")


@pytest.mark.parametrize("name", ["../data/schema", "which_data;", "", "Which_Data"])
def test_only_names_of_queries_reach_the_folder(name: str) -> None:
    with pytest.raises(queries.NoQuery):
        db.run(name)


def test_missing_and_unknown_parameters_are_named() -> None:
    with pytest.raises(db.WrongParameters) as caught:
        db.run("metric_by_region", ALL, metrik="members", at="seat")
    said = str(caught.value)
    assert "It was given 'metrik', which it does not know." in said
    assert "It was not given 'metric'." in said
    assert "'at'" not in said


def test_values_are_never_read_as_sql() -> None:
    nasty = "members' or '1'='1"
    assert db.run("metric_by_cluster", ALL, metric=nasty).empty
    words = Selection(2019, search="'; drop table cluster; --")
    assert db.run("selected_cluster", words.parameters()).empty
    assert len(db.run("cluster_list")) == 290


def test_missing_database_says_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "DATABASE", tmp_path / "clusters.duckdb")
    with pytest.raises(db.NoDatabase, match=re.escape("python -m data.build")):
        db.version()


def test_unreadable_database_says_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "clusters.duckdb"
    broken.write_bytes(b"not a database, although it has the name of one" * 100)
    monkeypatch.setattr(db, "DATABASE", broken)
    with pytest.raises(db.NoDatabase, match=re.escape("python -m data.build")):
        db.version()


def test_a_database_of_another_edition_says_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "clusters.duckdb"
    with duckdb.connect(str(old)) as connection:
        connection.execute("create table data_version as select 'abc' as version")
    monkeypatch.setattr(db, "DATABASE", old)
    with pytest.raises(db.NoDatabase, match=re.escape("python -m data.build")):
        db.version()


@pytest.mark.slow
def test_a_database_swapped_in_is_seen_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, database = tmp_path / "data", tmp_path / "clusters.duckdb"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(db, "DATABASE", database)
    first = build(folder, database)
    assert db.version() == first
    with (folder / "sources.csv").open("a", encoding="utf-8") as lines:
        lines.write("a-new-source,A new source,,,,,2026-11-29,press,,,,,\n")
    second = build(folder, database)
    assert second != first
    assert db.version() == second
    assert len(db.run("source_list", source_ids=["a-new-source"])) == 1
