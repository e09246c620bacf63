"""Circles at seats: each can be pointed at, and the key is true to their own sizes."""

import math

import pandas
import plotly.graph_objects as go
import pytest

from atlas import gallery
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps import seats, size_key, spreading
from atlas.charts.maps.views import AREAS
from atlas.model.metrics import Metric
from atlas.model.view import View
from tests.atlas.traces import in_role

PER_PIXEL = (AREAS["germany"].view["lat"][1] - AREAS["germany"].view["lat"][0]) / 520


@pytest.mark.parametrize("metric", ["members", "staff", "funding_eur", "members_per_staff"])
def test_sample_circles_are_as_large_as_those_on_the_map(metric: str, view: View) -> None:
    figure = gallery.draw("map", view, metric=metric).figure
    samples = in_role(figure, TraceRole.SIZE)
    sizes = [one.marker.size for one in samples]
    assert 1 <= len(samples) <= 2
    assert sizes == sorted(sizes)
    values = view.run("seats_of_selection", metric=metric)["value"].dropna()
    for one in samples:
        value = values.max() * (one.marker.size / 34) ** 2
        first = value / 10 ** math.floor(math.log10(value * 1.001))
        assert any(first == pytest.approx(round_one) for round_one in (1, 2, 5))
        assert values.min() <= value * 1.001
        assert value <= values.max() * 1.001


def test_the_key_keeps_to_the_range_of_the_circles(every: dict[str, Metric]) -> None:
    for values, shown in (([50, 90, 220], [50, 200]), ([210, 230], [230]), ([7, 7], [])):
        samples = seats.choose_samples(pandas.Series(values, dtype=float), every["members"], 34)
        assert list(samples) == shown
        assert all(
            size == pytest.approx(34 * math.sqrt(v / max(values))) for v, size in samples.items()
        )


def test_the_screen_draws_the_key_in_true_size(view: View) -> None:
    figure = gallery.draw("map", view).figure
    drawn = [one for one in figure.layout.shapes if one.name == size_key.NAME]
    sizes = [one.x1 - one.x0 for one in drawn if one.type == "circle"]
    assert sizes == pytest.approx([one.marker.size for one in in_role(figure, TraceRole.SIZE)])
    said = [one.text for one in figure.layout.annotations if one.name == size_key.NAME]
    assert said[-1].endswith(" members")


def test_dates_have_no_sample_circles(view: View) -> None:
    figure = gallery.draw("map", view, metric="founding_year").figure
    assert in_role(figure, TraceRole.SIZE) == []
    assert any(trace.name == "Cluster: Founding year" for trace in figure.data)


def test_each_circle_of_a_seat_can_be_pointed_at() -> None:
    seat = (13.74, 51.05)
    for sizes in ([34, 14, 9, 6, 6, 6], [10, 10], [6] * 20):
        drawn = spreading.set_apart([seat] * len(sizes), sizes, PER_PIXEL)
        assert drawn[0] == seat
        pixels = [
            ((lon - 13.74) * math.cos(math.radians(51.05)) / PER_PIXEL, (lat - 51.05) / PER_PIXEL)
            for lon, lat in drawn
        ]
        # small ones lie above large ones: the middle of each is free of those above it
        for place, (x, y) in enumerate(pixels):
            for other in range(place + 1, len(pixels)):
                away = math.hypot(x - pixels[other][0], y - pixels[other][1])
                assert away > sizes[other] / 2 or away > 3, (sizes, place, other)


def test_the_middle_of_silicon_saxony_is_its_own(view: View) -> None:
    figure: go.Figure = gallery.draw("map", view).figure
    circles = {
        cluster: (lon, lat, size)
        for trace in in_role(figure, TraceRole.SEATS)
        if isinstance(trace.marker.size, tuple | list)
        for cluster, lon, lat, size in zip(
            trace.customdata, trace.lon, trace.lat, trace.marker.size, strict=True
        )
    }
    lon, lat, size = circles.pop("silicon-saxony")
    for cluster, (x, y, other) in circles.items():
        across = (x - lon) * math.cos(math.radians(lat)) / PER_PIXEL
        away = math.hypot(across, (y - lat) / PER_PIXEL)
        assert away > other / 2, cluster
    assert size > circles["cool-silicon"][2]
    order = list(circles)
    assert order == sorted(order, key=lambda one: -circles[one][2])
