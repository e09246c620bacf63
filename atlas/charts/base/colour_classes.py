"""The shades of a map's regions: a few classes with round bounds, and their colour bar."""

import bisect
import math
from typing import Any

import pandas

from atlas.charts.base import style
from atlas.model.metrics import PER_INHABITANT, Metric

#: from this ratio of largest to smallest value on, shades follow the logarithm
LOGARITHMIC_FROM = 30
#: figures per inhabitant lie close together but for a few, which would leave the others one shade
LOGARITHMIC_RATES_FROM = 8
#: more classes are hard to tell apart on a map
MOST_BOUNDS = 6
#: letters that fit under the bar, side by side
LETTERS = 36
ROUND = (1, 2, 5)


def needs_logarithm(values: pandas.Series, least: float = LOGARITHMIC_FROM) -> bool:
    """Return whether shades should follow the logarithm of `values`.

    `least`: the ratio of the largest to the smallest from which on they do.
    """
    known = values.dropna().astype(float)
    return len(known) > 2 and known.min() > 0 and known.max() / known.min() >= least


def choose_bounds(
    values: pandas.Series, whole: bool, logarithmic_from: float = LOGARITHMIC_FROM
) -> list[float]:
    """Return the round bounds between the classes of `values`: at most six, in rising order.

    They grow by factors where values differ by orders of magnitude, else by a step. A value at a
    bound belongs to the class above it. `whole`: whether only whole numbers make sense.
    """
    low, high = float(values.min()), float(values.max())
    if low == high:
        return []
    if needs_logarithm(values, logarithmic_from):
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        round_values = [n * 10.0**power for power in range(first, last + 1) for n in ROUND]
        chosen = [value for value in round_values if low < value <= high]
        while len(chosen) > MOST_BOUNDS:
            chosen = chosen[::2]
        return chosen
    tenth = math.floor(math.log10((high - low) / MOST_BOUNDS))
    round_values = [n * 10.0**power for power in (tenth, tenth + 1) for n in ROUND]
    step = next(value for value in round_values if (high - low) / value <= MOST_BOUNDS)
    step = max(step, 1.0) if whole else step
    start = math.floor(low / step) + 1
    return [step * multiple for multiple in range(start, math.floor(high / step + 1e-9) + 1)]


def shade(values: pandas.Series, metric: Metric, statistic: str) -> dict[str, Any]:
    """Return the options of a choropleth of `values`: classes, colours and colour bar."""
    least = LOGARITHMIC_RATES_FROM if statistic in PER_INHABITANT else LOGARITHMIC_FROM
    class_bounds = choose_bounds(values, metric.calendar or statistic == "count", least)
    texts = [metric.together(bound, statistic) for bound in class_bounds]
    while sum(map(len, texts)) > LETTERS:  # sums of money are long
        class_bounds, texts = class_bounds[::2], texts[::2]
    class_count = len(class_bounds) + 1
    colours = [colour for _position, colour in style.scale()]
    last = len(colours) - 1
    class_colours = [
        colours[round(index * last / len(class_bounds)) if class_bounds else last // 2]
        for index in range(class_count)
    ]
    return {
        "z": [bisect.bisect_right(class_bounds, value) + 0.5 for value in values],
        "zmin": 0,
        "zmax": class_count,
        "colorscale": [
            (edge / class_count, colour)
            for index, colour in enumerate(class_colours)
            for edge in (index, index + 1)
        ],
        "colorbar": {
            "title": {
                "text": metric.statistic_unit(statistic),
                "side": "top",
                "font": {"size": 13, "color": style.quiet()},
            },
            "orientation": "h",
            "thickness": 10,
            "lenmode": "pixels",
            "len": 300,
            "x": 0,
            "xanchor": "left",
            "y": 1.01,
            "yanchor": "bottom",
            "outlinewidth": 0,
            "tickvals": [index + 1 for index in range(len(class_bounds))] or [0.5],
            "ticktext": texts or [metric.together(float(values.iloc[0]), statistic)],
        },
    }
