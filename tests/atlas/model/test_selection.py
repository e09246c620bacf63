"""The selection: an address says it, words say it, and nothing in an address is an error."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from atlas import i18n
from atlas.model import selection
from atlas.model.choices import LIST_BY_PARAMETER, Choices, choices
from atlas.model.selection import AGES, Selection, parse
from atlas.model.view import View, view_of

relaxed = settings(deadline=None, derandomize=True)


@relaxed
@given(data=st.data())
def test_an_address_says_the_whole_selection(data: st.DataObject) -> None:
    known = choices()
    lists = {
        kind: tuple(
            data.draw(
                st.lists(st.sampled_from(list(getattr(known, kind)["id"])), max_size=4, unique=True)
            )
        )
        for kind in LIST_BY_PARAMETER.values()
    }
    year = data.draw(st.integers(known.first_year, known.last_year))
    search = data.draw(st.text(st.characters(codec="utf-8"), max_size=100))
    exact = data.draw(st.booleans())
    max_age = data.draw(st.sampled_from([0, *AGES]))
    words = " ".join(search.split())
    chosen = Selection(year, search=words, exact=exact, max_age=max_age).narrowed(**lists)
    again = parse(chosen.address(known), known)
    assert again == chosen
    assert again.ignored == ()
    assert chosen.everything == (not search.split() and not any(lists.values()))


@relaxed
@given(
    parts=st.dictionaries(st.sampled_from([*LIST_BY_PARAMETER, "year", "q"]), st.text(max_size=30))
)
@example(parts={"year": "²"})
@example(parts={"year": "9" * 5000})
def test_any_address_can_be_read(parts: dict[str, str]) -> None:
    known = choices()
    chosen = parse(parts, known)
    assert known.first_year <= chosen.year <= known.last_year
    for name, kind in LIST_BY_PARAMETER.items():
        kept = getattr(chosen, kind)
        assert set(kept) <= set(getattr(known, kind)["id"])
        for one in filter(None, parts.get(name, "").split(",")):
            assert one in kept or f"{name}: {one}" in chosen.ignored


def test_what_nobody_knows_is_named_and_the_rest_holds(known: Choices) -> None:
    asked = {"sector": "automotive,cars", "region": "DE-SN", "year": "1700", "colour": "red"}
    chosen = parse(asked, known)
    assert chosen.sectors == ("automotive",)
    assert chosen.regions == ("DE-SN",)
    assert chosen.year == known.last_year
    assert chosen.ignored == ("sector: cars", "year: 1700")


def test_every_place_the_map_can_be_clicked_at_may_be_chosen(known: Choices) -> None:
    """A click narrows to a region, or to a country that is drawn whole."""
    rows = view_of(Selection(known.last_year), known).run(
        "metric_by_region", metric="members", at="covered"
    )
    for region in rows["region_id"]:
        clicked = Selection(known.last_year).narrowed(**known.place(region))
        assert not clicked.everything, region
        assert parse(clicked.address(known), known) == clicked
    assert known.place("XK") == {}


def test_words_say_the_selection_in_both_languages(known: Choices) -> None:
    chosen = Selection(
        2019,
        groups=("all-automotive-mobility", "all-aerospace-space"),
        sectors=("automotive",),
        countries=("DE",),
        regions=("DE-BY", "DE-SN"),
        labels=("go-cluster",),
        search="Leichtbau",
    )
    assert chosen.in_words(known) == (
        "Aviation and space + Automotive; Bavaria + Saxony; go-cluster; “Leichtbau”"
    )
    assert Selection(2019).in_words(known) == "All clusters"
    i18n.use("de")
    assert chosen.in_words(known) == (
        "Luftfahrt und Raumfahrt + Automobilwirtschaft; Bayern + Sachsen; go-cluster; „Leichtbau“"
    )
    assert Selection(2019).in_words(known) == "Alle Cluster"


@pytest.mark.parametrize(
    ("search", "cluster"),
    [
        ("MÜNCHEN chemie", "chemie-cluster-bayern"),
        ("muenchen chemie", "chemie-cluster-bayern"),
        ("munchen chemie", "chemie-cluster-bayern"),
        ("hamburg raumfahrt", "hamburg-aviation"),
        ("hamburg aerospace", "hamburg-aviation"),
    ],
)
def test_search_forgives_spelling_and_language(search: str, cluster: str, known: Choices) -> None:
    found = view_of(Selection(2019, search=search), known).run("selected_cluster")
    assert cluster in set(found["cluster_id"])


def test_a_question_about_some_clusters_counts_them(view: View) -> None:
    some = view.only(["niro", "hamburg-aviation"])
    assert some.selected == 2
    assert len(some.run("selected_cluster")) == 2
    assert some.year == view.year


def test_neighbours_are_added_across_the_border(known: Choices) -> None:
    chosen = selection.parse({"region": "DE-SL", "group": "all-automotive-mobility"}, known)
    wider = chosen.narrowed(**known.with_neighbours(chosen.regions, chosen.countries))
    assert set(wider.regions) == {"DE-SL", "DE-RP", "FR-GES"}
    assert wider.countries == ("LU",)
    assert wider.groups == chosen.groups
    assert view_of(wider, known).selected >= view_of(chosen, known).selected


def test_a_region_nobody_covers_is_no_neighbour(known: Choices) -> None:
    covered = set(known.regions["id"]) | set(known.countries["id"])
    for region in known.regions["id"]:
        lists = known.with_neighbours((region,), ())
        assert set(lists["regions"] + lists["countries"]) <= covered
