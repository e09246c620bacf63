"""A citation names data, view, selection and address, in that order."""

import pandas
import pytest

from atlas import gallery, i18n
from atlas.db import database
from atlas.gallery import presentation
from atlas.model.evidence import cited_columns, cited_in_row, cited_source_ids
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import citation, markdown
from atlas.text.chart_text import ChartText


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
    item = presentation.freeze("conflicts", {"metric": "members"}, asked)
    assert item.link("https://atlas.example") == (
        "https://atlas.example/sources?group=all-ict-digital&year=2019&exact=1"
        "&sources=conflicts&metric=members"
    )
    assert database.version() not in item.link("https://atlas.example")


@pytest.mark.parametrize(
    ("language", "date", "meant"),
    [
        ("en", "2022-10", "October 2022"),
        ("de", "2022-10", "Oktober 2022"),
        ("de", "2025-12-08", "8. Dezember 2025"),
        ("de", "2019", "2019"),
        ("de", None, "ohne Datum"),
    ],
)
def test_a_source_is_dated_as_the_language_writes_it(
    language: str, date: str | None, meant: str
) -> None:
    source = {"publisher": "ESCA*", "title": "List", "date": date, "url": "https://x.example/a_b"}
    with i18n.speaking(language):
        assert citation.cite_source(source) == f"ESCA*, List, {meant}, https://x.example/a_b"
        linked = citation.link_source(source)
    assert linked == f"ESCA\\*, [List](<https://x.example/a_b>), {markdown.escape(meant)}"


@pytest.mark.parametrize(
    ("language", "undated", "words"),
    [
        ("en", "undated", "retrieved on 22 November 2026"),
        ("de", "ohne Datum", "abgerufen am 22. November 2026"),
    ],
)
def test_a_page_is_cited_with_the_day_of_its_retrieval(
    language: str, undated: str, words: str
) -> None:
    page = {"publisher": "B", "title": "T", "date": None, "retrieved": "2026-11-22"}
    with i18n.speaking(language):
        cited = citation.cite_source(page | {"url": "https://x.example/a"})
        linked = citation.link_source(page | {"url": "https://x.example/a"})
        # a document without an address was not retrieved from anywhere
        printed = citation.cite_source(page | {"url": None})
    assert cited == f"B, T, {undated}, {words}, https://x.example/a"
    assert linked == f"B, [T](<https://x.example/a>), {undated}, {words}"
    assert printed == f"B, T, {undated}"


def test_every_citation_of_a_chart_says_when_its_page_was_retrieved(view: View) -> None:
    text = ChartText.of(gallery.draw("ranking", view, metric="staff").figure)
    pages = [source for source in text.sources if "http" in source]
    assert len(pages) > 20
    assert all("retrieved on 2" in source for source in pages)
    assert "retrieved on 22 November 2026, https://" in text.speaker_notes()


def test_columns_of_rows_name_their_sources_once() -> None:
    rows = pandas.DataFrame(
        {
            "source_ids": [["b", "a", None], []],
            "x_source_id": ["c", float("nan")],
            "x_basis_source_id": ["d", None],
            "rule_source_id": ["z", "z"],
        }
    )
    assert cited_source_ids(rows) == ["a", "b", "c", "d"]
    assert cited_columns(rows) == ["source", "x_source"]
    first, second = rows.to_dict("records")
    assert cited_in_row(first) == ["b", "a"]
    assert cited_in_row(first, "x_source") == ["c", "d"]
    assert cited_in_row(second, "x_source") == []
