"""The charts about one cluster, as the gallery draws them: peers, ended clusters, nothing known."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery
from atlas.analysis import peers, percentile
from atlas.gallery import NoChart, NothingToDraw
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText

PROFILE = sorted(one for one in gallery.CHARTS if one.startswith("profile-"))


def test_places_are_those_among_the_peers_in_use(view: View) -> None:
    rows = gallery.draw("profile-figures", view, cluster="niro").rows.set_index("metric_id")
    for metric in ("members", "founding_year"):
        reported = view.fresh().run("metric_by_cluster", metric=metric)
        near = [*peers.list_in_use(view, "niro", "", ""), "niro"]
        wanted = percentile.stand_among(reported[reported["cluster_id"].isin(near)], "niro")
        row = rows.loc[metric]
        assert (row["peers"], row["below"], row["level"], row["above"]) == (
            wanted.peers,
            wanted.below,
            wanted.level,
            wanted.above,
        )


def test_peers_picked_by_hand(view: View) -> None:
    options = {"cluster": "niro", "peers": "silicon-saxony,nobody"}
    figure = gallery.draw("profile-figures", view, **options)
    assert "Peers: 1 cluster picked by hand." in ChartText.of(figure.figure).notes
    members = figure.rows.set_index("metric_id").loc["members"]
    assert (members["peers"], members["above"]) == (1, 1)


@pytest.mark.parametrize("chart", ["profile-figures", "fact-sheet-figures"])
def test_filters_that_leave_nobody_leave_the_cluster(view: View, chart: str) -> None:
    nobody = view_of(Selection(view.year, search="nosuchcluster"), view.known)
    drawing = gallery.draw(chart, nobody, cluster="niro")
    assert set(drawing.rows["peers"].dropna()) == {0}
    assert any("No other cluster" in one for one in ChartText.of(drawing.figure).notes)


def test_an_ended_cluster_is_shown_as_it_last_was(view: View) -> None:
    for chart in ("profile-figures", "fact-sheet-figures"):
        figure = gallery.draw(chart, view, cluster="cfk-valley-stade").figure
        assert ChartText.of(figure).year == 2018
        assert any("at the end of 2018" in one for one in ChartText.of(figure).notes)


def test_the_selection_may_name_the_cluster(view: View) -> None:
    alone = view.only(["niro"])
    for chart in PROFILE:
        here = gallery.draw(chart, alone).figure
        assert here == gallery.draw(chart, view, cluster="niro").figure


@pytest.mark.parametrize("chart", [*PROFILE, "fact-sheet-figures", "fact-sheet-story"])
def test_no_cluster_and_unknown_clusters_are_told(view: View, chart: str) -> None:
    with pytest.raises(NothingToDraw, match="Choose the one cluster"):
        gallery.draw(chart, view)
    with pytest.raises(NoChart, match="No cluster has the id 'nobody'"):
        gallery.draw(chart, view, cluster="nobody")


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=15)
@given(st.data())
def test_every_cluster_has_a_fact_sheet_and_says_what_it_lacks(data: st.DataObject) -> None:
    known = choices()
    cluster = data.draw(st.sampled_from(sorted(known.clusters["id"])))
    view = view_of(Selection(data.draw(st.integers(known.first_year, known.last_year))), known)
    for chart in ("fact-sheet-figures", "fact-sheet-story"):
        figure = gallery.draw(chart, view, cluster=cluster).figure
        assert known.name("clusters", cluster) in ChartText.of(figure).title
        assert len(figure.data)
    for chart in PROFILE:
        with contextlib.suppress(NothingToDraw):
            drawing = gallery.draw(chart, view, cluster=cluster)
            assert set(drawing.rows["cluster_id"]) == {cluster}


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("profile-years", "No figure of members or staff of"),
        ("profile-labels", "No label, programme or network of"),
    ],
)
def test_what_is_not_known_is_said(view: View, chart: str, said: str) -> None:
    with pytest.raises(NothingToDraw, match=f"^{said} AEN - .* is known up to {view.year}.$"):
        gallery.draw(chart, view, cluster="aen-karlsruhe")
