"""One reader's own rows: seen by that session alone, never on the disk, and gone with it."""

import gc
import os
import threading
from pathlib import Path

import duckdb
import pytest

from atlas.analysis import peers
from atlas.db import database as db
from atlas.db.private import PrivateDatabase
from atlas.model import metrics
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of
from atlas.publish import private
from atlas.publish.private import Base, open_private
from atlas.publish.requests import Request
from data.problems import BadData
from tests.atlas.publish.rows import SOURCE, figure, request
from tests.soak import Soak

pytestmark = pytest.mark.slow

#: a cluster that only one reader knows
OWN = {
    "cluster": [{"cluster_id": "own-cluster", "name": "A secret cluster", "country_id": "DE"}],
    "cluster_region": [{"cluster_id": "own-cluster", "region_id": "DE-SN", "basis": "stated"}],
    "cluster_sector": [{"cluster_id": "own-cluster", "sector_id": "automotive", "position": "1"}],
    "source": [SOURCE],
    "observation": [figure("own-cluster", "4321"), figure("niro", "555")],
}


@pytest.fixture(scope="module")
def base(database: Path) -> Base:
    return Base(database)


def test_what_is_known_is_read_once_for_all_readers(database: Path) -> None:
    first, second = (open_private(request(figure("niro", "5")), database) for _reader in range(2))
    assert first.number != second.number
    assert private._base.cache_info().hits == 1
    for opened in (first, second):
        opened.close()


def members(cluster_id: str) -> list[float]:
    """Return what the database in use knows of a cluster's members now."""
    known = choices()
    rows = view_of(Selection(known.last_year), known).run("metric_by_cluster", metric="members")
    return [float(value) for value in rows[rows["cluster_id"] == cluster_id]["value"]]


def test_own_rows_follow_the_same_rules_and_are_marked(base: Base) -> None:
    before = members("niro"), len(choices().clusters), db.version()
    opened = base.open(Request(OWN))
    with db.using(opened):
        assert members("own-cluster") == [4321.0]
        assert members("niro") == [555.0]
        assert "own-cluster" in choices().clusters["id"].tolist()
        assert len(metrics.all_metrics()) == 39
        facts = db.run("facts", year=2026)
        own = facts[facts["cluster_id"] == "own-cluster"]
        assert own["source_id"].tolist() == [SOURCE["source_id"]]
        sources = db.run("source_list", source_ids=own["source_id"].tolist())
        assert sources["origin"].tolist() == ["yours"]
        with opened.cursor() as cursor:
            marked = cursor.execute(
                "select 'figure', cluster_id from observation where origin = 'yours' union all "
                "select 'source', source_id from source where origin = 'yours' union all "
                "select 'cluster', cluster_id from cluster where origin = 'yours' order by all"
            ).fetchall()
        assert marked == [
            ("cluster", "own-cluster"),
            ("figure", "niro"),
            ("figure", "own-cluster"),
            ("source", SOURCE["source_id"]),
        ]
    opened.close()
    assert (members("niro"), len(choices().clusters), db.version()) == before


def test_two_sessions_at_once_do_not_see_each_other(base: Base) -> None:
    """Each asks in a thread of its own, as sessions do, a third one asks the file."""
    opened = [base.open(request(figure("niro", value))) for value in ("1111", "2222")]
    asked: dict[int, set[tuple[float, ...]]] = {0: set(), 1: set(), 2: set()}
    errors: list[BaseException] = []
    ready = threading.Barrier(3)

    def session(place: int) -> None:
        try:
            db.use(opened[place] if place < 2 else None)
            for _run in range(5):
                ready.wait()
                asked[place].add(tuple(members("niro")))
                view = view_of(Selection(2026), choices())
                own = peers.compare_all(view, "niro", peers.parse_weights(""))
                assert own["distance"].notna().any()
        except BaseException as error:
            errors.append(error)
            ready.abort()

    threads = [threading.Thread(target=session, args=(place,)) for place in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert asked[0] == {(1111.0,)}
    assert asked[1] == {(2222.0,)}
    assert asked[2] == {tuple(members("niro"))}
    assert not {1111.0, 2222.0} & set(members("niro"))


def test_nothing_of_it_is_on_the_disk_or_in_what_all_sessions_share(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = base.open(Request(OWN))
    with db.using(opened):
        members("own-cluster")
        db.run("facts", year=2026)
        assert list(tmp_path.iterdir()) == []
        with opened.cursor() as cursor:
            for statement in (
                f"copy cluster to '{tmp_path / 'out.csv'}'",
                f"attach '{tmp_path / 'out.duckdb'}'",
                f"set temp_directory = '{tmp_path}'",
                "set enable_external_access = true",
                "install httpfs",
                "select * from read_text('/etc/passwd')",
            ):
                with pytest.raises(duckdb.Error):
                    cursor.execute(statement)
    shared = [rows for rows in db._answers._kept.values() if "cluster_id" in rows]
    assert shared
    assert not any("own-cluster" in set(rows["cluster_id"]) for rows in shared)


def test_memory_comes_back(base: Base, soak: Soak) -> None:
    def used() -> float:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def visit() -> PrivateDatabase:
        opened = base.open(request(figure("niro", "1111")))
        with db.using(opened):
            members("niro")
            db.run("facts", year=2026)
        return opened

    visit().close()
    before = used()
    sessions = soak.times(4, full=50)
    for _session in range(sessions):
        visit().close()
    assert used() - before < 60
    several = [visit() for _session in range(sessions)]
    assert used() - before < 60 + sessions * 45
    for opened in several:
        opened.close()
    assert used() - before < 90


def test_every_problem_of_own_rows_is_told_with_its_line(base: Base) -> None:
    wrong = [figure("niro", "about 5"), figure("nowhere", "5"), figure("niro", "7", scope="all")]
    with pytest.raises(BadData) as told:
        base.open(request(*wrong))
    places = [(one.file, one.line, one.column) for one in told.value.problems]
    assert places == [
        ("observations.csv", 2, "value"),
        ("observations.csv", 3, "cluster_id"),
        ("observations.csv", 4, "scope"),
    ]
