"""The map's colour bar: ticks in the metric's own values, also where shades are logarithms."""

import math
from typing import Any

import pandas

from atlas import i18n
from atlas.charts import axes
from atlas.i18n import _
from atlas.metrics import Metric

#: from this ratio of largest to smallest value on, shades follow the logarithm
LOGARITHMIC_FROM = 30


def logarithmic(values: pandas.Series) -> bool:
    """Return whether shades should follow the logarithm of `values`."""
    known = values.dropna().astype(float)
    return len(known) > 2 and known.min() > 0 and known.max() / known.min() >= LOGARITHMIC_FROM


def bar(values: pandas.Series, metric: Metric, statistic: str, logarithmic: bool) -> dict[str, Any]:
    """Return the colour bar of a map whose regions hold `values` of `metric`."""
    drawn: dict[str, Any] = {
        "title": {"text": _("clusters") if statistic == "count" else metric.unit, "side": "top"},
        "orientation": "h",
        "thickness": 10,
        "lenmode": "pixels",
        "len": 300,
        "x": 0,
        "xanchor": "left",
        "y": 1.01,
        "yanchor": "bottom",
        "outlinewidth": 0,
        "tickformat": "d" if metric.calendar or statistic == "count" else ",",
    }
    if logarithmic:
        first, last = values.min(), values.max()
        steps = [n * 10**power for power in range(13) for n in (1, 2, 5)]
        shown = [step for step in steps if first <= step <= last]
        while len(shown) > (4 if metric.unit == "EUR" else 7):
            shown = shown[::2]
        drawn |= {
            "tickvals": [math.log10(step) for step in shown],
            "ticktext": [written(step, metric, statistic) for step in shown],
        }
    elif values.nunique() == 1:
        drawn |= {
            "tickvals": [values.iloc[0]],
            "ticktext": [written(values.iloc[0], metric, statistic)],
        }
    elif metric.calendar or statistic == "count":
        span = max(1, round((values.max() - values.min()) / 5))
        drawn |= {"tick0": math.floor(values.min()), "dtick": span}
    else:
        drawn |= axes.money_axis(metric, float(values.max()))
    return drawn


def written(value: float, metric: Metric, statistic: str) -> str:
    """Return one region's value in the language in use."""
    return i18n.number(value) if statistic == "count" else metric.write(value, extra=1)
