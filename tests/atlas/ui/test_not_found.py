"""Unknown addresses: which page is meant, in which language, and nothing that breaks out."""

import re

import pytest

from atlas.model import pages
from atlas.ui import not_found

LINK = re.compile(r'<li><a href="([^"]*)">([^<]*)</a>')


def links(path: str, query: str = "", language: str = "en") -> list[tuple[str, str]]:
    return LINK.findall(not_found.write_page(path, query, language))


@pytest.mark.parametrize(
    ("path", "meant"),
    [("/karte", "map"), ("/Map", "map"), ("/quelle", "sources"), ("/profiles/niro", "overview")],
)
def test_the_page_meant_comes_first_whatever_its_language(path: str, meant: str) -> None:
    for language in ("en", "de"):
        found = links(path, language=language)
        assert len(found) == len(pages.PAGES)
        assert len(set(found)) == len(found)
        if meant != "overview":
            assert found[0][0].endswith(f"/{meant}")


def test_nothing_alike_keeps_the_order_and_supposes_nothing() -> None:
    said = not_found.write_page("/zqxj", "", "en")
    assert "Perhaps" not in said
    assert [title for _link, title in LINK.findall(said)] == [one.title for one in pages.PAGES]
    assert "Perhaps you mean “Map”" in not_found.write_page("/karte", "", "en")


def test_links_lead_up_from_a_nested_address_and_keep_the_filters() -> None:
    assert links("/a/b/timelines", "country=DE&lang=de")[0][0] == (
        "../../timeline?country=DE&amp;lang=de"
    )


def test_an_address_cannot_break_out_of_the_page() -> None:
    evil = "\"><script>alert('x')</script>"
    said = not_found.write_page(f"/{evil}", f"q={evil}", "en")
    assert "<script" not in said
    assert '"><' not in said.split("<nav>")[1].replace('"><svg', "")


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "de-AT,de;q=0.9,en;q=0.5", "de"),
        ("lang=en", "de", "en"),
        ("lang=tlh", "de", "de"),
        ("", "fr,nl", "en"),
        ("", "", "en"),
    ],
)
def test_the_address_then_the_browser_choose_the_language(
    query: str, accepted: str, language: str
) -> None:
    assert not_found.choose_language(query, accepted) == language


def test_pages_are_found_at_their_own_address_only() -> None:
    assert all(not_found.is_page(f"/{one.address}") for one in pages.PAGES)
    assert not_found.is_page("/map/")
    assert not not_found.is_page("/overview")
    assert not not_found.is_page("/map/x")
