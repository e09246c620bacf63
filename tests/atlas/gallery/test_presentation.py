"""The list of a presentation: frozen, reordered, saved and loaded, and never half read."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery, i18n
from atlas.gallery import presentation
from atlas.gallery.presentation import BadPresentation, Item
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText

WORDS = st.text(max_size=40).map(presentation.printable)
ITEMS = st.builds(
    Item,
    st.sampled_from(sorted(gallery.CHARTS)),
    st.just({}),
    st.dictionaries(st.sampled_from(["group", "q", "year"]), WORDS),
    WORDS,
    WORDS,
)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(ITEMS, max_size=8).map(tuple))
def test_saved_list_opens_as_it_was(items: tuple[Item, ...]) -> None:
    assert presentation.load(presentation.save(items)) == items


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "no list of charts"),
        (b"[]", "no list of charts"),
        (b"{" * 100_000, "no list of charts"),
        (b"x" * 2_000_000, "too large"),
        (b'{"version": ' + b"9" * 6000 + b"}", "no list of charts"),
        ({"format": "other"}, "no list of charts"),
        ({"version": 99}, "another version"),
        ({"charts": "many"}, "must hold a list"),
        ({"charts": [{"chart": "ranking"}] * 61}, "at most 60"),
        ({"charts": [{}]}, "Chart 1 in the file cannot be read: it names no chart"),
        ({"charts": [{"chart": "ranking"}, {"chart": "pie"}]}, "Chart 2"),
        ({"charts": [{"chart": "map", "options": {"colour": "red"}}]}, "“colour”"),
        ({"charts": [{"chart": "map", "selection": {"year": 2020}}]}, "no texts"),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(content: Any, said: str) -> None:
    if isinstance(content, dict):
        whole = {"format": presentation.FORMAT, "version": presentation.VERSION, "charts": []}
        content = json.dumps(whole | content).encode()
    with pytest.raises(BadPresentation, match=said):
        presentation.load(content)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.binary(max_size=300))
def test_random_bytes_are_told_too(data: bytes) -> None:
    with pytest.raises(BadPresentation):
        presentation.load(data)


def test_frozen_selection_keeps_its_year_and_draws_in_any_language(known: Choices) -> None:
    now = view_of(Selection(known.last_year, groups=("all-aerospace-space",)), known)
    item = presentation.freeze("ranking", {"metric": "staff"}, now)
    assert item.selection == {"group": "all-aerospace-space", "year": str(known.last_year)}
    titles = {}
    for language in ("en", "de"):
        with i18n.speaking(language):
            titles[language] = ChartText.of(item.draw(known).figure).title
    assert titles["en"] != titles["de"]


@pytest.mark.parametrize("chart", sorted(gallery.CHARTS))
def test_link_leads_to_the_page_that_shows_the_chart(chart: str, known: Choices) -> None:
    now = view_of(Selection(2019, clusters=("niro",)), known)
    link = presentation.freeze(chart, {}, now).link("https://atlas.example/")
    assert link.startswith("https://atlas.example/")
    assert "year=2019" in link
    assert "niro" in link


def test_a_list_that_selects_what_nobody_knows_is_not_drawn_as_everything(known: Choices) -> None:
    for parts in ({"cluster": "zzz"}, {"region": "XX"}, {"year": "abc"}):
        with pytest.raises(gallery.NoChart, match="not in the data"):
            Item("ranking", {}, parts).draw(known)


def test_signs_that_no_slide_may_hold_are_left_out() -> None:
    item = {"chart": "ranking", "title": "A\u0000B\ud800C", "comment": "\u000bfine \U0001f600"}
    content = {"format": presentation.FORMAT, "version": presentation.VERSION, "charts": [item]}
    (found,) = presentation.load(b"\xef\xbb\xbf" + json.dumps(content).encode())
    assert (found.title, found.comment) == ("ABC", "fine \U0001f600")
    assert presentation.load(presentation.save([found])) == (found,)


def test_order_changes_one_step_at_a_time() -> None:
    items = tuple(Item("ranking", title=name) for name in "abc")
    assert [one.title for one in presentation.move(items, 0, 1)] == ["b", "a", "c"]
    assert presentation.move(items, 0, -1) == items
    assert [one.title for one in presentation.remove(items, 1)] == ["a", "c"]
    assert presentation.reword(items, 2, " new ", "why")[2] == Item(
        "ranking", title="new", comment="why"
    )


@pytest.mark.slow
def test_briefing_holds_only_what_can_be_drawn(known: Choices) -> None:
    whole = presentation.briefing(view_of(Selection(known.last_year), known))
    assert {one.chart for one in whole} >= {"ranking", "map", "timeline", "side-by-side"}
    early: View = view_of(Selection(known.first_year), known)
    assert all(one.chart != "ranking" for one in presentation.briefing(early))
    for item in whole:
        item.draw(known)
