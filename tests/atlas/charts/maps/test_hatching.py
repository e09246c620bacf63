"""The lines across regions that report nothing: inside them, as wide apart in every view."""

import geopandas
import numpy
import pytest
import shapely

from atlas import gallery
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps.views import AREAS
from atlas.model import boundaries
from atlas.model.view import View
from tests.atlas.traces import in_role


@pytest.mark.parametrize("area", AREAS)
def test_lines_cover_what_is_not_reported_and_nothing_else(area: str, view: View) -> None:
    figure = gallery.draw("map", view, metric="staff", area=area).figure
    (lines,), (silent,) = (
        in_role(figure, TraceRole.HATCHING),
        in_role(figure, TraceRole.NOT_REPORTED),
    )
    read = geopandas.read_file(boundaries.PATH).set_index("region_id").to_crs(3035)
    points = numpy.column_stack([lines.lon, lines.lat])
    ends = numpy.flatnonzero(numpy.isnan(points[:, 0]))
    parts = [part[~numpy.isnan(part[:, 0])] for part in numpy.split(points, ends)]
    drawn = geopandas.GeoSeries(
        [shapely.LineString(part) for part in parts if len(part) > 1], crs=4326
    ).to_crs(3035)
    inside = read.loc[list(silent.locations)].geometry.union_all()
    # outlines are simpler than those drawn, by a pixel or so
    assert shapely.buffer(inside, 8_000).contains(shapely.union_all(drawn.values))
    crossed = [one for one in silent.locations if drawn.intersects(read.geometry[one]).any()]
    # only a small one may lie between two lines that are as far apart as a map of Europe wants
    missed = set(silent.locations) - set(crossed)
    assert all(read.geometry[one].area < 60_000**2 for one in missed)


def test_lines_take_no_part_in_what_a_pointer_or_a_legend_shows(view: View) -> None:
    figure = gallery.draw("map", view, metric="staff", stat="count").figure
    (lines,) = in_role(figure, TraceRole.HATCHING)
    assert (lines.hoverinfo, lines.showlegend) == ("skip", False)
    keys = {key.labels[0]: key.marker.pattern.shape for key in in_role(figure, TraceRole.KEY)}
    assert keys == {"Region: no selected cluster": "", "Region: no figure known": "/"}
