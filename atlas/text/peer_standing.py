"""Where a cluster's own figures stand among those of its peers: counted, and in few words."""

from collections.abc import Collection, Iterable

import pandas

from atlas import i18n
from atlas.analysis import percentile as percentiles
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.metrics import Metric
from atlas.model.view import View

COLUMNS = ("peers", "below", "level", "above", "percentile")


def add_standings(
    own: pandas.DataFrame, others: pandas.DataFrame, fresh: Collection[str]
) -> pandas.DataFrame:
    """Return `own` with how many peers report each metric and where the cluster stands.

    `own`: one row per metric of one cluster, from `cluster_figure`. `others`: one row per peer and
    metric, from the same query. `fresh`: the metrics of which the cluster's own figure is new
    enough to be compared. Adds compared (whether it is), peers, below, level, above (whole
    numbers) and percentile.
    """
    standings = []
    for row in records.of(own):
        theirs = others[others["metric_id"] == row["metric_id"]]
        theirs = theirs if row["metric_id"] in fresh else theirs.head(0)
        ranges = zip(theirs["low"], theirs["high"], strict=True)
        standing = percentiles.stand((row["low"], row["high"]), ranges)
        standings.append(
            (standing.peers, standing.below, standing.level, standing.above, standing.percentile)
        )
    columns = pandas.DataFrame(standings, columns=list(COLUMNS), index=own.index)
    columns["percentile"] = columns["percentile"].astype(float)
    columns["compared"] = own["metric_id"].isin(list(fresh))
    return own.assign(**{name: columns[name] for name in (*COLUMNS, "compared")})


def words(row: dict[str, object], metric: Metric) -> str:
    """Return the standing in a row from `add_standings` in words: 'more than 7 of 10 peers'."""
    counted = {name: int(float(str(row[name]))) for name in ("peers", "below", "level")}
    if not row["compared"]:
        return _("not compared: too old")
    if not counted["peers"]:
        return _("no peer reports it")
    numbers = {name: i18n.number(count) for name, count in counted.items()}
    parts = [_place(counted, metric.calendar).format(**numbers)]
    if 0 < counted["level"] < counted["peers"]:
        parts.append(_("level with {level}").format(**numbers))
    percentile = row["percentile"]
    if isinstance(percentile, float) and not pandas.isna(percentile):
        parts.append(_("percentile {percentile}").format(percentile=i18n.number(percentile)))
    return ", ".join(parts)


def _place(counted: dict[str, int], calendar: bool) -> str:
    """Return the pattern of a place among peers; a year is not more than another, but later."""
    peers = counted["peers"]
    if counted["level"] == peers:
        return ngettext(
            "level with the only peer that reports it", "level with all {peers} peers", peers
        )
    if counted["below"] == peers:
        later = ngettext(
            "later than the only peer that reports it", "later than all {peers} peers", peers
        )
        more = ngettext(
            "more than the only peer that reports it", "more than all {peers} peers", peers
        )
    elif not counted["below"] and not counted["level"]:
        later = ngettext(
            "earlier than the only peer that reports it", "earlier than all {peers} peers", peers
        )
        more = ngettext(
            "less than the only peer that reports it", "less than all {peers} peers", peers
        )
    else:
        later, more = (
            _("later than {below} of {peers} peers"),
            _("more than {below} of {peers} peers"),
        )
    return later if calendar else more


def describe_peers(peer_ids: Iterable[str], by_hand: bool, view: View) -> str:
    """Return the sentence that says who the peers are."""
    count = len(list(peer_ids))
    if not count:
        return _("No other cluster is left to compare with under these filters.")
    if by_hand:
        pattern = ngettext(
            "Peers: {count} cluster picked by hand.",
            "Peers: {count} clusters picked by hand.",
            count,
        )
        return pattern.format(count=i18n.number(count))
    pattern = ngettext(
        "Peers: the {count} nearest cluster by sector, age, size and place, among: {pool}.",
        "Peers: the {count} nearest clusters by sector, age, size and place, among: {pool}.",
        count,
    )
    return pattern.format(count=i18n.number(count), pool=view.words)


def too_old() -> str:
    """Return the sentence that says which figures are never compared."""
    return _(
        "Figures older than ten years, or of an age that is not known, are compared with nothing."
    )


def explain() -> str:
    """Return how a position among peers is found, for who asks."""
    return " ".join(
        (
            _("Only peers that report the same figure are counted."),
            too_old(),
            _(
                "“More than 7 of 10 peers” means: surely more, whatever the hedges of both "
                "sources leave."
            ),
            _("“Level” means: the same, or not distinguishable because the hedges overlap."),
            _(
                "Percentile = 100 × (peers surely below + half of those level) / peers that "
                "report; it is the mean of the weak and the strict percentile rank."
            ),
            _("With fewer than {fewest} peers that report, none is given.").format(
                fewest=i18n.number(percentiles.FEWEST)
            ),
        )
    )
