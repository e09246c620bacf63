"""Outlines: true areas, shared borders, holes and islands as further rings."""

import geopandas
import pytest
import shapely

from atlas.charts.maps.views import AREAS
from atlas.exports.pptx import outlines
from atlas.model import boundaries

GERMANY = (*AREAS["germany"].view["lon"], *AREAS["germany"].view["lat"])
EUROPE = (*AREAS["europe"].view["lon"], *AREAS["europe"].view["lat"])


def area(rings: list[outlines.Ring]) -> float:
    """Return the area of a region by the even-odd rule that slides fill by, in square metres."""
    whole = shapely.Polygon()
    for ring in rings:
        whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return float(whole.area)


@pytest.mark.parametrize(("region", "square_km"), [("DE-BY", 70_550), ("DE-BB", 29_650)])
def test_areas_are_true(region: str, square_km: float) -> None:
    found = outlines.inside(GERMANY).regions[region]
    assert area(found.rings) / 1e6 == pytest.approx(square_km, rel=0.02)


@pytest.mark.parametrize("region", ["DE-BY", "DE-SL", "LU", "CH-TI", "IT-25"])
def test_simpler_outlines_keep_their_areas(region: str) -> None:
    raw = geopandas.read_file(boundaries.PATH).to_crs(3035).set_index("region_id")
    found = outlines.inside(EUROPE).regions[region]
    assert area(found.rings) == pytest.approx(raw.geometry[region].area, rel=0.03)


def test_berlin_is_a_hole_in_brandenburg() -> None:
    regions = outlines.inside(GERMANY).regions
    assert len(regions["DE-BB"].rings) == 2
    hole = shapely.Polygon(regions["DE-BB"].rings[1])
    assert hole.symmetric_difference(shapely.Polygon(regions["DE-BE"].rings[0])).area < 1e5


def test_nothing_leaves_the_view() -> None:
    chart = outlines.inside(GERMANY)
    for region in chart.regions.values():
        for ring in region.rings:
            assert all(-1 <= x <= chart.width + 1 and -1 <= y <= chart.height + 1 for x, y in ring)


def test_places_are_north_up_and_none_outside() -> None:
    chart = outlines.inside(GERMANY)
    hamburg, munich, madrid = chart.project([9.99, 11.58, -3.7], [53.55, 48.14, 40.4])
    assert hamburg is not None
    assert munich is not None
    assert hamburg[1] < munich[1]
    assert hamburg[0] < munich[0]
    assert madrid is None


def test_a_view_is_worked_out_once() -> None:
    assert outlines.inside(GERMANY) is outlines.inside(GERMANY)


def test_neighbours_share_their_border_after_it_was_made_simpler() -> None:
    regions = outlines.inside(EUROPE).regions
    one, other = (shapely.Polygon(regions[name].rings[0]) for name in ("DE-BW", "DE-BY"))
    assert one.intersection(other).area < 1e5
    assert one.distance(other) < 1
