"""Evidence in words: publishers, sources, places, dates of derived figures."""

import pytest

from atlas.model.metrics import Metric
from atlas.text import evidence

BMWI = {
    "source_title": "Cluster initiative expedition",
    "source_publisher": "Federal Ministry for Economic Affairs and Energy (BMWi)",
    "source_date": "2020-01",
    "locator": "paragraph 5",
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Federal Ministry for Economic Affairs and Energy (BMWi)", "BMWi"),
        ("Wikipedia mirror (wiki.li)", "Wikipedia mirror (wiki.li)"),
        ("NIRO", "NIRO"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_publisher_by_its_own_abbreviation(name: object, said: str) -> None:
    assert evidence.publisher(name) == said


def test_sources_long_and_short() -> None:
    assert evidence.source(BMWI) == "BMWi: Cluster initiative expedition, January 2020"
    assert evidence.short_source(BMWI) == "BMWi, 2020"
    undated = BMWI | {"source_date": None}
    assert evidence.short_source(undated) == "BMWi: Cluster initiative expedition"
    assert evidence.source({"source_title": None}) == ""


def test_both_places_of_a_derived_figure_each_once() -> None:
    other = {
        "basis_source_title": "Staff",
        "basis_source_publisher": "NIRO",
        "basis_source_date": "2022",
        "basis_locator": "paragraph 5",
    }
    assert evidence.sources(BMWI | other, short=True) == "BMWi, 2020; NIRO, 2022"
    assert evidence.where(BMWI | other) == "paragraph 5"
    assert evidence.where(BMWI | other | {"basis_locator": "page 2"}) == "paragraph 5; page 2"


def test_dates_of_derived_figures(every: dict[str, Metric]) -> None:
    row = {"as_of": "2019", "as_of_basis": "derived", "basis_as_of": "2011"}
    growth, age = every["members_growth_pct_per_year"], every["age_years"]
    assert evidence.as_of(row, growth, 2025) == "2011 to 2019"
    assert evidence.as_of(row, age, 2025) == "2025"
    assert evidence.as_of(row, every["members"], 2025).startswith("2019 (worked out), ")
    assert evidence.as_of({"as_of": None}, every["members"], 2025) == "undated"


def test_units_stand_once(every: dict[str, Metric]) -> None:
    row = {"value": 21.0, "low": 21.0, "high": 25.0, "pattern_en": "more than {value}"}
    assert evidence.value(row, every["staff"]) == "more than 21 people"
    assert evidence.value(row, every["members"]) == "more than 21"
    year = {"value": 2001.0, "low": 2001.0, "high": 2001.0, "pattern_en": "{value}"}
    assert evidence.value(year, every["founding_year"]) == "2001"
