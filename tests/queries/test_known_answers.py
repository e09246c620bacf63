"""Answers worked out by hand from the source texts; and every query runs and says what it is."""

import csv
import functools

import pandas
import pytest

from atlas.db import database, queries
from atlas.model import records
from atlas.model.selection import Selection
from data.build import HERE
from tests.conftest import Sql
from tests.queries.returned import OF_ANY_YEAR, QUERIES

WOLFSBURG = "automotive-cluster-metropolregion-hbgw"


def csv_rows(file: str) -> list[dict[str, str]]:
    with (HERE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@functools.cache
def ids(file: str) -> set[str]:
    return {next(iter(row.values())) for row in csv_rows(file)}


def reported(metric: str, cluster: str, year: int) -> pandas.DataFrame:
    chosen = Selection(year, clusters=(cluster,))
    return database.run("metric_by_cluster", chosen.parameters(), metric=metric)


def value(metric: str, cluster: str, year: int) -> float:
    found = reported(metric, cluster, year)
    assert len(found) == 1
    return float(found["value"].iloc[0])


@pytest.mark.parametrize("query", queries.names())
def test_every_query_runs_and_names_what_it_returns(query: str) -> None:
    assert query in QUERIES, "Say in returned.py what the new query takes and returns."
    values, columns = QUERIES[query]
    rows = database.run(query, Selection(2019).parameters(), **values)
    assert not rows.empty
    assert set(columns.split()) <= set(rows.columns)
    dated = rows
    if "metric_id" in rows:
        # attributes count from the founding on, whenever they were written
        kinds = database.run("metric_list").set_index("metric_id")["kind"]
        dated = rows[rows["metric_id"].map(kinds) != "attribute"]
    homes = {
        "cluster_id": ids("clusters"),
        "region_id": ids("regions"),
        "country_id": ids("regions"),
        "source_id": ids("sources"),
        "organisation_id": ids("organisations"),
        "group_id": ids("sectors") | ids("regions"),
    }
    for column in rows.columns:
        home = next((known for end, known in homes.items() if column.endswith(end)), None)
        if home:
            assert set(rows[column].dropna()) <= home, column
        if column.endswith("as_of") and column != "newest_as_of" and query not in OF_ANY_YEAR:
            assert (dated[column].dropna().astype(str).str[:4].astype(int) <= 2019).all(), column
    for cell in rows.get("source_ids", []):
        assert {one for one in cell if isinstance(one, str)} <= ids("sources")


@pytest.mark.parametrize("query", queries.names())
@pytest.mark.parametrize("year", [2009, 2025])
def test_a_missing_text_is_none_and_never_a_number(query: str, year: int) -> None:
    values, _columns = QUERIES[query]
    rows = database.run(query, Selection(year).parameters(), **values)
    assert not len(rows.select_dtypes("str").columns)
    for column in rows.select_dtypes("object"):
        assert not any(isinstance(cell, float) for cell in rows[column]), column
    for row in records.of(rows):
        assert not any(value is pandas.NA for value in row.values())


@pytest.mark.parametrize(
    ("metric", "cluster", "year", "wanted"),
    [
        ("members", "hamburg-aviation", 2011, 15),
        ("members", "hamburg-aviation", 2019, 175),
        ("members", "niro", 2006, 8),
        ("members", "niro", 2010, 50),
        ("members", "niro", 2019, 66),
        ("members", "medianet-berlinbrandenburg", 2019, 420),
        ("members", "mahreg-automotive", 2019, 170),
        ("member_cap", "niro", 2019, 80),
        ("founding_year", "niro", 2019, 2006),
        ("age_years", "niro", 2019, 13),
        ("region_employees", "chemie-cluster-bayern", 2019, 156_000),
    ],
)
def test_values_as_the_texts_state_them(
    metric: str, cluster: str, year: int, wanted: float
) -> None:
    assert value(metric, cluster, year) == wanted


def test_what_is_divided_by_or_into_an_open_figure_is_open_too() -> None:
    """ITS mobility: more than 220 members (2021) by 6 people; no source says where that ends."""
    row = reported("members_per_staff", "its-mobility", 2024).iloc[0]
    assert (row["open_above"], row["open_below"]) == (True, False)
    assert row["low"] == pytest.approx(220 / 6)


def test_members_per_staff_of_silicon_saxony() -> None:
    """The 2020 brochure: about 350 members (315 to 385), a team of 11 including one trainee."""
    row = reported("members_per_staff", "silicon-saxony", 2019).iloc[0]
    assert row["value"] == pytest.approx(350 / 11)
    assert (row["low"], row["high"]) == (pytest.approx(315 / 11), pytest.approx(385 / 11))
    assert not row["exact"]
    assert value("members_per_staff", "silicon-saxony", 2024) == pytest.approx(490 / 21)


def test_growth_is_compound() -> None:
    growth = value("members_growth_pct_per_year", "hamburg-aviation", 2019)
    assert growth == pytest.approx(((175 / 15) ** (1 / 8) - 1) * 100)
    assert round(growth, 1) == 35.9
    assert reported("members_growth_pct_per_year", "hamburg-aviation", 2012).empty


def test_an_industrys_workforce_never_becomes_the_clusters_own(sql: Sql) -> None:
    found = sql("select metric_id, scope from observation where value = 156000")
    assert found == [("region_employees", "regional_industry")]
    own = sql(
        "select count(*) from snapshot join metric using (metric_id) "
        "where value = 156000 and about = 'cluster_organisation'"
    )
    assert own == [(0,)]
    assert reported("members_employees", "chemie-cluster-bayern", 2019).empty


def test_a_value_about_someone_else_never_enters_a_snapshot(sql: Sql) -> None:
    found = sql("select value, scope from observation where cluster_id = ?", WOLFSBURG)
    assert (34.0, "partner") in found
    years = sql("select distinct year from snapshot order by year")
    assert all(reported("members", WOLFSBURG, year).empty for (year,) in years)
    foreign = sql(
        "select count(*) from snapshot s join observation using (observation_id) "
        "join metric m on m.metric_id = observation.metric_id where scope <> m.about"
    )
    assert foreign == [(0,)]


def test_a_limit_is_no_count(sql: Sql) -> None:
    counted = sql(
        "select distinct value from snapshot where cluster_id='niro' and metric_id=$1", "members"
    )
    assert counted
    assert (80.0,) not in counted


def test_an_announced_label_is_not_held(sql: Sql) -> None:
    def selected(label: str) -> set[str]:
        chosen = Selection(2025, labels=(label,))
        return set(database.run("selected_cluster", chosen.parameters())["cluster_id"])

    assert "cluster-automotive-bayern" not in selected("ecei-bronze")
    assert "cluster-automotive-bayern" in selected("go-cluster")
    found = sql(
        "select organisation_id, kind, as_of from relation "
        "where cluster_id = 'cluster-automotive-bayern' and kind <> 'operated_by' order by all"
    )
    assert found == [
        ("ecei-bronze", "label_announced", "2025-09-04"),
        ("go-cluster", "admitted_to", "2025-09-04"),
    ]


def test_a_hedge_becomes_the_interval_of_the_qualifiers_table(sql: Sql) -> None:
    hedge = next(row for row in csv_rows("qualifiers") if row["qualifier"] == "more_than")
    assert (float(hedge["low_factor"]), float(hedge["high_factor"])) == (1, 1.2)
    found = sql(
        "select value, low, high from observation where cluster_id = 'mahreg-automotive' "
        "and metric_id = 'members' and qualifier = 'more_than'"
    )
    assert set(found) == {(170, 170, 204)}
    events = reported("events_per_year", "medianet-berlinbrandenburg", 2019).iloc[0]
    assert (events["value"], events["low"], events["high"]) == (130, 130, pytest.approx(156))
    assert not events["exact"]


def test_years_are_never_scaled(sql: Sql) -> None:
    spread = (
        "select count(*) from observation where metric_id = $1 and (low <> value or high <> value)"
    )
    assert sql(spread, "founding_year") == [(0,)]
    assert sql("select count(*) from observation where qualifier = 'between' and low = high") == [
        (0,)
    ]


def test_a_window_never_makes_a_value_appear_before_its_end(sql: Sql) -> None:
    assert sql("select count(*) > 100 from observation where window_end is not null") == [(True,)]
    early = sql(
        "select count(*) from snapshot join observation using (observation_id) "
        "where observation.window_end is not null and snapshot.year < year(ends_on)"
    )
    assert early == [(0,)]
    without = sql(
        "select distinct kind from snapshot join metric using (metric_id) "
        "where as_of is null and window_end is null"
    )
    assert set(without) <= {("attribute",)}


def test_values_are_carried_forward_with_their_date() -> None:
    rows = database.run(
        "metric_by_year", Selection(2019, clusters=("niro",)).parameters(), metric="members"
    )
    by_year = rows.set_index("year")
    assert by_year.index.tolist() == list(range(2006, 2020))
    assert by_year.loc[2008, ["value", "as_of", "observed"]].tolist() == [8, "2006-11", False]
    assert by_year.loc[2018, ["value", "as_of", "observed"]].tolist() == [50, "2010", False]
    assert by_year.index[by_year["observed"]].tolist() == [2006, 2010, 2019]


def test_a_cluster_that_ended_leaves_the_snapshot(sql: Sql) -> None:
    ended = sql("select cluster_id, ended_on from cluster where ended_on is not null")
    assert ("windcomm-sh", "2019-10") in ended
    assert value("founding_year", "windcomm-sh", 2018) == 2010
    assert reported("founding_year", "windcomm-sh", 2019).empty
    for cluster, year in ended:
        after = "select count(*) from snapshot where cluster_id = $1 and year >= $2"
        assert sql(after, cluster, int(year[:4])) == [(0,)]


def test_lifelines_hold_the_clusters_that_ended() -> None:
    """A cluster that ended keeps its line, which stops there; it stays when the year moves on."""
    rows = database.run("founding", Selection(2025).parameters())
    ends = rows.set_index("cluster_id")["ended_on"].dropna().to_dict()
    assert ends.get("windcomm-sh") == "2019-10"
    assert ends.get("cluster-precision") == "2020-12"


def test_every_value_shown_leads_back_to_a_source(sql: Sql) -> None:
    orphans = sql(
        "select count(*) from snapshot left join observation using (observation_id) "
        "left join source using (source_id) where title is null or locator = ''"
    )
    assert orphans == [(0,)]
