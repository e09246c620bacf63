"""Nearness: what must hold of any distance, and the example of docs/peers.md."""

import math
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis import similarity
from atlas.analysis.peers import parse_weights
from atlas.analysis.similarity import TRAITS

DOCS = Path(similarity.__file__).parents[2] / "docs" / "peers.md"


def grouped(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"sector_groups": sorted({sector[0] for sector in one["sectors"]})}


COUNTS = st.one_of(st.just(math.nan), st.integers(0, 2000).map(float))
IDS = st.lists(st.sampled_from(["a1", "a2", "b1", "b2", "c1"]), max_size=3, unique=True)
CLUSTER: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "age_value": st.one_of(st.just(math.nan), st.integers(0, 80).map(float)),
        "members_value": COUNTS,
        "staff_value": COUNTS,
        "sectors": IDS,
        "region_kind": st.sampled_from(["city", "one", "several", "country", None]),
        "cross_border": st.sampled_from([True, False, None]),
    }
).map(grouped)
WEIGHTS = st.fixed_dictionaries({trait: st.integers(0, 3) for trait in TRAITS})
SCALES = {"age": (7.0, 28.0), "members": (23.0, 490.0), "staff": (2.0, 36.0)}


def apart(a: dict[str, Any], b: dict[str, Any]) -> pandas.DataFrame:
    return similarity.distances(a, pandas.DataFrame([b]), SCALES)


def distance(a: dict[str, Any], b: dict[str, Any], weights: dict[str, int]) -> float:
    return float(similarity.average(apart(a, b), weights)["distance"].iloc[0])


@settings(deadline=None)
@given(CLUSTER, CLUSTER, WEIGHTS)
def test_symmetric_and_between_0_and_1(a: Any, b: Any, weights: dict[str, int]) -> None:
    there, back = apart(a, b).iloc[0], apart(b, a).iloc[0]
    pandas.testing.assert_series_equal(there, back)
    assert there.dropna().between(0, 1).all()
    numpy.testing.assert_equal(distance(a, b, weights), distance(b, a, weights))


@settings(deadline=None)
@given(CLUSTER, WEIGHTS)
def test_nothing_lies_between_a_cluster_and_itself(one: Any, weights: dict[str, int]) -> None:
    assert (apart(one, one).iloc[0].dropna() == 0).all()
    found = distance(one, one, weights)
    assert found == 0 or math.isnan(found)


@settings(deadline=None)
@given(CLUSTER, CLUSTER, CLUSTER, WEIGHTS, st.sampled_from(TRAITS))
def test_weight_0_takes_a_trait_away(
    a: Any, b: Any, other: Any, weights: dict[str, int], trait: str
) -> None:
    column = {"sector": "sectors", "region": "region_kind", "border": "cross_border"}
    name = column.get(trait, f"{trait}_value")
    changed = b | {name: other[name]}
    if trait == "sector":
        changed["sector_groups"] = other["sector_groups"]
    without = weights | {trait: 0}
    numpy.testing.assert_equal(distance(a, b, without), distance(a, changed, without))


@settings(deadline=None)
@given(CLUSTER, CLUSTER, WEIGHTS)
def test_too_little_known_gives_no_distance(a: Any, b: Any, weights: dict[str, int]) -> None:
    """The average by hand: over what is known, and only with half of the weight."""
    parts = {trait: float(value) for trait, value in apart(a, b).iloc[0].items()}
    known = [trait for trait in TRAITS if not math.isnan(parts[trait]) and weights[trait]]
    weight = sum(weights[trait] for trait in known)
    found = similarity.average(apart(a, b), weights).iloc[0]
    assert found["compared"] == len(known)
    if weight and weight >= sum(weights.values()) / 2:
        total = sum(weights[trait] * parts[trait] for trait in known)
        assert found["distance"] == pytest.approx(total / weight)
    else:
        assert math.isnan(found["distance"])


def test_missing_is_never_zero_and_zero_is_never_missing() -> None:
    base = {"sectors": ["a1"], "sector_groups": ["a"], "region_kind": "one", "cross_border": False}
    sizes = {"age_value": 10.0, "members_value": 50.0}
    some, none, unknown = (base | sizes | {"staff_value": staff} for staff in (4.0, 0.0, math.nan))
    assert math.isnan(apart(some, unknown)["staff"].iloc[0])
    assert apart(some, none)["staff"].iloc[0] == 1
    assert apart(none, none)["staff"].iloc[0] == 0


def test_one_giant_does_not_squeeze_the_others() -> None:
    """Beyond the middle nine tenths nothing gets further away."""
    base = {"sectors": ["a1"], "sector_groups": ["a"], "region_kind": "one", "cross_border": False}
    of = {
        size: base | {"age_value": 9.0, "staff_value": 3.0, "members_value": size}
        for size in (23.0, 490.0, 1e6)
    }
    assert apart(of[23.0], of[490.0])["members"].iloc[0] == pytest.approx(1)
    assert apart(of[23.0], of[1e6])["members"].iloc[0] == 1


def test_the_example_of_the_documentation() -> None:
    text = DOCS.read_text(encoding="utf-8")
    ours = {
        "age_value": 20.0,
        "members_value": 100.0,
        "staff_value": math.nan,
        "sectors": ["automotive", "mobility"],
        "sector_groups": ["group"],
        "region_kind": "one",
        "cross_border": False,
    }
    theirs = ours | {
        "age_value": 24.0,
        "members_value": 200.0,
        "staff_value": 6.0,
        "sectors": ["automotive"],
        "region_kind": "city",
    }
    parts = apart(ours, theirs).iloc[0].dropna().to_dict()
    by_hand = {
        "age": 4 / 21,
        "members": math.log(2) / math.log(490 / 23),
        "sector": 1 - (1 / 2 + 1) / 2,
        "region": 1.0,
        "border": 0.0,
    }
    assert parts == pytest.approx(by_hand)
    for value in by_hand.values():
        assert f"{value:.3f} |" in text
    for weights, said in (
        ("sector:1", "= 0.333, a similarity of 67 percent\non 5 of 6"),
        ("age:2,sector:1,region:0", "= 0.172, a\nsimilarity of 83 percent on 4 of 5"),
    ):
        weighed = parse_weights(weights)
        found = similarity.average(apart(ours, theirs), weighed).iloc[0]
        total = sum(weighed[one] * by_hand[one] for one in by_hand)
        assert found["distance"] == pytest.approx(total / sum(weighed[one] for one in by_hand))
        assert said in text
        assert f"= {found['distance']:.3f}" in said
        assert f"similarity of {100 * (1 - found['distance']):.0f} percent" in said
        assert f"on {found['compared']:.0f} of {sum(map(bool, weighed.values()))}" in said
