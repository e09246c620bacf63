"""Names at single points: the ones asked for first, each where it is free."""

import pandas

from atlas.charts.base import point_labels

LINEAR = {"x": False, "y": False}


def points(*each: tuple[str, float, float, float | None]) -> pandas.DataFrame:
    rows = pandas.DataFrame(each, columns=["cluster_id", "x", "y", "size"])
    return rows.assign(name=rows["cluster_id"].str.upper(), size=rows["size"].astype(float))


def test_the_highest_along_each_axis_and_the_largest_are_named() -> None:
    rows = points(("a", 0, 0, None), ("b", 100, 0, 3), ("c", 0, 100, None), ("d", 50, 50, 9))
    named = point_labels.choose(rows, LINEAR)
    assert {one: name for one, (name, _side) in named.items()} == {"b": "B", "c": "C", "d": "D"}


def test_a_name_stands_where_no_point_is() -> None:
    over = [(f"over{place}", 46.0 + place, 53.5, None) for place in range(8)]
    rows = points(("a", 0, 0, None), ("z", 100, 100, None), ("middle", 50, 50, 1.0), *over)
    assert point_labels.choose(rows, LINEAR)["middle"] == ("MIDDLE", "bottom center")


def test_a_name_that_would_hide_many_points_is_left_out() -> None:
    crowd = [
        (f"c{x}-{y}", 40.0 + x, 40.0 + y, None) for x in range(0, 21, 2) for y in range(0, 21, 2)
    ]
    rows = points(("a", 0, 0, None), ("z", 100, 100, None), ("middle", 50, 50, 1.0), *crowd)
    assert set(point_labels.choose(rows, LINEAR)) == {"z"}


def test_two_names_never_stand_on_each_other() -> None:
    rows = points(("a", 0, 0, None), ("right", 100, 99, None), ("top", 99, 100, None))
    named = point_labels.choose(rows, LINEAR)
    (one, other) = named.items()
    assert one[1][1] != other[1][1]


def test_one_point_alone_is_named() -> None:
    assert point_labels.choose(points(("only", 5, 5, None)), LINEAR)["only"][0] == "ONLY"


def test_logarithmic_axes_are_measured_as_they_are_drawn() -> None:
    rows = points(("a", 1, 1, None), ("b", 1000, 1, None), ("c", 10, 1000, None))
    assert set(point_labels.choose(rows, {"x": True, "y": True})) == {"b", "c"}
