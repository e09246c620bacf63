"""Peer strips: every figure of every peer, nothing else; the cluster stands out; percentiles."""

import re

import pandas
import plotly.graph_objects as go
import pytest

from atlas import gallery, i18n
from atlas.analysis import peers
from atlas.charts.base.trace_role import TraceRole
from atlas.gallery import NothingToDraw
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.atlas.traces import in_role
from tests.queries import plain

REPORTING = "hamburg-aviation,silicon-saxony,cyberforum,olec,biosaxony,optonet,mahreg-automotive"


def strips(view: View, **options: str) -> tuple[go.Figure, pandas.DataFrame]:
    drawing = gallery.draw("peer-strips", view, **({"cluster": "niro"} | options))
    return drawing.figure, drawing.rows


def headings(figure: go.Figure) -> dict[str, str]:
    found = {}
    for note in figure.layout.annotations:
        metric, said = note.text.split("<br>")
        found[re.findall("<b>(.*)</b>", metric)[0]] = said
    return found


@pytest.mark.parametrize("cluster", ["niro", "silicon-saxony", "hamburg-aviation", "acod"])
def test_every_figure_of_every_peer_and_nothing_else(
    cluster: str, view: View, every: dict[str, Metric]
) -> None:
    figure, rows = strips(view, cluster=cluster)
    labels = {metric.label: one for one, metric in every.items()}
    used = set(peers.list_in_use(view, cluster, "", ""))
    strips_drawn = zip(
        headings(figure),
        in_role(figure, TraceRole.PEERS),
        in_role(figure, TraceRole.CLUSTER),
        strict=True,
    )
    for label, theirs, own in strips_drawn:
        values = {one: plain.fresh(labels[label], one, view.year) for one in used | {cluster}}
        known = {one: value["value"] for one, value in values.items() if value}
        drawn = dict(zip(theirs.customdata, theirs.x, strict=True))
        assert drawn == pytest.approx({one: known[one] for one in used & known.keys()})
        assert list(own.x) == pytest.approx([known[cluster]] if cluster in known else [])
        part = rows[rows["metric_id"] == labels[label]]
        assert set(part["cluster_id"]) == set(known)


def test_percentiles_counted_again(view: View, every: dict[str, Metric]) -> None:
    figure, _rows = strips(view, peers=REPORTING)
    said = headings(figure)
    labels = {metric.label: one for one, metric in every.items()}
    counted = 0
    for label, words in said.items():
        values = [plain.fresh(labels[label], one, view.year) for one in REPORTING.split(",")]
        known = [one for one in values if one]
        own = plain.fresh(labels[label], "niro", view.year)
        if own and len(known) >= 5:
            below = sum(one["high"] < own["low"] for one in known)
            above = sum(one["low"] > own["high"] for one in known)
            share = 100 * (below + (len(known) - below - above) / 2) / len(known)
            assert words == f"percentile {share:.0f} among {len(known)} peers"
            counted += 1
        else:
            assert "percentile " not in words.replace("no percentile", "")
    assert counted >= 2


def test_below_five_peers_there_is_no_percentile(view: View) -> None:
    figure, rows = strips(view, peers="acod,silicon-saxony,hamburg-aviation")
    said = headings(figure)
    assert said
    assert all(re.search("no percentile below 5$", words) for words in said.values())
    assert rows["percentile"].isna().all()


def test_the_cluster_stands_out_by_colour_shape_and_name(view: View) -> None:
    figure, _rows = strips(view)
    for theirs, own, name in zip(
        in_role(figure, TraceRole.PEERS),
        in_role(figure, TraceRole.CLUSTER),
        in_role(figure, TraceRole.NAMES),
        strict=True,
    ):
        assert own.marker.color != theirs.marker.color
        assert own.marker.symbol == "diamond" != theirs.marker.symbol
        assert "NIRO" in name.text[0]
    assert {trace.name for trace in figure.data if trace.showlegend is not False} >= {
        "Each dot: one peer"
    }


def test_hedges_are_whiskers_and_go_with_exact_figures_only(view: View) -> None:
    figure, rows = strips(view)
    hedged = (rows["high"] > rows["low"]) & ~rows["open_above"] & ~rows["open_below"]
    assert hedged.any()
    assert any(trace.error_x.visible for trace in in_role(figure, TraceRole.PEERS))
    exact = view_of(Selection(view.year, exact=True), view.known)
    _figure, left = strips(exact)
    assert (left["high"] == left["low"]).all()


def test_a_cluster_that_reports_nothing_of_it_is_never_drawn_as_zero(view: View) -> None:
    silent = next(
        one
        for one in plain.by_id("clusters")
        if not any(plain.known(metric, one, view.year) for metric in plain.metrics())
    )
    figure, rows = strips(view, cluster=silent, peers=REPORTING)
    assert all(len(trace.x) == 0 for trace in in_role(figure, TraceRole.CLUSTER))
    assert all("not reported" in trace.text[0] for trace in in_role(figure, TraceRole.NAMES))
    assert silent not in set(rows["cluster_id"])
    said = headings(figure).values()
    assert all(words.startswith("not reported by the cluster itself") for words in said)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"weights": "age:0,members:0,staff:0,sector:0,region:0,border:0"}, "has the weight 0"),
        ({"cluster": ""}, "Choose the one cluster"),
    ],
)
def test_nothing_to_draw(options: dict[str, str], said: str, view: View) -> None:
    with pytest.raises(NothingToDraw, match=said):
        strips(view, **options)


def test_no_cluster_left_to_compare_with(view: View) -> None:
    empty = view_of(Selection(view.year, search="nosuchcluster"), view.known)
    with pytest.raises(NothingToDraw, match="No cluster can be compared with NIRO"):
        strips(empty)


def test_it_explains_itself(view: View) -> None:
    for language in ("en", "de"):
        i18n.use(language)
        text = ChartText.of(strips(view)[0])
        assert text.explanation
        assert text.sources
        words = " ".join([text.explanation, text.alt, text.coverage, *text.notes])
        assert not re.search(r"{\w*}|\bnan\b|None", words)
