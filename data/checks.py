"""What must hold between the tables: known ids, one row a fact, possible years, seats in place."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from data import check_labels, inhabitants, sourcing, windows
from data.cells import TODAY
from data.problems import Problem, Row
from data.tables import Tables

if TYPE_CHECKING:
    import geopandas

#: A seat may lie this far outside its region's outline, which is simplified to about two km.
SEAT_TOLERANCE_M = 10_000
EQUAL_AREA = "EPSG:3035"
#: for so many unknown ids of a column a known one is looked for that is like it
MOST_GUESSED = 20

#: table -> (file, key columns)
KEYS = {
    "region": ("regions.csv", ("region_id",)),
    "population": ("population.csv", ("region_id",)),
    "sector": ("sectors.csv", ("sector_id",)),
    "synonym": ("synonyms.csv", ("sector_id", "region_id")),
    "qualifier": ("qualifiers.csv", ("qualifier",)),
    "scope": ("scopes.csv", ("scope",)),
    "unit": ("units.csv", ("unit",)),
    "note": ("notes.csv", ("note_en",)),
    "milestone_kind": ("milestone_kinds.csv", ("kind",)),
    "relation_kind": ("relation_kinds.csv", ("kind",)),
    "source_kind": ("source_kinds.csv", ("kind",)),
    "source_rule": ("source_rules.csv", ("part", "pattern")),
    "source": ("sources.csv", ("source_id",)),
    "organisation": ("organisations.csv", ("organisation_id",)),
    "metric": ("metrics.toml", ("id",)),
    "cluster": ("clusters.csv", ("cluster_id",)),
    "cluster_region": ("cluster_regions.csv", ("cluster_id", "region_id")),
    "cluster_sector": ("cluster_sectors.csv", ("cluster_id", "sector_id")),
    "observation": (
        "observations.csv",
        ("cluster_id", "metric_id", "value", "qualifier", "as_of", "scope", "source_id", "locator"),
    ),
    "milestone": (
        "milestones.csv",
        ("cluster_id", "kind", "as_of", "value", "unit", "source_id", "locator", "note"),
    ),
    "relation": (
        "relations.csv",
        ("cluster_id", "kind", "organisation_id", "as_of", "source_id", "locator"),
    ),
    "scheme": ("schemes.csv", ("scheme_id",)),
    "criterion": ("criteria.csv", ("criterion_id",)),
    "label_rule": ("label_rules.csv", ("organisation_id",)),
}

#: table -> column -> the table that must know its value
REFERENCES = {
    "region": {"parent_id": "region"},
    "population": {"region_id": "region", "source_id": "source"},
    "sector": {"parent_id": "sector"},
    "synonym": {"sector_id": "sector", "region_id": "region"},
    "metric": {"numerator": "metric", "denominator": "metric"},
    "source_rule": {"kind": "source_kind"},
    "source": {"kind": "source_kind"},
    "organisation": {"country_id": "region"},
    "cluster": {"seat_region_id": "region", "country_id": "region"},
    "cluster_region": {"cluster_id": "cluster", "region_id": "region"},
    "cluster_sector": {"cluster_id": "cluster", "sector_id": "sector"},
    "observation": {
        "cluster_id": "cluster",
        "metric_id": "metric",
        "qualifier": "qualifier",
        "scope": "scope",
        "source_id": "source",
    },
    "milestone": {
        "cluster_id": "cluster",
        "kind": "milestone_kind",
        "unit": "unit",
        "qualifier": "qualifier",
        "scope": "scope",
        "source_id": "source",
    },
    "relation": {
        "cluster_id": "cluster",
        "kind": "relation_kind",
        "organisation_id": "organisation",
        "source_id": "source",
    },
    "scheme": {"organisation_id": "organisation", "source_id": "source"},
    "criterion": {
        "scheme_id": "scheme",
        "metric_id": "metric",
        "share_of": "metric",
        "source_id": "source",
    },
    "label_rule": {"organisation_id": "organisation", "source_id": "source"},
}


def all_problems(tables: Tables, outlines: "geopandas.GeoDataFrame | None") -> list[Problem]:
    """Return every problem between the rows of `tables`.

    `outlines`: one row per drawn region, `region_id` and `geometry` in WGS 84; None where these
    could not be read.
    """
    problems: list[Problem] = []
    for check in (
        *(_duplicates, _unknown_ids, _parents, _dates, _values, _metrics, _units, _founding),
        _places,
    ):
        problems += check(tables)
    for more in (
        check_labels.all_problems,
        sourcing.problems,
        windows.problems,
        inhabitants.problems,
    ):
        problems += more(tables)
    if outlines is not None:
        problems += [*_seats(tables, outlines), *_outlines(tables, outlines)]
    return problems


def _problem(table: str, row: Row, column: str, wrong: str, remedy: str) -> Problem:
    return Problem(KEYS[table][0], row.line, column, wrong, remedy)


def _duplicates(tables: Tables) -> Iterator[Problem]:
    for table, (_, columns) in KEYS.items():
        seen: dict[tuple[Any, ...], int] = {}
        for row in tables[table]:
            key = tuple(row[column] for column in columns)
            if key in seen:
                wrong = f"the row repeats line {seen[key]}."
                yield _problem(table, row, columns[0], wrong, "Keep one of the two.")
            seen.setdefault(key, row.line)


def _unknown_ids(tables: Tables) -> Iterator[Problem]:
    for table, references in REFERENCES.items():
        for column, target in references.items():
            file, key = KEYS[target]
            if not tables[target]:
                continue
            known = {row[key[0]] for row in tables[target]}
            remedies: dict[str, str] = {}
            for row in tables[table]:
                value = row[column]
                if value is None or value in known:
                    continue
                # of a table that lost many rows, looking for what is like each would take minutes
                if value not in remedies and len(remedies) < MOST_GUESSED:
                    close = get_close_matches(value, known, n=1)
                    remedies[value] = f"Did you mean '{close[0]}'?" if close else ""
                remedy = remedies.get(value) or f"Add it to {file}."
                yield _problem(table, row, column, f"unknown {target} '{value}'.", remedy)


def _parents(tables: Tables) -> Iterator[Problem]:
    """What lies in something lies in what lies in nothing: no circles, no third level."""
    for table in ("region", "sector"):
        key = KEYS[table][1][0]
        parent_of = {row[key]: row["parent_id"] for row in tables[table]}
        for row in tables[table]:
            parent = row["parent_id"]
            if parent and parent_of.get(parent):
                wrong = f"{parent} has a parent itself."
                yield _problem(table, row, "parent_id", wrong, "Name one that has none.")
    for row in tables["region"]:
        if (row["level"] == "country") != (row["parent_id"] is None):
            wrong = f"a {row['level']} {'with' if row['parent_id'] else 'without'} a parent."
            remedy = "A region lies in a country, a country in nothing."
            yield _problem("region", row, "parent_id", wrong, remedy)


def _dates(tables: Tables) -> Iterator[Problem]:
    for table in ("observation", "milestone", "relation"):
        for row in tables[table]:
            if (row["as_of"] is None) != (row["as_of_basis"] is None):
                wrong = "as_of and as_of_basis must be filled together or left blank together."
                yield _problem(table, row, "as_of_basis", wrong, "Say where the date comes from.")
            if row["as_of"] and row["as_of"] > TODAY.isoformat():
                wrong = f"{row['as_of']} lies in the future."
                yield _problem(table, row, "as_of", wrong, f"Today is {TODAY.isoformat()}.")
    rows = tables["observation"]
    if rows and not any(row["as_of"] for row in rows):
        yield _problem("observation", rows[0], "as_of", "no figure is dated.", "Date one at least.")


def _values(tables: Tables) -> Iterator[Problem]:
    calendar = {row["id"] for row in tables["metric"] if row["calendar"]}
    for row in tables["observation"]:
        value = row["value"]
        for column in ("value", "low", "high") if row["metric_id"] in calendar else ():
            year = row[column]
            if year is not None and not (1850 <= year <= TODAY.year and year.is_integer()):
                wrong = f"{year:g} is an impossible year."
                yield _problem("observation", row, column, wrong, f"Use 1850 to {TODAY.year}.")
        if value < 0:
            remedy = "No metric here can be below zero."
            yield _problem("observation", row, "value", f"{value:g} is negative.", remedy)
        band = row["qualifier"] == "between"
        ends = [row["low"], row["high"]]
        whole = None not in ends
        if band != whole or (whole and not ends[0] <= value <= ends[1]) or ends.count(None) == 1:
            wrong = "low and high do not fit the qualifier and value."
            remedy = "Fill both, around the value, for 'between'; leave both blank otherwise."
            yield _problem("observation", row, "low", wrong, remedy)


def _metrics(tables: Tables) -> Iterator[Problem]:
    stated = {row["id"] for row in tables["metric"] if not row["derived"]}
    known = {row["id"] for row in tables["metric"]}
    for row in tables["metric"]:
        for column in ("numerator", "denominator"):
            if row[column] in known - stated:
                wrong = f"{row[column]} is derived itself."
                yield _problem("metric", row, column, wrong, "Name one that sources state.")
        parts = (row["numerator"] is not None, row["denominator"] is not None)
        wanted = {None: (False, False), "ratio": (True, True)}.get(row["derived"], (True, False))
        if parts != wanted:
            wrong = f"'{row['derived']}' does not fit numerator and denominator."
            remedy = "ratio names both, since and growth the numerator only."
            yield _problem("metric", row, "derived", wrong, remedy)


def _units(tables: Tables) -> Iterator[Problem]:
    for table in ("metric", "unit"):
        for row in tables[table]:
            if (row["one_en"] is None) != (row["one_de"] is None):
                wrong = "one_en and one_de must be filled together or left out together."
                remedy = "Say in both languages what 1 of the unit is called."
                yield _problem(table, row, "one_en", wrong, remedy)


def _founding(tables: Tables) -> Iterator[Problem]:
    founded: dict[str, tuple[float, Row]] = {}
    for row in tables["observation"]:
        if row["metric_id"] == "founding_year":
            year = row["value"]
            if row["cluster_id"] not in founded or year < founded[row["cluster_id"]][0]:
                founded[row["cluster_id"]] = (year, row)
    for row in tables["observation"]:
        own = row["metric_id"] == "members" and row["scope"] == "cluster_organisation"
        if not own or row["as_of"] is None or row["cluster_id"] not in founded:
            continue
        year, founding = founded[row["cluster_id"]]
        if int(row["as_of"][:4]) < year:
            wrong = (
                f"{row['cluster_id']} is founded in {year:g} (line {founding.line}), "
                f"but has members in {row['as_of']}."
            )
            remedy = "Correct one of the dates, or give the count its true scope."
            yield _problem("observation", row, "as_of", wrong, remedy)


def _places(tables: Tables) -> Iterator[Problem]:
    covered = {row["cluster_id"] for row in tables["cluster_region"]}
    first_sector = set()
    for row in tables["cluster_sector"]:
        if row["position"] == 1 and row["cluster_id"] in first_sector:
            wrong = f"{row['cluster_id']} has a second first sector."
            yield _problem(
                "cluster_sector", row, "position", wrong, "Number them 1, 2, 3 and so on."
            )
        elif row["position"] == 1:
            first_sector.add(row["cluster_id"])
    for row in tables["cluster"]:
        seat = [row["lat"] is None, row["lon"] is None, row["seat_region_id"] is None]
        if any(seat) and not all(seat):
            wrong = "lat, lon and seat_region_id must be filled together or left blank together."
            yield _problem("cluster", row, "seat_region_id", wrong, "Complete or clear the seat.")
        if row["cluster_id"] not in covered:
            wrong = f"{row['cluster_id']} covers no region."
            yield _problem("cluster", row, "cluster_id", wrong, "Add it to cluster_regions.csv.")
        if row["cluster_id"] not in first_sector:
            wrong = f"{row['cluster_id']} has no first sector."
            remedy = "Add it to cluster_sectors.csv with position 1."
            yield _problem("cluster", row, "cluster_id", wrong, remedy)


def _seats(tables: Tables, outlines: "geopandas.GeoDataFrame") -> Iterator[Problem]:
    # imported here, because whoever only asks a database has no use for it
    import geopandas

    shapes = outlines.to_crs(EQUAL_AREA).set_index("region_id").geometry
    seated = [r for r in tables["cluster"] if r["lat"] is not None and r["lon"] is not None]
    if not seated:
        return
    points = geopandas.GeoSeries(
        [Point(row["lon"], row["lat"]) for row in seated], crs="EPSG:4326"
    ).to_crs(EQUAL_AREA)
    for row, point in zip(seated, points, strict=True):
        region = row["seat_region_id"]
        if region not in shapes.index:
            continue
        distance = shapes[region].distance(point)
        if distance > SEAT_TOLERANCE_M:
            wrong = f"the seat lies {distance / 1000:.0f} km outside {region}."
            yield _problem("cluster", row, "lat", wrong, "Correct lat and lon, or the region.")


def _outlines(tables: Tables, outlines: "geopandas.GeoDataFrame") -> Iterator[Problem]:
    drawn = set(outlines["region_id"])
    for row in tables["region"]:
        if row["outline"] != (row["region_id"] in drawn):
            wrong = f"outline does not match boundaries.geojson for {row['region_id']}."
            yield _problem("region", row, "outline", wrong, "Write yes when it is drawn there.")
