"""Which regions lie beside one another: worked out from their outlines."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas


#: outlines are simplified one by one in places; borders this close (in metres) are one border
NEAR = 500
#: equal areas over all of Europe, in metres
METRES = "EPSG:3035"


def neighbours(outlines: "geopandas.GeoDataFrame") -> list[dict[str, Any]]:
    """Return each pair of regions that share a border, both ways, as rows of `neighbour`.

    `outlines`: one row a region, with `region_id` and its outline. Water parts regions.
    """
    # imported here, because whoever only asks a database has no use for it
    import geopandas

    flat = outlines[["region_id", "geometry"]].to_crs(METRES)
    pairs = geopandas.sjoin(flat, flat, predicate="dwithin", distance=NEAR)
    ids = zip(pairs["region_id_left"], pairs["region_id_right"], strict=True)
    return [{"region_id": one, "beside_id": other} for one, other in sorted(ids) if one != other]
