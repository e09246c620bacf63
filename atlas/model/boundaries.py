"""Boundaries of the regions: the file that holds them, and the address at which pages get them."""

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas

PATH = Path(__file__).resolve().parents[2] / "data" / "boundaries.geojson"
#: figures name this address instead of holding the boundaries themselves
ADDRESS = "/assets/regions.geojson"


def read_json() -> dict[str, Any]:
    """Return the boundaries as GeoJSON."""
    boundaries: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return boundaries


@functools.cache
def read_frame() -> "geopandas.GeoDataFrame":
    """Return the boundaries in degrees: region_id, name, geometry. Callers must not change them."""
    # imported here, because the server that only hands out the file has no use for it
    import geopandas

    return geopandas.read_file(PATH)
