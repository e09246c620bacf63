"""Tables: both kinds of CSV, opened again: every figure with its date, hedge and source."""

import csv
import io
import math

import pandas
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from atlas import i18n
from atlas.db import database
from atlas.exports import csv_table
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text.chart_text import ChartText
from tests.atlas.charts.every_chart import CHARTS, ranking_of, scatter_of

FLAVOURS = {"international": (",", "utf-8"), "german": (";", "utf-8-sig")}
BY_CLUSTER = ["metrics/distribution", "metrics/ranking", "metrics/side_by_side", "metrics/timeline"]
#: the data hold no source for the regions that a cluster covers
WITHOUT_SOURCE = {"maps/profile_map"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def opened(data: bytes, flavour: str, text: ChartText | None = None) -> list[dict[str, str]]:
    """Open a file as the program it is for would, and return its rows under English names."""
    delimiter, encoding = FLAVOURS[flavour]
    written = io.StringIO(data.decode(encoding), newline="")
    lines = list(csv.DictReader(written, delimiter=delimiter))
    if flavour == "german":
        names = {heading: column for column, heading in csv_table.columns(text).items()}
        assert len(names) == len(csv_table.columns(text))
        return [{names[key]: cell for key, cell in line.items()} for line in lines]
    return lines


def number(cell: str, flavour: str) -> float:
    if flavour == "german":
        assert "." not in cell
        return float(cell.replace(",", "."))
    assert "," not in cell
    return float(cell)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_row_says_where_it_is_from(
    chart: str, flavour: str, view: View, every: dict[str, Metric]
) -> None:
    figure, rows = CHARTS[chart](view, every)
    text = ChartText.of(figure)
    lines = opened(csv_table.csv(rows, text, flavour), flavour, text)
    assert len(lines) == len(rows)
    silent = {"0", ""} if chart in ("maps/choropleth", "base/heatmap") else set()
    for line in lines:
        if line.get("reporting") in silent:
            continue
        if chart == "metrics/cluster_list" and not any(line[name] for name in ("members", "staff")):
            continue  # a cluster of which no source states a figure is listed, too
        sources = [cell for column, cell in line.items() if column.endswith("source")]
        assert any(sources) or chart in WITHOUT_SOURCE, line


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("chart", BY_CLUSTER)
def test_cluster_rows_carry_value_date_hedge_and_source(
    chart: str, flavour: str, view: View, every: dict[str, Metric]
) -> None:
    figure, rows = CHARTS[chart](view, every)
    text = ChartText.of(figure)
    lines = opened(csv_table.csv(rows, text, flavour), flavour, text)
    plain = flavour == "international"
    hedges = database.run("qualifier_list").set_index("qualifier")["label_en"]
    for line, row in zip(lines, rows.to_dict("records"), strict=True):
        assert line["cluster_id"] == row["cluster_id"]
        assert line["as_of"] == (row["as_of"] if isinstance(row["as_of"], str) else "")
        assert line["qualifier"] == (row["qualifier"] if plain else hedges[row["qualifier"]])
        assert row["source_title"] in line["source"]
        for column in ("value", "low", "high"):
            assert number(line[column], flavour) == pytest.approx(row[column], rel=1e-9)
    assert any(line["qualifier"].lower() != "exact" for line in lines)


def test_scatter_rows_carry_both_sides(view: View) -> None:
    figure, rows = scatter_of(view, "members", "founding_year", "staff")
    lines = opened(csv_table.csv(rows, ChartText.of(figure), "international"), "international")
    for line, row in zip(lines, rows.to_dict("records"), strict=True):
        for side in ("x", "y", "size"):
            there = not math.isnan(row[side])
            for column in (side, f"{side}_qualifier", f"{side}_source"):
                assert bool(line[column]) == there, column


def test_german_excel_can_read_it(view: View) -> None:
    figure, rows = ranking_of(view, "members_per_staff")
    with i18n.speaking("de"):
        data = csv_table.csv(rows, ChartText.of(figure), "german")
    assert data.startswith(b"\xef\xbb\xbf")
    heading, first, *_ = data.decode("utf-8-sig").split("\r\n")
    assert heading.split(";")[:3] == ["Cluster-ID", "Name", "Sitz"]
    with i18n.speaking("de"):
        assert csv_table.columns()["value"] in heading.split(";")
    assert any(cell.replace(",", "").isdigit() and "," in cell for cell in first.split(";"))
    assert i18n.current() == "en"


def test_international_names_are_stable_in_every_language(view: View) -> None:
    figure, rows = ranking_of(view, "members")
    files = set()
    for language in ("en", "de"):
        i18n.use(language)
        data = csv_table.csv(rows, ChartText.of(figure), "international")
        assert not data.startswith(b"\xef\xbb\xbf")
        files.add(data)
    assert len(files) == 1


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20).map(str)
    | st.builds(str.__add__, st.sampled_from(FORMULA), st.text("=+-@\tA1()\",;'", max_size=12))
)
@example('=HYPERLINK("http://example.org","x")')
@example("-1+1|cmd")
@example("\t=1")
def test_text_never_becomes_a_formula_and_is_not_lost(text: str) -> None:
    rows = pandas.DataFrame({"name": [text], "value": [-3.5], "note": [f"@{text}"]}, dtype=object)
    for flavour in FLAVOURS:
        (line,) = opened(csv_table.csv(rows, ChartText(), flavour), flavour)
        for written, meant in ((line["name"], text), (line["note"], f"@{text}")):
            assert not written.startswith(FORMULA)
            assert written.removeprefix("'") == meant or written == meant
        assert number(line["value"], flavour) == -3.5
