"""Where figures stand among peers: against plain counting, and in words."""

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import i18n
from atlas.analysis import percentile
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import peer_standing

METRICS = ("members", "staff", "founding_year")
RANGES = st.tuples(st.integers(0, 9), st.integers(0, 3)).map(lambda two: (two[0], sum(two)))


def figures(cluster: str, ranges: dict[str, tuple[int, int]]) -> pandas.DataFrame:
    rows = [
        {"cluster_id": cluster, "metric_id": one, "low": float(low), "high": float(high)}
        for one, (low, high) in ranges.items()
    ]
    return pandas.DataFrame(rows, columns=["cluster_id", "metric_id", "low", "high"])


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from(METRICS), RANGES, min_size=1),
    st.lists(st.dictionaries(st.sampled_from(METRICS), RANGES), max_size=8),
)
def test_counts_are_those_of_plain_counting(
    own: dict[str, tuple[int, int]], theirs: list[dict[str, tuple[int, int]]]
) -> None:
    others = pandas.concat(
        [figures("", {}), *(figures(f"peer-{n}", one) for n, one in enumerate(theirs))]
    )
    placed = peer_standing.add_standings(figures("own", own), others, set(METRICS))
    stale = peer_standing.add_standings(figures("own", own), others, set())
    assert not stale["peers"].any(), "figures that are too old are compared with nothing"
    for row in placed.to_dict("records"):
        low, high = own[row["metric_id"]]
        known = [one[row["metric_id"]] for one in theirs if row["metric_id"] in one]
        below = sum(1 for one in known if one[1] < low)
        above = sum(1 for one in known if one[0] > high)
        counted = (row["peers"], row["below"], row["above"], row["level"])
        assert counted == (len(known), below, above, len(known) - below - above)
        if len(known) < percentile.FEWEST:
            assert pandas.isna(row["percentile"])
        else:
            share = 100 * (below + (len(known) - below - above) / 2) / len(known)
            assert row["percentile"] == pytest.approx(share)


@pytest.mark.parametrize(
    ("counts", "metric", "said"),
    [
        ((10, 7, 0, 3, 70.0), "members", "more than 7 of 10 peers, percentile 70"),
        ((10, 7, 2, 1, 80.0), "members", "more than 7 of 10 peers, level with 2, percentile 80"),
        ((4, 4, 0, 0, None), "members", "more than all 4 peers"),
        ((4, 0, 0, 4, None), "staff", "less than all 4 peers"),
        ((1, 0, 0, 1, None), "staff", "less than the only peer that reports it"),
        ((2, 0, 2, 0, None), "staff", "level with all 2 peers"),
        ((5, 0, 5, 0, 50.0), "staff", "level with all 5 peers, percentile 50"),
        (
            (9, 2, 3, 4, 39.0),
            "founding_year",
            "later than 2 of 9 peers, level with 3, percentile 39",
        ),
        ((3, 0, 0, 3, None), "founding_year", "earlier than all 3 peers"),
        ((0, 0, 0, 0, None), "members", "no peer reports it"),
    ],
)
def test_words(
    counts: tuple[object, ...], metric: str, said: str, every: dict[str, Metric]
) -> None:
    row = dict(zip(peer_standing.COLUMNS, counts, strict=True))
    row["compared"] = True
    row["percentile"] = float("nan") if row["percentile"] is None else row["percentile"]
    assert peer_standing.words(row, every[metric]) == said
    row["compared"] = False
    assert peer_standing.words(row, every[metric]) == "not compared: too old"


def test_who_the_peers_are(view: View) -> None:
    said = peer_standing.describe_peers
    assert "No other cluster" in said((), False, view)
    assert said(("niro",), True, view) == "Peers: 1 cluster picked by hand."
    assert said(("niro", "acod"), False, view).endswith("among: All clusters.")


def test_explanation_names_the_fewest() -> None:
    assert f"fewer than {i18n.number(percentile.FEWEST)} peers" in peer_standing.explain()
