"""Per inhabitant: what shades a map and a matrix, what is too few, and whose number is cited."""

import math
import re

import pandas
import pytest

from atlas import gallery, i18n
from atlas.charts.base.trace_role import TraceRole
from atlas.exports import csv_table, worded_rows
from atlas.gallery import Drawing
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.queries import plain


def traces(drawing: Drawing, role: TraceRole) -> dict[str, str]:
    """Return the regions drawn in a role, with their hovers."""
    return {
        region: hover
        for trace in drawing.figure.data
        if (trace.meta or {}).get("role") == role.value
        for region, hover in zip(trace.locations, trace.hovertext, strict=True)
    }


def row_of(drawing: Drawing, region: str) -> pandas.Series:
    return drawing.rows.set_index("region_id").loc[region]


def test_a_map_of_members_is_shaded_per_inhabitant_first(view: View) -> None:
    drawing = gallery.draw("map", view, metric="members")
    text = ChartText.of(drawing.figure)
    assert text.title == "Members per 100,000 inhabitants, by region"
    assert text.unit == "members per 100,000 inhabitants"
    assert "Saarland" in text.explanation
    saxony = row_of(drawing, "DE-SN")
    ids = [one for one in plain.selected(view.selection) if plain.seat(one) == "DE-SN"]
    rows = plain.report("members", view.selection)
    total = rows[rows["cluster_id"].isin(ids)]["value"].sum()
    people = int(plain.by_id("population")["DE-SN"]["population"])
    assert saxony["per_100000"] == pytest.approx(total * 100_000 / people)
    hover = traces(drawing, TraceRole.SHADED)["DE-SN"]
    assert f"{people:,} inhabitants (2025)" in hover
    assert f"Total: {total:,.0f} members" in hover


def test_shades_tell_regions_apart(view: View) -> None:
    """Upper Austria has ten times the members of most; they must not all be of one shade."""
    for stat in ("per_100000", "per_million"):
        figure = gallery.draw("map", view, metric="members", stat=stat).figure
        (shaded,) = [one for one in figure.data if (one.meta or {}).get("role") == "shaded"]
        classes = pandas.Series(shaded.z).value_counts()
        assert len(classes) >= 4
        assert classes.iloc[0] < 0.7 * len(shaded.z)


def test_a_total_stays_a_choice_away(view: View) -> None:
    title = ChartText.of(gallery.draw("map", view, metric="members", stat="sum").figure).title
    assert title == "Members by region: total"
    # what does not add up has no figure per inhabitant
    ages = ChartText.of(gallery.draw("map", view, metric="age_years").figure).title
    assert ages == "Age by region: median"


def test_few_clusters_are_hatched_with_their_number_in_the_hover(view: View) -> None:
    for stat in ("per_100000", "per_million"):
        drawing = gallery.draw("map", view, metric="members", stat=stat, area="europe")
        shaded = traces(drawing, TraceRole.SHADED)
        hatched = traces(drawing, TraceRole.NOT_REPORTED)
        rows = drawing.rows[drawing.rows["outline"]].set_index("region_id")
        few = (rows["clusters"] < 3) | (rows["population"] < 100_000)
        assert few.any()
        assert not set(rows.index[few]) & set(shaded)
        reported = [one for one in rows.index[few] if "no figure known" not in hatched[one]]
        assert reported
        assert all("Not compared: fewer than 3 clusters" in hatched[one] for one in reported)
        assert all(" inhabitants (20" in hatched[one] for one in reported)
        if stat == "per_million":
            assert set(shaded) == set(rows.index[~few])


def test_whole_countries_stand_in_the_table_and_regions_sum_up_to_no_more(view: View) -> None:
    drawing = gallery.draw("map", view, metric="members", at="covered")
    rows = drawing.rows
    germany = rows[(rows["region_id"] == "DE")].iloc[0]
    everywhere = {
        row["cluster_id"] for row in plain.rows("cluster_regions") if row["region_id"] == "DE"
    }
    saarland = rows[(rows["region_id"] == "DE-SL")].iloc[0]
    named = {
        row["cluster_id"] for row in plain.rows("cluster_regions") if row["region_id"] == "DE-SL"
    }
    assert everywhere - named
    assert saarland["clusters"] == len(named)
    assert germany["clusters"] >= len(everywhere)
    # and at the end of it
    assert not rows["outline"].iloc[-1]


def test_the_number_of_inhabitants_is_cited_like_any_source(view: View) -> None:
    drawing = gallery.draw("map", view, metric="members", stat="per_million")
    text = ChartText.of(drawing.figure)
    assert any("Eurostat" in source for source in text.sources)
    table = csv_table.frame(drawing.rows, text, words=False)
    assert table["population_source"].notna().all()
    assert "total" not in table
    with i18n.speaking("de"):
        german = gallery.draw("map", view, metric="members", stat="per_million")
        shown = worded_rows.frame(german.rows, ChartText.of(german.figure))
    assert {"Einwohner", "Einwohner: Jahr", "Einwohner: Quelle"} <= set(shown)
    assert shown["Einwohner: Jahr"].str.fullmatch("20[0-9]{2}").all()


@pytest.mark.parametrize("by", ["region", "country"])
def test_a_matrix_of_clusters_per_million(view: View, by: str) -> None:
    drawing = gallery.draw("heatmap", view, metric="clusters", stat="per_million", by=by)
    rows = drawing.rows
    named = rows[rows["place_id"] != "others"]
    people = named["place_id"].map(lambda one: int(plain.by_id("population")[one]["population"]))
    wanted = named["clusters"] * 1_000_000 / people
    assert named["clusters_per_million"].tolist() == pytest.approx(wanted.tolist())
    others = rows[rows["place_id"] == "others"]
    assert others["population"].nunique() == 1
    assert others["population"].iloc[0] > 1_000_000
    (cells,) = [trace for trace in drawing.figure.data if trace.type == "heatmap"]
    values = [value for line in cells.meta["values"] for value in line if not math.isnan(value)]
    shown = rows[~rows["few"]]["clusters_per_million"]
    assert sorted(values) == pytest.approx(sorted(shown))


def test_a_matrix_where_all_are_few_says_so(known: Choices) -> None:
    view = view_of(Selection(known.last_year, clusters=("niro",)), known)
    drawing = gallery.draw("heatmap", view, metric="members", stat="per_100000")
    assert "No cell has enough clusters to compare" in ChartText.of(drawing.figure).alt
    drawing = gallery.draw("map", view, metric="members")
    assert "No region has enough clusters to compare" in ChartText.of(drawing.figure).alt


def test_the_message_says_of_which_years_the_highest_is(known: Choices) -> None:
    """Saarland's rests on a figure of 2009 and on one that is younger."""
    view = view_of(Selection(known.last_year, regions=("DE-SL",)), known)
    for statistic in ("per_100000", "sum", "median"):
        text = ChartText.of(gallery.draw("map", view, stat=statistic).figure)
        assert re.search(r"\(2009–20\d\d\)", text.message()), text.alt
