"""What was decided when facts were coded, so that nobody undoes it by chance."""

import pytest

from tests.conftest import Sql


@pytest.mark.parametrize("cluster", ["its-owl", "energy-saxony"])
def test_an_organisation_that_became_a_cluster_is_not_doubled(cluster: str, sql: Sql) -> None:
    assert sql("select count(*) from cluster where cluster_id = ?", cluster) == [(1,)]
    assert sql("select count(*) from organisation where organisation_id = ?", cluster) == [(1,)]
    named = "select count(*) > 0 from relation where organisation_id = ?"
    assert sql(named, cluster) == [(True,)]
    name = sql("select name from cluster where cluster_id = ?", cluster)[0][0]
    assert sql("select count(*) from cluster where name = ?", name) == [(1,)]


def test_the_carrier_s_staff_is_not_the_network_s(sql: Sql) -> None:
    found = sql(
        "select value, scope from observation where metric_id = 'staff' "
        "and cluster_id = 'kunststoff-institut-luedenscheid' order by value"
    )
    assert found == [(44, "partner"), (70, "partner")]


@pytest.mark.parametrize(
    ("cluster", "metric", "value", "as_of"),
    [
        ("ci3", "partners", 120, "2011-09-30"),
        ("ofracar", "region_employees", 35_000, "2005-11"),
        ("automotive-mv", "region_turnover_eur", 1_500_000_000, "2013-09"),
        ("bioregio-regensburg", "region_employees", 3872, "2016-12-31"),
        ("regina-aachen", "founding_members", 7, "1991"),
        ("holzcluster-steiermark", "members", 140, "2010-03"),
        ("mowin-net", "projects_total", 125, "2024-07"),
    ],
)
def test_a_figure_keeps_the_date_it_carries(
    cluster: str, metric: str, value: float, as_of: str, sql: Sql
) -> None:
    """A page of 2026 does not make a count of 2011 new."""
    dates = sql(
        "select as_of from observation where cluster_id = ? and metric_id = ? and value = ?",
        cluster,
        metric,
        value,
    )
    assert (as_of,) in dates
    assert (None,) not in dates


def test_a_part_of_the_team_is_no_staff(sql: Sql) -> None:
    staff = sql(
        "select cluster_id from observation where metric_id = 'staff' and value <= 3 "
        "and scope = 'cluster_organisation' "
        "and (note ilike '%named%' or note ilike '%office, one of%' or note ilike '%only,%')"
    )
    assert staff == []
    reported = sql(
        "select value from milestone where cluster_id = 'energy-cluster-denmark' "
        "and kind = 'reported_figure' and unit = 'persons'"
    )
    assert (15,) in reported


def test_mentions_of_a_programme_carry_their_date(sql: Sql) -> None:
    dated = sql(
        "select count(distinct cluster_id) from relation "
        "where organisation_id = 'go-cluster' and as_of is not null"
    )
    assert dated[0][0] >= 40
    twice = sql(
        "select cluster_id, as_of from relation where organisation_id = 'go-cluster' "
        "and as_of is not null group by cluster_id, as_of having count(*) > 1"
    )
    assert twice == []


def test_seats_known_by_country_only_are_listed_not_painted(sql: Sql) -> None:
    found = sql(
        "select seat_city, lat, seat_region_id from cluster "
        "where cluster_id in ('automotive-cluster-bulgaria', 'transylvanian-furniture') order by 1"
    )
    assert found == [("Cluj-Napoca", None, None), ("Sofia", None, None)]
    assert sql("select count(*) <= 20 from cluster where seat_region_id is null") == [(True,)]


def test_growth_from_the_founding_members_is_flagged(sql: Sql) -> None:
    found: dict[str, float] = dict(
        sql(
            "select cluster_id, value from observation where at_founding and cluster_id in "
            "('hamburg-aviation', 'niro', 'foodregio', 'mowin-net')"
        )
    )
    assert found == {"hamburg-aviation": 15, "niro": 8, "foodregio": 12, "mowin-net": 28}
    elsewhere = sql("select count(*) from observation where at_founding and metric_id <> 'members'")
    assert elsewhere == [(0,)]
