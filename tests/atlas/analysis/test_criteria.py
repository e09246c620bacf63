"""The self-check: thresholds that are public, held against what is known, hedges respected."""

import csv
import math
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis import criteria
from atlas.analysis.criteria import NoScheme, judge
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from data.build import HERE
from tests.queries import plain

#: the twelve clusters of the seed documents and what they report at the end of 2025, read there
#: and in the collected facts by hand: members at least 15?
FIFTEEN_MEMBERS = {
    "silicon-saxony": "met",  # 490 in June 2024
    "niro": "met",  # 72 in May 2022
    "hamburg-aviation": "met",  # 175 in 2019
    "foodregio": "met",  # 80 in 2019
    "mowin-net": "met",  # more than 130 in July 2024
    "cyberlago": "met",  # more than 150 in October 2023
    "chemie-cluster-bayern": "met",  # about 120 in 2019
    "medianet-berlinbrandenburg": "met",  # 420 in 2019
    "mahreg-automotive": "met",  # 170 in March 2019, hedged three ways
    "autoregion": "met",  # about 200 in a text of 2021 to 2024
    "cluster-automotive-bayern": "unpublished",  # no count is known
    "automotive-cluster-metropolregion-hbgw": "unpublished",  # the 34 are those of its carrier
}
MEMBERS = "eccp-listing-2"


def results(known: Choices, year: int, criterion: str, exact: bool = False) -> dict[str, Any]:
    """Return cluster -> its row for one criterion, of all clusters."""
    scheme = criterion.rsplit("-", 1)[0]
    rows = criteria.check(view_of(Selection(year, exact=exact), known), scheme)
    rows = rows[rows["criterion_id"] == criterion]
    return {row["cluster_id"]: row for row in rows.to_dict("records")}


def test_fifteen_members_of_the_seed_clusters_by_hand(known: Choices) -> None:
    found = results(known, 2025, MEMBERS)
    assert {one: found[one]["result"] for one in FIFTEEN_MEMBERS} == FIFTEEN_MEMBERS
    assert found["automotive-cluster-metropolregion-hbgw"]["missing"] == "figure"


def test_the_asked_year_decides_which_figure_counts(known: Choices) -> None:
    """NIRO began with 8 in 2006; foodRegio was set up with 12; Hamburg Aviation with exactly 15."""
    assert results(known, 2006, MEMBERS)["niro"]["result"] == "not_met"
    assert results(known, 2007, MEMBERS)["foodregio"]["result"] == "not_met"
    assert results(known, 2011, MEMBERS)["hamburg-aviation"]["result"] == "met"
    assert results(known, 2010, MEMBERS)["hamburg-aviation"]["missing"] == "figure"


def test_a_hedge_that_spans_the_threshold_leaves_it_open(known: Choices) -> None:
    row = results(known, 2025, MEMBERS)["automotiveland-nrw"]
    assert (row["low"], row["value"], row["high"]) == (13.5, 15, 16.5)
    assert (row["result"], row["missing"]) == ("unclear", "")


@pytest.mark.parametrize(
    ("qualifier", "value", "result"),
    [
        ("more_than", 10, "unclear"),
        ("at_least", 14, "unclear"),
        ("more_than", 15, "met"),
        ("up_to", 20, "unclear"),
        ("up_to", 14, "not_met"),
        ("about", 10, "not_met"),
    ],
)
def test_a_source_that_leaves_one_side_open_is_no_verdict_on_it(
    qualifier: str, value: float, result: str
) -> None:
    hedge = plain.by_id("qualifiers")[qualifier]
    drawn = {end: value * float(hedge[f"{end}_factor"]) for end in ("low", "high")}
    is_open = {f"open_{end}": hedge["open_end"] == end for end in ("above", "below")}
    reach = criteria.verdict_range({"share_of": None} | is_open, drawn)
    assert criteria.judge(*reach, 15) == result


def test_an_undated_figure_judges_nothing(known: Choices) -> None:
    row = results(known, 2025, MEMBERS)["proholz-schwarzwald"]
    assert row["undated_value"] == 11
    assert (row["result"], row["missing"]) == ("unpublished", "date")
    assert pandas.isna(row["value"])


def test_exact_only_turns_hedged_figures_into_unknown_ones(known: Choices) -> None:
    """MECATECH states its members with a hedge alone; MoWiN.net's latest exact count is of 2019."""
    hedged, exact = (results(known, 2025, MEMBERS, exact=exact) for exact in (False, True))
    assert hedged["mecatech"]["result"] == "met"
    assert (exact["mecatech"]["result"], exact["mecatech"]["missing"]) == ("unpublished", "figure")
    assert hedged["mowin-net"]["qualifier"] == "more_than"
    assert (exact["mowin-net"]["qualifier"], exact["mowin-net"]["as_of"]) == ("exact", "2019")


@pytest.mark.parametrize("year", [2012, 2019, 2025])
@pytest.mark.parametrize(
    ("criterion", "metric", "least"),
    [
        ("eccp-listing-1", "staff", 0.5),
        (MEMBERS, "members", 15),
        ("bw-cluster-database-1", "members", 12),
        ("bw-cluster-database-3", "events_per_year", 3),
        ("ecei-gold-2013-32", "ecei_score_pct", 80),
    ],
)
def test_results_are_those_of_plain_python(
    criterion: str, metric: str, least: float, year: int, known: Choices
) -> None:
    found = results(known, year, criterion)
    assert set(found) == set(plain.by_id("clusters"))
    for cluster, row in found.items():
        value = plain.known(metric, cluster, year)
        assert row["result"] == _plainly(value, least), cluster


def _plainly(value: dict[str, Any] | None, least: float) -> str:
    if value is None:
        return "unpublished"
    reached = [end >= least for end in (value["low"], value["high"])]
    return {(True, True): "met", (False, False): "not_met"}.get(tuple(reached), "unclear")


@pytest.mark.parametrize("year", [2015, 2019, 2025])
def test_the_share_of_companies_is_worked_out_anew(year: int, known: Choices) -> None:
    judged = 0
    for cluster, row in results(known, year, "bw-cluster-database-2").items():
        part, whole = (plain.known(one, cluster, year) for one in ("members_companies", "members"))
        if not part or not whole:
            assert row["missing"] == "figure"
        elif _may_be_apart(part, whole):
            assert row["missing"] == "apart"
        elif part["low"] > whole["high"]:
            assert row["missing"] == "counts"
        else:
            low, high = 100 * part["low"] / whole["high"], 100 * part["high"] / whole["low"]
            assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(min(100, high)))
            if part["as_of"] and whole["as_of"]:
                assert row["as_of"] == min(part["as_of"], whole["as_of"])
            else:
                ends = [one["as_of"] or one["window_end"] for one in (part, whole)]
                assert pandas.isna(row["as_of"])
                assert row["window_end"] == max(ends)
            assert row["result"] == _plainly({"low": low, "high": high}, 50)
            judged += 1
    assert judged > 1


def _may_be_apart(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Return whether two figures may be of times more than three years apart."""
    if not part["as_of"] and not whole["as_of"]:
        same = ("source_id", "begins", "ends")
        if all(part[one] == whole[one] for one in same):
            return False
    if not part["begins"] or not whole["begins"]:
        return True
    first, last = min(part["begins"], whole["begins"]), max(part["ends"], whole["ends"])
    return int(last[:4]) - int(first[:4]) > 3


def test_no_threshold_is_ever_made_up(view: View) -> None:
    """Whatever is judged has its threshold and unit in the table; all else is unpublished."""
    with (HERE / "criteria.csv").open(encoding="utf-8", newline="") as lines:
        public = {row["criterion_id"]: row for row in csv.DictReader(lines) if row["threshold"]}
    for scheme in criteria.schemes()["scheme_id"]:
        rows = criteria.check(view, scheme)
        judged = rows[rows["result"] != "unpublished"]
        assert set(judged["criterion_id"]) <= public.keys()
        for row in judged.drop_duplicates("criterion_id").to_dict("records"):
            assert row["threshold"] == float(public[row["criterion_id"]]["threshold"])
        silent = rows[rows["result"] == "unpublished"]
        assert (silent["missing"] != "").all()
        assert (judged["missing"] == "").all()
        assert sum(criteria.count_results(rows).values()) == len(rows)


def test_gold_shows_what_is_known_but_judges_the_overall_score_only(known: Choices) -> None:
    rows = criteria.check(view_of(Selection(2025, clusters=("gce-node",)), known), "ecei-gold-2013")
    assert len(rows) == 33
    by_code = rows.set_index("criterion_id")
    assert by_code.loc["ecei-gold-2013-32", ["value", "result"]].tolist() == [95, "met"]
    members = by_code.loc["ecei-gold-2013-1-1-2"]
    assert members["value"] > 0
    assert (members["result"], members["missing"]) == ("unpublished", "threshold")


def test_the_2013_set_has_its_31_indicators_and_says_which_were_not_read(view: View) -> None:
    rows = criteria.check(view.only(["niro"]), "ecei-gold-2013")
    coded = rows[rows["code"].notna()]
    assert len(coded) == 31
    assert int(coded["audited_for_silver"].sum()) == 19
    assert set(coded.loc[coded["confidence"] == "general_knowledge", "code"]) == {"5.2", "5.3"}


def test_nobody_selected_gives_no_rows(known: Choices) -> None:
    nobody = view_of(Selection(2025, search="nosuchcluster"), known)
    rows = criteria.check(nobody, "eccp-listing")
    assert rows.empty
    assert {"result", "missing", "value"} <= set(rows.columns)
    assert criteria.count_results(rows) == {"met": 0, "not_met": 0, "unclear": 0, "unpublished": 0}


def test_an_unknown_scheme_is_told_with_those_there_are() -> None:
    with pytest.raises(NoScheme, match=r"No scheme 'gold'\. There are: eccp-listing, go-cluster"):
        criteria.scheme("gold")


FINITE = st.floats(-1e9, 1e9, allow_nan=False)


@given(FINITE, FINITE, FINITE, st.floats(0, 1))
def test_a_verdict_holds_for_every_value_of_the_range(
    one: float, other: float, threshold: float, share: float
) -> None:
    low, high = sorted((one, other))
    inside = min(max(low + (high - low) * share, low), high)
    verdict = judge(low, high, threshold)
    if verdict == "met":
        assert inside >= threshold
    elif verdict == "not_met":
        assert inside < threshold
    else:
        assert low < threshold <= high


@given(FINITE, FINITE, FINITE, FINITE)
def test_more_is_never_judged_worse(low: float, high: float, threshold: float, up: float) -> None:
    order = {"not_met": 0, "unclear": 1, "met": 2}
    low, high = sorted((low, high))
    before = order[judge(low, high, threshold)]
    assert order[judge(low + abs(up), high + abs(up), threshold)] >= before
    assert order[judge(low, high, threshold + abs(up))] <= before


@given(FINITE, FINITE)
def test_an_exact_figure_is_always_judged(value: float, threshold: float) -> None:
    assert judge(value, value, threshold) == ("met" if value >= threshold else "not_met")


@pytest.mark.parametrize("bad", [(math.nan, 1, 1), (1, math.nan, 1), (1, 2, math.nan), (2, 1, 1)])
def test_what_is_not_known_cannot_be_judged(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="cannot"):
        judge(*bad)
