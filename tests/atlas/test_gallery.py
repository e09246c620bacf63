"""The gallery: every chart by name, wrong names and options told with what there is."""

import pytest

from atlas import gallery
from atlas.gallery import NoChart, NothingToDraw
from atlas.selection import Asked, Selection, ask


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("pie", {}, "No chart named 'pie'. There are: changes, distribution"),
        ("map", {"colour": "red"}, "'map' has no option 'colour'. It takes: area, at, metric"),
        ("map", {"metric": "happiness"}, "No metric named 'happiness'"),
        ("map", {"area": "mars"}, "'area' cannot be 'mars'. Use one of: germany"),
        ("ranking", {"most": "many"}, "'most' must be a number"),
        ("distribution", {"by": "cluster"}, "Use one of: sector, region, country"),
    ],
)
def test_wrong_names_are_told_with_what_there_is(
    name: str, options: dict[str, str], said: str, now: Asked
) -> None:
    with pytest.raises(NoChart) as error:
        gallery.draw(name, now, **options)
    assert said in str(error.value)


@pytest.mark.parametrize("name", sorted(gallery.CHARTS))
def test_nothing_selected_is_said_and_never_drawn(name: str, now: Asked) -> None:
    nobody = ask(Selection(now.year, search="nosuchcluster"), now.known)
    if name == "map":
        assert gallery.draw(name, nobody).rows.empty
        return
    with pytest.raises(NothingToDraw):
        gallery.draw(name, nobody)
