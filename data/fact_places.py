"""Clusters, the regions they cover and their sectors, from the collected clusters.csv."""

import re

import geopandas
from shapely.geometry import Point

from data.checks import EQUAL_AREA, SEAT_TOLERANCE_M
from data.fact_inputs import BadInput, Record

INFERRED = re.compile(r"\s*\(inferred\)$")


def clusters(
    rows: list[Record], outlines: geopandas.GeoDataFrame, ended: dict[str, str]
) -> list[Record]:
    """Return one row per cluster, with the region that holds its seat and the date it ended."""
    seats = seat_regions(rows, outlines)
    return [
        {
            "cluster_id": row["slug"],
            "name": row["name"],
            "legal_form": row["legal_form"],
            "seat_city": row["seat_city"],
            "lat": row["lat"],
            "lon": row["lon"],
            "seat_basis": row["seat_basis"],
            "seat_region_id": seats.get(row["slug"], ""),
            "country_id": row["country"],
            "region_label": row["region_label"],
            "website": row["website"],
            "ended_on": row.get("ended_on", "") or ended.get(row["slug"], ""),
        }
        for row in rows
    ]


def seat_regions(rows: list[Record], outlines: geopandas.GeoDataFrame) -> dict[str, str]:
    """Return the region of each seat: the outline that holds it, or the nearest within 10 km.

    Outlines of the cluster's own country come first, so a seat on a border stays at home.
    """
    drawn = outlines.to_crs(EQUAL_AREA).sort_values("region_id")
    seated = [row for row in rows if row["lat"]]
    points = geopandas.GeoSeries(
        [Point(float(row["lon"]), float(row["lat"])) for row in seated], crs="EPSG:4326"
    ).to_crs(EQUAL_AREA)
    found, lost = {}, []
    for row, point in zip(seated, points, strict=True):
        distances = drawn.geometry.distance(point)
        home = distances[drawn["country_id"] == row["country"]]
        nearest = (home if len(home) and home.min() <= SEAT_TOLERANCE_M else distances).idxmin()
        if distances[nearest] > SEAT_TOLERANCE_M:
            lost.append(f"{row['slug']}: no region within 10 km of its seat.")
        found[row["slug"]] = str(drawn.loc[nearest, "region_id"])
    if lost:
        raise BadInput("\n".join(lost))
    return found


def cluster_regions(rows: list[Record]) -> list[Record]:
    """Return the regions each cluster covers. Without a region named, they come from the seat."""
    return [
        {
            "cluster_id": row["slug"],
            "region_id": INFERRED.sub("", region),
            "basis": "inferred" if INFERRED.search(region) or not row["region_label"] else "stated",
        }
        for row in rows
        for region in dict.fromkeys(row["regions"].split(";"))
    ]


def cluster_sectors(rows: list[Record], known: dict[str, str]) -> list[Record]:
    """Return each cluster's sectors, first one first. `known`: collected name -> sector id."""
    return [
        {"cluster_id": row["slug"], "sector_id": known[sector], "position": str(position)}
        for row in rows
        for position, sector in enumerate(dict.fromkeys(row["sectors"].split(";")), 1)
    ]


def sector_ids(collected: list[Record], sectors: list[Record]) -> dict[str, str]:
    """Return the id of every collected sector name. Raises BadInput for one without a row."""
    ids = {row["sector_id"] for row in sectors}
    found = {row["sector"]: row["sector"].replace(" ", "-") for row in collected}
    unknown = sorted(name for name, sector_id in found.items() if sector_id not in ids)
    if unknown:
        raise BadInput("sectors.csv lacks: " + ", ".join(unknown))
    return found
