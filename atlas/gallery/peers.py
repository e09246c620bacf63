"""The charts about a cluster among its peers: who they are and why, and where it stands."""

import pandas

from atlas.analysis import peers as peer_search
from atlas.charts.peers import strips, table
from atlas.gallery.evidence import fetch
from atlas.gallery.recipe import Drawing, NothingToDraw, Options, Recipe
from atlas.i18n import _
from atlas.model.metrics import all_metrics
from atlas.model.view import View
from atlas.text import peers as peers_text

_OPTIONS = {"cluster": "", "peers": "", "weights": ""}


def _table(view: View, options: Options) -> Drawing:
    view = peer_search.in_its_life(view, options["cluster"])
    rows, by_hand = _peers(view, options)
    cluster_id, weights = options["cluster"], peer_search.parse_weights(options["weights"])
    structure = peer_search.structure(view, cluster_id).set_index("cluster_id", drop=False)
    own = {str(name): value for name, value in structure.loc[cluster_id].to_dict().items()}
    described = table.described(rows, own, weights, view)
    evidence = fetch(view, described)
    figure = table.figure(described, own, weights, view, by_hand, evidence=evidence)
    return Drawing(figure, described, evidence)


def _strips(view: View, options: Options) -> Drawing:
    view = peer_search.in_its_life(view, options["cluster"])
    near, by_hand = _peers(view, options)
    cluster_id, metrics = options["cluster"], all_metrics()
    picked = [cluster_id, *near["cluster_id"]]
    rows = view.fresh().run("metrics_of_clusters", picked=picked)
    placed = strips.reported(rows, cluster_id, metrics)
    if not placed:
        said = _("No figure is reported by {name} and by any of its peers up to {year}.")
        helps = _("Pick other peers, or choose a later year.")
        name = view.known.name("clusters", cluster_id)
        raise NothingToDraw(said.format(name=name, year=view.year) + " " + helps)
    weights = peer_search.parse_weights(options["weights"])
    who = peers_text.who(near["cluster_id"], by_hand, view, weights)
    evidence = fetch(view, rows)
    figure = strips.figure(rows, cluster_id, placed, metrics, view, evidence=evidence, who=who)
    return Drawing(figure, strips.table(rows, cluster_id, placed), evidence)


def _peers(view: View, options: Options) -> tuple[pandas.DataFrame, bool]:
    """Return the peers in use, and whether they were picked by hand. Raises NothingToDraw."""
    cluster_id, by_hand, weights = (options[name] for name in _OPTIONS)
    rows = peer_search.in_use(view, cluster_id, by_hand, weights)
    if rows.empty:
        raise NothingToDraw(_nobody(view, cluster_id, weights))
    return rows, bool(peer_search.picked(view, cluster_id, by_hand))


def _nobody(view: View, cluster_id: str, weights: str) -> str:
    if not any(peer_search.parse_weights(weights).values()):
        said = _("Every trait has the weight 0, so nothing is compared.")
        return said + " " + _("Give at least one trait a weight.")
    said = _("No cluster can be compared with {name}: too little is known, or none is left.")
    helps = _("Use fewer filters, other weights or a later year, or pick peers by hand.")
    return said.format(name=view.known.name("clusters", cluster_id)) + " " + helps


CHARTS: dict[str, Recipe] = {
    "peer-table": Recipe(_table, _OPTIONS, page="peers"),
    "peer-strips": Recipe(_strips, _OPTIONS, page="peers"),
}
