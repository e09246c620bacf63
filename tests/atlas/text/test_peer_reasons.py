"""Reasons: true words about each trait, and none about what is not known."""

import math
from typing import Any

import pandas
import pytest

from atlas import i18n
from atlas.analysis import similarity
from atlas.analysis.peers import parse_weights
from atlas.model.choices import Choices
from atlas.text import peer_reasons

OURS: dict[str, Any] = {
    "age_value": 20.0,
    "age_low": 20.0,
    "age_high": 20.0,
    "members_value": 100.0,
    "members_low": 100.0,
    "members_high": 100.0,
    "staff_value": 4.0,
    "staff_low": 4.0,
    "staff_high": 4.0,
    "sectors": ["automotive", "mobility"],
    "sector_groups": ["all-automotive-mobility"],
    "region_kind": "one",
    "cross_border": False,
}
ALIKE = "Same sectors; same age; as many members; as much staff; also covers one region"


def size(trait: str, value: float, low: float = math.nan, high: float = math.nan) -> dict[str, Any]:
    ends = {"low": value if math.isnan(low) else low, "high": value if math.isnan(high) else high}
    return {f"{trait}_value": value, **{f"{trait}_{end}": one for end, one in ends.items()}}


def why(known: Choices, weights: str = "", ours: dict[str, Any] = OURS, **theirs: Any) -> str:
    peer = ours | theirs
    scales = {"age": (7.0, 28.0), "members": (23.0, 490.0), "staff": (2.0, 36.0)}
    apart = similarity.distances(ours, pandas.DataFrame([peer]), scales).iloc[0].to_dict()
    return peer_reasons.why(ours, peer | apart, parse_weights(weights), known)


def test_alike(known: Choices) -> None:
    assert why(known) == ALIKE


@pytest.mark.parametrize(
    ("theirs", "instead", "said"),
    [
        (size("age", 23), "same age", "3\u00a0years older"),
        (size("age", 19), "same age", "1\u00a0year younger"),
        (size("age", 20, 18, 22), "same age", "age not distinguishable"),
        (size("members", 88), "as many members", "12% fewer members"),
        (size("members", 150), "as many members", "50% more members"),
        (size("members", 320), "as many members", "3.2 times as many members"),
        (size("members", 110, 99, 121), "as many members", "number of members not distinguishable"),
        (size("members", 0), "as many members", "0 against 100 members"),
        (size("staff", 3), "as much staff", "25% less staff"),
        (size("staff", 5), "as much staff", "25% more staff"),
        ({"region_kind": "city"}, "also covers one region", "covers a city region"),
        (
            {"cross_border": True},
            "also covers one region",
            "also covers one region; across borders",
        ),
        ({"sectors": ["automotive"]}, "Same sectors", "In common: Automotive"),
        ({"sectors": ["logistics"]}, "Same sectors", "Same sector group"),
        (
            {"sectors": ["ict"], "sector_groups": ["all-ict-digital"]},
            "Same sectors",
            "Another sector group",
        ),
    ],
)
def test_one_thing_apart(theirs: dict[str, Any], instead: str, said: str, known: Choices) -> None:
    assert why(known, **theirs) == ALIKE.replace(instead, said)


def test_what_is_not_known_is_named_and_nothing_is_said_about_it(known: Choices) -> None:
    assert why(known, **size("staff", math.nan)) == (
        "Same sectors; same age; as many members; also covers one region; not comparable: staff"
    )


def test_what_does_not_count_is_not_named(known: Choices) -> None:
    said = why(known, "staff:0,sector:0", **size("staff", math.nan))
    assert said == "Same age; as many members; also covers one region"


def test_both_across_borders(known: Choices) -> None:
    ours = OURS | {"region_kind": "several", "cross_border": True}
    assert why(known, ours=ours).endswith("also covers several regions; also across borders")
    assert why(known, ours=ours, cross_border=False).endswith("within one country")


def test_german_writes_numbers_its_own_way(known: Choices) -> None:
    i18n.use("de")
    assert "3,2" in why(known, **size("members", 320))
