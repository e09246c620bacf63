"""The colours, computed: colour blindness, greyscale print, contrast, nothing by colour alone."""

import itertools
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from coloraide import Color

import atlas
from atlas.charts.base import heatmap, style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.pptx import theme_colours
from atlas.model.metrics import Metric
from atlas.model.view import View
from tests.atlas.charts.every_chart import CHARTS, drawn
from tests.atlas.charts.test_charts import colours, every_chart
from tests.atlas.traces import in_role

HERE = Path(atlas.__file__).parent
#: how people see: all colours, without red, without green, without blue
SIGHTS = ("", "protan", "deutan", "tritan")
#: how far colours are apart in CIEDE2000, and in lightness, where they count most and at all
FIRST, FIRST_APART, ANY_APART = 5, 15, 10
FIRST_STEP, ANY_STEP = 8, 4
#: WCAG 2.2: text (1.4.3), and marks and edges (1.4.11)
TEXT, MARK = 4.5, 3.0
#: every ground that the theme knows
GROUNDS = ("backgroundColor", "secondaryBackgroundColor")
each_mode = pytest.mark.parametrize("mode", ["light", "dark"])
each_sight = pytest.mark.parametrize("sight", SIGHTS)


def seen(code: str, sight: str) -> Color:
    return Color(code).filter(sight) if sight else Color(code)


def apart(one: str, two: str, sight: str) -> float:
    return float(seen(one, sight).delta_e(seen(two, sight), method="2000"))


def lightness(code: str) -> float:
    return float(Color(code).convert("lab-d65")["l"])


def contrast(one: str, two: str) -> float:
    return float(Color(one).contrast(two, method="wcag21"))


def faded(code: str, ground: str, opacity: float) -> str:
    """Return what a colour looks like on a ground through which it lets shine."""
    pairs = zip(theme_colours.rgb(code), theme_colours.rgb(ground), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a * opacity + b * (1 - opacity)) for a, b in pairs))


def theme(mode: str) -> dict[str, Any]:
    return dict(tomllib.loads(style.THEME.read_text(encoding="utf-8"))["theme"][mode])


def grounds(mode: str) -> list[str]:
    look = theme(mode)
    return [part[name] for part in (look, look["sidebar"]) for name in GROUNDS]


def test_apart_knows_who_cannot_tell_red_from_green() -> None:
    red, green = "#b5503c", "#6e7400"
    assert apart(red, green, "") > 25
    assert apart(red, green, "deutan") < apart(red, green, "") / 2


@each_mode
@each_sight
def test_series_stay_apart_for_everybody(mode: str, sight: str) -> None:
    codes = style.tokens(mode)["chartCategoricalColors"]
    assert len(codes) == 8
    for (i, one), (j, two) in itertools.combinations(enumerate(codes), 2):
        least = FIRST_APART if max(i, j) < FIRST else ANY_APART
        assert apart(one, two, sight) >= least, (i, j)


@each_mode
@each_sight
def test_grey_for_all_others_is_no_series(mode: str, sight: str) -> None:
    look = style.tokens(mode)
    for code in look["chartCategoricalColors"]:
        assert apart(code, look["grayColor"], sight) >= ANY_APART, code


@each_mode
def test_series_stay_apart_in_greyscale_print(mode: str) -> None:
    codes = style.tokens(mode)["chartCategoricalColors"]
    for (i, one), (j, two) in itertools.combinations(enumerate(codes), 2):
        least = FIRST_STEP if max(i, j) < FIRST else ANY_STEP
        assert abs(lightness(one) - lightness(two)) >= least, (i, j)


@each_mode
def test_series_stand_out_from_the_ground(mode: str) -> None:
    look = style.tokens(mode)
    for code in look["chartCategoricalColors"]:
        assert contrast(code, look["backgroundColor"]) >= MARK, code


def test_a_series_keeps_its_hue_in_the_dark() -> None:
    both = [style.tokens(one)["chartCategoricalColors"] for one in ("light", "dark")]
    for light, dark in zip(*both, strict=True):
        hues = [Color(one).convert("oklch")["h"] for one in (light, dark)]
        assert abs((hues[0] - hues[1] + 180) % 360 - 180) <= 15, (light, dark)


@each_mode
def test_the_accent_is_one_colour(mode: str) -> None:
    look = style.tokens(mode)
    assert look["primaryColor"] == look["linkColor"] == look["chartCategoricalColors"][0]


@each_mode
def test_shades_go_one_way_in_steps_that_can_be_told(mode: str) -> None:
    codes = style.tokens(mode)["chartSequentialColors"][1:]
    steps = [lightness(two) - lightness(one) for one, two in itertools.pairwise(codes)]
    assert all(step < 0 for step in steps) if mode == "light" else all(step > 0 for step in steps)
    assert min(abs(step) for step in steps) >= 7
    for sight in SIGHTS:
        assert min(apart(*pair, sight) for pair in itertools.pairwise(codes)) >= 5, sight


@each_mode
@each_sight
def test_the_lowest_shade_is_neither_empty_nor_silent(mode: str, sight: str) -> None:
    look = style.tokens(mode)
    for other in ("backgroundColor", "borderColor"):
        for shade in look["chartSequentialColors"][1:]:
            assert apart(shade, look[other], sight) >= 4.5, (shade, other)


def test_silent_regions_have_an_edge_of_their_own(view: View) -> None:
    figure, _ = drawn("map", view)
    (silent,), (shaded,) = (
        in_role(figure, TraceRole.NOT_REPORTED),
        in_role(figure, TraceRole.SHADED),
    )
    edge = silent.marker.line.color
    assert edge == style.quiet() != shaded.marker.line.color
    assert contrast(edge, style.silent()) >= MARK


@each_mode
@pytest.mark.parametrize("name", ["textColor", "grayColor", "linkColor", "primaryColor"])
def test_text_is_readable_on_every_ground(mode: str, name: str) -> None:
    for ground in grounds(mode):
        assert contrast(style.tokens(mode)[name], ground) >= TEXT, ground


@each_mode
def test_buttons_in_the_accent_are_readable(mode: str) -> None:
    look = style.tokens(mode)
    assert contrast(look["primaryColor"], look["backgroundColor"]) >= TEXT


@each_mode
def test_words_in_cells_are_readable_on_every_shade(mode: str) -> None:
    look = style.tokens(mode)
    shades = look["chartSequentialColors"][1 : heatmap.SHADES + 1]
    for shade in [*shades, look["borderColor"]]:
        assert contrast(look["textColor"], shade) >= TEXT, shade


def test_words_in_cells_of_a_slide_are_readable_on_every_shade() -> None:
    shades = [(place / 3, code) for place, (_, code) in enumerate(style.scale()[: heatmap.SHADES])]
    between = [theme_colours.between(shades, step / 20) for step in range(21)]
    for ground in [*between, style.silent(), style.paper(), style.scale()[-1][1]]:
        assert contrast(theme_colours.readable_on(ground), ground) >= TEXT, ground


def test_no_colour_has_two_twins_in_the_dark() -> None:
    light, dark = style.tokens("light"), style.tokens("dark")
    pairs = [(light[name], dark[name]) for name in style.PLAIN]
    for name in style.LISTS:
        pairs += zip(light[name], dark[name], strict=True)
    assert {one: two for one, two in pairs} == dict(reversed(pairs))
    assert not set(dict(pairs)) & set(dict(pairs).values())


@pytest.mark.parametrize("name", ["logo.svg", "icon.svg"])
def test_logo_has_the_colours_of_the_theme(name: str) -> None:
    text = (HERE / "ui" / name).read_text(encoding="utf-8")
    look = style.tokens()
    known = {look[one] for one in style.PLAIN}.union(*(look[one] for one in style.LISTS))
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text))
    assert found
    assert found <= known


@each_mode
def test_name_in_the_logo_stands_out(mode: str) -> None:
    (code,) = re.findall(r"<path fill=\"(#\w+)\" d=", (HERE / "ui" / "logo.svg").read_text("utf-8"))
    assert contrast(code, theme(mode)["sidebar"]["backgroundColor"]) >= MARK


def test_no_other_file_has_colours_of_its_own() -> None:
    files = [one for ending in ("py", "css", "js", "html") for one in HERE.rglob(f"*.{ending}")]
    files += [*(HERE.parent / "pages").glob("*.py"), HERE.parent / "dashboard.py"]
    own = {
        str(one.relative_to(HERE.parent))
        for one in files
        if re.search(r"#[0-9a-fA-F]{6}\b", one.read_text(encoding="utf-8"))
    }
    assert own == set()


@every_chart
@each_mode
def test_marks_stand_out_where_they_are_see_through(
    chart: str, mode: str, view: View, every: dict[str, Metric]
) -> None:
    figure, _ = CHARTS[chart](view, every)
    ground = style.tokens(mode)["backgroundColor"]
    pale = {style.tokens(mode)[one] for one in ("backgroundColor", "borderColor")}
    for trace in json.loads(style.for_mode(figure, mode).to_json())["data"]:
        if TraceRole.of(trace.get("meta")) in (TraceRole.LANE, TraceRole.CASING):
            continue  # a grid line; bars that carry a whisker and have no colour
        for part in (trace.get("marker") or {}, trace.get("line") or {}):
            opacity = (trace.get("opacity") or 1) * (part.get("opacity") or 1)
            used = {code for _path, code in colours(part.get("color") or [])}
            if used & pale:  # open marks are told by their edge
                used |= {code for _path, code in colours(part["line"]["color"])}
            for code in used - pale:
                assert contrast(faded(code, ground, opacity), ground) >= MARK, trace.get("name")
            assert used - pale or not used


@every_chart
def test_no_mark_in_a_legend_is_told_by_colour_alone(
    chart: str, view: View, every: dict[str, Metric]
) -> None:
    figure, _ = CHARTS[chart](view, every)
    if figure.layout.showlegend is False:
        return
    looks: dict[Any, str] = {}
    for trace in figure.data:
        if trace.type not in ("scatter", "scattergeo") or trace.showlegend is False:
            continue
        marker = trace.marker.to_plotly_json()
        fill = marker.get("color")
        filled = "open" if fill == style.paper() else "filled"
        # those of lines without markers count too: width and dash
        look: tuple[Any, ...] = (trace.mode, str(marker.get("symbol", "circle")), filled)
        look += (trace.line.dash, trace.line.width) if "lines" in trace.mode else ()
        # sample circles differ in size, which is what they show
        look += (marker["size"],) if TraceRole.of(trace.meta) is TraceRole.SIZE else ()
        assert looks.setdefault(look, trace.name) == trace.name, look


def test_stacked_bars_have_seams_and_the_order_of_their_legend(view: View) -> None:
    figure, _ = drawn("changes", view)
    assert figure.layout.legend.traceorder == "normal"
    assert all(one.marker.line.color == style.paper() for one in figure.data)
    assert all(one.marker.line.width >= 1 for one in figure.data)


def test_symbols_are_as_many_as_colours_and_all_different() -> None:
    assert len(set(style.SYMBOLS)) == len(style.tokens()["chartCategoricalColors"])
    assert set(style.AREA) == set(style.SYMBOLS)
