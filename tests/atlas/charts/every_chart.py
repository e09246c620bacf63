"""Every chart, drawn from real rows as the pages draw it."""

from collections.abc import Callable

import pandas
import plotly.graph_objects as go

from atlas import gallery
from atlas.charts.sources import data_changes
from atlas.model import data_versions
from atlas.model.metrics import Metric
from atlas.model.selection import Asked

#: some that report much, some little
PICKED = ("niro", "hamburg-aviation", "medianet-berlinbrandenburg", "mahreg-automotive", "acod")
NIRO = "niro"
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


def changed(now: Asked, every: dict[str, Metric]) -> Drawn:
    """Return what changed since a version in which one figure in three was unknown or another."""
    after = now.run("facts")
    before = after[after.index % 3 != 0].assign(value=lambda rows: rows["value"] + 1)
    rows = data_changes.in_words(data_versions.compare(before, after))
    kept = data_versions.Kept("0123456789ab", None, "2024-12-01")
    figure = data_changes.figure(
        rows, every, now, earlier=kept, current=data_versions.current(), most=10
    )
    return figure, rows


def disputed(now: Asked) -> Drawn:
    """Return the conflicts of `now`, or of a cluster that has one when a single one is asked."""
    return drawn("conflicts", now if now.selected > 1 else now.only(["gce-node"]))


CHARTS: dict[str, Callable[[Asked, dict[str, Metric]], Drawn]] = {
    "metrics/milestones_by_year": lambda now, every: drawn("changes", now),
    "sources/data_changes": changed,
    "sectors/cohorts": lambda now, every: drawn("cohorts", now),
    "maps/choropleth": lambda now, every: drawn("map", now),
    "sources/conflicts": lambda now, every: disputed(now),
    "sources/coverage": lambda now, every: drawn("coverage", now),
    "labels/criteria_met": lambda now, every: drawn("criteria-met", now),
    "labels/criteria": lambda now, every: drawn("criteria", now, scheme="ecei-gold-2013"),
    "metrics/distribution": lambda now, every: drawn("distribution", now),
    "profile/fact_sheet_figures": lambda now, every: drawn("fact-sheet-figures", now, cluster=NIRO),
    "profile/fact_sheet_story": lambda now, every: drawn("fact-sheet-story", now, cluster=NIRO),
    "metrics/foundings": lambda now, every: drawn("foundings", now),
    "base/heatmap": lambda now, every: drawn("heatmap", now),
    "labels/timeline": lambda now, every: drawn("label-timeline", now),
    "metrics/lifelines": lambda now, every: drawn("lifelines", now),
    "sectors/matrix": lambda now, every: drawn("heatmap", now, metric="clusters", by="country"),
    "sectors/small_multiples": lambda now, every: drawn("small-multiples", now),
    "sources/observations": lambda now, every: drawn("observations", now),
    "peers/strips": lambda now, every: drawn("peer-strips", now, cluster=NIRO),
    "peers/table": lambda now, every: drawn("peer-table", now, cluster=NIRO),
    "profile/figures": lambda now, every: drawn("profile-figures", now, cluster=NIRO),
    "profile/labels": lambda now, every: drawn("profile-labels", now, cluster=NIRO),
    "maps/profile_map": lambda now, every: drawn("profile-map", now, cluster=NIRO),
    "profile/milestones": lambda now, every: drawn("profile-milestones", now, cluster=NIRO),
    "profile/observations": lambda now, every: drawn("profile-observations", now, cluster=NIRO),
    "profile/years": lambda now, every: drawn("profile-years", now, cluster=NIRO),
    "metrics/ranking": lambda now, every: drawn("ranking", now),
    "metrics/scatter": lambda now, every: drawn("scatter", now, size="region_employees"),
    "labels/self_check": lambda now, every: drawn("self-check", now, cluster="niro"),
    "metrics/side_by_side": lambda now, every: drawn("side-by-side", now.only(PICKED)),
    "sources/documents": lambda now, every: drawn("sources", now),
    "sectors/specialisation": lambda now, every: drawn("specialisation", now),
    "sources/staleness": lambda now, every: drawn("staleness", now),
    "metrics/timeline": lambda now, every: drawn("timeline", now),
    "metrics/timeline_by_group": lambda now, every: drawn("timeline", now, by="sector"),
}
