"""How sure a figure is: ranges, exact shares, shared ranks and growth that may be none."""

import pandas
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery
from atlas.analysis import ranks
from atlas.charts.base.trace_role import TraceRole
from atlas.model.choices import Choices
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import certainty
from atlas.text.chart_text import ChartText
from atlas.ui import table as table_view
from tests.atlas.charts.every_chart import PICKED, drawn
from tests.atlas.traces import in_role
from tests.queries import plain

GROWTH = "members_growth_pct_per_year"


def total(view: View, metric: str) -> dict[str, object]:
    return dict(view.run("metric_totals", metrics=[metric]).iloc[0])


@pytest.mark.parametrize("metric", ["members", "staff", "events_per_year"])
def test_a_total_says_its_range_and_what_is_exact(
    metric: str, view: View, every: dict[str, Metric]
) -> None:
    rows = plain.report(metric, view.selection)
    exact = rows.loc[rows["exact"].astype(bool), "value"].sum()
    said = certainty.of_total(total(view, metric), every[metric])
    # somebody states "more than", so the sum has no upper end
    assert said == [
        f"at least {every[metric].write(rows['low'].sum())}",
        f"{int(100 * exact // rows['value'].sum())}% of the total from exact figures",
    ]


def test_a_total_without_an_open_hedge_has_two_ends(view: View, every: dict[str, Metric]) -> None:
    """About 1,000 members and 72 of them."""
    said = certainty.of_total(
        total(view.only(["cap-digital", "niro"]), "members"), every["members"]
    )
    assert said[0] == "between 972 and 1,172"


def test_exact_figures_have_no_range(known: Choices, every: dict[str, Metric]) -> None:
    exact = view_of(Selection(known.last_year, exact=True), known)
    assert certainty.of_total(total(exact, "members"), every["members"]) == [
        "100% of the total from exact figures"
    ]
    founded = certainty.of_total(total(exact, "founding_year"), every["founding_year"])
    assert len(founded) == 1
    assert founded[0].startswith("exact for ")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(1, 5000), st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_all_of_it_is_said_only_when_all_of_it_is_exact(
    every_value: list[tuple[int, bool]],
) -> None:
    values = pandas.DataFrame(every_value, columns=["value", "exact"])
    row = {
        "total": float(values["value"].sum()),
        "exact": int(values["exact"].sum()),
        "exact_total": float(values.loc[values["exact"], "value"].sum()),
    }
    metric = Metric({"additive": True, "decimals": 0})
    said = certainty.exact_share(row, metric)
    assert said.startswith("100%") == bool(values["exact"].all())


@pytest.mark.parametrize(
    ("low", "high", "unclear"),
    [(-1, 1, True), (0, 3, True), (-2, 0, True), (0, 0, False), (1, 2, False), (-2, -1, False)],
)
def test_growth_that_cannot_be_told_from_none(
    low: float, high: float, unclear: bool, every: dict[str, Metric]
) -> None:
    row = {"low": low, "high": high}
    said = "not distinguishable from no change" if unclear else ""
    assert certainty.no_change(row, every[GROWTH]) == said
    assert certainty.no_change(row, every["members"]) == ""


def test_the_ranking_says_shared_ranks_everywhere(view: View) -> None:
    figure, rows = drawn("ranking", view, most="40")
    wanted = ranks.add_ranks(rows[["low", "high"]])
    for column in (ranks.BEST, ranks.WORST):
        assert rows[column].tolist() == wanted[column].tolist()
        assert column in ChartText.of(figure).columns
    (bars,) = in_role(figure, TraceRole.VALUES)
    shown = rows.head(40).iloc[::-1]
    places = [ranks.write(row) for row in shown.to_dict("records")]
    assert [name.split("  ")[0] for name in bars.y] == places
    for hover, place in zip(bars.hovertext, places, strict=True):
        assert f"Rank {place}" in hover
        assert ("not distinguishable" in hover) == ("–" in place)
    count = sum("–" in place for place in places)
    assert any(note.startswith(f"{count} ranks are ranges") for note in _notes(figure))
    assert ChartText.of(figure).explanation


def test_exact_figures_alone_share_no_range_of_ranks(known: Choices) -> None:
    exact = view_of(Selection(known.last_year, exact=True), known)
    figure, rows = drawn("ranking", exact)
    usual = rows["value"].rank(method="min", ascending=False).astype(int)
    assert rows[ranks.BEST].tolist() == rows[ranks.WORST].tolist() == usual.tolist()
    assert not any(
        "ranks are ranges" in note or "rank is a range" in note for note in _notes(figure)
    )


def test_the_oldest_is_the_first(view: View) -> None:
    _figure, rows = drawn("ranking", view, metric="founding_year")
    usual = rows["value"].rank(method="min").astype(int)
    assert rows[ranks.BEST].tolist() == usual.tolist()
    assert rows[ranks.BEST].is_monotonic_increasing


def test_growth_says_where_it_may_be_none(view: View) -> None:
    figure, rows = drawn("ranking", view, metric=GROWTH, most="200")
    (bars,) = in_role(figure, TraceRole.VALUES)
    spans = ((rows["low"] <= 0) & (rows["high"] >= 0) & (rows["low"] < rows["high"])).iloc[::-1]
    assert spans.any()
    said = ["not distinguishable from no change" in hover for hover in bars.hovertext]
    assert said == spans.tolist()
    unsure = rows.loc[spans[::-1], "name"].tolist()[::-1]
    (note,) = [one for one in _notes(figure) if one.startswith("Not distinguishable from no")]
    assert f"{', '.join(unsure[:4])}, and {len(unsure) - 4} more." in note


def test_side_by_side_ranks_the_picked_in_each_metric(view: View, every: dict[str, Metric]) -> None:
    unclear = ("cap-digital", "systematic-paris-region")  # about 1,000 and almost 1,000 members
    alone = view.only((*PICKED, *unclear))
    figure, rows = drawn("side-by-side", alone)
    for metric_id, part in rows.groupby("metric_id"):
        wanted = ranks.add_ranks(part[["low", "high"]], every[str(metric_id)].calendar)
        assert part[ranks.BEST].tolist() == wanted[ranks.BEST].tolist()
        assert part[ranks.WORST].tolist() == wanted[ranks.WORST].tolist()
    (note,) = [one for one in _notes(figure) if one.startswith("Not distinguishable")]
    # 175 and more than 170 cannot be told apart either
    assert "Members (Cap Digital, Hamburg Aviation e.V., MAHREG Automotive, Systematic" in note
    table = table_view.read_frame(gallery.draw("side-by-side-table", alone))
    cells = [getattr(cell, "words", cell) for cell in table[table["Metric"] == "Members"].iloc[0]]
    assert sum("rank 1–2" in cell for cell in cells) == 2
    assert all("–" in cell for cell in cells if "rank" in cell)


@pytest.mark.parametrize(
    ("chart", "options"),
    [("map", {}), ("timeline", {"by": "sector"}), ("timeline", {"by": "region"})],
)
def test_charts_of_totals_say_how_sure_they_are(
    chart: str, options: dict[str, str], view: View, every: dict[str, Metric]
) -> None:
    figure = gallery.draw(chart, view, **options).figure
    sure = certainty.of_total(total(view, "members"), every["members"])
    assert any(note.endswith(f"{', '.join(sure)}.") for note in _notes(figure))
    role = TraceRole.SHADED if chart == "map" else TraceRole.OBSERVED
    hovers = [text for trace in in_role(figure, role) for text in trace.hovertext]
    assert hovers
    assert all("% of the total from exact figures" in text for text in hovers)
    counted = gallery.draw(chart, view, stat="count", **options).figure
    assert not any("of the total from exact figures" in note for note in _notes(counted))


def _notes(figure: go.Figure) -> tuple[str, ...]:
    return ChartText.of(figure).notes
