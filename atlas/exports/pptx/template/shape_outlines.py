"""The outline of a shape of a template: rectangle, ellipse, line or its own path, turned."""

import itertools
import math
from typing import Any

from pptx.oxml.ns import qn

Box = tuple[float, float, float, float]
Ring = list[tuple[float, float]]
#: points on a whole ellipse, and on one curve of a path
ROUND, CURVE = 48, 6
#: forms that leave their corners open
ELLIPSES = ("ellipse", "donut", "pie", "chord", "arc", "blockArc")
LINES = ("line", "straightConnector1")
#: paths of a shape that are followed, and points of each
MOST_PATHS, MOST_POINTS = 50, 4000


def rectangle(box: Box) -> Ring:
    """Return the corners of a box."""
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def is_line(element: Any, look: Any) -> bool:
    """Say whether a shape is drawn as a line, without an inside."""
    form = look.find(qn("a:prstGeom"))
    return element.tag == qn("p:cxnSp") or (form is not None and form.get("prst") in LINES)


def rings(look: Any, frame: Any, box: Box) -> list[Ring]:
    """Return a shape's outlines on the slide, as flipped and turned as the shape is."""
    form = look.find(qn("a:prstGeom"))
    own = look.find(qn("a:custGeom"))
    name = form.get("prst") if form is not None else ""
    if name in LINES or (form is None and own is None):
        left, top, right, bottom = box
        found = [[(left, top), (right, bottom)]] if name in LINES else [rectangle(box)]
    elif name in ELLIPSES:
        found = [_ellipse(box)]
    elif own is not None:
        found = _paths(own, box) or [rectangle(box)]
    else:
        found = [rectangle(box)]
    return [[_turned(point, frame, box) for point in ring] for ring in found]


def _ellipse(box: Box) -> Ring:
    left, top, right, bottom = box
    middle, half = (
        ((left + right) / 2, (top + bottom) / 2),
        ((right - left) / 2, (bottom - top) / 2),
    )
    steps = [2 * math.pi * step / ROUND for step in range(ROUND)]
    return [(middle[0] + half[0] * math.cos(a), middle[1] + half[1] * math.sin(a)) for a in steps]


def _paths(own: Any, box: Box) -> list[Ring]:
    """Return the paths of a shape's own geometry; none when one is drawn by formulas."""
    left, top, right, bottom = box
    found: list[Ring] = []
    for path in list(own.iter(qn("a:path")))[:MOST_PATHS]:
        wide = _number(path.get("w")) or right - left
        high = _number(path.get("h")) or bottom - top
        parts = _subpaths(path)
        if parts is None or not wide or not high:
            return []
        across, down = (right - left) / wide, (bottom - top) / high
        found += [[(left + x * across, top + y * down) for x, y in part] for part in parts]
    return [ring for ring in found if len(ring) > 1]


def _subpaths(path: Any) -> list[Ring] | None:
    """Return the rings of one path in its own measure; None when they cannot be followed."""
    found: list[Ring] = []
    for step in path:
        points: Ring = []
        for one in step:
            x, y = _number(one.get("x")), _number(one.get("y"))
            if x is None or y is None:
                return None
            points.append((x, y))
        name = step.tag.rpartition("}")[2]
        if name == "arcTo" or sum(map(len, found)) > MOST_POINTS:
            return None
        if name == "moveTo" or not found:
            found.append(points)
        elif name in ("cubicBezTo", "quadBezTo"):
            found[-1] += _curve(found[-1][-1], points)
        else:
            found[-1] += points
    return found


def _curve(start: tuple[float, float], points: Ring) -> Ring:
    """Return points along a Bézier curve."""
    every = [start, *points]
    found = []
    for step in range(1, CURVE + 1):
        share, line = step / CURVE, every
        while len(line) > 1:
            line = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in itertools.pairwise(line)
            ]
        found.append(line[0])
    return found


def _turned(point: tuple[float, float], frame: Any, box: Box) -> tuple[float, float]:
    """Return where a point lies once the shape is flipped and turned around its middle."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    x, y = point[0] - middle[0], point[1] - middle[1]
    if frame.get("flipH") in ("1", "true"):
        x = -x
    if frame.get("flipV") in ("1", "true"):
        y = -y
    angle = math.radians((_number(frame.get("rot")) or 0) / 60_000)
    turned = (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
    return middle[0] + turned[0], middle[1] + turned[1]


def _number(text: str | None) -> float | None:
    """Return a plain number; None for the name of a formula."""
    try:
        return float(text) if text else None
    except ValueError:
        return None
