"""Headline figures: a total only where half of the clusters report, and nothing from long ago."""

import re

import pytest

from atlas import gallery
from atlas.gallery.highlights import HEADLINES
from atlas.model.metrics import Metric
from atlas.model.selection import OLDEST_COMPARED
from atlas.model.view import View
from atlas.text import headline
from atlas.text.headline import Card
from tests.queries import plain


def card(view: View, metric: Metric) -> Card:
    total = view.fresh().run("metric_totals", metrics=[metric.id]).to_dict("records")[0]
    reporting = int(view.run("metric_totals", metrics=[metric.id])["reporting"].iloc[0])
    return headline.written(
        total, reporting, metric, view.selected, since=view.year - OLDEST_COMPARED
    )


def test_few_that_report_are_no_total(view: View, every: dict[str, Metric]) -> None:
    found = card(view, every["events_per_year"])
    assert found.label == "Events per year, median"
    rows = plain.report("events_per_year", view.selection)
    fresh = rows[rows["aged_from"] >= view.year - 10]
    assert float(found.value) == fresh["value"].median()
    older = len(rows) - len(fresh)
    figures = "has an older figure" if older == 1 else "have older figures"
    assert found.coverage == (
        f"{len(fresh)} of {view.selected} clusters report since 2016; {older} {figures}"
    )
    assert any(line.startswith("Total of those that report: at least ") for line in found.details)


def test_a_total_with_open_hedges_says_at_least(view: View, every: dict[str, Metric]) -> None:
    """More than 170 of 2019, 72 of 2022, and a figure of 2003, which is too old."""
    asked = view.only(["mahreg-automotive", "niro", "automobil-cluster-oberoesterreich"])
    found = card(asked, every["members"])
    assert (found.label, found.value) == ("Members", "at least 242")
    assert found.coverage == "2 of 3 clusters report since 2016; 1 has an older figure"
    assert "1 more reports a figure that is older than ten years" in " ".join(found.details)
    alone = card(view.only(["niro"]), every["members"])
    assert (alone.label, alone.value) == ("Members", "72")
    assert alone.coverage == "1 of 1 cluster reports, 2022"


def test_a_card_and_its_ranking_count_alike(view: View, every: dict[str, Metric]) -> None:
    """141 on the card and 209 in the ranking: the card says where the others are."""
    found = card(view, every["members"])
    fresh, older = re.findall(r"(\d+) (?:of|have)", found.coverage)
    ranking = gallery.draw("ranking", view, metric="members")
    assert int(fresh) + int(older) == len(ranking.rows)
    only_old = card(view.only(["automobil-cluster-oberoesterreich"]), every["members"])
    assert only_old.value == "–"
    assert only_old.coverage.endswith("since 2016; 1 has an older figure")


@pytest.mark.parametrize("metric", HEADLINES)
def test_nothing_reported_is_a_dash(metric: str, view: View, every: dict[str, Metric]) -> None:
    nobody = {"reporting": 0, "selected": 3}
    assert headline.written(nobody, 0, every[metric], 3).value == "–"
