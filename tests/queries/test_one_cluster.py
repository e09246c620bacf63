"""The queries about one cluster: down to the place in the source, against the CSV files."""

from collections import Counter
from typing import Any

import pandas
import pytest

from atlas.db import database
from atlas.model.selection import Selection
from tests.queries import plain

LAST = 2025


def asked(query: str, cluster: str, year: int = LAST, **more: Any) -> pandas.DataFrame:
    return database.run(query, Selection(year, clusters=(cluster,), **more).parameters())


def test_growth_and_ratio_stand_on_two_places() -> None:
    rows = asked("cluster_figure", "hamburg-aviation").set_index("metric_id")
    growth = rows.loc["members_growth_pct_per_year"]
    # 15 members in 2011, 175 in 2019: eight years
    assert growth["value"] == pytest.approx(((175 / 15) ** (1 / 8) - 1) * 100)
    assert (growth["basis_as_of"], growth["as_of"]) == ("2011", "2019")
    assert growth["locator"] == growth["basis_locator"] == "Hamburg Aviation chapter, paragraph 8"
    rows = asked("cluster_figure", "silicon-saxony").set_index("metric_id")
    ratio = rows.loc["members_per_staff"]
    assert ratio["value"] == pytest.approx(490 / 21)
    assert (ratio["locator"], ratio["basis_locator"]) == (
        'near "490 Mitgliedsfirmen"',
        'near "Beschäftigte 21"',
    )


@pytest.mark.parametrize("cluster", ["silicon-saxony", "niro", "foodregio", "green-tech-valley"])
def test_every_figure_is_found_at_its_place(cluster: str) -> None:
    """Value, source and locator of a figure stand together in one row of the observations."""
    written = {
        (row["metric_id"], float(row["value"]), row["source_id"], row["locator"])
        for row in plain.rows("observations")
        if row["cluster_id"] == cluster
    }
    found = asked("cluster_figure", cluster)
    plainly = found[~found["is_derived"]]
    assert len(plainly) > 4
    for row in plainly.to_dict("records"):
        assert (row["metric_id"], row["value"], row["source_id"], row["locator"]) in written
    assert set(found["metric_id"]) == set(asked_as_evidence(cluster)["metric_id"])


def asked_as_evidence(cluster: str) -> pandas.DataFrame:
    evidence = database.run("evidence", Selection(LAST).parameters())
    return evidence[(evidence["cluster_id"] == cluster) & (evidence["year"] == LAST)]


def test_exact_figures_only_leave_hedged_ones_out() -> None:
    rows = asked("cluster_figure", "silicon-saxony", exact=True)
    assert "events_per_year" not in set(rows["metric_id"])
    assert rows["exact"].all()
    assert len(rows) < len(asked("cluster_figure", "silicon-saxony"))


def test_several_metrics_by_year_are_what_each_is_alone() -> None:
    chosen = Selection(LAST).parameters()
    metrics = ["members", "staff", "founding_year"]
    rows = database.run("metrics_by_year", chosen, metrics=metrics)
    for metric, found in rows.groupby("metric_id"):
        alone = database.run("metric_by_year", chosen, metric=metric)
        alone = alone.drop(columns=["seat_elsewhere", "seat_name_en", "seat_name_de"])
        part = found[alone.columns].reset_index(drop=True)
        # a column without a value has no type of its own
        part, alone = (one.astype(object).where(one.notna(), None) for one in (part, alone))
        pandas.testing.assert_frame_equal(part, alone)
    assert set(rows["metric_id"]) == set(metrics)


@pytest.mark.parametrize("year", [2011, LAST])
@pytest.mark.parametrize("cluster", ["hamburg-aviation", "niro", "kunststoff-cluster"])
def test_milestones_of_every_kind_and_scope(cluster: str, year: int) -> None:
    wanted = Counter(
        (row["kind"], row["as_of"], row["scope"], row["locator"])
        for row in plain.rows("milestones")
        if row["cluster_id"] == cluster and (not row["as_of"] or int(row["as_of"][:4]) <= year)
    )
    rows = asked("cluster_milestone", cluster, year)
    dates = rows["as_of"].where(rows["as_of"].notna(), "")
    assert wanted == Counter(zip(rows["kind"], dates, rows["scope"], rows["locator"], strict=True))
    assert dates.tolist() == sorted(dates[dates != ""]) + [""] * int((dates == "").sum())


def test_ties_that_are_no_memberships_are_all_there() -> None:
    rows = database.run("cluster_tie", Selection(LAST).parameters())
    wanted = Counter(
        (row["cluster_id"], row["organisation_id"], row["locator"])
        for row in plain.rows("relations")
        if not plain.belongs(row)
    )
    others = rows[~rows["belongs"]]
    assert wanted == Counter(
        zip(others["cluster_id"], others["organisation_id"], others["locator"], strict=True)
    )
    periods = database.run("label_periods", Selection(LAST).parameters())
    assert len(periods) == int(rows["belongs"].sum())


def test_an_end_that_a_source_states_keeps_its_precision() -> None:
    rows = asked("cluster_tie", "minalogic").set_index("organisation_id")
    assert rows.loc["pole-de-competitivite", "until"] == "2026"
    niro = asked("cluster_tie", "niro").set_index("organisation_id")
    assert pandas.isna(niro.loc["ecei-silver", "until"])
    assert niro.loc["ecei-silver", "until_basis"] == "rule"


def test_a_country_is_drawn_as_its_regions() -> None:
    parents = plain.parents("regions")
    whole = {one for one in parents.values() if one}
    cluster, country = next(
        (row["cluster_id"], row["region_id"])
        for row in plain.rows("cluster_regions")
        if row["region_id"] in whole
    )
    rows = asked("cluster_place", cluster)
    inside = rows[rows["named_id"] == country]
    assert set(inside["named_name_de"]) == {plain.by_id("regions")[country]["name_de"]}
    drawn = {
        one
        for one, row in plain.by_id("regions").items()
        if row["parent_id"] == country and row["outline"] == "yes"
    }
    assert set(inside["region_id"]) == drawn
    covered = database.run("covered_region", Selection(LAST).parameters())
    assert set(rows["region_id"]) == set(covered.loc[covered["cluster_id"] == cluster, "region_id"])


def test_who_it_is() -> None:
    row = asked("cluster_profile", "silicon-saxony").iloc[0]
    assert (row["legal_form"], row["seat_city"], row["seat_region_name_de"]) == (
        "e.V.",
        "Dresden",
        "Sachsen",
    )
    fields = asked("cluster_field", "silicon-saxony")
    assert fields["sector_id"].tolist() == ["microelectronics", "ict"]
    assert fields["group_name_en"].tolist()[0] == "Microelectronics and sensors"
