"""Where one cluster stands among others: the percentile of its figure, hedges respected."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas

from atlas import i18n
from atlas.analysis.intervals import compare
from atlas.i18n import _, ngettext

#: with fewer peers that report, a percentile would say more than is known
FEWEST = 5
#: a figure as its hedge leaves it: (low, high); the same twice when it is exact
Range = tuple[float, float]


@dataclass(frozen=True)
class Standing:
    """How many peers report, and how many of them stand where, seen from the cluster.

    `below`: peers that surely have less. `above`: peers that surely have more. `level`: the same,
    or not distinguishable. All three are 0 when the cluster itself does not report.
    `percentile`: 0 to 100; None when it does not report, or fewer than FEWEST peers do.
    """

    peers: int
    above: int
    level: int
    below: int
    percentile: float | None

    @property
    def is_placed(self) -> bool:
        """Whether the cluster itself reports, so that it stands somewhere among its peers."""
        return self.peers == self.above + self.level + self.below


def stand(own: Range | None, others: Iterable[Range]) -> Standing:
    """Return the standing of `own` among `others`; a range with a missing end is not reported.

    percentile = 100 × (peers surely below + half of those level) / peers that report. For exact
    values this is the mean of the weak and the strict percentile rank
    (scipy.stats.percentileofscore, kind="mean").
    """
    known = [other for other in others if _is_reported(other)]
    if own is None or not _is_reported(own):
        return Standing(len(known), 0, 0, 0, None)
    verdicts = [compare(*own, *other) for other in known]
    below, above = verdicts.count("more"), verdicts.count("less")
    level = len(known) - below - above
    enough = len(known) >= FEWEST
    percentile = 100 * (below + level / 2) / len(known) if enough else None
    return Standing(len(known), above, level, below, percentile)


def stand_among(rows: pandas.DataFrame, cluster_id: str) -> Standing:
    """Return the standing of a cluster among the other clusters of `rows`.

    `rows`: one row per cluster that reports one metric, with cluster_id, low and high.
    """
    ends = rows[["cluster_id", "low", "high"]].to_dict("records")
    own = [(row["low"], row["high"]) for row in ends if row["cluster_id"] == cluster_id]
    others = [(row["low"], row["high"]) for row in ends if row["cluster_id"] != cluster_id]
    return stand(own[0] if own else None, others)


def describe(standing: Standing) -> str:
    """Return a standing as a sentence, which says why when there is no percentile."""
    peers = i18n.number(standing.peers)
    if not standing.peers:
        return _("No peer reports this.")
    if standing.percentile is not None:
        return _(
            "Percentile {percentile} among {peers} peers: {below} below, {level} level or not "
            "distinguishable, {above} above."
        ).format(
            percentile=i18n.number(standing.percentile),
            peers=peers,
            below=i18n.number(standing.below),
            level=i18n.number(standing.level),
            above=i18n.number(standing.above),
        )
    if standing.peers < FEWEST:
        return ngettext(
            "{peers} peer reports this; a percentile needs at least {fewest}.",
            "{peers} peers report this; a percentile needs at least {fewest}.",
            standing.peers,
        ).format(peers=peers, fewest=i18n.number(FEWEST))
    return ngettext(
        "{peers} peer reports this; the cluster itself does not.",
        "{peers} peers report this; the cluster itself does not.",
        standing.peers,
    ).format(peers=peers)


def describe_briefly(standing: Standing) -> str:
    """Return a standing in a few words, such as 'percentile 70 among 12 peers'."""
    peers = i18n.number(standing.peers)
    if standing.percentile is not None:
        return _("percentile {percentile} among {peers} peers").format(
            percentile=i18n.number(standing.percentile), peers=peers
        )
    if standing.peers < FEWEST:
        return ngettext(
            "{peers} peer reports this; no percentile below {fewest}",
            "{peers} peers report this; no percentile below {fewest}",
            standing.peers,
        ).format(peers=peers, fewest=i18n.number(FEWEST))
    return ngettext(
        "not reported by the cluster itself, by {peers} peer",
        "not reported by the cluster itself, by {peers} peers",
        standing.peers,
    ).format(peers=peers)


def _is_reported(interval: Range) -> bool:
    return not any(end is None or math.isnan(end) for end in interval)
