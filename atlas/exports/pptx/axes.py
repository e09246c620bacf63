"""Axes of native charts: from the axis of a panel and the values on it, in schema order."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.charts.base import style
from atlas.exports.figure_reader import Axis
from atlas.exports.pptx import markup, theme_colours
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.i18n import _

X_ID, Y_ID = 50010, 50020
#: most steps on one axis; points that a step takes from left to right
STEPS = 8
STEP_WIDE = 65
#: the share of an axis that may stay empty for it to begin at a round year
WASTE = 0.35
#: values that differ by less than this share of them stand at one place
SAME = 1e-9
#: the share of an axis that is only the air at its edge
HAIR = 1e-5
#: most decimals on an axis
DECIMALS = 6
#: letters turn when they have to, as Office writes it
TURN = -60_000_000


@dataclass(frozen=True)
class Span:
    """From where to where an axis runs, and its steps. `step` is 0 where Office may choose."""

    start: float
    end: float
    step: float = 0.0
    log: bool = False


@dataclass(frozen=True)
class Look:
    """How an axis is written: its title, its letters' size, whether it is drawn at all."""

    title: str = ""
    size: float = 11.0
    grid: bool = True
    hidden: bool = False
    turn: int | None = None


def span(axis: Axis, values: Iterable[float], most_steps: int = STEPS) -> Span:
    """Return from where to where an axis runs, given the values on it and the most steps."""
    reached = [*values, *axis.reach]
    known = [value for value in reached if value is not None and math.isfinite(value)]
    if axis.log:
        return _log_span([value for value in known if value > 0])
    low, high = min(known, default=0.0), max(known, default=1.0)
    if axis.range and not axis.years:
        start, end = axis.range
        low, high = min(low, _snap_to_zero(start, end - start)), max(high, end)
    if axis.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return _round_span(low, high, most_steps, whole=axis.years or axis.whole)


def _snap_to_zero(start: float, length: float) -> float:
    """Return where an axis starts: at zero if its start is only a hair away."""
    # the hair keeps marks at the edge of the screen's axis whole
    return 0.0 if abs(start) < length * HAIR else start


def letter_size(name_size: float) -> float:
    """Return the size of an axis's letters beside names of `name_size`."""
    return min(max(11.0, theme_colours.smallest()), max(theme_colours.smallest(), name_size))


def count_steps(points: float) -> int:
    """Return how many steps an axis may have that is so many points wide."""
    return max(2, min(STEPS, int(points / STEP_WIDE)))


def _log_span(values: list[float]) -> Span:
    """Return a logarithmic span: from a power of ten to one, two or five times another."""
    low, high = min(values, default=1.0), max(values, default=10.0)
    start = 10.0 ** math.floor(math.log10(low) + 1e-9)
    tenth = 10.0 ** math.floor(math.log10(high) - 1e-9)
    end = next(n * tenth for n in (1, 2, 5, 10) if n * tenth >= high * (1 - 1e-9))
    return Span(start, max(end, start * 10), log=True)


def _round_span(low: float, high: float, most_steps: int, *, whole: bool) -> Span:
    """Return a span that begins and ends at a round step around `low` to `high`."""
    if high - low <= abs(high) * SAME:
        beside = max(1.0 if whole else 0.5, abs(low) * 1e-6)
        low, high = low - beside, low + beside
    step = _choose_step((high - low) / most_steps, whole=whole)
    start = math.floor(low / step + 1e-9) * step
    end = math.ceil(high / step - 1e-9) * step
    if whole and low >= 1000:
        waste = low - start > (high - low) * WASTE
        start, end = math.floor(low) if waste else start, math.ceil(high)
    return Span(float(f"{start:.12g}"), float(f"{end:.12g}"), step)


def _choose_step(least: float, *, whole: bool) -> float:
    least = max(least, 1.0) if whole else least
    tenth = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    quarter = (2.5,) if tenth >= 10 and not whole else ()
    factors = sorted((1, 2, 5, 10, *quarter))
    return next(n * tenth for n in factors if n * tenth >= least * (1 - 1e-9))


def pattern(axis: Axis, scale: Span) -> str:
    """Return the number format of an axis in Office; readers see their own separators."""
    if axis.years:
        return "0"
    smallest = scale.start if scale.log else scale.step or 1.0
    for unit, word in ((1e9, _("billion")), (1e6, _("million"))):
        if scale.end >= unit * 10 and smallest >= unit / 10:
            cut = "," * round(math.log10(unit) / 3)
            return f'#,##0{"" if smallest >= unit else ".0"}{cut}" {word}"'
    decimals = 0 if smallest >= 1 else -math.floor(math.log10(smallest) + 1e-9)
    if decimals > DECIMALS:
        return "General"
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def write_values(
    axis_id: int,
    position: str,
    scale: Span,
    number_format: str,
    look: Look,
    *,
    crosses: str = "min",
) -> Xml:
    """Return c:valAx. `position`: b, l, t or r. `crosses`: where on the other axis it stands."""
    other_id = X_ID + Y_ID - axis_id
    between = "between" if crosses == "autoZero" else "midCat"
    return tag(
        "c:valAx",
        *_write_head(axis_id, position, _write_scaling(scale), look, log=scale.log),
        *_write_body(number_format, look),
        tag("c:crossAx", val=other_id),
        tag("c:crosses", val=crosses),
        tag("c:crossBetween", val=between),
        tag("c:majorUnit", val=repr(scale.step)) if scale.step and not scale.log else NOTHING,
    )


def write_categories(axis_id: int, position: str, look: Look, skip: int = 1) -> Xml:
    """Return c:catAx, which names every `skip`th category."""
    other_id = X_ID + Y_ID - axis_id
    return tag(
        "c:catAx",
        *_write_head(axis_id, position, tag("c:scaling", tag("c:orientation", val="minMax")), look),
        *_write_body("General", look, low=True),
        tag("c:crossAx", val=other_id),
        tag("c:crosses", val="autoZero"),
        tag("c:auto", val=0),
        tag("c:lblAlgn", val="ctr"),
        tag("c:lblOffset", val=50),
        tag("c:tickLblSkip", val=skip),
        tag("c:tickMarkSkip", val=skip),
        tag("c:noMultiLvlLbl", val=1),
    )


def _write_scaling(scale: Span) -> Xml:
    return tag(
        "c:scaling",
        tag("c:logBase", val=10) if scale.log else NOTHING,
        tag("c:orientation", val="minMax"),
        tag("c:max", val=repr(scale.end)),
        tag("c:min", val=repr(scale.start)),
    )


def _write_head(
    axis_id: int, position: str, scaling: Xml, look: Look, *, log: bool = False
) -> tuple[Xml, ...]:
    thin_line = tag("c:spPr", theme_colours.stroke(style.line(), 0.5))
    has_grid = look.grid and not look.hidden
    return (
        tag("c:axId", val=axis_id),
        scaling,
        tag("c:delete", val=look.hidden),
        tag("c:axPos", val=position),
        tag("c:majorGridlines", thin_line) if has_grid else NOTHING,
        tag("c:minorGridlines", tag("c:spPr", theme_colours.stroke(style.empty(), 0.5)))
        if has_grid and log
        else NOTHING,
        markup.title(look.title, look.size, style.quiet()),
    )


def _write_body(number_format: str, look: Look, *, low: bool = False) -> tuple[Xml, ...]:
    return (
        tag("c:numFmt", formatCode=number_format, sourceLinked=0),
        tag("c:majorTickMark", val="none"),
        tag("c:minorTickMark", val="none"),
        tag("c:tickLblPos", val="low" if low else "nextTo"),
        tag("c:spPr", theme_colours.stroke(style.line(), 0.75)),
        markup.look(look.size, style.ink(), look.turn),
    )
