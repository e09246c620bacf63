"""The map's colours: a few classes with round bounds, and the bar that says where they lie."""

import bisect
import math
from typing import Any

import pandas

from atlas.charts.base import style
from atlas.i18n import _
from atlas.model.metrics import Metric

#: from this ratio of largest to smallest value on, shades follow the logarithm
LOGARITHMIC_FROM = 30
#: more classes are hard to tell apart on a map
MOST_BOUNDS = 6
#: letters that fit under the bar, side by side
LETTERS = 36
ROUND = (1, 2, 5)


def logarithmic(values: pandas.Series) -> bool:
    """Return whether shades should follow the logarithm of `values`."""
    known = values.dropna().astype(float)
    return len(known) > 2 and known.min() > 0 and known.max() / known.min() >= LOGARITHMIC_FROM


def bounds(values: pandas.Series, whole: bool) -> list[float]:
    """Return the round values between the classes of `values`, at most six, rising.

    They grow by factors where the values differ that much, else by a step. `whole`: whether only
    whole numbers make sense. A value at a bound belongs to the class above it.
    """
    low, high = float(values.min()), float(values.max())
    if low == high:
        return []
    if logarithmic(values):
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        steps = [n * 10.0**power for power in range(first, last + 1) for n in ROUND]
        found = [one for one in steps if low < one <= high]
        while len(found) > MOST_BOUNDS:
            found = found[::2]
        return found
    tenth = math.floor(math.log10((high - low) / MOST_BOUNDS))
    steps = [n * 10.0**power for power in (tenth, tenth + 1) for n in ROUND]
    step = next(one for one in steps if (high - low) / one <= MOST_BOUNDS)
    step = max(step, 1.0) if whole else step
    start = math.floor(low / step) + 1
    return [step * place for place in range(start, math.floor(high / step + 1e-9) + 1)]


def shaded(values: pandas.Series, metric: Metric, statistic: str) -> dict[str, Any]:
    """Return what colours the regions that hold `values`: their classes, colours and bar."""
    between = bounds(values, whole=metric.calendar or statistic == "count")
    texts = [metric.together(one, statistic) for one in between]
    while sum(map(len, texts)) > LETTERS:  # sums of money are long
        between, texts = between[::2], texts[::2]
    count = len(between) + 1
    colours = [colour for _place, colour in style.scale()]
    last = len(colours) - 1
    chosen = [
        colours[round(place * last / len(between)) if between else last // 2]
        for place in range(count)
    ]
    return {
        "z": [bisect.bisect_right(between, value) + 0.5 for value in values],
        "zmin": 0,
        "zmax": count,
        "colorscale": [
            (edge / count, colour)
            for place, colour in enumerate(chosen)
            for edge in (place, place + 1)
        ],
        "colorbar": {
            "title": {
                "text": _("clusters") if statistic == "count" else metric.unit,
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
            "tickvals": [place + 1 for place in range(len(between))] or [0.5],
            "ticktext": texts or [metric.together(float(values.iloc[0]), statistic)],
        },
    }
