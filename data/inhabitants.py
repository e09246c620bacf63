"""What must hold for the inhabitants of regions: all are counted, and make up their country."""

from collections import defaultdict
from collections.abc import Iterator

from data.cells import TODAY
from data.problems import Problem
from data.tables import Tables

#: how far the sum of a country's regions may lie from its own number: some mix two dates
TOLERANCE = 0.003
FILE = "population.csv"


def problems(tables: Tables) -> Iterator[Problem]:
    """Return every region without inhabitants, and countries that their regions do not make up."""
    rows = {row["region_id"]: row for row in tables["population"]}
    sums: dict[str, int] = defaultdict(int)
    for region in tables["region"]:
        region_id, parent = region["region_id"], region["parent_id"]
        if region_id not in rows:
            yield Problem(FILE, 0, "region_id", f"{region_id} is missing.", "Add its inhabitants.")
        elif parent:
            sums[parent] += rows[region_id]["population"]
    for region_id, row in rows.items():
        if not 1990 <= row["year"] <= TODAY.year:
            remedy = f"Use 1990 to {TODAY.year}."
            yield Problem(FILE, row.line, "year", f"the year {row['year']} is impossible.", remedy)
        if (row["regions_add_up"] is None) != (region_id not in sums):
            wrong = (
                "regions_add_up is for countries that are split into regions, and for all of them."
            )
            remedy = "Write yes or no for these, and nothing for others."
            yield Problem(FILE, row.line, "regions_add_up", wrong, remedy)
        if row["regions_add_up"] and abs(sums[region_id] / row["population"] - 1) > TOLERANCE:
            wrong = f"the regions of {region_id} have {sums[region_id]} inhabitants together."
            remedy = "Correct a number, or write no where the list lacks regions."
            yield Problem(FILE, row.line, "population", wrong, remedy)
