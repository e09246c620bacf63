"""The gallery: every chart by name, wrong names and options told with what there is."""

import pytest

from atlas import gallery
from atlas.gallery import NoChart, NothingToDraw
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from tests.atlas import about_one


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("pie", {}, "No chart named 'pie'. There are: changes, changes-in-data"),
        ("map", {"colour": "red"}, "'map' has no option 'colour'. It takes: area, at, metric"),
        ("map", {"metric": "happiness"}, "No metric named 'happiness'"),
        ("map", {"area": "mars"}, "'area' cannot be 'mars'. Use one of: germany"),
        ("ranking", {"most": "many"}, "'most' must be a number"),
        ("distribution", {"by": "cluster"}, "Use one of: sector, region, country"),
    ],
)
def test_wrong_names_are_told_with_what_there_is(
    name: str, options: dict[str, str], said: str, view: View
) -> None:
    with pytest.raises(NoChart) as error:
        gallery.draw(name, view, **options)
    assert said in str(error.value)


@pytest.mark.parametrize("name", sorted(gallery.CHARTS))
def test_nothing_selected_is_said_and_never_drawn(name: str, view: View) -> None:
    nobody = view_of(Selection(view.year, search="nosuchcluster"), view.known)
    if name == "map":
        assert gallery.draw(name, nobody).rows.empty
        return
    with pytest.raises(NothingToDraw):
        gallery.draw(name, nobody)


ABOUT_ONE = [name for name in sorted(gallery.CHARTS) if about_one.options(name)]


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_a_chart_about_one_cluster_takes_it_from_its_option_or_a_selection_of_one(
    name: str, view: View
) -> None:
    named = gallery.draw(name, view, cluster="silicon-saxony")
    alone = gallery.draw(name, view.only(["silicon-saxony"]))
    assert alone.figure.to_json() == named.figure.to_json()
    with pytest.raises(NoChart, match="No cluster has the id 'atlantis'"):
        gallery.draw(name, view, cluster="atlantis")
