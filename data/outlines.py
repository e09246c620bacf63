"""The boundaries file: one outline a region."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from data import shapes
from data.problems import Problem

if TYPE_CHECKING:
    import geopandas

FILE = "boundaries.geojson"
#: degrees that any place in the world has at most
EAST, NORTH = 180, 90


def read(folder: Path) -> tuple["geopandas.GeoDataFrame | None", list[Problem]]:
    """Return one row per drawn region, `region_id` and `geometry` in WGS 84.

    None where the file holds a problem; all of them are returned.
    """
    # imported here, because whoever only asks a database has no use for it
    import geopandas

    path = folder / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
        document = json.loads(text, parse_constant=_refuse)
    except OSError:
        wrong = "the file is missing or cannot be read."
        return None, [Problem(FILE, 0, "-", wrong, "Restore it.")]
    except (ValueError, RecursionError) as error:
        wrong = f"it is not GeoJSON: {str(error)[:120]}."
        return None, [Problem(FILE, 0, "-", wrong, "Mend the syntax, or restore the file.")]
    problems = [
        Problem(FILE, _line(text, document, place), *fault)
        for place, fault in shapes.faults(document, shapes.BOUNDARIES)
    ]
    if problems:
        return None, problems
    drawn: dict[str, Any] = {}
    for place, feature in enumerate(document["features"]):
        region_id = feature["properties"]["region_id"]
        fault = _geometry_fault(feature["geometry"])
        if region_id in drawn:
            fault = f"{region_id} is drawn twice.", "Keep one of the two."
        if fault:
            line = _line(text, document, place)
            problems.append(Problem(FILE, line, "geometry", *fault))
        else:
            drawn[region_id] = shape(feature["geometry"])
    if problems:
        return None, problems
    table = {"region_id": list(drawn), "geometry": list(drawn.values())}
    return geopandas.GeoDataFrame(table, crs="EPSG:4326"), []


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _geometry_fault(geometry: dict[str, Any]) -> tuple[str, str] | None:
    remedy = "Restore the outline."
    try:
        outline = shape(geometry)
        west, south, east, north = outline.bounds
        valid = outline.is_valid
    except (ShapelyError, ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return "the outline cannot be read.", remedy
    if not (-EAST <= west < east <= EAST and -NORTH <= south < north <= NORTH):
        return "the outline lies nowhere in the world.", "Use degrees: longitude, then latitude."
    return None if valid else ("the outline crosses itself.", remedy)


def _line(text: str, document: Any, place: int | None) -> int:
    """Return the line of an outline, which its region's id tells; 0 where nothing does."""
    if place is None:
        return 0
    feature = document["features"][place]
    properties = feature.get("properties") if isinstance(feature, dict) else None
    region_id = properties.get("region_id") if isinstance(properties, dict) else None
    found = text.find(f'"{region_id}"') if isinstance(region_id, str) else -1
    return text.count("\n", 0, found) + 1 if found >= 0 else 0
