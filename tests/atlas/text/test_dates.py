"""When a figure holds: a date or a window, what it rests on, its age in the year looked at."""

from typing import Any

import pytest

from atlas import gallery, i18n
from atlas.charts.base import caption
from atlas.exports import csv_table, worded_rows
from atlas.gallery.evidence import fetch
from atlas.model.choices import Choices
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates
from atlas.text.chart_text import ChartText


def window(begin: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {"as_of": None, "window_begin": begin, "window_end": end} | more


@pytest.mark.parametrize(
    ("row", "english", "german"),
    [
        ({"as_of": "2019"}, "2019, 7 years before 2026", "2019, 7 Jahre vor 2026"),
        (
            {"as_of": "2025-12"},
            "December 2025, 1 year before 2026",
            "Dezember 2025, 1 Jahr vor 2026",
        ),
        ({"as_of": "2026"}, "2026", "2026"),
        ({"as_of": "2027"}, "2027", "2027"),
        ({"as_of": None}, "undated", "ohne Datum"),
        (
            window("2021-09-23", "2024"),
            "Sept 2021–2024 (undated text), at most 5 years before 2026",
            "Sept. 2021–2024 (Text ohne Datum), höchstens 5 Jahre vor 2026",
        ),
        (window("2026-01", "2026-11-22"), "2026 (undated text)", "2026 (Text ohne Datum)"),
        (window(None, "2024-05"), "by May 2024 (undated text)", "bis Mai 2024 (Text ohne Datum)"),
    ],
)
def test_a_time_is_written_with_its_age(
    row: dict[str, Any], english: str, german: str, every: dict[str, Metric]
) -> None:
    assert dates.held(row, every["members"], 2026) == english
    with i18n.speaking("de"):
        assert dates.held(row, every["members"], 2026) == german
    assert "before" not in dates.held(row, every["founding_year"], 2026)
    assert "before" not in dates.held(row, every["members"], 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"as_of": "2017-03-01"}, "7 (2017)"),
        (window("2021-09-23", "2024"), "7 (2021–24)"),
        (window("1998", "2026-11-22"), "7 (1998–2026)"),
        (window("2024-01", "2024-05"), "7 (2024)"),
        (window(None, "2024"), "7 (by 2024)"),
        (window(None, None), "7"),
        ({"as_of": float("nan"), "window_begin": float("nan")}, "7"),
    ],
)
def test_the_year_travels_with_a_value(row: dict[str, Any], said: str) -> None:
    assert dates.dated("7", row) == said


def test_the_year_of_retrieval_is_not_over(known: Choices) -> None:
    year = known.last_year
    day = i18n.day_and_month(known.retrieved)
    assert dates.known_at(year, known) == f"{year}, as retrieved by {day}"
    assert dates.known_at(2020, known) == "as known at the end of 2020"


def test_times_of_rows_reach_from_the_first_to_the_last(view: View) -> None:
    rows = view.only(["autoregion"]).run("metric_by_cluster", metric="members")
    assert dates.first_and_last(rows) == ("2021", "2024")
    assert dates.first_and_last(rows.head(0)) == (None, None)


def test_hovers_say_it(view: View, every: dict[str, Metric]) -> None:
    for name, old in (("members", True), ("founding_year", False)):
        rows = view.run("metric_by_cluster", metric=name)
        row = next(r for r in rows.to_dict("records") if str(r["as_of"])[:4] < "2020")
        evidence = fetch(view, rows)
        aged = f"before {view.year}"
        assert (aged in caption.hover(row, every[name], evidence)) == old
        assert aged not in caption.hover(row, every[name], Evidence())


def test_the_day_of_retrieval_never_passes_for_a_date(view: View) -> None:
    drawing = gallery.draw("map", view, metric="members", stat="sum")
    text = ChartText.of(drawing.figure)
    hamburg = drawing.rows.set_index("region_id").loc["DE-HH"]
    assert hamburg["last_as_of"] == "2026-11-22"
    assert hamburg["last_undated"]
    assert "2026-11" not in str(text.last_as_of)
    assert "22 November 2026" not in " ".join(text.footnote())
    shown = worded_rows.frame(drawing.rows, text).set_index("Name")
    assert shown.loc["Hamburg", "Latest date"] == "Nov 2026 (undated text)"
    assert "undated" not in shown.loc["Upper Austria", "Latest date"]
    file = csv_table.frame(drawing.rows, text, words=False).set_index("region_id")
    assert file.loc["DE-HH", "last_undated"]
