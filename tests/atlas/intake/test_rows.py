"""Rows of an upload: they pass the checks of `data/`, and names find their clusters."""

import csv
import datetime
import shutil
from pathlib import Path

import pytest

from atlas.intake.clusters import KnownClusters, simplify
from atlas.intake.judgement import judge
from atlas.intake.rows import WRITTEN, Choices, DeclaredSource, make_rows, read_tables
from data import checks, tables
from data.columns import COLUMNS
from tests.atlas.intake.field import FieldFile
from tests.atlas.intake.test_field import FILES

TODAY = datetime.date.today().isoformat()
SOURCE = DeclaredSource("Meldebogen 2023", "Programmstelle", "programme", TODAY)


@pytest.fixture(scope="module")
def known() -> KnownClusters:
    shipped = read_tables()
    return KnownClusters(shipped["clusters"], shipped["milestones"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rows_have_the_columns_of_their_tables(file: FieldFile) -> None:
    prepared = make_rows(judge(file.make(), file.name), SOURCE, choices=Choices(sector="ict"))
    assert set(prepared.rows) == set(WRITTEN)
    for table, rows in prepared.rows.items():
        for row in rows:
            assert list(row) == list(COLUMNS[f"{table}.csv"][1])


@pytest.mark.slow
def test_rows_of_every_field_file_pass_the_checks(tmp_path: Path) -> None:
    shutil.copytree(Path(tables.__file__).parent, tmp_path / "data")
    folder = tmp_path / "data"
    added = 0
    for file in FILES:
        known = read_tables(folder)
        source = DeclaredSource(file.name, "Programmstelle", "programme", TODAY)
        prepared = make_rows(judge(file.make(), file.name), source, known, Choices(sector="ict"))
        for table, rows in prepared.rows.items():
            path = folder / f"{table}.csv"
            with path.open("a", encoding="utf-8", newline="") as target:
                csv.DictWriter(target, list(COLUMNS[path.name][1]), lineterminator="\n").writerows(
                    rows
                )
        added += len(prepared.rows["observations"])
    assert added > 120
    read, problems = tables.read(folder)
    assert problems + checks.all_problems(read, None) == []


def test_undated_figures_get_a_window_that_ends_at_the_upload() -> None:
    content = b"Name;Bundesland;Branche;Mitglieder;Mitarbeiter 2021\nNetz Eins;BY;Energie;40;3\n"
    rows = make_rows(judge(content, "x.csv"), SOURCE).rows["observations"]
    members, staff = sorted(rows, key=lambda row: row["metric_id"])
    assert (members["as_of"], members["window_end"]) == ("", TODAY)
    assert (staff["as_of"], staff["as_of_basis"], staff["window_end"]) == ("2021", "stated", "")
    assert members["locator"] == "D2"


def test_the_same_name_written_otherwise_is_the_same_cluster(known: KnownClusters) -> None:
    for name in ("Silicon Saxony e. V.", "SILICON SAXONY", "Silicon Saxony e.V. "):
        assert known.find(name).cluster_id == "silicon-saxony"
    assert simplify("Verband Müller GmbH") == simplify("VERBAND MULLER gGmbH")


def test_a_near_miss_is_suggested_and_not_taken(known: KnownClusters) -> None:
    match = known.find("Silicon Saxonny")
    assert (match.how, match.cluster_id) == ("new", "")
    assert "silicon-saxony" in match.near


def test_what_is_missing_is_a_gap_and_others_stay() -> None:
    lines = ("Netz Eins;;Energie;40", "Netz Zwei;BY;Energie;41", "Netz Drei;BY;Quatsch;4")
    content = "\n".join(("Name;Bundesland;Branche;Mitglieder", *lines)).encode()
    prepared = make_rows(judge(content, "x.csv"), SOURCE)
    assert {(gap.organisation, gap.kind) for gap in prepared.gaps} == {
        ("Netz Eins", "no_region"),
        ("Netz Drei", "no_sector"),
    }
    assert [row["value"] for row in prepared.rows["observations"]] == ["41"]
