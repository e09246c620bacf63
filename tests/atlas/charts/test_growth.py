"""Growth is told with both its counts and their years, wherever it is told."""

from dataclasses import replace

import pandas
import pytest

from atlas import gallery, i18n
from atlas.exports import csv_table, worded_rows
from atlas.gallery import Drawing, NothingToDraw
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from atlas.ui import table as table_view

GROWTH = "members_growth_pct_per_year"
FOUNDED = "from 15 founding members in 2011 to 175 in 2019"
LATER = "from 100 in 2014 to 175 in 2019"


def drawn(view: View, chart: str = "ranking", **options: str) -> Drawing:
    return gallery.draw(chart, view, **options)


def words(drawing: Drawing) -> str:
    """Return all that a reader sees of a figure: labels, hovers, title and notes."""
    return f"{drawing.figure.to_json()} {ChartText.of(drawing.figure)}".replace("\\u003c", "<")


@pytest.fixture
def pair(known: Choices) -> View:
    named = ("hamburg-aviation", "silicon-saxony")
    return view_of(Selection(known.last_year, clusters=named), known)


@pytest.mark.parametrize(
    ("chart", "options"),
    [
        ("ranking", {"metric": GROWTH}),
        ("scatter", {"x": GROWTH, "y": "members"}),
        ("distribution", {"metric": GROWTH}),
        ("map", {"metric": GROWTH}),
        ("profile-figures", {"cluster": "hamburg-aviation"}),
        ("fact-sheet-figures", {"cluster": "hamburg-aviation"}),
    ],
)
def test_growth_names_both_counts_everywhere(
    pair: View, chart: str, options: dict[str, str]
) -> None:
    drawing = drawn(pair, chart, **options)
    assert FOUNDED in words(drawing)
    table = csv_table.frame(drawing.rows, ChartText.of(drawing.figure), words=False)
    prefix = "x_" if chart == "scatter" else ""
    if "cluster_id" in table and chart != "map":
        own = table[table["cluster_id"] == "hamburg-aviation"].dropna(
            subset=[f"{prefix}growth_from_year"]
        )
        columns = ("growth_from_year", "growth_from", "growth_from_founding", "growth_to_year")
        assert [own.iloc[0][f"{prefix}{name}"] for name in columns] == [2011, 15, True, 2019]
        assert own.iloc[0][f"{prefix}growth_to"] == 175


def test_growth_names_both_counts_side_by_side(pair: View) -> None:
    for since, wanted in (("", FOUNDED), ("2015", LATER)):
        drawing = gallery.draw("side-by-side-table", pair, since=since)
        table = table_view.read_frame(drawing).set_index("Metric")
        cell = table.loc["Growth of members (% per year)", "Hamburg Aviation e.V."]
        assert wanted in cell.words


@pytest.mark.parametrize("chart", ["ranking", "distribution", "map"])
def test_growth_begins_with_the_year_chosen(pair: View, chart: str) -> None:
    drawing = drawn(pair, chart, metric=GROWTH, since="2015")
    assert LATER in words(drawing)
    assert "founding members" not in " ".join(ChartText.of(drawing.figure).evidence())
    assert "from a dated count of 2014 to 2016" in " ".join(ChartText.of(drawing.figure).evidence())


def test_a_year_without_any_count_says_what_helps(pair: View) -> None:
    with pytest.raises(NothingToDraw, match="Choose another year for growth to begin with"):
        drawn(pair, metric=GROWTH, since="1990")


def test_the_message_never_rests_on_founding_members(view: View) -> None:
    fresh = drawn(view.fresh(), metric=GROWTH)
    text = ChartText.of(fresh.figure)
    assert "Hamburg Aviation" not in text.message()
    assert "growth from founding members apart" in text.message()
    assert "Grey: from the founding members on." in text.notes
    named = view_of(replace(view.selection, clusters=("hamburg-aviation", "niro")), view.known)
    # where nothing else is known, the sentence says from what it starts
    assert FOUNDED in ChartText.of(drawn(named, metric=GROWTH).figure).message()


def test_other_metrics_have_no_columns_of_growth(pair: View) -> None:
    drawing = drawn(pair)
    table = csv_table.frame(drawing.rows, ChartText.of(drawing.figure), words=True)
    assert not [column for column in table if column.startswith("growth")]


def test_growth_to_more_than_a_number_has_no_upper_end(view: View) -> None:
    """From 15 to more than 100: at least 46.1 % a year, and no end that we assumed."""
    named = view_of(replace(view.selection, clusters=("wasserstoffland-sachsen",)), view.known)
    drawing = drawn(named, metric=GROWTH)
    (bars,) = [one for one in drawing.figure.data if (one.meta or {}).get("role") == "values"]
    assert list(bars.error_x.array) == [0.0]
    assert bars.meta["open_ends"] == [True]
    assert "at least 46.1" in bars.hovertext[0]
    assert "51.6" not in words(drawing)


def test_a_reader_sees_hedges_of_both_counts(view: View) -> None:
    named = view_of(replace(view.selection, clusters=("wasserstoffland-sachsen",)), view.known)
    drawing = drawn(named, metric=GROWTH)
    with i18n.speaking("de"):
        shown = worded_rows.frame(drawing.rows, ChartText.of(drawn(named, metric=GROWTH).figure))
    row: pandas.Series = shown.iloc[0]
    assert (row["Wachstum von: Jahr"], row["Wachstum von: Zahl"]) == ("2017", "15")
    assert row["Wachstum bis: Zahl"] == "mehr als 100"
