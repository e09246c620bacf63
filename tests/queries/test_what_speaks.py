"""Which value speaks, by hand from the source texts: its date, and what stands beside it."""

import pandas
import pytest

from atlas.db import database
from atlas.model.selection import Selection
from tests.queries import plain

LAST = plain.years()[1]


def speaking(cluster: str, metric: str, year: int = LAST, *, exact: bool = False) -> pandas.Series:
    chosen = Selection(year, clusters=(cluster,), exact=exact)
    rows = database.run("metric_by_cluster", chosen.parameters(), metric=metric)
    assert len(rows) == 1
    return rows.iloc[0]


def beside(cluster: str, metric: str) -> list[tuple[float, str, str]]:
    rows = database.run("figures_beside", Selection(LAST, clusters=(cluster,)).parameters())
    rows = rows[rows["metric_id"] == metric]
    return [(row["value"], row["qualifier"], row["beside"]) for row in rows.to_dict("records")]


@pytest.mark.parametrize(
    ("cluster", "metric", "year", "value", "stated"),
    [
        ("autoregion", "members", 2023, 35, ("exact", "2015")),
        ("autoregion", "members", 2024, 200, ("about", "2021-09-23 to 2024")),
        ("autoregion", "events_total", 2024, 160, ("about", "2021-09-23 to 2024")),
        ("autoregion", "event_participants_total", 2024, 9000, ("more_than", "2021-09-23 to 2024")),
        ("autoregion", "region_companies", 2023, 2500, ("exact", "2019-07")),
        ("autoregion", "region_companies", 2024, 300, ("more_than", "2021-09-23 to 2024")),
        ("autoregion", "region_employees", 2024, 220_000, ("more_than", "2021-09-23 to 2024")),
        ("autoregion", "founding_year", LAST, 2015, ("exact", "2015")),
        ("foodregio", "members", LAST, 80, ("exact", "2019")),
        ("foodregio", "founding_year", LAST, 2005, ("exact", "2005")),
        ("foodregio", "association_year", LAST, 2007, ("exact", "2007")),
        ("mahreg-automotive", "members", LAST, 170, ("more_than", "2019-03-31")),
        ("mahreg-automotive", "founding_year", LAST, 2000, ("exact", "2000")),
        ("silicon-saxony", "members", LAST, 490, ("exact", "2024-06")),
        ("niro", "members", LAST, 72, ("exact", "2022-05-30")),
        ("niro", "events_per_year", LAST, 89, ("at_least", "2025")),
        ("hamburg-aviation", "members", LAST, 175, ("exact", "2019")),
        ("hamburg-aviation", "staff", LAST, 12, ("exact", "2019")),
        ("medianet-berlinbrandenburg", "members", 2020, 420, ("exact", "2019")),
        ("medianet-berlinbrandenburg", "events_per_year", 2020, 130, ("more_than", "2019")),
        ("cyberlago", "founding_year", LAST, 2013, ("exact", "2013-10")),
    ],
)
def test_known_answers(
    cluster: str, metric: str, year: int, value: float, stated: tuple[str, str]
) -> None:
    row = speaking(cluster, metric, year)
    qualifier, time = stated
    assert (row["value"], row["qualifier"]) == (value, qualifier)
    dated = row["as_of"]
    window = f"{row['window_begin']} to {row['window_end']}"
    assert (window if pandas.isna(dated) else dated) == time


def test_what_stands_beside() -> None:
    assert (80, "more_than", "beside") in beside("foodregio", "members")
    assert (2006, "exact", "beside") in beside("foodregio", "founding_year")
    assert (550, "more_than", "beside") in beside("silicon-saxony", "members")
    assert (1999, "derived", "beside") in beside("mahreg-automotive", "founding_year")
    assert (2500, "exact", "older") in beside("autoregion", "region_companies")
    assert (450_000, "exact", "older") in beside("autoregion", "region_employees")


def test_a_plain_twin_of_a_hedged_number_is_never_shown() -> None:
    """One page of MAHREG's says 170 plainly, "around 170" once and "more than 170" twice."""
    assert 170 not in [value for value, _, _ in beside("mahreg-automotive", "members")]
    exact = Selection(LAST, clusters=("mahreg-automotive",), exact=True).parameters()
    assert database.run("metric_by_cluster", exact, metric="members").empty
    listed = database.run("every_observation", exact)
    assert "members" not in set(listed["metric_id"])


def test_exact_figures_only_finds_the_latest_exact_one() -> None:
    """The 89 events of 2025 are a minimum; no exact number is known. The 35 of 2015 are exact."""
    exact = Selection(LAST, clusters=("niro",), exact=True).parameters()
    assert database.run("metric_by_cluster", exact, metric="events_per_year").empty
    row = speaking("autoregion", "members", exact=True)
    assert (row["value"], row["as_of"], row["carried_forward"]) == (35, "2015", True)
    every = database.run("metric_totals", Selection(LAST).parameters(), metrics=["members"])
    alone = database.run(
        "metric_totals", Selection(LAST, exact=True).parameters(), metrics=["members"]
    )
    assert alone["reporting"].iloc[0] > every["exact"].iloc[0]


def test_a_window_is_as_old_as_its_beginning() -> None:
    rows = database.run("latest_figures", Selection(LAST).parameters())
    one = rows[(rows["cluster_id"] == "autoregion") & (rows["metric_id"] == "members")].iloc[0]
    assert (one["age"], one["aged_from"]) == (LAST - 2021, 2021)
    open_ended = rows[rows["window_end"].notna() & rows["window_begin"].isna()]
    assert open_ended["age"].isna().all()
    assert rows["as_of"].notna().sum() + rows["window_end"].notna().sum() == len(rows)


def grown(chosen: Selection, since: int | None = None) -> pandas.DataFrame:
    """Return one row per cluster that grew, with both counts in columns of their own."""
    asked = chosen.parameters() | {"growth_since": since}
    rows = database.run("metric_by_cluster", asked, metric="members_growth_pct_per_year")
    return rows.join(pandas.DataFrame(rows["growth"].tolist(), index=rows.index))


@pytest.mark.parametrize("since", [None, 2011, 2012])
def test_growth_says_from_when_to_when(since: int | None) -> None:
    row = grown(Selection(LAST, clusters=("hamburg-aviation",)), since).iloc[0]
    assert (row["from_year"], row["from_value"], row["at_founding"]) == (2011, 15, True)
    assert (row["to_year"], row["to_value"]) == (2019, 175)
    assert row["value"] == pytest.approx(((175 / 15) ** (1 / 8) - 1) * 100)


def test_growth_since_a_later_year_starts_there() -> None:
    chosen = Selection(LAST, clusters=("hamburg-aviation",))
    row = grown(chosen, 2015).iloc[0]
    assert (row["from_year"], row["from_value"], row["at_founding"]) == (2014, 100, False)
    assert row["value"] == pytest.approx(((175 / 100) ** (1 / 5) - 1) * 100)
    # 2017 to 2019 are less than three years
    assert database.run(
        "metric_by_cluster",
        chosen.parameters() | {"growth_since": 2018},
        metric="members_growth_pct_per_year",
    ).empty


@pytest.mark.parametrize("since", [2005, 2010, 2015, 2020])
def test_growth_since_a_year_begins_within_a_year_of_it(since: int) -> None:
    rows = grown(Selection(LAST), since)
    assert len(rows)
    assert (abs(rows["from_year"] - since) <= 1).all()
    assert (rows["to_year"] - rows["from_year"] >= 3).all()
    assert not rows["cluster_id"].duplicated().any()


def test_growth_from_the_first_figure_is_the_metric() -> None:
    for year in (2012, 2019, LAST):
        wanted = plain.report("members_growth_pct_per_year", Selection(year))
        assert set(grown(Selection(year))["cluster_id"]) == set(wanted["cluster_id"])


@pytest.mark.parametrize(
    ("cluster", "metric", "value", "rule"),
    [
        ("mahreg-automotive", "members", 170, "hedged"),
        ("mahreg-automotive", "founding_year", 1999, "exactness"),
        ("foodregio", "founding_year", 2006, "kind"),
        ("silicon-saxony", "members", 550, "dated"),
    ],
)
def test_a_conflict_says_which_rule_decided(
    cluster: str, metric: str, value: float, rule: str
) -> None:
    rows = database.run("conflicts", Selection(LAST, clusters=(cluster,)).parameters())
    rows = rows[(rows["metric_id"] == metric) & (rows["value"] == value)]
    assert rule in set(rows["decided_by"])
    assert rows.loc[rows["standing"] == "charted", "decided_by"].isna().all()
