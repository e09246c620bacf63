"""Each trait of strangers' templates: the deck made on it is judged by what a reader sees."""

from collections.abc import Callable
from typing import Any

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.oxml.ns import qn

from atlas.exports.pptx.template.opening import open_template
from tests.atlas.exports.pptx import judged, opened
from tests.atlas.exports.pptx.judged import Rgb
from tests.atlas.exports.pptx.template import made, odd
from tests.atlas.exports.pptx.template.test_generated import TITLES, deck

WHITE: Rgb = (255, 255, 255)


def one_colour(code: str) -> judged.Ground:
    colour: Rgb = (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16))
    return lambda _x, _y: colour


def panel(x: float, y: float) -> Rgb:
    return WHITE if x >= 1.2 and y >= 1.5 else (0, 0x3A, 0x5D)


def band(_x: float, y: float) -> Rgb:
    return (0, 60, 110) if y >= 6.0 else WHITE


def shaded(x: float, _y: float) -> Rgb:
    share = 255 * x / 13.333
    return share, share, share


GROUNDS: dict[str, judged.Ground] = {
    "dark background": one_colour("101830"),
    "dark by reference": one_colour("1B2A49"),
    "dark rectangle": one_colour("401040"),
    "light panel": panel,
    "dark override": one_colour("000000"),
    "gradient": shaded,
    "pictured band": band,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in odd.KINDS if name != "photograph"])
def test_decks_on_odd_templates_can_be_read(name: str) -> None:
    ground = GROUNDS.get(name, lambda _x, _y: WHITE)
    found = judged.problems(deck(made.saved(odd.KINDS[name]())), ground, TITLES)
    assert [one for one in found if one] == []


def page(make: Callable[[], Any], kind: Any = "chart") -> Any:
    return open_template(made.saved(make())).add(kind)


def test_a_photograph_gets_a_plate() -> None:
    shapes = {shape.name: shape for shape in page(odd.photograph).slide.shapes}
    assert "Plate" in shapes


def test_text_keeps_clear_of_a_line_without_height() -> None:
    shown = page(odd.thin_line)
    line = 6.35 * 914_400
    assert shown.foot.bottom <= line or shown.foot.top >= line


def test_a_corner_logo_takes_only_its_corner() -> None:
    with_logo, without = page(odd.corner_logo), page(odd.plain)
    assert with_logo.room.area > 0.85 * without.room.area


def test_prompts_and_dates_that_stand_still_are_left_out() -> None:
    kinds = {one.placeholder_format.type for one in page(odd.prompts).slide.placeholders}
    assert PH.SLIDE_NUMBER in kinds
    assert not kinds & {PH.DATE, PH.FOOTER}


def test_a_second_master_serves_where_the_first_does_not() -> None:
    assert len({one.name for one in page(odd.second_master).slide.slide_layout.placeholders}) > 1


def test_all_text_is_in_one_font() -> None:
    slide = opened.presentation(deck(made.saved(odd.two_fonts()))).slides[2]
    fonts = {one.get("typeface") for one in slide._element.iter(qn("a:latin"))}
    assert fonts <= {"Courier New"}
    for chart in opened.charts(slide):
        assert {one.get("typeface") for one in chart.iter(qn("a:latin"))} == {"Courier New"}


def test_text_grows_with_the_slide() -> None:
    small, large = (
        opened.charts(opened.presentation(deck(made.saved(odd.plain(*size)))).slides[2])[0]
        for size in ((13.333, 7.5), (16.5, 15.0))
    )
    sizes = [
        max(int(one.get("sz")) for one in chart.iter(qn("a:defRPr"))) for chart in (small, large)
    ]
    assert sizes[1] > 1.3 * sizes[0]
