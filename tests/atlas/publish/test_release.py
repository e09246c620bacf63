"""A newer release of the tables, built with what was published: nothing is lost."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

from atlas.publish import history, publishing, wording
from atlas.publish.publishing import Reason
from atlas.publish.requests import Request
from data import published
from data.build import build, built_version, current_version, data_version, main
from data.place import published_folder
from tests.atlas.publish.rows import figure, request
from tests.data.editions import Row, copy_of_tables, edit

pytestmark = pytest.mark.slow

REASON = Reason("Ann", "Asked the clusters")


def members(database: Path, cluster_id: str) -> list[tuple[float, str]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select value, origin from observation where metric_id = 'members' "
            "and cluster_id = $cluster order by all",
            {"cluster": cluster_id},
        ).fetchall()


def conflicts(database: Path) -> list[tuple[str, str, str, str]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select item, reason, cluster_id, shipped from publication_conflict order by all"
        ).fetchall()


def test_publish_change_the_tables_build_and_settle(tmp_path: Path) -> None:
    folder, database = copy_of_tables(tmp_path / "tables"), tmp_path / "var" / "clusters.duckdb"
    log_folder = published_folder(database)

    def release(value: str) -> None:
        def change(rows: list[Row]) -> list[Row]:
            for row in rows:
                if (row["cluster_id"], row["metric_id"]) == ("ac-serbia", "members"):
                    row["value"] = value
            return rows

        edit(folder, "observations", change)
        edit(folder, "milestones", lambda rows: rows[:-1])
        assert main(["--if-stale", "--data", str(folder), "--out", str(database)]) == 0

    def shipped() -> Row:
        with (folder / "observations.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if (row["cluster_id"], row["metric_id"]) == ("ac-serbia", "members"):
                    return row
        raise AssertionError("the figure is not shipped any more")

    assert build(folder, database) == data_version(folder)
    first = publishing.publish(
        Request(
            {
                **request(figure("niro", "1000")).rows,
                "observation": [figure("niro", "1000"), shipped() | {"value": "46"}],
            }
        ),
        REASON,
        source_file="ours.csv",
        database=database,
        folder=folder,
    )
    assert first.number == 1
    assert built_version(database) == current_version(folder, database) != data_version(folder)

    # a release that touches neither
    release("45")
    assert (1000.0, "published") in members(database, "niro")
    assert members(database, "ac-serbia") == [(46.0, "published")]
    assert conflicts(database) == []

    # one that changed the same value
    release("50")
    assert (1000.0, "published") in members(database, "niro")
    assert members(database, "ac-serbia") == [(46.0, "published")]
    ((item, reason, cluster_id, theirs),) = conflicts(database)
    assert (reason, cluster_id, json.loads(theirs)[0]["value"]) == ("changed", "ac-serbia", "50")
    (told,) = publishing.list_conflicts(database, folder)
    assert wording.describe_conflict(told) == (
        "ac-serbia members: published here: 46 (March 2013); "
        "changed in the release to: 50 (March 2013) (before: 45 (March 2013))"
    )

    settled = publishing.settle(
        item, REASON, keep_published=False, database=database, folder=folder
    )
    assert settled.conflicts == ()
    assert members(database, "ac-serbia") == [(50.0, "shipped")]
    assert conflicts(database) == []
    # every version is still there as it was, with the tables that it was published over
    history.export_database(1, tmp_path / "one.duckdb", database, folder)
    assert members(tmp_path / "one.duckdb", "ac-serbia") == [(46.0, "published")]
    assert len(list((log_folder / "shipped").iterdir())) == 2
    # and the first can be brought back, with its conflict
    publishing.restore(1, REASON, database=database, folder=folder)
    assert members(database, "ac-serbia") == [(46.0, "published")]
    assert len(conflicts(database)) == 1


def test_a_log_that_was_changed_is_not_trusted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, database = copy_of_tables(tmp_path / "tables"), tmp_path / "var" / "clusters.duckdb"
    build(folder, database)
    before = built_version(database)
    for value in ("1000", "2000"):
        publishing.publish(
            request(figure("niro", value)), REASON, source_file="", database=database, folder=folder
        )
    published_version = built_version(database)
    log_folder = published_folder(database)
    first = published.path_of(log_folder, 1)
    written = first.read_bytes()
    first.chmod(0o644)

    def fails(words: str) -> None:
        assert main(["--data", str(folder), "--out", str(database)]) == 1
        said = capsys.readouterr().err
        assert words in said
        assert "was left as it was" in said
        assert built_version(database) == published_version != before

    first.write_bytes(written.replace(b"1000", b"1001"))
    fails("000001.json is not as it was published")
    first.unlink()
    fails("000001.json is missing")
    first.write_bytes(written)
    (log_folder / "head.json").unlink()
    fails("head.json is missing")
    (log_folder / "head.json").write_bytes(b"{")
    fails("head.json cannot be read")
