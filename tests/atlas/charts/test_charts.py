"""Charts: each says what it shows and where it is from, and draws what is known, nothing else."""

import csv
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

import atlas.charts
from atlas import gallery, i18n
from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics import timeline
from atlas.db import database
from atlas.model.choices import Choices
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from data.build import HERE
from tests.atlas.charts.every_chart import (
    CHARTS,
    PICKED,
    choropleth_of,
    distribution_of,
    ranking_of,
    scatter_of,
)
from tests.atlas.traces import in_role

WORDS = ("title", "subtitle", "selection", "unit", "coverage", "alt", "source_summary", "file_name")
#: what a chart need not say: units where each figure has its own; sources where the data hold none
BLANK = {
    ("unit", "metrics/side_by_side"),
    ("unit", "profile/fact_sheet_figures"),
    ("unit", "peers/strips"),
    ("unit", "peers/table"),
    ("source_summary", "maps/profile_map"),
}
every_chart = pytest.mark.parametrize("chart", sorted(CHARTS))


def colours(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Return every text in a figure with the path to it."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from colours(value, f"{path}/{key}")
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield from colours(value, f"{path}/{place}")
    elif isinstance(part, str):
        yield path, part


def test_every_chart_is_drawn_here() -> None:
    folder = Path(atlas.charts.__file__).parent
    charts = {
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"^def figure\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert charts == set(CHARTS)


@every_chart
def test_chart_says_what_it_shows(chart: str, view: View, every: dict[str, Metric]) -> None:
    written = {}
    for language, marks in (("en", ".,"), ("de", ",.")):
        i18n.use(language)
        figure, _ = CHARTS[chart](view, every)
        assert isinstance(figure, go.Figure)
        assert figure.layout.separators == marks
        text = ChartText.of(figure)
        words = written[language] = text.to_meta() | {"source_summary": text.source_summary()}
        for part in WORDS:
            assert isinstance(words[part], str), part
            assert words[part].strip() or (part, chart) in BLANK, part
            assert not re.search(r"{\w*}|\bnan\b|None", words[part]), words[part]
        assert text.selection in text.subtitle
        assert str(view.year) in text.subtitle
        assert re.fullmatch(r"[a-z0-9_-]+", text.file_name)
        if ("source_summary", chart) not in BLANK:
            assert text.sources
            assert text.source_summary().startswith(i18n.number(len(text.sources)))
    for part in ("title", "coverage", "alt", "source_summary"):
        assert written["en"][part] != written["de"][part] or (part, chart) in BLANK, part
    assert len(written["en"]["sources"]) == len(written["de"]["sources"])


@every_chart
def test_dark_twin_swaps_every_colour_once(
    chart: str, view: View, every: dict[str, Metric]
) -> None:
    light, dark = style.tokens("light"), style.tokens("dark")
    twins: dict[str, set[str]] = {}
    for token in style.PLAIN:
        twins.setdefault(light[token], set()).add(dark[token])
    for token in style.LISTS:
        for one, other in zip(light[token], dark[token], strict=True):
            twins.setdefault(one, set()).add(other)
    figure, _ = CHARTS[chart](view, every)
    before = dict(colours(json.loads(figure.to_json())))
    after = dict(colours(json.loads(style.for_mode(figure, "dark").to_json())))
    swapped = 0
    for path, colour in before.items():
        if colour in twins:
            assert after[path] in twins[colour], path
            swapped += 1
    assert swapped > 5
    assert not set(after.values()) & (twins.keys() - set().union(*twins.values()))
    assert style.for_mode(figure, "light").to_json() == figure.to_json()


# a share of one cluster says nothing
@pytest.mark.parametrize("chart", sorted(CHARTS.keys() - {"sectors/specialisation"}))
def test_chart_draws_for_one_cluster_too(
    chart: str, known: Choices, every: dict[str, Metric]
) -> None:
    one = view_of(Selection(2019, clusters=("medianet-berlinbrandenburg",)), known)
    figure, _ = CHARTS[chart](one, every)
    assert ChartText.of(figure).alt


@pytest.mark.parametrize("statistic", ["sum", "median", "count"])
@pytest.mark.parametrize("at", ["seat", "covered"])
def test_map_shades_what_is_reported_and_nothing_else(statistic: str, at: str, view: View) -> None:
    figure, rows = choropleth_of(view, "members", statistic, at)
    column = {"sum": "total", "median": "median", "count": "reporting"}[statistic]
    few = (rows["reporting"] * 2 < rows["clusters"]) & (statistic == "sum")
    reported = rows[(rows["reporting"] > 0) & ~few]
    (shaded,), (silent,), (outline,) = (
        in_role(figure, role)
        for role in (TraceRole.SHADED, TraceRole.NOT_REPORTED, TraceRole.OUTLINE)
    )
    assert list(shaded.locations) == reported["region_id"].tolist()
    assert shaded.meta["values"] == pytest.approx(reported[column].tolist())
    assert len(silent.locations) > 0
    unshaded = rows[(rows["reporting"] == 0) | few]
    assert list(silent.locations) == unshaded["region_id"].tolist()
    drawn = [*shaded.locations, *silent.locations, *outline.locations]
    assert sorted(drawn) == sorted(view.known.outlines["id"])
    for text, reporting in zip(silent.hovertext, unshaded["reporting"], strict=True):
        assert ("no figure known" in text) == (reporting == 0)
        assert ("Too few report for a total" in text) == (reporting > 0)
    assert (unshaded["reporting"] > 0).any() == (statistic == "sum")
    assert all(math.isfinite(one) for one in shaded.z)


def test_map_sets_every_seat_once_and_leaves_silent_ones_open(view: View) -> None:
    figure, _ = choropleth_of(view, "staff", "sum")
    clusters = view.run("seats_of_selection", metric="staff").set_index("cluster_id")
    circles = [trace for trace in figure.data if trace.type == "scattergeo" and trace.customdata]
    assert sorted(one for trace in circles for one in trace.customdata) == sorted(clusters.index)
    for trace in circles:
        silent = [math.isnan(clusters.loc[one, "value"]) for one in trace.customdata]
        assert all(silent) or not any(silent)
        assert any(silent) == (trace.name == "Cluster: no figure known")


def test_ranking_draws_the_largest_with_their_hedge(view: View) -> None:
    figure, rows = ranking_of(view, "members")
    (bars,) = in_role(figure, TraceRole.VALUES)
    first = rows.head(len(bars.x)).iloc[::-1]
    assert list(bars.customdata) == first["cluster_id"].tolist()
    assert list(bars.x) == first["value"].tolist()
    is_open = first["qualifier"].isin(["more_than", "at_least"])
    assert is_open.any()
    reach = (first["high"] - first["value"]).mask(is_open, 0.0)
    assert list(bars.error_x.array) == pytest.approx(reach.tolist())
    arrows = [trace for trace in figure.data if trace.text and "▶" in trace.text]
    assert [name for trace in arrows for name in trace.y] == [
        name for name, here in zip(bars.y, is_open, strict=True) if here
    ]
    assert len(set(bars.y)) == len(bars.y)
    (names,) = in_role(figure, TraceRole.NAMES)
    hedged = [text for text, exact in zip(names.text, first["exact"], strict=True) if not exact]
    assert hedged
    assert all(re.search(r"<b>.*[a-z].*</b>", text) for text in hedged)


def test_scatter_leaves_out_what_a_logarithm_cannot_show_and_says_so(view: View) -> None:
    figure, rows = scatter_of(view, "members_growth_pct_per_year", "members")
    left_out = int((rows["x"] <= 0).sum())
    assert left_out > 0
    assert f"a logarithm needs more than zero: {left_out}." in " ".join(ChartText.of(figure).notes)
    points = [one for trace in figure.data for one in trace.x if one is not None]
    assert len(points) == len(rows) - left_out
    assert min(points) > 0
    linear, _ = scatter_of(view, "members_growth_pct_per_year", "members", log=False)
    assert sum(one is not None for trace in linear.data for one in trace.x) == len(rows)


def test_scatter_leaves_circles_open_where_the_size_is_not_reported(view: View) -> None:
    figure, rows = scatter_of(view, "members", "founding_year", "staff")
    missing = set(rows.loc[rows["size"].isna(), "cluster_id"])
    assert missing
    for trace in figure.data:
        for one, colour in zip(trace.customdata or (), trace.marker.color, strict=False):
            assert (colour == style.paper()) == (one in missing)


def test_distribution_without_a_positive_value_still_draws(view: View) -> None:
    growth = "members_growth_pct_per_year"
    rows = view.run("metric_by_cluster", metric=growth)
    shrinking = view.only(rows.loc[rows["value"] < 0, "cluster_id"])
    figure, _ = distribution_of(shrinking, growth)
    assert ChartText.of(figure).alt


@pytest.mark.parametrize("axis", ["year", "age"])
def test_timeline_marks_only_what_a_source_states_for_that_year(
    axis: str, view: View, every: dict[str, Metric]
) -> None:
    rows = view.run("metric_by_year", metric="members")
    figure = timeline.figure(rows, every["members"], view, axis, evidence=Evidence())
    with (HERE / "observations.csv").open(encoding="utf-8", newline="") as lines:
        stated = {
            (row["cluster_id"], int(row["as_of"][:4]), float(row["value"]))
            for row in csv.DictReader(lines)
            if row["metric_id"] == "members" and row["as_of"]
        }
    founded = database.run(
        "metric_by_cluster", Selection(view.year).parameters(), metric="founding_year"
    )
    began = founded.set_index("cluster_id")["value"] if axis == "age" else {}
    markers = in_role(figure, TraceRole.OBSERVED)
    assert len(markers) == timeline.MOST_LINES
    for trace in markers:
        for cluster, at, value in zip(trace.customdata, trace.x, trace.y, strict=True):
            year = int(at + (began[cluster] if axis == "age" else 0))
            assert (cluster, year, value) in stated
    for carried in in_role(figure, TraceRole.CARRIED):
        assert carried.mode == "lines"
        assert carried.line.width < style.STRONG / 2
        assert carried.line.shape == "hv"


def test_side_by_side_leaves_empty_rows_for_what_is_not_reported(
    view: View, every: dict[str, Metric]
) -> None:
    figure, rows = CHARTS["metrics/side_by_side"](view, every)
    panels = in_role(figure, TraceRole.VALUES)
    found = {
        (one, value)
        for trace in panels
        for one, value in zip(trace.customdata, trace.x, strict=True)
    }
    assert found <= set(zip(rows["cluster_id"], rows["value"], strict=True))
    assert 0 not in {value for _, value in found}
    assert any(len(trace.x) < len(PICKED) for trace in panels)


def test_lifelines_end_with_the_cluster_or_at_the_snapshot_year(
    view: View, every: dict[str, Metric]
) -> None:
    ended_later = ("cfk-valley-stade", "windcomm-sh", "niro")
    early = view_of(Selection(2010, clusters=ended_later), view.known)
    figure, _ = CHARTS["metrics/lifelines"](early, every)
    lines = next(trace for trace in figure.data if trace.mode == "lines")
    assert list(lines.x[1::3]) == [2010, 2010, 2010]
    assert "Ended" not in {trace.name for trace in figure.data}
    late = view_of(Selection(2020, clusters=ended_later), view.known)
    figure, _ = CHARTS["metrics/lifelines"](late, every)
    lines, signs = figure.data[0], next(one for one in figure.data if one.name == "Ended")
    ends = dict(zip(lines.y[1::3], lines.x[1::3], strict=True))
    assert (
        [ends[row] for row in signs.y] == list(signs.x) == [2019, pytest.approx(2019.75, abs=0.1)]
    )
    assert all("Merged into" in said for said in signs.hovertext)


def test_lifelines_of_clusters_to_which_nothing_happened(
    view: View, every: dict[str, Metric]
) -> None:
    told = set(view.run("milestones")["cluster_id"])
    quiet = [one for one in view.run("founding")["cluster_id"] if one not in told]
    assert quiet
    figure, rows = CHARTS["metrics/lifelines"](
        view_of(Selection(view.year, clusters=tuple(quiet)), view.known), every
    )
    assert figure.layout.xaxis.range[0] == rows["founding_year"].min() - 1
    one, _rows = CHARTS["metrics/lifelines"](
        view_of(Selection(view.year, clusters=(quiet[0],)), view.known), every
    )
    assert ". 1 cluster: " in ChartText.of(one).alt
    assert f". The oldest of {len(quiet)} clusters: " in ChartText.of(figure).alt


@pytest.mark.parametrize("name", ["changes", "foundings"])
def test_a_bar_of_a_year_is_no_wider_than_the_year(view: View, name: str) -> None:
    """Two years far apart would else be two blocks of many years."""
    few = view.only(["niro", "hamburg-aviation"])
    for trace in gallery.draw(name, few).figure.data:
        assert 0 < trace.width < 1
