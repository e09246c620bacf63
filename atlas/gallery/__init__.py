"""Every chart by name: which question it asks, and which figure answers it.

Pages, files and the command line draw through here, so that a chart is the same everywhere. A
drawing can be kept as its name, its options and its selection, and be drawn again in any language.
Each family of charts is a module of this package with its own `CHARTS`.
"""

from atlas.gallery import labels, metrics, peers, profile, sectors, sources
from atlas.gallery.recipe import Drawing, NoChart, NothingToDraw, Recipe, not_reported
from atlas.model.view import View

__all__ = ["CHARTS", "Drawing", "NoChart", "NothingToDraw", "Recipe", "draw", "not_reported"]

CHARTS: dict[str, Recipe] = {
    **metrics.CHARTS,
    **sectors.CHARTS,
    **profile.CHARTS,
    **peers.CHARTS,
    **labels.CHARTS,
    **sources.CHARTS,
}


def draw(name: str, view: View, **options: str) -> Drawing:
    """Draw the chart `name` for `view`.

    A chart about one cluster takes it from its option `cluster`, or from a selection of just one;
    what else is selected is then what the cluster is compared with.
    Raises NothingToDraw when no selected cluster reports it, NoChart for an unknown name or option.
    """
    if name not in CHARTS:
        raise NoChart(f"No chart named '{name}'. There are: {', '.join(sorted(CHARTS))}.")
    return CHARTS[name].make(name, view, options)
