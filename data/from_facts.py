"""Import the collected facts: `python -m data.from_facts FACTS_DIR DATA_DIR`.

Rewrites the tables about clusters in DATA_DIR from the collected facts. Rows from the documents
in HAND_CODED are kept as they are, as are the sources that the tables about labels cite;
organisations.csv keeps every row. What each name of a fact
becomes stands in fact_names.csv, what was corrected and why in fact_fixes.csv, and which
organisation a fact names in fact_organisations.csv. Running it twice changes nothing.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import geopandas

from data import fact_inputs, fact_places, fact_rows, fact_sources
from data.fact_inputs import BadInput, Record
from data.tables import COLUMNS

HERE = Path(__file__).resolve().parent
HAND_CODED = {
    "autoregion-profile",
    "bayern-innovativ-2025-09-04",
    "bmwi-cluster-expedition-2020",
    "interreg-mahreg-2019",
    "wolfsburg-ag-2011-08-16",
}
SOURCED = ("observations", "milestones", "relations")
#: written by hand as a whole: what labels ask for and how long they last
ABOUT_LABELS = ("schemes", "criteria", "label_rules")


def import_facts(facts_dir: Path, data_dir: Path) -> str:
    """Rewrite the tables in `data_dir` and return a report. Raises BadInput, writing nothing."""
    fixes = fact_inputs.read(data_dir / "fact_fixes.csv")
    collected = fact_inputs.read(facts_dir / "facts.csv")
    facts = fact_inputs.bands_joined(fact_inputs.fixed("facts", collected, fixes))
    facts = fact_inputs.fixed("sources", facts, fixes)
    clusters = fact_inputs.fixed("clusters", fact_inputs.read(facts_dir / "clusters.csv"), fixes)
    own = HAND_CODED | _cited(data_dir, ABOUT_LABELS)
    kept = {table: _from(HAND_CODED, data_dir, table) for table in SOURCED}
    kept["sources"] = _from(own, data_dir, "sources")
    sources = fact_sources.sources(facts, HAND_CODED)
    organisations = fact_sources.Organisations(
        _existing(data_dir, "organisations"),
        fact_inputs.read(data_dir / "fact_organisations.csv"),
        clusters,
        fact_inputs.read(facts_dir / "related_organisations.csv"),
    )
    written = fact_rows.rows(
        facts,
        fact_inputs.names(data_dir / "fact_names.csv"),
        {row["slug"] for row in clusters},
        sources,
        organisations,
    )
    written.tables["observations"] += fact_rows.founding_years(
        written.tables["milestones"], kept["observations"] + written.tables["observations"]
    )
    tables = _places(facts_dir, data_dir, clusters, written.ended)
    tables |= {table: kept[table] + written.tables[table] for table in SOURCED}
    tables["organisations"] = list(organisations.rows.values())
    cited = {row["source_id"] for table in SOURCED for row in written.tables[table]}
    found = [row for row in sources.values() if row["source_id"] in cited]
    again = {row["source_id"] for row in found}
    tables["sources"] = [row for row in kept["sources"] if row["source_id"] not in again] + found
    for table, rows in tables.items():
        _save(data_dir / f"{table}.csv", rows)
    return _report(len(collected), tables, kept, written)


def _places(
    facts_dir: Path, data_dir: Path, clusters: list[Record], ended: dict[str, str]
) -> dict[str, list[Record]]:
    sectors = fact_places.sector_ids(
        fact_inputs.read(facts_dir / "sectors.csv"), fact_inputs.read(data_dir / "sectors.csv")
    )
    regions = {row["region_id"] for row in fact_inputs.read(data_dir / "regions.csv")}
    covered = fact_places.cluster_regions(clusters)
    unknown = sorted({row["region_id"] for row in covered} - regions)
    if unknown:
        raise BadInput("regions.csv lacks: " + ", ".join(unknown))
    outlines = geopandas.read_file(data_dir / "boundaries.geojson")
    return {
        "clusters": fact_places.clusters(clusters, outlines, ended),
        "cluster_regions": covered,
        "cluster_sectors": fact_places.cluster_sectors(clusters, sectors),
    }


def _existing(data_dir: Path, table: str) -> list[Record]:
    path = data_dir / f"{table}.csv"
    return fact_inputs.read(path) if path.exists() else []


def _from(source_ids: set[str], data_dir: Path, table: str) -> list[Record]:
    return [row for row in _existing(data_dir, table) if row["source_id"] in source_ids]


def _cited(data_dir: Path, tables: Iterable[str]) -> set[str]:
    return {row["source_id"] for table in tables for row in _existing(data_dir, table)}


def _save(path: Path, rows: list[Record]) -> None:
    columns = list(COLUMNS[path.name][1])
    ordered = sorted(rows, key=lambda row: tuple(row[column] for column in columns))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="raise")
        writer.writeheader()
        writer.writerows(ordered)


def _report(
    rows_in: int,
    tables: dict[str, list[Record]],
    kept: dict[str, list[Record]],
    written: fact_rows.Written,
) -> str:
    lines = [f"facts read: {rows_in}", "rows written (hand-coded among them):"]
    for table, rows in sorted(tables.items()):
        lines.append(f"  {table}.csv: {len(rows)} ({len(kept.get(table, []))})")
    lines.append(f"facts left out: {written.left_out.total()}")
    lines += _counts(written.left_out)
    lines.append(f"repeats merged: {written.merged.total()}")
    lines += _counts(written.merged)
    lines.append("clusters that report:")
    for metric in ("members", "staff", "events_per_year", "founding_year"):
        own = {
            row["cluster_id"]
            for row in tables["observations"]
            if row["metric_id"] == metric and row["scope"] == "cluster_organisation"
        }
        lines.append(f"  {metric}: {len(own)} of {len(tables['clusters'])}")
    return "\n".join(lines)


def _counts(counter: Counter[str]) -> list[str]:
    return [f"  {count:4} {name}" for name, count in counter.most_common()]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when the tables are written, 1 when the input has faults."""
    parser = argparse.ArgumentParser(prog="python -m data.from_facts", description=__doc__)
    parser.add_argument("facts_dir", type=Path, help="folder of the collected facts")
    parser.add_argument("data_dir", type=Path, nargs="?", default=HERE, help="folder of the tables")
    chosen = parser.parse_args(arguments)
    try:
        print(import_facts(chosen.facts_dir, chosen.data_dir))
    except BadInput as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
