"""Which cluster a chart about one cluster is drawn for, where a test draws every chart."""

from atlas.gallery import CHARTS
from atlas.gallery.recipe import SUBJECT

CLUSTER = "silicon-saxony"


def options(chart: str) -> dict[str, str]:
    """Return what the chart needs beyond its defaults: its cluster, if it is about one."""
    return {SUBJECT: CLUSTER} if SUBJECT in CHARTS[chart].options else {}
