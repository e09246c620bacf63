"""Every chart, drawn from real rows as the pages draw it."""

from collections.abc import Callable

import pandas
import plotly.graph_objects as go

from atlas import gallery
from atlas.metrics import Metric
from atlas.selection import Asked

#: some that report much, some little
PICKED = ("niro", "hamburg-aviation", "medianet-berlinbrandenburg", "mahreg-automotive", "acod")
Drawn = tuple[go.Figure, pandas.DataFrame]


def drawn(name: str, now: Asked, **options: str) -> Drawn:
    drawing = gallery.draw(name, now, **options)
    return drawing.figure, drawing.rows


def choropleth_of(now: Asked, metric: str, statistic: str, at: str = "seat") -> Drawn:
    return drawn("map", now, metric=metric, stat=statistic, at=at)


def distribution_of(now: Asked, metric: str) -> Drawn:
    return drawn("distribution", now, metric=metric)


def ranking_of(now: Asked, metric: str) -> Drawn:
    return drawn("ranking", now, metric=metric)


def scatter_of(now: Asked, x: str, y: str, size: str = "none", log: bool = True) -> Drawn:
    return drawn("scatter", now, x=x, y=y, size=size, scale="log" if log else "linear")


CHARTS: dict[str, Callable[[Asked, dict[str, Metric]], Drawn]] = {
    "changes": lambda now, every: drawn("changes", now),
    "choropleth": lambda now, every: drawn("map", now),
    "distribution": lambda now, every: drawn("distribution", now),
    "foundings": lambda now, every: drawn("foundings", now),
    "lifelines": lambda now, every: drawn("lifelines", now),
    "ranking": lambda now, every: drawn("ranking", now),
    "scatter": lambda now, every: drawn("scatter", now, size="region_employees"),
    "side_by_side": lambda now, every: drawn("side-by-side", now.only(PICKED)),
    "timeline": lambda now, every: drawn("timeline", now),
    "timeline_by_group": lambda now, every: drawn("timeline", now, by="sector"),
}
