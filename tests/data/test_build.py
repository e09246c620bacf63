"""The build: the real tables go in, faulty ones are told all at once and change nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.build import HERE, build, built_version, data_version, main
from data.columns import COLUMNS
from data.problems import BadData, Problem
from tests.conftest import Sql

TABLES = {
    "cluster",
    "region",
    "cluster_region",
    "sector",
    "cluster_sector",
    "metric",
    "qualifier",
    "source",
    "observation",
    "milestone",
    "relation",
    "snapshot",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the real tables that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def add(folder: Path, file: str, row: str) -> int:
    """Append `row` to a table and return the line on which it stands."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    return text.count("\n") + 1


def swap(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def content(database: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute("from snapshot order by all").fetchall()


def test_real_tables_build(sql: Sql, database: Path) -> None:
    assert {name for (name,) in sql("select table_name from duckdb_tables()")} >= TABLES
    assert sql("select count(*) from cluster") == [(290,)]
    assert sql("select version from data_version") == [(data_version(),)]
    for table in TABLES:
        assert sql(f"select count(*) > 0 from {table}") == [(True,)], table
    assert built_version(database) == data_version()


@pytest.mark.slow
def test_second_build_is_the_same(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    assert build(database=again) == built_version(database)
    assert content(again) == content(database)


@pytest.mark.slow
def test_if_stale_builds_only_when_tables_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "var" / "clusters.duckdb"
    command = ["--if-stale", "--data", str(folder), "--out", str(out)]
    assert main(command) == 0
    first = out.stat()
    assert main(command) == 0
    second = out.stat()
    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    add(folder, "sources.csv", "one-more,One more,,,,,2026-11-22,press,,,,,")
    assert main(command) == 0
    assert built_version(out) == data_version(folder)


@pytest.mark.slow
def test_all_faults_are_told_at_once_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "clusters.duckdb"
    build(folder, database)
    before = database.read_bytes()
    expected = sorted(planted(folder))
    with pytest.raises(BadData) as caught:
        build(folder, database)
    assert caught.value.problems == expected
    assert str(caught.value).splitlines() == [str(problem) for problem in expected]
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [database.name]


def planted(folder: Path) -> list[Problem]:
    """Spoil the tables in a dozen ways and return what the build must say of each."""
    o = "observations.csv"
    end = "cluster_organisation,bmwi-cluster-expedition-2020,here,"
    faults = [
        (o, f"silicon-saxonny,members,5,,,exact,2019,stated,,,,,{end}", "cluster_id"),
        (o, f"niro,membres,5,,,exact,2019,stated,,,,,{end}", "metric_id"),
        (o, "niro,staff,5,,,exact,2019,stated,,,,,cluster_organisation,qqqq,here,", "source_id"),
        (o, f"niro,staff,5,,,exact,1066,stated,,,,,{end}", "as_of"),
        (o, f'niro,staff,"1.234,5",,,exact,2019,stated,,,,,{end}', "value"),
        (o, f"niro,members,5,,,exact,1999,stated,,,,,{end}", "as_of"),
        (o, f"niro,founding_year,3000,,,exact,2006,stated,,,,,{end}", "value"),
        (o, "niro,staff,5,,,exact,2019,,,,,,cluster_organisation,qqqq,,", "locator"),
        (o, (folder / o).read_text(encoding="utf-8").splitlines()[1], "cluster_id"),
        ("cluster_regions.csv", "niro,XX-99,stated", "region_id"),
        ("cluster_sectors.csv", "niro,automotiv,9", "sector_id"),
        ("clusters.csv", "lost,Lost,,Dresden,48.14,11.58,source,DE-SN,DE,,,", "lat"),
    ]
    lines = (folder / o).read_text(encoding="utf-8").splitlines()
    founded = 1 + next(n for n, row in enumerate(lines) if row.startswith("niro,founding_year"))
    point = "Write digits with a decimal point and no thousands separator, such as 1234.5."
    said = [
        ("unknown cluster 'silicon-saxonny'.", "Did you mean 'silicon-saxony'?"),
        ("unknown metric 'membres'.", "Did you mean 'members'?"),
        ("unknown source 'qqqq'.", "Add it to sources.csv."),
        ("the year 1066 is impossible.", None),
        ("'1.234,5' is not a number.", point),
        (
            f"niro is founded in 2006 (line {founded}), but has members in 1999.",
            "Correct one of the dates, or give the count its true scope.",
        ),
        ("3000 is an impossible year.", None),
        ("the cell is blank.", "This column must be filled."),
        ("the row repeats line 2.", "Keep one of the two."),
        ("unknown region 'XX-99'.", "Add it to regions.csv."),
        ("unknown sector 'automotiv'.", "Did you mean 'automotive'?"),
        ("the seat lies 231 km outside DE-SN.", "Correct lat and lon, or the region."),
    ]
    add(folder, "cluster_regions.csv", "lost,DE-SN,stated")
    add(folder, "cluster_sectors.csv", "lost,automotive,1")
    problems = [
        Problem(file, add(folder, file, row), column, wrong, remedy or years(wrong))
        for (file, row, column), (wrong, remedy) in zip(faults, said, strict=True)
    ]
    columns = (folder / "milestones.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    swap(folder, "milestones.csv", "cluster_id,kind", "cluster,kind")
    had = ", ".join(["cluster", *columns[1:]])
    must = f"They must be {', '.join(columns)}."
    problems.append(Problem("milestones.csv", 1, "-", f"the columns are {had}.", must))
    (folder / "relations.csv").unlink()
    problems.append(Problem("relations.csv", 0, "-", "the file is missing.", "Restore it."))
    return problems


def years(wrong: str) -> str:
    from data.cells import FIRST_YEAR, TODAY

    if wrong.startswith("the year"):
        return f"Use a year from {FIRST_YEAR} to {TODAY.year}."
    return f"Use {FIRST_YEAR} to {TODAY.year}."


OWN = "cluster_organisation,bmwi-cluster-expedition-2020,here,"
SPOILT = {
    "low alone": lambda f: add(
        f, "observations.csv", f"niro,staff,5,7,,exact,2019,stated,,,,,{OWN}"
    ),
    "two first sectors": lambda f: add(f, "cluster_sectors.csv", "niro,wood,1"),
    "unknown kind": lambda f: swap(f, "metrics.toml", 'kind = "stock"', 'kind = "level"'),
    "factor above one": lambda f: swap(f, "qualifiers.csv", "about,0.9", "about,1.9"),
    "one in English alone": lambda f: swap(f, "metrics.toml", 'one_de = "Mitglied"\n', ""),
    "no outlines": lambda f: (f / "boundaries.geojson").unlink(),
    "a source of unknown author": lambda f: add(f, "sources.csv", "x,X,Nobody,,,,2026-11-22,,,,,,"),
    "a source seen on no day": lambda f: add(f, "sources.csv", "x,X,,,,,2026-11,press,,,,,"),
    "own of no cluster": lambda f: add(f, "sources.csv", "x,X,,,,,2026-11-22,own,,,,,"),
    "own of an unknown one": lambda f: add(f, "sources.csv", "x,X,,,,,2026-11-22,own,qq,,,,"),
    "a window that ends first": lambda f: add(
        f, "sources.csv", "x,X,,,,,2026-11-22,press,,2019,2018,,"
    ),
    "later than nothing": lambda f: add(f, "sources.csv", "x,X,,,,,2026-11-22,press,,,,yes,"),
    "a window beside a date": lambda f: add(
        f, "observations.csv", f"niro,staff,5,,,exact,2019,stated,2018,2020,,,{OWN}"
    ),
    "not UTF-8": lambda f: (f / "scopes.csv").write_bytes(b"scope\n\xfc\n"),
}


def blocks(folder: Path, change: str, pattern: str = "\n[[metric]]\n") -> None:
    """Put a line into the first block of the metrics."""
    swap(folder, "metrics.toml", pattern, f"{pattern}{change}\n")


def drawn(folder: Path, change: Callable[[list[Any]], object]) -> None:
    """Change the list of outlines."""
    path = folder / "boundaries.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), encoding="utf-8")


def emptied(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


STAFF = "niro,staff,{},,,exact,2019,stated,,,,," + OWN
FOUNDED = "niro,founding_year,{},,,exact,,,,,,," + OWN
LOST = "lost,{},,,,,,,DE,,,"
#: where the problem must be told -> how to make it
SHAPES: dict[tuple[str, str, str], Callable[[Path], object]] = {
    ("infinite", "observations.csv", "value"): lambda f: add(
        f, "observations.csv", STAFF.format("9" * 309)
    ),
    ("too large", "population.csv", "population"): lambda f: swap(
        f, "population.csv", "\nAT,", "\nAT,9999999999"
    ),
    ("half a year", "observations.csv", "value"): lambda f: add(
        f, "observations.csv", FOUNDED.format("1999.5")
    ),
    ("a control", "clusters.csv", "name"): lambda f: add(f, "clusters.csv", LOST.format("A\x0bB")),
    ("nothing", "clusters.csv", "name"): lambda f: add(f, "clusters.csv", LOST.format("A\0B")),
    ("turned", "clusters.csv", "name"): lambda f: add(f, "clusters.csv", LOST.format("A\u202eB")),
    ("endless", "clusters.csv", "name"): lambda f: add(
        f, "clusters.csv", LOST.format("A" * 200_000)
    ),
    ("two lines", "clusters.csv", "name"): lambda f: add(f, "clusters.csv", LOST.format('"A\nB"')),
    ("off the world", "clusters.csv", "lat"): lambda f: add(
        f, "clusters.csv", "lost,Lost,,Dresden,1000,2000,source,DE-SN,DE,,,"
    ),
    ("no address", "sources.csv", "url"): lambda f: add(
        f, "sources.csv", "x,X,,,,http://x>) ![i](http://evil/i.png,2026-11-22,press,,,,,"
    ),
    ("no website", "organisations.csv", "website"): lambda f: add(
        f, "organisations.csv", "x,label,X,,,javascript:alert(1)"
    ),
    ("own parent", "regions.csv", "parent_id"): lambda f: add(
        f, "regions.csv", "XX,XX,region,X,X,no,no"
    ),
    ("a circle", "sectors.csv", "parent_id"): lambda f: (
        add(f, "sectors.csv", "a,b,A,A"),
        add(f, "sectors.csv", "b,a,B,B"),
    ),
    ("own part", "metrics.toml", "numerator"): lambda f: swap(
        f, "metrics.toml", 'numerator = "founding_year"', 'numerator = "age_years"'
    ),
    ("a word for a number", "metrics.toml", "decimals"): lambda f: blocks(f, 'decimals = "x"'),
    ("a list for a text", "metrics.toml", "one_en"): lambda f: swap(
        f, "metrics.toml", 'one_en = "member"', "one_en = [1]"
    ),
    ("an unknown field", "metrics.toml", "colour"): lambda f: blocks(f, 'colour = "red"'),
    ("no list", "metrics.toml", "metric"): lambda f: (f / "metrics.toml").write_text("metric = 5"),
    ("no outline", "boundaries.geojson", "geometry"): lambda f: drawn(
        f, lambda all_of_them: all_of_them[3].update(geometry=None)
    ),
    ("a point", "boundaries.geojson", "geometry.type"): lambda f: drawn(
        f,
        lambda all_of_them: all_of_them[3].update(
            geometry={"type": "Point", "coordinates": [1, 2]}
        ),
    ),
    ("nonsense drawn", "boundaries.geojson", "geometry"): lambda f: drawn(
        f, lambda all_of_them: all_of_them[3]["geometry"].update(coordinates=[[["x"]]])
    ),
    ("drawn twice", "boundaries.geojson", "geometry"): lambda f: drawn(
        f, lambda all_of_them: all_of_them.append(all_of_them[3])
    ),
    ("no GeoJSON", "boundaries.geojson", "-"): lambda f: (f / "boundaries.geojson").write_text("["),
}


@pytest.mark.parametrize("fault", SHAPES, ids=" ".join)
def test_whatever_has_the_wrong_shape_is_told_where_it_stands(
    fault: tuple[str, str, str], folder: Path, tmp_path: Path
) -> None:
    _name, file, column = fault
    SHAPES[fault](folder)
    with pytest.raises(BadData) as caught:
        build(folder, tmp_path / "clusters.duckdb")
    told = [one for one in caught.value.problems if (one.file, one.column) == (file, column)]
    assert told, caught.value.problems
    assert all(one.wrong.endswith(".") and one.remedy.endswith(".") for one in told)
    assert all("\n" not in str(one) and len(str(one)) < 1000 for one in caught.value.problems)


def test_every_table_without_rows_is_told(folder: Path, tmp_path: Path) -> None:
    for file in COLUMNS:
        emptied(folder, file)
    with pytest.raises(BadData) as caught:
        build(folder, tmp_path / "clusters.duckdb")
    told = {one.file for one in caught.value.problems if one.wrong == "there are no rows."}
    assert told == set(COLUMNS)


def test_a_mark_of_excel_at_the_beginning_is_passed_over(folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    build(folder, tmp_path / "clusters.duckdb")


@pytest.mark.parametrize("fault", SPOILT)
def test_whatever_is_wrong_is_told_as_a_problem(fault: str, folder: Path, tmp_path: Path) -> None:
    """No fault in a table goes unnoticed, or ends in an error of the machinery below."""
    SPOILT[fault](folder)
    with pytest.raises(BadData) as caught:
        build(folder, tmp_path / "clusters.duckdb")
    assert all(one.wrong and one.remedy for one in caught.value.problems)


@pytest.mark.slow
def test_a_build_that_breaks_off_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "clusters.duckdb"
    build(folder, database)
    before = database.read_bytes()
    add(folder, "snapshot.sql", "insert into nowhere values (1);")
    with pytest.raises(duckdb.Error):
        build(folder, database)
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [database.name]


def test_command_says_where_and_leaves_the_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = add(folder, "cluster_regions.csv", "niro,DE-ZZ,stated")
    assert main(["--data", str(folder), "--out", str(tmp_path / "clusters.duckdb")]) == 1
    told = capsys.readouterr().err
    assert f"cluster_regions.csv, line {line}, column region_id: unknown region 'DE-ZZ'." in told
    assert "1 problem(s). clusters.duckdb was left as it was." in told
