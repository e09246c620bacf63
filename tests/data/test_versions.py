"""Earlier versions: a build keeps the database that it replaces, the newest ten of them."""

import os
from pathlib import Path

import duckdb
import pytest

from data import versions
from data.build import build, built_version, data_version
from tests.data.editions import copy_of_tables, edit, two_versions

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_tables(tmp_path / "tables")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "var" / "clusters.duckdb"


def one_less(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return rows[:-1]


def test_the_version_replaced_is_kept_as_it_was(folder: Path, database: Path) -> None:
    first = build(folder, database)
    before, written = database.read_bytes(), database.stat().st_mtime_ns
    edit(folder, "milestones", one_less)
    second = build(folder, database)
    (kept,) = versions.kept(database)
    assert kept == versions.path_of(database, first)
    assert built_version(kept) == first
    assert built_version(database) == second != first
    assert (kept.read_bytes(), kept.stat().st_mtime_ns) == (before, written)
    assert [path.name for path in database.parent.iterdir() if path.is_file()] == [database.name]
    assert [path.name for path in kept.parent.iterdir()] == [f"{first}.duckdb"]


def test_building_the_same_again_keeps_nothing(folder: Path, database: Path) -> None:
    assert build(folder, database) == build(folder, database)
    assert versions.kept(database) == []


def test_the_moment_of_building_is_in_the_file_and_not_in_the_version(
    folder: Path, database: Path
) -> None:
    version = build(folder, database)
    with duckdb.connect(str(database), read_only=True) as connection:
        (built_at,) = connection.execute("select built_at from data_version").fetchall()[0]
        connection.close()
    assert built_at[:3] == "202"
    assert built_at.endswith("+00:00")
    assert version == data_version(folder) == build(folder, database)


def test_a_file_that_is_no_database_is_replaced_and_not_kept(folder: Path, database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"no database" * 500)
    version = build(folder, database)
    assert built_version(database) == version
    assert versions.kept(database) == []


def test_only_the_newest_ten_are_kept(tmp_path: Path) -> None:
    database = tmp_path / "clusters.duckdb"
    for place in range(13):
        database.write_bytes(b"%d" % place)
        os.utime(database, ns=(place * 10**9, place * 10**9))
        versions.keep(database, f"{place:012x}")
    names = [path.stem for path in versions.kept(database)]
    assert names == [f"{place:012x}" for place in range(12, 2, -1)]
    assert len(list(versions.folder_of(database).iterdir())) == versions.MOST_KEPT == 10


def test_keeping_works_where_a_file_can_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object) -> None:
        raise OSError("no second names on this disk")

    monkeypatch.setattr(os, "link", refused)
    database = tmp_path / "clusters.duckdb"
    database.write_bytes(b"one")
    os.utime(database, ns=(5, 5))
    versions.keep(database, "a" * 12)
    database.write_bytes(b"two")
    (kept,) = versions.kept(database)
    assert kept.read_bytes() == b"one"
    assert kept.stat().st_mtime_ns == 5


def test_going_back_to_an_earlier_version_keeps_both_once(folder: Path, database: Path) -> None:
    first, second = two_versions(folder, database, milestones=one_less)
    again = copy_of_tables(folder.parent / "again")
    assert build(again, database) == first
    assert {path.stem for path in versions.kept(database)} == {first, second}
    edit(again, "milestones", one_less)
    assert build(again, database) == second
    assert {path.stem for path in versions.kept(database)} == {first, second}
