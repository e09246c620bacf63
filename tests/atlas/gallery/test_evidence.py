"""Evidence: what the gallery fetches for a chart is all that the chart cites and counts."""

import pytest

from atlas import gallery
from atlas.gallery.evidence import fetch, hedge_rules, notes
from atlas.model.evidence import Evidence, source_ids
from atlas.model.metrics import Metric
from atlas.model.view import View
from tests.atlas.charts.every_chart import NIRO, PICKED

#: those of versions that were left behind need a second version of the data
CHARTS = sorted(set(gallery.CHARTS) - {"changes-in-data"})


@pytest.mark.parametrize("name", CHARTS)
def test_every_source_of_a_chart_is_at_hand(name: str, view: View) -> None:
    about_one = "cluster" in gallery.CHARTS[name].options
    chosen = view.only(PICKED) if name.startswith("side-by-side") else view
    drawing = gallery.draw(name, chosen, **({"cluster": NIRO} if about_one else {}))
    cited = source_ids(drawing.rows)
    assert cited or name == "profile-map", "a map of regions cites nothing"
    assert set(cited) <= set(drawing.evidence.sources)


def test_sources_are_the_newest_first_whatever_the_frame(view: View) -> None:
    members, milestones = view.run("metric_by_cluster", metric="members"), view.run("milestones")
    both = fetch(view, members, milestones).sources
    assert set(both) == {*source_ids(members), *source_ids(milestones)}
    dates = [row["date"] for row in both.values() if isinstance(row["date"], str)]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("metric", ["members", "founding_year", "members_growth_pct_per_year"])
def test_totals_count_who_reports(metric: str, view: View, every: dict[str, Metric]) -> None:
    rows = view.run("metric_by_cluster", metric=metric)
    evidence = fetch(view, rows, metric=every[metric])
    assert evidence.reporting == len(rows) > 0
    undated = view.run("undated")
    assert evidence.undated == (undated["metric_id"] == metric).sum()


def test_a_chart_of_no_metric_has_no_totals(view: View) -> None:
    evidence = fetch(view)
    assert evidence == Evidence(notes=notes(), year=view.year)
    assert (evidence.reporting, evidence.undated) == (0, 0)


def test_hedges_have_their_ranges() -> None:
    rules = hedge_rules()
    assert rules["exact"]["low_factor"] == rules["exact"]["high_factor"] == 1
    assert rules["about"]["low_factor"] < 1 < rules["about"]["high_factor"]
