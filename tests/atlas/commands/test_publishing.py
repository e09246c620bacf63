"""Publishing from the command line, from the first version to the one brought back."""

import json
import shutil
import zipfile
from pathlib import Path

import duckdb
import pytest

from atlas.db import database as db
from atlas.publish import audit, history
from data import place
from data.build import build
from tests.atlas.commands.running import atlas
from tests.atlas.publish.rows import SOURCE, figure

pytestmark = pytest.mark.slow

WHY = ("--why", "Asked the office", "--by", "Ann")


@pytest.fixture
def own(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database that a test may publish into, which the program opens."""
    copy = tmp_path / "var" / "clusters.duckdb"
    copy.parent.mkdir()
    shutil.copyfile(database, copy)
    monkeypatch.setattr(db, "DATABASE", copy)
    return copy


def rows(folder: Path, *figures: dict[str, str]) -> str:
    written = {"source": [SOURCE], "observation": list(figures)}
    (folder / "rows.json").write_text(json.dumps(written), encoding="utf-8")
    return "rows.json"


def members(path: Path) -> list[float]:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "select value from observation where source_id = $source",
            {"source": SOURCE["source_id"]},
        )
        return [value for (value,) in found.fetchall()]


def test_a_story(own: Path, tmp_path: Path) -> None:
    nothing = atlas(tmp_path, "versions")
    assert (nothing.returncode, nothing.stdout) == (3, b"")
    file = rows(tmp_path, figure("niro", "1234"))

    looked = atlas(tmp_path, "publish", file, *WHY, "--dry-run")
    assert looked.returncode == 0, looked.stderr
    assert "niro members: 72 (" in looked.stdout.decode()
    assert "→ 1,234 (May 2026)" in looked.stdout.decode()
    assert not place.published_folder(own).exists()

    done = atlas(tmp_path, "publish", file, *WHY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("Version 1 is published (")
    assert db.version() in done.stdout.decode()
    assert members(own) == [1234.0]
    again = atlas(tmp_path, "publish", file, *WHY)
    assert (again.returncode, members(own)) == (3, [1234.0])

    rows(tmp_path, figure("niro", "1300"))
    assert atlas(tmp_path, "publish", file, *WHY).returncode == 0
    listed = atlas(tmp_path, "versions", "--lang", "de").stdout.decode()
    assert "Ann: Asked the office" in listed
    assert "geändert: niro members: 1.234 (Mai 2026) → 1.300 (Mai 2026)" in listed
    assert "UTC" in listed

    back = atlas(tmp_path, "restore", "1", "--why", "Last year's", "--by", "Ben")
    assert back.returncode == 0, back.stderr
    assert members(own) == [1234.0]
    assert [(one.number, one.by, one.restores) for one in history.list_versions(own)] == [
        (3, "Ben", 1),
        (2, "Ann", None),
        (1, "Ann", None),
    ]
    events = [(event.who, event.action, event.outcome) for event in audit.read(own)]
    assert events[:2] == [("Ben", "restore", "published"), ("Ben", "restore", "begun")]
    assert len(events) == 6

    # every version can be taken away, and built from what was taken away
    for number, value in ((1, [1234.0]), (2, [1300.0]), (0, [])):
        for name in ("out.zip", "out.duckdb"):
            taken = atlas(tmp_path, "versions", str(number), "--out", name)
            assert taken.returncode == 0, taken.stderr
        assert members(tmp_path / "out.duckdb") == value
        with zipfile.ZipFile(tmp_path / "out.zip") as packed:
            packed.extractall(tmp_path / "tables")
    build(tmp_path / "tables", tmp_path / "again" / "clusters.duckdb")


def test_problems_are_told_one_a_line_and_nothing_is_published(own: Path, tmp_path: Path) -> None:
    file = rows(tmp_path, figure("niro", "many"), figure("nowhere", "5"))
    for more in ((), ("--dry-run",)):
        refused = atlas(tmp_path, "publish", file, *WHY, *more)
        told = refused.stderr.decode().splitlines()
        assert refused.returncode == 1
        assert "observations.csv, line 2, column value: 'many' is not a number." in told[0]
        assert "line 3, column cluster_id: unknown cluster 'nowhere'." in told[1]
        assert told[-1] == "atlas: 2 problems; nothing was published."
    assert members(own) == []
    assert history.list_versions(own) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("publish", "rows.json"), 2),
        (("publish", "rows.json", "--why", " "), 1),
        (("publish", "missing.json", *WHY), 1),
        (("restore", "3", *WHY), 1),
        (("restore", "0", *WHY), 3),
        (("settle", "1-1", "--keep", "shipped", *WHY), 1),
        (("settle", "1-1", "--keep", "both", *WHY), 2),
        (("versions", "3"), 2),
        (("versions", "3", "--out", "x.zip"), 2),
        (("versions", "--out", "x.zip"), 2),
        (("versions", "0", "--out", "x.xlsx"), 2),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    own: Path, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    rows(tmp_path, figure("niro", "1"))
    refused = atlas(tmp_path, *words)
    assert refused.returncode == code
    assert "Traceback" not in refused.stderr.decode()
    assert refused.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"var", "rows.json"}
