"""The rows behind a chart stand in the order in which the chart shows them."""

import pytest

from atlas import gallery, i18n
from atlas.exports import worded_rows
from atlas.model.view import View
from atlas.text.chart_text import ChartText


def firsts(ids: list[str]) -> list[str]:
    """Return each of `ids` once, where it comes first."""
    return list(dict.fromkeys(ids))


@pytest.mark.parametrize(("stat", "column"), [("sum", "total"), ("median", "median")])
def test_regions_come_from_large_to_small_and_silent_ones_last(
    stat: str, column: str, view: View
) -> None:
    values = gallery.draw("map", view, stat=stat).rows[column]
    reported = values.dropna()
    assert reported.is_monotonic_decreasing
    assert values.iloc[len(reported) :].isna().all()
    assert 0 < len(reported) < len(values)


def test_dates_come_from_early_to_late(view: View) -> None:
    medians = gallery.draw("map", view, metric="founding_year", stat="median").rows["median"]
    assert medians.dropna().is_monotonic_increasing


@pytest.mark.parametrize(
    ("name", "options", "column"),
    [
        ("timeline", {}, "name"),
        ("timeline", {"by": "sector"}, "name_en"),
        ("small-multiples", {"by": "country"}, "name_en"),
    ],
)
def test_what_runs_over_years_comes_as_its_lines_do(
    name: str, options: dict[str, str], column: str, view: View
) -> None:
    drawing = gallery.draw(name, view, **options)
    drawn = firsts([trace.name for trace in drawing.figure.data if trace.name])
    listed = firsts(drawing.rows[column].tolist())[: len(drawn)]
    for one, name_drawn in zip(listed, drawn, strict=True):
        assert one.startswith(name_drawn.rstrip("…"))
    years = drawing.rows.groupby(column, sort=False)["year"]
    assert all(part.is_monotonic_increasing for _one, part in years)


@pytest.mark.parametrize("name", ["heatmap", "coverage"])
def test_cells_come_row_by_row(name: str, view: View) -> None:
    drawing = gallery.draw(name, view)
    (trace,) = drawing.figure.data
    table = worded_rows.frame(drawing.rows, ChartText.of(drawing.figure))
    top = [text.split("<")[0] for text in trace.y[::-1]]
    assert firsts(table.iloc[:, 0].tolist())[:3] == top[:3]


def test_the_name_of_a_line_stands_first_in_every_table(view: View) -> None:
    first = {}
    for name in ("heatmap", "coverage", "cohorts", "criteria", "sources", "specialisation"):
        drawing = gallery.draw(name, view)
        first[name] = worded_rows.frame(drawing.rows, ChartText.of(drawing.figure)).columns[0]
    assert first == {
        "heatmap": "Region or country",
        "coverage": "Metric",
        "cohorts": "Part, in words",
        "criteria": "Criterion",
        "sources": "Title",
        "specialisation": "Region or country",
    }


def test_lifelines_come_oldest_first(view: View) -> None:
    rows = gallery.draw("lifelines", view).rows
    founded = rows.groupby("cluster_id", sort=False)["founding_year"].max()
    assert founded.is_monotonic_increasing


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_table_on_a_page_cites_in_few_words_with_the_rest_behind(
    language: str, view: View
) -> None:
    with i18n.speaking(language):
        drawing = gallery.draw("ranking", view)
        text = ChartText.of(drawing.figure)
        column = worded_rows.frame(drawing.rows, text)["Quelle" if language == "de" else "Source"]
        (one,) = column.iloc[0]
        assert one.words == "BNN, 2022"
        assert one.whole in text.sources
        assert one.url.startswith("https://")
        assert one.url in one.whole


def test_of_many_sources_the_newest_come_first(view: View) -> None:
    drawing = gallery.draw("map", view)
    table = worded_rows.frame(drawing.rows, ChartText.of(drawing.figure))
    cited = max(table["Source"], key=len)
    years = [one.words[-4:] for one in cited if one.words[-6:-4] == ", "]
    assert len(years) > 2
    assert years == sorted(years, reverse=True)
