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

#: how many peers there are unless somebody picks them
NEAREST = 10
#: how much a trait may count: not at all, normally, double, three times
HEAVIEST = 3
#: what each counts unless somebody moves it: the field makes a peer more than any size
USUAL = dict.fromkeys(TRAITS, 1) | {"sector": 2}
#: how much memory the comparisons may take that are remembered, in bytes
ROOM = 10_000_000

#: a page asks four times who the peers are
_compared = cache.Answers(ROOM)


def parse_weights(text: str) -> dict[str, int]:
    """Return how much each trait counts, from 'age:2,sector:0'; the usual for all others."""
    return _weights(text)[0]


def write_weights(weights: Mapping[str, int]) -> str:
    """Return weights as the address holds them; blank when all are the usual ones."""
    return ",".join(
        f"{trait}:{weights[trait]}" for trait in TRAITS if weights[trait] != USUAL[trait]
    )


def picked(view: View, cluster_id: str, text: str) -> list[str]:
    """Return the clusters picked by hand, from 'niro,acod': known ones, each once, never itself."""
    return _picked(view, cluster_id, text)[0]


def ignored(view: View, cluster_id: str, peers_text: str, weights_text: str) -> list[str]:
    """Return the parts of both texts that nobody knows, such as 'peers: abc'."""
    wrong = [f"peers: {one}" for one in _picked(view, cluster_id, peers_text)[1]]
    return wrong + [f"weights: {one}" for one in _weights(weights_text)[1]]


def compared(
    view: View, cluster_id: str, weights: Mapping[str, float], also: Iterable[str] = ()
) -> pandas.DataFrame:
    """Return every cluster of the pool beside the one that all is about, nearest first.

    One row per cluster: what `structure` says of it; `distance` (0 to 1, NaN when too little is
    known of both); `compared`, the number of traits; `well`, whether that is two thirds of the
    weight; and the distance by each of `TRAITS`.
    Ties stand in the order of their names, what has no distance at the end.
    `also`: clusters to compare though the filters leave them out.
    Raises LookupError when there is no cluster `cluster_id`.
    """
    also, weighed = tuple(also), tuple(weights[trait] for trait in TRAITS)
    asked = (database.edition(), view.selection, cluster_id, weighed, also)
    found = _compared.get(asked)
    if found is None:
        found = _compared.keep(asked, _in_order(view, cluster_id, weights, also))
    return found


def _in_order(
    view: View, cluster_id: str, weights: Mapping[str, float], also: Iterable[str]
) -> pandas.DataFrame:
    rows = structure(view, cluster_id, also)
    itself = rows["cluster_id"] == cluster_id
    own = rows[itself].iloc[0].to_dict()
    others = rows[~itself].reset_index(drop=True)
    apart = similarity.distances(own, others, scales(view))
    found = pandas.concat([others, similarity.average(apart, weights), apart], axis=1)
    # what differs by less than a computer's own error is a tie
    near = found["distance"].round(12)
    said = found["name"].map(folded)
    order = pandas.DataFrame({"near": near, "said": said, "id": found["cluster_id"]})
    return found.loc[order.sort_values(["near", "said", "id"]).index].reset_index(drop=True)


def nearest(
    view: View, cluster_id: str, weights: Mapping[str, float], count: int = NEAREST
) -> pandas.DataFrame:
    """Return the `count` clusters of the pool nearest to one, as `compared` does.

    Those of which two thirds of the weight can be compared come first: who is known by little
    agrees with anybody. The others only fill up what is left.
    """
    found = compared(view, cluster_id, weights)
    ranked = found[found["distance"].notna()]
    best = pandas.concat([ranked[ranked["well"]], ranked[~ranked["well"]]]).head(count)
    return best.sort_index().reset_index(drop=True)


def in_use(view: View, cluster_id: str, peers_text: str, weights_text: str) -> pandas.DataFrame:
    """Return the peers in use, nearest first, as `compared` does.

    They are those picked by hand, whatever the filters say; with none picked, the nearest ten.
    """
    weights = parse_weights(weights_text)
    by_hand = picked(view, cluster_id, peers_text)
    if not by_hand:
        return nearest(view, cluster_id, weights)
    found = compared(view, cluster_id, weights, by_hand)
    return found[found["cluster_id"].isin(by_hand)].reset_index(drop=True)


def chosen(view: View, cluster_id: str, peers_text: str, weights_text: str) -> list[str]:
    """Return the ids of the peers in use, nearest first; see `in_use`."""
    return [str(one) for one in in_use(view, cluster_id, peers_text, weights_text)["cluster_id"]]


def in_its_life(view: View, cluster_id: str) -> View:
    """Return the question at the last year of a cluster's life when it had ended by then."""
    ended = view.only([cluster_id]).run("cluster_profile")["ended_on"].iloc[0]
    last = int(ended[:4]) - 1 if isinstance(ended, str) else view.year
    if last >= view.year:
        return view
    return view_of(replace(view.selection, year=max(last, view.known.first_year)), view.known)


def structure(view: View, cluster_id: str, also: Iterable[str] = ()) -> pandas.DataFrame:
    """Return what is known of the structure of the pool and of the cluster `cluster_id`.

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


def _weights(text: str) -> tuple[dict[str, int], list[str]]:
    weights, unknown = dict(USUAL), []
    for part in _parts(text):
        trait, _colon, weight = part.partition(":")
        if trait in weights and re.fullmatch(f"[0-{HEAVIEST}]", weight):
            weights[trait] = int(weight)
        else:
            unknown.append(part)
    return weights, unknown


def _picked(view: View, cluster_id: str, text: str) -> tuple[list[str], list[str]]:
    valid = set(view.known.clusters["id"])
    asked = list(dict.fromkeys(_parts(text)))
    known = [one for one in asked if one in valid and one != cluster_id]
    return known, [one for one in asked if one not in valid]


def _parts(text: str) -> list[str]:
    return [part for part in (one.strip() for one in text.split(",")) if part]
