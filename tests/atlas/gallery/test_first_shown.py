"""What every page and file shows first for the clusters of the five seed documents, by hand.

Each value with its hedge and the years that it holds for, from the texts themselves and from what
surely newer sources say; None where no source states it.
"""

import csv
import io
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from atlas import gallery
from atlas.charts.base.trace_role import TraceRole
from atlas.exports import csv_table
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing, NothingToDraw
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.state.basket import TemplateChoice
from atlas.text import dates
from atlas.text.chart_text import ChartText
from atlas.ui import fact_sheet
from atlas.ui import table as table_view
from tests.atlas.traces import in_role

First = tuple[str, str] | None
#: cluster -> members, staff, events per year, founding year
SHOWN: dict[str, tuple[First, First, First, First]] = {
    # the brochure of the ministry, its visits in 2019, unless something newer is named
    "niro": (("72", "2022"), ("4", "2019"), ("at least 89", "2025"), ("2006", "")),
    "chemie-cluster-bayern": (("about 120", "2019"), ("7", "2019"), None, ("2006", "")),
    "hamburg-aviation": (("175", "2019"), ("12", "2019"), None, ("2001", "")),
    "mowin-net": (("more than 130", "2024"), ("4", "2019"), None, ("2004", "")),
    "silicon-saxony": (("490", "2024"), ("21", "2024"), ("about 50", "2019"), ("2000", "")),
    "foodregio": (("80", "2019"), None, None, ("2005", "")),
    "cyberlago": (
        ("more than 150", "2023"),
        ("3 (worked out)", "2019"),
        ("15", "2017"),
        ("2013", ""),
    ),
    "medianet-berlinbrandenburg": (
        ("420", "2019"),
        ("about 15", "2019"),
        ("more than 130", "2019"),
        ("2001", ""),
    ),
    # its own profile, written between September 2021 and 2024
    "autoregion": (("about 200", "2021–24"), None, None, ("2015", "")),
    # a page of March 2019; the state's agency says 2000
    "mahreg-automotive": (("more than 170", "2019"), None, None, ("2000", "")),
    # the news of 2011 counts the members of its carrier, that of 2025 nothing at all
    "automotive-cluster-metropolregion-hbgw": (None, None, None, None),
    "cluster-automotive-bayern": (None, None, None, None),
}
METRICS = ("members", "staff", "events_per_year", "founding_year")
#: what stands beside a figure in the profile, in part
BESIDE = {
    ("autoregion", "members"): ["Earlier: 35 (2015; "],
    ("autoregion", "region_companies"): ["Earlier: 2,500 (2019; ", "counts suppliers only"],
    ("autoregion", "region_employees"): ["Earlier: 450,000 (2019; ", "The whole industry"],
    ("foodregio", "members"): ["more than 80 (undated text, 2019–26; "],
    ("foodregio", "founding_year"): ["2006 ("],
    ("mahreg-automotive", "founding_year"): ["1999 (worked out) ("],
    ("silicon-saxony", "members"): [
        "more than 550 (undated text, ",
        "about 350 (2019; BMWi, 2020)",
    ],
    ("niro", "events_per_year"): ["about 120 (2022; "],
    ("hamburg-aviation", "members"): ["100 (2014; "],
}


def expected(metric: str) -> dict[str, tuple[str, str]]:
    place = METRICS.index(metric)
    return {cluster: shown for cluster, row in SHOWN.items() if (shown := row[place])}


def drawn(name: str, view: View, metric: str) -> Drawing:
    return gallery.draw(name, view.only(SHOWN), metric=metric)


@pytest.mark.parametrize("metric", METRICS)
def test_ranking_rows_map_hovers_and_files_show_the_newest_first(
    metric: str, view: View, every: dict[str, Metric]
) -> None:
    wanted = expected(metric)
    ranking = drawn("ranking", view, metric)
    (values,) = in_role(ranking.figure, TraceRole.VALUES)
    (names,) = in_role(ranking.figure, TraceRole.NAMES)
    rows = dict(zip(values.customdata, names.text, strict=True))
    assert rows.keys() == wanted.keys()
    for cluster, (value, years) in wanted.items():
        shown = f"<b>{value}</b>" + (f" ({years})" if years else "")
        assert rows[cluster].endswith(shown), cluster

    seats = [trace for trace in drawn("map", view, metric).figure.data if trace.customdata]
    hovers = {
        cluster: hover.split("<br>")
        for trace in seats
        for cluster, hover in zip(trace.customdata, trace.hovertext, strict=True)
    }
    assert wanted.keys() <= hovers.keys()
    for cluster, (value, years) in wanted.items():
        _name, stated, as_of, *_rest = hovers[cluster]
        assert stated.startswith(value), cluster
        assert all(year in as_of for year in (years[:4], years[-2:])), cluster
    unknown = [cluster for cluster in SHOWN if cluster not in wanted and cluster in hovers]
    assert all("no figure known" in hovers[cluster][1] for cluster in unknown)

    text = ChartText.of(ranking.figure)
    written = csv_table.csv(ranking.rows, text, "international").decode()
    for line in csv.DictReader(io.StringIO(written, newline="")):
        row = next(
            r for r in ranking.rows.to_dict("records") if r["cluster_id"] == line["cluster_id"]
        )
        check_file(line, row, wanted[line["cluster_id"]], every[metric])
    book = workbook.book([(ranking.figure, ranking.rows)], title="Seeds")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[1]
    head, *lines = sheet.iter_rows(values_only=True)
    in_book = [dict(zip(head, cells, strict=True)) for cells in lines]
    assert len(in_book) == len(wanted)
    for line in in_book:
        value = wanted[str(line["Cluster id"])][0].replace(",", "")
        assert str(line["Value"]) in value.split(), line["Name"]


def check_file(
    line: dict[str, str], row: dict[str, Any], wanted: tuple[str, str], metric: Metric
) -> None:
    """Compare a line of a file, which holds value, hedge and date apart, with what is read."""
    value, years = wanted
    assert metric.hedged({**row, "value": float(line["value"])}) == value
    assert line["qualifier"] == row["qualifier"]
    if years:
        read = {column: line[column] or None for column in ("as_of", "window_begin", "window_end")}
        assert dates.years(read) == years


@pytest.mark.parametrize("cluster", SHOWN)
def test_profile_and_fact_sheet_show_the_newest_first(
    cluster: str, view: View, every: dict[str, Metric]
) -> None:
    options = {"cluster": cluster}
    deck = fact_sheet.make_deck(view, options, TemplateChoice(None, True), "en", "")
    (slide, _story) = Presentation(io.BytesIO(deck)).slides
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    on_slide = {row.cells[0].text: row.cells[1].text for row in table.rows}
    try:
        drawing = gallery.draw("profile-figures", view, **options)
    except NothingToDraw:
        assert SHOWN[cluster] == (None,) * 4
        assert list(on_slide) == ["Figure", "No source states a figure."]
        return
    page = table_view.read_frame(drawing)
    lines = {row["Figure"]: row for row in page.to_dict("records")}
    for metric, shown in zip(METRICS, SHOWN[cluster], strict=True):
        label = every[metric].label
        assert (label in lines) == (label in on_slide) == (shown is not None), metric
        if shown is None:
            continue
        value, years = shown
        assert lines[label]["Value"].startswith(value)
        assert all(year in lines[label]["As of"] for year in (years[:4], years[-2:]))
        assert on_slide[label].startswith(value)
        assert on_slide[label].endswith(f"({years})" if years else value)
    # the own figures stand before those of the region's industry
    own = [row["metric_id"] for row in drawing.rows.to_dict("records") if row["about_cluster"]]
    assert drawing.rows["metric_id"].tolist()[: len(own)] == own


@pytest.mark.parametrize(("about", "parts"), BESIDE.items())
def test_what_was_not_chosen_stands_beside_it(
    about: tuple[str, str], parts: list[str], view: View, every: dict[str, Metric]
) -> None:
    cluster, metric = about
    drawing = gallery.draw("profile-figures", view, cluster=cluster)
    page = table_view.read_frame(drawing).set_index("Figure")
    cell = page.loc[every[metric].label, "Also stated"]
    assert all(part in cell.words for part in parts)
    # each source is named, so that it leads to its address where it has one
    assert cell.sources
    assert all(source.words in cell.words for source in cell.sources)
    deck = fact_sheet.make_deck(view, {"cluster": cluster}, TemplateChoice(None, True), "en", "")
    slide = Presentation(io.BytesIO(deck)).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    on_slide = {row.cells[0].text: row.cells[2].text for row in table.rows}
    assert on_slide.get(every[metric].label, cell.words) == cell.words
