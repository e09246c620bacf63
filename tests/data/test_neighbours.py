"""Which regions border on which: known answers, and the border is there from both sides."""

from collections import defaultdict

from data import outlines
from data.build import HERE
from data.neighbours import neighbours

OUTLINES, _problems = outlines.read(HERE)
assert OUTLINES is not None


def beside() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in neighbours(OUTLINES):
        found[row["region_id"]].add(row["beside_id"])
    return found


def test_known_borders() -> None:
    found = beside()
    assert found["DE-SL"] == {"DE-RP", "FR-GES", "LU"}
    assert found["DE-BE"] == {"DE-BB"}
    assert found["DE-HH"] == {"DE-NI", "DE-SH"}
    assert {one for one in found["DE-SN"] if one.startswith("DE-")} == {
        "DE-BB",
        "DE-BY",
        "DE-ST",
        "DE-TH",
    }
    # the Øresund parts Zealand from Scania
    assert not {one for one in found["DK-84"] if one.startswith("SE")}


def test_a_border_has_two_sides_and_nobody_borders_on_itself() -> None:
    found = beside()
    for region, others in found.items():
        assert region not in others
        assert all(region in found[other] for other in others)
