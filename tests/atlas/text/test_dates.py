"""The age of a figure: full years up to today, from one on; founding years have none."""

import datetime

import pytest

from atlas import i18n
from atlas.charts.base import caption
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("as_of", "english", "german"),
    [
        ("2019", "X, now 7\u00a0years old", "X, heute 7\u00a0Jahre alt"),
        ("2025", "X, now 1\u00a0year old", "X, heute 1\u00a0Jahr alt"),
        ("2026", "X", "X"),
        ("2025-12", "X", "X"),
        ("2025-11", "X, now 1\u00a0year old", "X, heute 1\u00a0Jahr alt"),
        ("2024-11-22", "X, now 2\u00a0years old", "X, heute 2\u00a0Jahre alt"),
        ("2024-11-23", "X, now 1\u00a0year old", "X, heute 1\u00a0Jahr alt"),
        ("2027", "X", "X"),
        (None, "X", "X"),
    ],
)
def test_age_counts_full_years(
    as_of: str | None, english: str, german: str, every: dict[str, Metric]
) -> None:
    assert dates.aged("X", as_of, every["members"], TODAY) == english
    with i18n.speaking("de"):
        assert dates.aged("X", as_of, every["members"], TODAY) == german
    assert dates.aged("X", as_of, every["founding_year"], TODAY) == "X"


def test_hovers_say_it(view: View, every: dict[str, Metric]) -> None:
    years = datetime.date.today().year
    for name, old in (("members", True), ("founding_year", False)):
        rows = view.run("metric_by_cluster", metric=name)
        row = next(r for r in rows.to_dict("records") if str(r["as_of"])[:4] < str(years - 2))
        assert ("\u00a0years old" in caption.hover(row, every[name], Evidence())) == old
