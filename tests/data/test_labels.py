"""The tables about labels: every fault is told where it stands."""

import csv
import shutil
from pathlib import Path

import pytest

from data.build import HERE, build
from data.problems import BadData
from tests.data.test_build import add, swap

PAGE = "esca-ecei-bronze-label"
CRITERION = "new-1,ecei-bronze,,9,Award,Vergabe,New,Neu"
#: file, row added, column, and the beginning of what the build must say
FAULTS = [
    (
        "schemes.csv",
        f"new,9,,New,Neu,New,Neu,,,{PAGE},Note,Notiz",
        "scheme_id",
        "new has no criterion",
    ),
    (
        "schemes.csv",
        f"new,9,ecei,New,Neu,New,Neu,,,{PAGE},N,N",
        "organisation_id",
        "unknown organisation",
    ),
    ("criteria.csv", f"{CRITERION},,,at_least,,,,no,read,,,,{PAGE}", "threshold", "comparison and"),
    ("criteria.csv", f"{CRITERION},,,,5,,,no,read,,,,{PAGE}", "threshold", "comparison and"),
    ("criteria.csv", f"{CRITERION},staff,,at_least,5,,,no,read,,,,{PAGE}", "unit_en", "the thresh"),
    ("criteria.csv", f"{CRITERION},,,,,,,yes,read,,,,{PAGE}", "usually", "a unit or 'usually'"),
    ("criteria.csv", f"{CRITERION},,members,,,,,no,read,,,,{PAGE}", "share_of", "share_of does"),
    ("criteria.csv", f"{CRITERION},staf,,,,,,no,read,,,,{PAGE}", "metric_id", "unknown metric"),
    ("criteria.csv", f"{CRITERION},,,,,,,no,guessed,,,,{PAGE}", "confidence", "'guessed' is not"),
    ("criteria.csv", f"{CRITERION},,,,,,,no,read,,Mind,,{PAGE}", "remark_de", "the remark is in"),
    ("criteria.csv", f"{CRITERION},,,,,,,no,read,,,,no-such-page", "source_id", "unknown source"),
    (
        "criteria.csv",
        f"{CRITERION},region_employees,,,,,,no,read,,,,{PAGE}",
        "metric_id",
        "region_employees is about the regional industry",
    ),
    (
        "criteria.csv",
        f"new-1,ecei-bronze,,1,Award,Vergabe,New,Neu,,,,,,,no,read,,,,{PAGE}",
        "position",
        "ecei-bronze has its place 1 on line",
    ),
    ("label_rules.csv", f"go-cluster,24,award,,{PAGE},N", "organisation_id", "go-cluster is no la"),
    ("label_rules.csv", f"ecei-gold,0,award,,{PAGE},N", "validity_months", "'0' is no position"),
    ("label_rules.csv", f"ecei-silver,24,award,,{PAGE},N", "organisation_id", "the row repeats"),
    (
        "relations.csv",
        f"niro,holds_label,ecei-gold,,,2020,no,{PAGE},here,",
        "until",
        "until stands without as_of",
    ),
    (
        "relations.csv",
        f"niro,holds_label,ecei-gold,2020-05,stated,2020-03,no,{PAGE},here,",
        "until",
        "it ends in 2020-03, before it begins in 2020-05",
    ),
    (
        "relations.csv",
        f"niro,holds_label,ecei-gold,2020-05,stated,2090,no,{PAGE},here,",
        "until",
        "the year 2090 is impossible",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the real tables that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[2]}: {fault[3][:20]}")
def test_each_fault_is_told_with_its_line(
    fault: tuple[str, str, str, str], folder: Path, tmp_path: Path
) -> None:
    file, row, column, wrong = fault
    line = add(folder, file, row)
    with pytest.raises(BadData) as caught:
        build(folder, tmp_path / "clusters.duckdb")
    told = [one for one in caught.value.problems if (one.file, one.line) == (file, line)]
    assert [one.column for one in told if one.wrong.startswith(wrong)] == [column]
    assert all(one.remedy for one in told)


def test_an_award_may_end_in_the_years_ahead(folder: Path, tmp_path: Path) -> None:
    swap(folder, "relations.csv", ",2026,yes,", ",2027-06,yes,")
    assert build(folder, tmp_path / "clusters.duckdb")


def test_the_collected_list_is_the_one_in_the_table() -> None:
    """31 indicators in the order of their codes, each code once."""
    with (HERE / "criteria.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["scheme_id"] == "ecei-gold-2013"]
    codes = [row["code"] for row in rows if row["code"]]
    assert len(codes) == len(set(codes)) == 31
    assert codes == sorted(codes, key=lambda code: [int(part) for part in code.split(".")])
    assert {row["threshold"] for row in rows if row["code"]} == {""}
