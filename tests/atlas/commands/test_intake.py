"""`intake` on the command line: a report for people, JSON for programs, and the exit codes."""

import json
from pathlib import Path

import pytest

from tests.atlas.commands.running import atlas
from tests.atlas.intake.field_workbooks import BESIDE, SPANISH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in (BESIDE, SPANISH):
        (tmp_path / file.name).write_bytes(file.make())
    (tmp_path / "leer.csv").write_bytes(b"")
    (tmp_path / "brief.txt").write_text("Sehr geehrte Damen und Herren,\nanbei nichts.\n")
    return tmp_path


def test_json_holds_facts_and_problems_with_why_and_remedy(folder: Path) -> None:
    done = atlas(folder, "intake", SPANISH.name, "--format", "json")
    assert done.returncode == 0
    said = json.loads(done.stdout)
    fact = next(one for one in said["facts"] if one["cell"] == "G5")
    assert (fact["metric"], fact["value"], fact["as_of"]) == ("members", 45, "2023")
    assert fact["qualifier"] == "about"
    assert said["problems"]
    for problem in said["problems"]:
        assert {"sheet", "cell", "organisation", "column", "kind", "found"} < set(problem)
        assert problem["why"].endswith(".")
        assert problem["remedy"].endswith(".")


def test_the_report_says_what_was_recognised_in_the_language_asked_for(folder: Path) -> None:
    report = atlas(folder, "intake", BESIDE.name, "--lang", "de").stdout.decode()
    assert "Tabelle auf dem Blatt „Nord und Süd“, Überschriften in Zeile 2" in report
    assert "Das Blatt ist in der Datei ausgeblendet." in report
    assert "Ausgeblendete Spalten lesen?" in report


def test_what_is_agreed_to_is_read(folder: Path) -> None:
    asked = ("intake", BESIDE.name, "--format", "json")
    before, after = (
        json.loads(atlas(folder, *asked, *more).stdout)["facts"]
        for more in ((), ("--yes", "hidden_sheet"))
    )
    assert sum(1 for fact in before if fact["only_if"]) == 3
    assert sum(1 for fact in after if fact["only_if"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("leer.csv",), 1, "The file is empty."),
        (("brief.txt",), 1, "No table of organisations was found."),
        (("brief.txt", "--format", "json"), 1, "No table of organisations was found."),
        (("fehlt.xlsx",), 1, "fehlt.xlsx"),
        ((), 2, "FILE"),
        ((BESIDE.name, "--yes", "everything"), 2, "everything"),
    ],
)
def test_exit_codes_and_the_reason(
    folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = atlas(folder, "intake", *arguments)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr
