"""Metrics: values as a reader expects to see them, with their hedge."""

import math

import pytest

from atlas import i18n
from atlas.db import database
from atlas.model import metrics
from atlas.model.metrics import Metric
from atlas.model.selection import Selection

PATTERN = {"pattern_en": "more than {value}", "pattern_de": "mehr als {value}"}


def test_values_follow_unit_and_language(every: dict[str, Metric]) -> None:
    turnover, ratio, year = (
        every[one] for one in ("region_turnover_eur", "members_per_staff", "founding_year")
    )
    assert turnover.write(1_500_000) == "1.5 million"
    assert turnover.write(11_812_340_000) == "11.81234 billion"
    assert turnover.write(1_500_001) == "1,500,001"
    assert ratio.write(12.34) == "12.3"
    assert year.write(2006) == "2006"
    assert every["members"].write(42.5, extra=1) == "42.5"
    assert every["members"].write(42, extra=1) == "42"
    i18n.use("de")
    assert turnover.write(1_500_000) == "1,5 Millionen"
    assert ratio.write(12.34) == "12,3"
    assert year.write(2006) == "2006"


def test_one_is_said_in_the_singular(every: dict[str, Metric]) -> None:
    said = {one: [m.with_unit(m.write(n)) for n in (1, 2)] for one, m in every.items()}
    assert said["staff"] == ["1 person", "2 people"]
    assert said["events_per_year"] == ["1 event per year", "2 events per year"]
    assert said["budget_eur"] == ["1 EUR", "2 EUR"]
    assert said["ecei_score_pct"] == ["1%", "2%"]
    assert every["founding_year"].with_unit("2006") == "2006"
    assert every["staff"].with_unit("1.0") == "1.0 people"
    i18n.use("de")
    assert every["staff"].with_unit("1") == "1 Person"
    assert [metrics.cluster_count(n) for n in (1, 2)] == ["1 Cluster", "2 Cluster"]
    counted = {m.unit.split()[0] for m in every.values() if not isinstance(m.row["one_en"], str)}
    assert counted == {"EUR", "%", "Jahr"}, "a metric that is counted has a word for one"


@pytest.mark.parametrize("missing", [None, math.nan])
def test_missing_is_a_dash_and_zero_is_zero(
    missing: float | None, every: dict[str, Metric]
) -> None:
    assert every["members"].write(missing) == "–"
    assert every["members"].write(0) == "0"


def test_hedges_are_said(every: dict[str, Metric]) -> None:
    found = {"value": 1700, "low": 1700, "high": 2040, **PATTERN}
    assert every["members"].hedged(found) == "more than 1,700"
    band = {**found, "pattern_en": "{low} to {high}", "pattern_de": "{low} bis {high}"}
    assert every["members"].hedged(band) == "1,700 to 2,040"
    assert every["members_per_staff"].hedged({**found, "value": 2.04}) == "2.0"
    i18n.use("de")
    assert every["members"].hedged(found) == "mehr als 1.700"
    assert every["members"].hedged(band) == "1.700 bis 2.040"


def test_every_hedge_reads_well_in_both_languages(every: dict[str, Metric]) -> None:
    chosen = Selection(2019).parameters()
    rows = database.run("metric_by_cluster", chosen, metric="members").to_dict("records")
    for language in ("en", "de"):
        with i18n.speaking(language):
            for row in rows:
                said = every["members"].hedged(row)
                assert every["members"].write(row["value"]) in said or row["qualifier"] == "between"
                assert "{" not in said
                exact = said == every["members"].write(row["value"])
                assert exact == (row["qualifier"] == "exact")


def test_only_additive_metrics_offer_a_sum(every: dict[str, Metric]) -> None:
    assert every["members"].statistics == ("sum", "median", "count")
    for one in ("founding_year", "region_employees", "members_per_staff", "member_cap"):
        assert "sum" not in every[one].statistics
    assert not any(m.additive for m in every.values() if m.derived or m.calendar)


def test_only_restated_metrics_have_a_timeline(every: dict[str, Metric]) -> None:
    assert every["members"].over_time
    assert not every["founding_year"].over_time
    assert not every["members_growth_pct_per_year"].over_time
