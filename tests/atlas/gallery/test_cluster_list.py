"""The list of clusters: who is on it, in which order, what its cells and files say."""

import csv
import io

import pytest

from atlas import gallery
from atlas.charts.metrics import cluster_list
from atlas.exports import csv_table
from atlas.gallery import Drawing, NothingToDraw
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText


def cells(drawing: Drawing, every: dict[str, Metric]) -> dict[str, dict[str, str]]:
    """Return every line by the id of its cluster: heading -> words."""
    columns = cluster_list.cells(drawing.rows, every)
    lines = zip(*columns.values(), strict=True)
    ids = drawing.rows["cluster_id"]
    return {
        name: dict(zip(columns, line, strict=True)) for name, line in zip(ids, lines, strict=True)
    }


def test_every_selected_cluster_has_a_line_with_hedge_and_year(
    view: View, every: dict[str, Metric]
) -> None:
    drawing = gallery.draw("cluster-list", view)
    lines = cells(drawing, every)
    assert len(lines) == view.selected
    saxony = lines["silicon-saxony"]
    assert saxony["Members"] == "490 (2024)"
    assert saxony["Events per year"] == "about 50 (2019)"
    assert saxony["Website"] == "https://www.silicon-saxony.de"
    assert lines["autoregion"]["Members"] == "about 200 (2021–24)"
    assert lines["autoregion"]["Staff"] == "–"
    # one without any figure is listed as well
    assert set(list(lines["cluster-automotive-bayern"].values())[4:8]) == {"–"}
    assert lines["cfk-valley-stade"]["Cluster"].endswith("(ended 2019)")
    websites = {line["Website"] for line in lines.values()} - {"–"}
    assert all(site.startswith(("http://", "https://")) for site in websites)
    assert any("first 40 of" in note for note in ChartText.of(drawing.figure).notes)


@pytest.mark.parametrize("sort", cluster_list.SORTS)
def test_any_column_sorts_and_what_is_not_known_stands_last(
    sort: str, view: View, every: dict[str, Metric]
) -> None:
    column = sort.removeprefix("-")
    heading = cluster_list.headings(every)[column]
    shown = [
        line[heading]
        for line in cells(gallery.draw("cluster-list", view, sort=sort), every).values()
    ]
    known = [cell for cell in shown if cell != "–"]
    assert shown[: len(known)] == known
    other = sort[1:] if sort.startswith("-") else f"-{sort}"
    turned = gallery.draw("cluster-list", view, sort=other)
    reverse = [cell for line in cells(turned, every).values() if (cell := line[heading]) != "–"]
    assert sorted(known) == sorted(reverse)
    assert known[0] != reverse[0]
    assert (cluster_list.is_ascending(sort), cluster_list.is_ascending(other)) in {
        (True, False),
        (False, True),
    }


@pytest.mark.parametrize("metric", cluster_list.METRICS)
def test_those_that_do_not_report_are_all_others(metric: str, view: View) -> None:
    reporting = set(view.run("metric_by_cluster", metric=metric)["cluster_id"])
    lacking = set(gallery.draw("cluster-list", view, missing=metric).rows["cluster_id"])
    assert not reporting & lacking
    assert len(reporting) + len(lacking) == view.selected


def test_nobody_left_is_said(view: View) -> None:
    with pytest.raises(NothingToDraw, match="Every selected cluster reports “Members”"):
        gallery.draw("cluster-list", view.only(["niro"]), missing="members")
    nobody = view_of(Selection(view.year, search="nosuchcluster"), view.known)
    with pytest.raises(NothingToDraw, match="No cluster is selected"):
        gallery.draw("cluster-list", nobody)


def test_files_hold_value_hedge_time_and_source_of_each_figure(view: View) -> None:
    drawing = gallery.draw("cluster-list", view.only(["autoregion"]))
    text = ChartText.of(drawing.figure)
    (line,) = csv.DictReader(
        io.StringIO(csv_table.csv(drawing.rows, text, "international").decode(), newline="")
    )
    assert (line["members"], line["members_qualifier"]) == ("200", "about")
    assert (line["members_window_begin"], line["members_window_end"]) == ("2021-09-23", "2024")
    assert "autoregion" in line["members_source"]
    assert line["staff"] == line["staff_source"] == ""
    assert (line["founding_year"], line["region"]) == ("2015", "Saarland")
