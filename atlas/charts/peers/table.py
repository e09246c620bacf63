"""Peer table: who is near, how near, and why in plain words."""

from collections.abc import Mapping

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import peer_reasons, peers, shortening

WIDTHS = (2.6, 1.7, 5.2)
#: letters of a name in the title
LONGEST_NAME = 60


def describe(
    rows: pandas.DataFrame, own: Mapping[str, object], weights: Mapping[str, int], view: View
) -> pandas.DataFrame:
    """Return `rows` with `similarity` in percent and `reason` in words.

    `rows`: one row per peer from `peers.find_in_use`; `own`: the cluster's row of `structure`.
    """
    reasons = [peer_reasons.why(own, row, weights, view.known) for row in rows.to_dict("records")]
    return rows.assign(similarity=100 * (1 - rows["distance"]), reason=reasons)


def figure(
    rows: pandas.DataFrame,
    own: Mapping[str, object],
    weights: Mapping[str, int],
    view: View,
    by_hand: bool,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw the peers as a table, nearest first.

    `rows`: from `describe`. `by_hand`: whether they were picked by hand.
    """
    most = sum(1 for weight in weights.values() if weight)
    columns = {
        _("Peer"): rows["name"].tolist(),
        _("Similarity"): [
            _write_similarity(*pair, most)
            for pair in zip(rows["similarity"], rows["compared"], strict=True)
        ],
        _("Why"): rows["reason"].tolist(),
    }
    name = str(own["name"])
    title = _("Peers of {name}").format(name=shortening.shorten(name, LONGEST_NAME))
    first = rows.iloc[0]
    return caption.finish(
        table.drawn(columns, WIDTHS),
        view,
        rows,
        evidence=evidence,
        title=title,
        coverage=peers.describe(rows["cluster_id"], by_hand, view, weights),
        notes=[peers.describe_weights(weights) if by_hand else ""],
        explained=peers.explain_nearness(),
        columns={
            "similarity": _("Similarity in %"),
            "reason": _("Why"),
            "compared": _("Traits compared"),
            "distance": _("Distance"),
            **{
                trait: _("Distance: {trait}").format(trait=word)
                for trait, word in peer_reasons.trait_words().items()
            },
        },
        alt=_("{title}: {count}; the nearest is {name}, {similarity}.").format(
            title=title,
            count=i18n.number(len(rows)),
            name=first["name"],
            similarity=_write_similarity(first["similarity"], first["compared"], most),
        ),
        height=table.height(columns, WIDTHS),
    )


def _write_similarity(similarity: float, compared: int, most: int) -> str:
    """Return a similarity in words, with the number of traits that it rests on."""
    # without that number a similarity by few traits would be overrated
    traits = {"compared": i18n.number(compared), "most": i18n.number(most)}
    if pandas.isna(similarity):
        return _("only {compared} of {most} traits known").format(**traits)
    pattern = _("{percent} on {compared} of {most} traits")
    return pattern.format(percent=i18n.percent(i18n.number(similarity)), **traits)
