"""Metrics, milestones and labels are counted alike on every page, or a word says why not."""

import re

import pytest

from atlas import gallery
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from atlas.ui import welcome
from tests.queries import plain

STATED = [metric for metric, block in plain.metrics().items() if "derived" not in block]


def coverage(view: View, chart: str, cluster: str = "") -> str:
    options = {"cluster": cluster} if cluster else {}
    return ChartText.of(gallery.draw(chart, view, **options).figure).coverage


@pytest.fixture(params=["silicon-saxony", "niro", "hamburg-aviation"])
def cluster(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_metrics_that_a_cluster_reports(cluster: str, known: Choices) -> None:
    """What is worked out is counted apart, so that profile, sources and comparison agree."""
    view = view_of(Selection(known.last_year, clusters=(cluster,)), known)
    reported = sum(plain.known(one, cluster, view.year) is not None for one in STATED)
    for chart in ("profile-figures", "fact-sheet-figures"):
        said = coverage(view, chart, cluster)
        assert said.startswith(f"{reported} of {len(STATED)} metrics are reported")
        assert "worked out from them" in said
    assert coverage(view, "coverage").startswith(f"{reported} of {len(STATED)} metrics")
    assert coverage(view, "side-by-side").startswith(f"{reported} metrics are reported")


def test_labels_of_a_cluster(cluster: str, known: Choices) -> None:
    view = view_of(Selection(known.last_year, clusters=(cluster,)), known)
    # several sources may tell of one membership
    held = {
        row["organisation_id"]
        for row in plain.rows("relations")
        if row["cluster_id"] == cluster and row["kind"] in plain.BELONGS
    }
    for chart in ("profile-labels", "fact-sheet-story"):
        assert f"{len(held)} labels, programmes and networks" in coverage(view, chart, cluster)


def test_a_seat_that_is_not_known_is_counted_alike(view: View) -> None:
    drawn = (("map", "per_100000"), ("map", "sum"), ("heatmap", "sum"))
    notes = {
        pair: " ".join(ChartText.of(gallery.draw(pair[0], view, stat=pair[1]).figure).notes)
        for pair in drawn
    }
    seatless = r"(\d+) reporting clusters have no known"
    counts = {pair: re.findall(seatless, text) for pair, text in notes.items()}
    assert len({tuple(found) for found in counts.values()}) == 1, counts


def test_the_questions_keep_the_year_that_is_looked_at(known: Choices) -> None:
    view = view_of(Selection(2019), known)
    for question in welcome.list_questions(view):
        assert question.answer.view(known).year == 2019
