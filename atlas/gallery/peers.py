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
    view = peer_search.limit_to_lifetime(view, options["cluster"])
    rows, by_hand = _peers(view, options)
    cluster_id, weights = options["cluster"], peer_search.parse_weights(options["weights"])
    structure = peer_search.structure(view, cluster_id).set_index("cluster_id", drop=False)
    own = {str(name): value for name, value in structure.loc[cluster_id].to_dict().items()}
    described = table.describe(rows, own, weights, view)
    evidence = fetch(view, described)
    figure = table.figure(described, own, weights, view, by_hand, evidence=evidence)
    return Drawing(figure, described, evidence)


def _strips(view: View, options: Options) -> Drawing:
    view = peer_search.limit_to_lifetime(view, options["cluster"])
    peers, by_hand = _peers(view, options)
    cluster_id, metrics = options["cluster"], all_metrics()
    picked = [cluster_id, *peers["cluster_id"]]
    rows = view.fresh().run("metrics_of_clusters", picked=picked)
    standings = strips.find_standings(rows, cluster_id, metrics)
    if not standings:
        sentence = _("No figure is reported by {name} and by any of its peers up to {year}.")
        advice = _("Pick other peers, or choose a later year.")
        name = view.known.name("clusters", cluster_id)
        raise NothingToDraw(sentence.format(name=name, year=view.year) + " " + advice)
    weights = peer_search.parse_weights(options["weights"])
    peers_sentence = peers_text.describe(peers["cluster_id"], by_hand, view, weights)
    evidence = fetch(view, rows)
    figure = strips.figure(
        rows, cluster_id, standings, metrics, view, evidence=evidence, peers_sentence=peers_sentence
    )
    return Drawing(figure, strips.table(rows, cluster_id, standings), evidence)


def _peers(view: View, options: Options) -> tuple[pandas.DataFrame, bool]:
    """Return the peers in use, and whether they were picked by hand. Raises NothingToDraw."""
    cluster_id, by_hand, weights = (options[name] for name in _OPTIONS)
    rows = peer_search.find_in_use(view, cluster_id, by_hand, weights)
    if rows.empty:
        raise NothingToDraw(_explain_no_peers(view, cluster_id, weights))
    return rows, bool(peer_search.parse_picked(view, cluster_id, by_hand))


def _explain_no_peers(view: View, cluster_id: str, weights: str) -> str:
    """Return why there are no peers, and what would help."""
    if not any(peer_search.parse_weights(weights).values()):
        sentence = _("Every trait has the weight 0, so nothing is compared.")
        return sentence + " " + _("Give at least one trait a weight.")
    sentence = _("No cluster can be compared with {name}: too little is known, or none is left.")
    advice = _("Use fewer filters, other weights or a later year, or pick peers by hand.")
    return sentence.format(name=view.known.name("clusters", cluster_id)) + " " + advice


CHARTS: dict[str, Recipe] = {
    "peer-table": Recipe(_table, _OPTIONS, page="peers"),
    "peer-strips": Recipe(_strips, _OPTIONS, page="peers"),
}
