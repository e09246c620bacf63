"""Clusters side by side: which metrics, which figures, and the file with a column a cluster."""

import io

import openpyxl
import pytest
from pptx import Presentation

from atlas import gallery
from atlas.charts.metrics import side_by_side
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import NoChart
from atlas.model.metrics import REPEATING
from atlas.model.view import View
from atlas.ui import table as table_view
from tests.atlas.charts.every_chart import PICKED

CHARTS = ("side-by-side", "side-by-side-table")


def test_the_usual_metrics_are_useful_ones_and_one_founding_year(view: View) -> None:
    rows = gallery.draw("side-by-side", view.only(PICKED)).rows
    usual = list(dict.fromkeys(rows["metric_id"]))
    assert len(usual) == side_by_side.USUAL_METRICS
    assert usual[:2] == ["members", "staff"]
    assert "founding_year" in usual
    assert not set(REPEATING) & set(usual)


@pytest.mark.parametrize("chart", CHARTS)
def test_any_reported_metric_can_be_chosen(chart: str, view: View) -> None:
    picked = view.only(PICKED)
    reported = set(picked.run("metrics_of_clusters", picked=list(PICKED))["metric_id"])
    assert {"age_years", "region_employees"} <= reported
    assert "ecei_score_pct" not in reported
    rows = gallery.draw(chart, picked, show="region_employees,age_years").rows
    assert set(rows["metric_id"]) == {"region_employees", "age_years"}
    # what none of them reports is left out; what is no metric is an error
    rows = gallery.draw(chart, picked, show="ecei_score_pct,members").rows
    assert set(rows["metric_id"]) == {"members"}
    with pytest.raises(NoChart, match="No metric named 'membres'"):
        gallery.draw(chart, picked, show="membres")


def test_a_file_has_a_column_a_cluster_with_numbers_hedges_times_and_sources(view: View) -> None:
    picked = view.only(["autoregion", "niro"])
    drawing = gallery.draw("side-by-side-table", picked)
    data = workbook.book([(drawing.figure, drawing.rows)], title="Side by side")
    book = openpyxl.load_workbook(io.BytesIO(data))
    head, *lines = next(iter(book.worksheets)).iter_rows(values_only=True)
    columns = {str(heading): place for place, heading in enumerate(head)}
    names = [view.known.name("clusters", cluster_id) for cluster_id in ("autoregion", "niro")]
    of_members = {
        line[columns["What of it"]]: [line[columns[name]] for name in names]
        for line in lines
        if line[columns["Metric"]] == "Members"
    }
    assert of_members["Value"] == [200, 72]
    assert of_members["Hedge"] == ["about 200", "72"]
    assert of_members["As of"][0] == "Sept 2021–2024 (undated text)"
    assert of_members["As of"][1].startswith("30 May 2022")
    assert all(of_members["Source"])


def test_the_table_leads_to_sources_and_its_slides_can_be_read(view: View) -> None:
    twelve = view.only(view.known.clusters["id"].tolist()[:12])
    rows = twelve.run("metrics_of_clusters", picked=list(twelve.selection.clusters))
    every = ",".join(dict.fromkeys(rows["metric_id"]))
    drawing = gallery.draw("side-by-side-table", twelve, show=every)
    cells = table_view.read_frame(drawing).iloc[:, 1:].to_numpy().ravel()
    stated = [cell for cell in cells if cell != "–"]
    assert all(cell.sources for cell in stated)
    assert any(cell.sources[0].url for cell in stated)
    deck = slides.deck([slides.Slide(drawing.figure)], title="", cover=False, contents=False)
    sizes = {
        paragraph.font.size.pt
        for slide in Presentation(io.BytesIO(deck)).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for paragraph in cell.text_frame.paragraphs
    }
    assert min(sizes) >= 9
