"""Peers: the clusters nearest by structure, or those picked by hand. Read from the address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas

from atlas.analysis import similarity
from atlas.analysis.similarity import TRAITS
from atlas.db import cache, database
from atlas.model.view import View, view_of
from data.words import folded

#: how many peers there are unless they are picked by hand
NEAREST = 10
#: how much a trait may count: not at all, normally, double, three times
HEAVIEST = 3
#: the default weight of each trait: the field makes a peer more than any size
USUAL = dict.fromkeys(TRAITS, 1) | {"sector": 2}
#: how much memory the kept comparisons may take, in bytes
ROOM = 10_000_000

#: kept, because a page compares the same clusters four times
_comparisons = cache.Answers(ROOM)


def parse_weights(text: str) -> dict[str, int]:
    """Return how much each trait counts, from 'age:2,sector:0'; the usual for all others."""
    return _read_weights(text)[0]


def write_weights(weights: Mapping[str, int]) -> str:
    """Return weights as the address holds them; blank when all are the usual ones."""
    return ",".join(
        f"{trait}:{weights[trait]}" for trait in TRAITS if weights[trait] != USUAL[trait]
    )


def parse_picked(view: View, cluster_id: str, text: str) -> list[str]:
    """Return the clusters picked by hand, from 'niro,acod': known ones, each once, never itself."""
    return _read_picked(view, cluster_id, text)[0]


def list_ignored(view: View, cluster_id: str, peers_text: str, weights_text: str) -> list[str]:
    """Return the parts of both texts that name no cluster or trait, such as 'peers: abc'."""
    unknown = [f"peers: {part}" for part in _read_picked(view, cluster_id, peers_text)[1]]
    return unknown + [f"weights: {part}" for part in _read_weights(weights_text)[1]]


def compare_all(
    view: View, cluster_id: str, weights: Mapping[str, float], also: Iterable[str] = ()
) -> pandas.DataFrame:
    """Compare every other cluster of the pool with the cluster `cluster_id`, nearest first.

    One row per cluster: what `structure` says of it; `distance` (0 to 1, NaN when too little is
    known of both); `compared`, the number of traits; `well`, whether that is two thirds of the
    weight; and the distance by each of `TRAITS`.
    Ties stand in the order of their names, what has no distance at the end.
    `also`: clusters to compare though the filters leave them out.
    Raises LookupError when there is no cluster `cluster_id`.
    """
    also, weighed = tuple(also), tuple(weights[trait] for trait in TRAITS)
    key = (database.edition(), view.selection, cluster_id, weighed, also)
    private = database.private_in_use()
    kept = private.answers if private else _comparisons
    rows = kept.get(key)
    if rows is None:
        rows = kept.keep(key, _compare(view, cluster_id, weights, also))
    return rows


def _compare(
    view: View, cluster_id: str, weights: Mapping[str, float], also: Iterable[str]
) -> pandas.DataFrame:
    rows = structure(view, cluster_id, also)
    itself = rows["cluster_id"] == cluster_id
    own = rows[itself].iloc[0].to_dict()
    others = rows[~itself].reset_index(drop=True)
    apart = similarity.distances(own, others, scales(view))
    result = pandas.concat([others, similarity.average(apart, weights), apart], axis=1)
    # what differs by less than a computer's own error is a tie
    distance, name = result["distance"].round(12), result["name"].map(folded)
    order = pandas.DataFrame({"distance": distance, "name": name, "id": result["cluster_id"]})
    order = order.sort_values(["distance", "name", "id"])
    return result.loc[order.index].reset_index(drop=True)


def find_nearest(
    view: View, cluster_id: str, weights: Mapping[str, float], count: int = NEAREST
) -> pandas.DataFrame:
    """Return the `count` clusters of the pool nearest to one, as `compare_all` does.

    Those of which two thirds of the weight can be compared come first; others only fill up.
    """
    # a cluster of which little is known differs from others in little
    rows = compare_all(view, cluster_id, weights)
    ranked = rows[rows["distance"].notna()]
    best = pandas.concat([ranked[ranked["well"]], ranked[~ranked["well"]]]).head(count)
    return best.sort_index().reset_index(drop=True)


def find_in_use(
    view: View, cluster_id: str, peers_text: str, weights_text: str
) -> pandas.DataFrame:
    """Return the peers in use, nearest first, as `compare_all` does.

    They are those picked by hand, whatever the filters say; with none picked, the nearest ten.
    """
    weights = parse_weights(weights_text)
    by_hand = parse_picked(view, cluster_id, peers_text)
    if not by_hand:
        return find_nearest(view, cluster_id, weights)
    rows = compare_all(view, cluster_id, weights, by_hand)
    return rows[rows["cluster_id"].isin(by_hand)].reset_index(drop=True)


def list_in_use(view: View, cluster_id: str, peers_text: str, weights_text: str) -> list[str]:
    """Return the ids of the peers in use, nearest first; see `find_in_use`."""
    return [
        str(peer_id)
        for peer_id in find_in_use(view, cluster_id, peers_text, weights_text)["cluster_id"]
    ]


def limit_to_lifetime(view: View, cluster_id: str) -> View:
    """Return `view` at the last year of a cluster's life, when it has ended before the year."""
    ended = view.only([cluster_id]).run("cluster_profile")["ended_on"].iloc[0]
    last = int(ended[:4]) - 1 if isinstance(ended, str) else view.year
    if last >= view.year:
        return view
    return view_of(replace(view.selection, year=max(last, view.known.first_year)), view.known)


def structure(view: View, cluster_id: str, also: Iterable[str] = ()) -> pandas.DataFrame:
    """Fetch what is known of the structure of the pool and of the cluster `cluster_id`.

    Raises LookupError when there is no such cluster.
    """
    rows = view.fresh().run("structure", also=[])
    missing = sorted({cluster_id, *also} - set(rows["cluster_id"]))
    if missing:
        # only then, as what the pool says of itself is remembered for every cluster in it
        rows = view.fresh().run("structure", also=missing)
    if cluster_id not in set(rows["cluster_id"]):
        raise LookupError(f"No cluster has the id '{cluster_id[:60]}'.")
    return rows


def scales(view: View) -> dict[str, tuple[float, float]]:
    """Return for each sized trait the values between which the middle nine tenths lie."""
    rows: list[dict[str, Any]] = view.fresh().run("structure_scale").to_dict("records")
    return {str(row["trait"]): (float(row["low"]), float(row["high"])) for row in rows}


def _read_weights(text: str) -> tuple[dict[str, int], list[str]]:
    """Return the weights, and the parts of `text` that are none."""
    weights, unknown = dict(USUAL), []
    for part in _split(text):
        trait, _colon, weight = part.partition(":")
        if trait in weights and re.fullmatch(f"[0-{HEAVIEST}]", weight):
            weights[trait] = int(weight)
        else:
            unknown.append(part)
    return weights, unknown


def _read_picked(view: View, cluster_id: str, text: str) -> tuple[list[str], list[str]]:
    """Return the ids picked by hand, and those that no cluster has."""
    valid = set(view.known.clusters["id"])
    peer_ids = list(dict.fromkeys(_split(text)))
    known = [peer_id for peer_id in peer_ids if peer_id in valid and peer_id != cluster_id]
    return known, [peer_id for peer_id in peer_ids if peer_id not in valid]


def _split(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.split(",")) if part]
