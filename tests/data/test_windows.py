"""Windows: from the texts, overridden by an observation, or worked out; and who wrote a source."""

import csv
import datetime
from pathlib import Path

import duckdb
import pytest

from data import sourcing
from data.build import HERE, build
from data.sourcing import Author
from data.tables import Tables, read
from tests.conftest import Sql
from tests.data.editions import Row, copy_of_tables, edit


@pytest.fixture(scope="module")
def tables() -> Tables:
    rows, problems = read(HERE)
    assert not problems
    return rows


def test_every_undated_figure_has_a_window_that_ends(sql: Sql) -> None:
    bare = sql(
        "select observation_id from observation join metric using (metric_id) "
        "where as_of is null and not calendar and (window_end is null or ends_on is null)"
    )
    assert bare == []
    both = sql(
        "select count(*) from observation where as_of is not null and window_end is not null"
    )
    assert both == [(0,)]
    assert sql("select count(*) from observation where begins_on > ends_on") == [(0,)]


def test_own_figures_are_not_older_than_the_cluster(sql: Sql) -> None:
    older = sql(
        "select observation_id from observation join ("
        "  select cluster_id, min(value) as founded from observation "
        "  where metric_id = 'founding_year' group by cluster_id"
        ") using (cluster_id) "
        "where window_end is not null and scope = 'cluster_organisation' "
        "  and metric_id not in ('funding_eur', 'projects_volume_eur') "
        "  and year(begins_on) < founded and founded <= year(ends_on)"
    )
    assert older == []


def test_an_exclusive_floor_begins_on_the_day_after(sql: Sql) -> None:
    found = sql(
        "select window_begin, begins_on, window_basis from observation "
        "where window_exclusive and source_id = 'cluster-historie'"
    )
    assert set(found) == {("2019-01-22", datetime.date(2019, 1, 23), "source")}


def test_what_is_missing_comes_from_the_facts_then_the_founding(sql: Sql) -> None:
    found = sql(
        "select window_begin, window_end, window_basis from observation "
        "where source_id = 'deutsches-dienstleister-silicon-saxony'"
    )
    assert found == [("2000", "2026-11-22", "founding")]
    bases: dict[str | None, int] = dict(
        sql("select window_basis, count(*) from observation group by window_basis")
    )
    assert set(bases) == {"source", "observation", "facts", "founding", "unknown", None}


def test_an_observation_overrides_its_source(tmp_path: Path) -> None:
    def narrowed(rows: list[Row]) -> list[Row]:
        for row in rows:
            own = row["source_id"] == "autoregion-profile" and row["metric_id"] == "members"
            row.update({"window_begin": "2022", "window_end": "2023"} if own else {})
        return rows

    folder = copy_of_tables(tmp_path / "data")
    edit(folder, "observations", narrowed)
    build(folder, tmp_path / "clusters.duckdb")
    with duckdb.connect(str(tmp_path / "clusters.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select year, window_begin, window_end from snapshot where cluster_id = 'autoregion' "
            "and metric_id = 'members' and not exact_only and window_end is not null order by year"
        ).fetchall()
    assert found[0] == (2023, "2022", "2023")


def test_every_source_has_a_kind_and_a_day_on_which_it_was_seen(sql: Sql) -> None:
    assert sql("select count(*) from source where kind is null or length(retrieved) <> 10") == [
        (0,)
    ]
    kinds = {kind for (kind,) in sql("select distinct kind from source")}
    with (HERE / "source_kinds.csv").open(encoding="utf-8", newline="") as lines:
        assert kinds == {row["kind"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("autoregion-profile", "own"),
        ("bmwi-cluster-expedition-2020", "programme"),
        ("interreg-mahreg-2019", "programme"),
        ("wolfsburg-ag-2011-08-16", "partner"),
        ("bayern-innovativ-2025-09-04", "own"),
        ("wikipedia-mirror-2024-06-silicon-saxony-2024-06", "encyclopedia"),
        ("saarbruecker-zeitung-cluster-chefs-in-lauerstellung", "press"),
        ("technische-hochschule-top-5-auszeichnung-fuer-foodregio-2014-01", "partner"),
        ("eurostat-population-2025", "statistics"),
    ],
)
def test_kinds_of_known_sources(tables: Tables, source: str, kind: str) -> None:
    assert sourcing.authors(tables)[source].kind == kind


def test_a_cluster_s_own_words_are_a_partner_s_about_another(sql: Sql) -> None:
    found = sql(
        "select source_kind, count(*) from observation join source using (source_id) "
        "where source.kind = 'own' group by source_kind"
    )
    assert set(dict(found)) == {"own", "partner"}
    author = Author("own", ("one", "two"))
    assert [author.kind_for(one) for one in ("one", "two", "three")] == ["own", "own", "partner"]
    assert Author("press").kind_for("one") == "press"


def test_every_rule_decides_for_some_source(tables: Tables) -> None:
    """A rule that fits nothing is a slip of the pen, or out of date."""
    undecided = [row["source_id"] for row in tables["source"] if not row["kind"]]
    for rule in tables["source_rule"]:
        authors = sourcing.authors(tables | {"source_rule": [rule], "cluster": []})
        assert any(authors[source].kind for source in undecided), rule.cells
