"""What changed between two versions: real databases, really edited; and any two sets of facts."""

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery
from atlas.db import database
from atlas.model import data_versions
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of
from atlas.text.chart_text import ChartText
from tests.data.editions import Row, copy_of_tables, two_versions
from tests.queries import plain

LAST = 2025
NEW = {
    "cluster_id": "niro",
    "metric_id": "staff",
    "value": "5",
    "qualifier": "exact",
    "as_of": "2018",
    "as_of_basis": "stated",
    "scope": "cluster_organisation",
    "source_id": "bmwi-cluster-expedition-2020",
    "locator": "here",
}


def edited(rows: list[Row]) -> list[Row]:
    """Change the first observation, remove the next, leave the last where it was, add one."""
    changed = rows[0] | {"value": "4711", "qualifier": "more_than"}
    return [changed, *rows[2:], dict.fromkeys(rows[0], "") | NEW]


def without_first(rows: list[Row]) -> list[Row]:
    return rows[1:]


def noted(rows: list[Row]) -> list[Row]:
    return [*rows[:-1], rows[-1] | {"note": "A new note."}]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Build both versions once; return the folder of the database, and both."""
    folder = tmp_path_factory.mktemp("versions")
    tables = copy_of_tables(folder / "tables")
    changes = {"observations": edited, "milestones": without_first, "relations": noted}
    return folder / "var", *two_versions(tables, folder / "var" / "clusters.duckdb", **changes)


@pytest.fixture
def own(built: tuple[Path, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the store at a copy of that database which a test may spoil."""
    path = tmp_path / "var" / "clusters.duckdb"
    shutil.copytree(built[0], path.parent)
    monkeypatch.setattr(database, "DATABASE", path)
    data_versions._changes.cache_clear()
    return path


@pytest.fixture
def pair(built: tuple[Path, str, str], own: Path) -> tuple[str, str]:
    """Return the earlier version and the one in use."""
    assert own.exists()
    return built[1:]


@pytest.mark.slow
def test_added_removed_and_changed_facts_are_found(pair: tuple[str, str]) -> None:
    first, second = pair
    rows = data_versions.changes(first, LAST)
    observations, milestones = plain.rows("observations"), plain.rows("milestones")
    relation = plain.rows("relations")[-1]
    found = {
        (row["change"], row["fact"], row["cluster_id"], row["about"], row["as_of"])
        for row in rows.fillna("").to_dict("records")
    }
    assert found == {
        ("added", "observation", "niro", "staff", "2018"),
        ("changed", "observation", *named(observations[0], "metric_id")),
        ("removed", "observation", *named(observations[1], "metric_id")),
        ("removed", "milestone", *named(milestones[0], "kind")),
        ("changed", "relation", *named(relation, "kind")),
    }
    changed = rows[(rows["change"] == "changed") & (rows["fact"] == "observation")].iloc[0]
    assert (changed["before_value"], changed["value"]) == (float(observations[0]["value"]), 4711)
    assert changed["qualifier"] == "more_than"
    assert {"value", "qualifier", "low", "high"} == set(changed["parts"])
    noted_one = rows[rows["fact"] == "relation"].iloc[0]
    assert (noted_one["parts"], noted_one["note"]) == (["note"], "A new note.")
    assert [one.version for one in data_versions.list_kept()] == [first]
    assert data_versions.current().version == second
    assert data_versions.list_kept()[0].built is not None


def named(row: Row, about: str) -> tuple[str, str, str]:
    return row["cluster_id"], row[about], row["as_of"]


@pytest.mark.slow
def test_the_chart_says_the_same_and_follows_the_selection(pair: tuple[str, str]) -> None:
    known = choices()
    everyone = view_of(Selection(known.last_year), known)
    drawing = gallery.draw("changes-in-data", everyone)
    assert ChartText.of(drawing.figure).coverage == "1 fact added, 2 removed, 2 changed"
    assert ChartText.of(drawing.figure).title.endswith(pair[0])
    alone = view_of(Selection(known.last_year, clusters=("niro",)), known)
    assert gallery.draw("changes-in-data", alone).rows["change"].tolist() == ["added"]
    before = view_of(Selection(2017, clusters=("niro",)), known)
    with pytest.raises(gallery.NothingToDraw, match="are the same as in version"):
        gallery.draw("changes-in-data", before)
    with pytest.raises(gallery.NoChart, match=f"There are: {pair[0]}"):
        gallery.draw("changes-in-data", everyone, version="0" * 12)


def test_with_one_version_the_chart_says_what_would_make_a_second(own: Path) -> None:
    shutil.rmtree(own.parent / "versions")
    known = choices()
    assert data_versions.list_kept() == []
    with pytest.raises(gallery.NothingToDraw, match="database is built again"):
        gallery.draw("changes-in-data", view_of(Selection(known.last_year), known))


def test_an_older_layout_is_said_and_never_an_error(pair: tuple[str, str], own: Path) -> None:
    first = pair[0]
    path = own.parent / "versions" / f"{first}.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table relation rename until to ended")
        connection.execute("alter table data_version rename built_at to made")
    with pytest.raises(database.OtherTables, match="facts"):
        database.run_on(first, "facts", year=LAST)
    assert data_versions.list_kept() == [data_versions.DataVersion(first, None, None)]
    known = choices()
    with pytest.raises(gallery.NothingToDraw, match="cannot be compared"):
        gallery.draw("changes-in-data", view_of(Selection(known.last_year), known))


@pytest.mark.parametrize("version", ["0" * 12, "../clusters", "", "x" * 12, "*"])
def test_only_versions_that_are_kept_can_be_asked(pair: tuple[str, str], version: str) -> None:
    with pytest.raises(database.NoVersion):
        database.run_on(version, "which_data")


def test_an_unreadable_file_is_no_version(pair: tuple[str, str], own: Path) -> None:
    path = own.parent / "versions" / f"{pair[0]}.duckdb"
    path.write_bytes(b"no database" * 500)
    with pytest.raises(database.NoVersion, match="cannot be read"):
        database.run_on(pair[0], "which_data")


def test_asking_an_earlier_version_leaves_the_data_in_use_alone(pair: tuple[str, str]) -> None:
    first, second = pair
    assert database.version() == second
    assert database.run_on(first, "which_data")["version"].tolist() == [first]
    assert database.version() == second


FACT = st.fixed_dictionaries(
    {
        "cluster_id": st.sampled_from(["a", "b"]),
        "as_of": st.sampled_from(["2019", None]),
        "value": st.sampled_from([1.0, 2.0, None]),
        "note": st.sampled_from(["x", None]),
    }
)


def frame(facts: list[dict[str, Any]]) -> pandas.DataFrame:
    same = {"fact": "observation", "about": "members", "organisation_id": "", "source_id": "s"}
    blank = dict.fromkeys([*data_versions.STATED, "pattern_en", "pattern_de"])
    names = [
        *data_versions.SAME,
        *data_versions.STATED,
        *data_versions.ORDER,
        "pattern_en",
        "pattern_de",
    ]
    rows = [
        blank | same | {"name": one["cluster_id"], "position": 0, "fact_id": f"{place}"} | one
        for place, one in enumerate(facts)
    ]
    return pandas.DataFrame(rows, columns=list(dict.fromkeys(names)))


def keys(facts: list[dict[str, Any]]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for one in facts:
        key = (one["cluster_id"], one["as_of"])
        found[key] = found.get(key, 0) + 1
    return found


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(FACT, max_size=6), st.lists(FACT, max_size=6))
def test_any_two_sets_of_facts(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    rows = data_versions.compare(frame(before), frame(after))
    counts = rows["change"].value_counts()
    added, removed = (int(counts.get(one, 0)) for one in ("added", "removed"))
    assert len(before) + added - removed == len(after)
    more = {key: keys(after).get(key, 0) - keys(before).get(key, 0) for key in keys(after)}
    assert added == sum(max(0, one) for one in more.values())
    changed = rows[rows["change"] == "changed"]
    assert all(changed["parts"].map(bool))
    mirrored = data_versions.compare(frame(after), frame(before))["change"].value_counts()
    assert int(mirrored.get("added", 0)) == removed
    assert int(mirrored.get("changed", 0)) == len(changed)


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.permutations([(one, when, 1.0 * n) for n in range(3) for one in "ab" for when in "12"]))
def test_the_order_of_facts_is_no_change(shuffled: list[tuple[str, str, float]]) -> None:
    facts = [{"cluster_id": a, "as_of": b, "value": c, "note": None} for a, b, c in shuffled]
    same = sorted(facts, key=lambda one: (one["cluster_id"], one["as_of"], one["value"]))
    assert data_versions.compare(frame(facts), frame(same)).empty
