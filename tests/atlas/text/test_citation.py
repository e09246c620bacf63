"""A citation names data, view, selection and address, in that order."""

import pytest

from atlas import i18n
from atlas.db import database
from atlas.gallery import presentation
from atlas.model.selection import Selection, View, view_of
from atlas.text import citation


def test_citation_says_all_in_order() -> None:
    words = citation.cite_view(
        "Members by cluster.",
        "Bavaria",
        2024,
        version="0123456789ab",
        newest="2025-12-08",
        address="https://atlas.example/compare?region=DE-BY&year=2024",
    )
    assert words == (
        "Cluster Atlas, data version 0123456789ab (as of 8 December 2025). Members by cluster. "
        "Bavaria, 2024. https://atlas.example/compare?region=DE-BY&year=2024"
    )


def test_dates_follow_the_language_and_years_are_never_grouped() -> None:
    with i18n.speaking("de"):
        words = citation.cite_view("T", "S", 2024, version="v", newest="2025-12-08", address="a")
    assert "8. Dezember 2025" in words
    assert "S, 2024." in words


@pytest.mark.parametrize("newest", [None, "2025"])
def test_data_without_a_day_is_cited_too(newest: str | None) -> None:
    words = citation.cite_view("T", "S", 2024, version="v", newest=newest, address="a")
    assert f"as of {newest or 'undated'})" in words


def test_the_address_brings_back_the_view_that_is_cited(view: View) -> None:
    asked = view_of(Selection(2019, groups=("all-ict-digital",), exact=True), view.known)
    item = presentation.frozen("conflicts", {"metric": "members"}, asked)
    assert item.link("https://atlas.example") == (
        "https://atlas.example/sources?group=all-ict-digital&year=2019&exact=1"
        "&sources=conflicts&metric=members"
    )
    assert database.version() not in item.link("https://atlas.example")
