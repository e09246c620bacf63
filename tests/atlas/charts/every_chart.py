"""Every chart, drawn from real rows as the pages draw it."""

from collections.abc import Callable

import pandas
import plotly.graph_objects as go

from atlas import gallery
from atlas.charts.sources import data_changes
from atlas.gallery.evidence import fetch
from atlas.model import data_versions
from atlas.model.metrics import Metric
from atlas.model.view import View

#: some that report much, some little
PICKED = ("niro", "hamburg-aviation", "medianet-berlinbrandenburg", "mahreg-automotive", "acod")
NIRO = "niro"
Drawn = tuple[go.Figure, pandas.DataFrame]


def drawn(name: str, view: View, **options: str) -> Drawn:
    drawing = gallery.draw(name, view, **options)
    return drawing.figure, drawing.rows


def choropleth_of(view: View, metric: str, statistic: str, at: str = "seat") -> Drawn:
    return drawn("map", view, metric=metric, stat=statistic, at=at)


def distribution_of(view: View, metric: str) -> Drawn:
    return drawn("distribution", view, metric=metric)


def ranking_of(view: View, metric: str) -> Drawn:
    return drawn("ranking", view, metric=metric)


def scatter_of(view: View, x: str, y: str, size: str = "none", log: bool = True) -> Drawn:
    return drawn("scatter", view, x=x, y=y, size=size, scale="log" if log else "linear")


def changed(view: View, every: dict[str, Metric]) -> Drawn:
    """Return what changed since a version in which one figure in three was unknown or another."""
    after = view.run("facts")
    before = after[after.index % 3 != 0].assign(value=lambda rows: rows["value"] + 1)
    rows = data_changes.in_words(data_versions.compare(before, after), every)
    kept = data_versions.DataVersion("0123456789ab", None, "2024-12-01")
    figure = data_changes.figure(
        rows,
        every,
        view,
        evidence=fetch(view, rows),
        earlier=kept,
        current=data_versions.current(),
        most=10,
    )
    return figure, rows


def disputed(view: View) -> Drawn:
    """Return the conflicts of `view`, or of a cluster that has one when a single one is asked."""
    return drawn("conflicts", view if view.selected > 1 else view.only(["gce-node"]))


CHARTS: dict[str, Callable[[View, dict[str, Metric]], Drawn]] = {
    "metrics/milestones_by_year": lambda view, every: drawn("changes", view),
    "sources/data_changes": changed,
    "sectors/cohorts": lambda view, every: drawn("cohorts", view),
    "maps/choropleth": lambda view, every: drawn("map", view),
    "sources/conflicts": lambda view, every: disputed(view),
    "sources/coverage": lambda view, every: drawn("coverage", view),
    "labels/criteria_met": lambda view, every: drawn("criteria-met", view),
    "labels/criteria": lambda view, every: drawn("criteria", view, scheme="ecei-gold-2013"),
    "metrics/cluster_list": lambda view, every: drawn("cluster-list", view, sort="members"),
    "metrics/distribution": lambda view, every: drawn("distribution", view),
    "profile/fact_sheet_figures": lambda view, every: drawn(
        "fact-sheet-figures", view, cluster=NIRO
    ),
    "profile/fact_sheet_story": lambda view, every: drawn("fact-sheet-story", view, cluster=NIRO),
    "metrics/foundings": lambda view, every: drawn("foundings", view),
    "base/heatmap": lambda view, every: drawn("heatmap", view),
    "labels/timeline": lambda view, every: drawn("label-timeline", view),
    "metrics/lifelines": lambda view, every: drawn("lifelines", view),
    "sectors/matrix": lambda view, every: drawn("heatmap", view, metric="clusters", by="country"),
    "sectors/small_multiples": lambda view, every: drawn("small-multiples", view),
    "sources/observations": lambda view, every: drawn("observations", view),
    "peers/strips": lambda view, every: drawn("peer-strips", view, cluster=NIRO),
    "peers/table": lambda view, every: drawn("peer-table", view, cluster=NIRO),
    "profile/figures": lambda view, every: drawn("profile-figures", view, cluster=NIRO),
    "profile/labels": lambda view, every: drawn("profile-labels", view, cluster=NIRO),
    "maps/profile_map": lambda view, every: drawn("profile-map", view, cluster=NIRO),
    "profile/milestones": lambda view, every: drawn("profile-milestones", view, cluster=NIRO),
    "profile/observations": lambda view, every: drawn("profile-observations", view, cluster=NIRO),
    "profile/years": lambda view, every: drawn("profile-years", view, cluster=NIRO),
    "metrics/ranking": lambda view, every: drawn("ranking", view),
    "metrics/scatter": lambda view, every: drawn("scatter", view, size="region_employees"),
    "labels/self_check": lambda view, every: drawn("self-check", view, cluster="niro"),
    "metrics/side_by_side": lambda view, every: drawn("side-by-side", view.only(PICKED)),
    "metrics/side_by_side_table": lambda view, every: drawn(
        "side-by-side-table", view.only(PICKED)
    ),
    "sources/documents": lambda view, every: drawn("sources", view),
    "sectors/specialisation": lambda view, every: drawn("specialisation", view),
    "sources/staleness": lambda view, every: drawn("staleness", view),
    "metrics/timeline": lambda view, every: drawn("timeline", view),
    "metrics/timeline_by_group": lambda view, every: drawn("timeline", view, by="sector"),
}
