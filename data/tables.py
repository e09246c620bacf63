"""The tables in this folder: their columns, and how each is read into rows with line numbers."""

import csv
import io
from pathlib import Path
from typing import Any

from data.cells import (
    Reader,
    Unreadable,
    choice,
    date,
    end_date,
    factor,
    number,
    position,
    required,
    required_number,
    slug,
    text,
    truth_or_blank,
    whole,
    yes_or_no,
)
from data.metric_blocks import read_metrics
from data.problems import Problem, Row

BASIS = choice("stated", "publication_date", "derived", blank=True)

#: file -> (database table, column -> reader), parents before the tables that refer to them
COLUMNS: dict[str, tuple[str, dict[str, Reader]]] = {
    "regions.csv": (
        "region",
        {
            "region_id": required,
            "parent_id": text,
            "level": choice("country", "region"),
            "name_en": required,
            "name_de": required,
            "outline": yes_or_no,
            "city": yes_or_no,
        },
    ),
    "sectors.csv": (
        "sector",
        {"sector_id": slug, "parent_id": text, "name_en": required, "name_de": required},
    ),
    "synonyms.csv": ("synonym", {"sector_id": text, "region_id": text, "words": required}),
    "qualifiers.csv": (
        "qualifier",
        {
            "qualifier": slug,
            "low_factor": factor(0, 1),
            "high_factor": factor(1, 10),
            "rank": position,
            "label_en": required,
            "label_de": required,
            "pattern_en": required,
            "pattern_de": required,
            "description_en": required,
            "description_de": required,
        },
    ),
    "scopes.csv": (
        "scope",
        {
            "scope": slug,
            "name_en": required,
            "name_de": required,
            "description_en": required,
            "description_de": required,
        },
    ),
    "units.csv": (
        "unit",
        {"unit": required, "name_de": required, "one_en": text, "one_de": text},
    ),
    "notes.csv": ("note", {"note_en": required, "note_de": required}),
    "milestone_kinds.csv": (
        "milestone_kind",
        {"kind": slug, "name_en": required, "name_de": required, "on_lifeline": yes_or_no},
    ),
    "relation_kinds.csv": (
        "relation_kind",
        {"kind": slug, "name_en": required, "name_de": required},
    ),
    "sources.csv": (
        "source",
        {
            "source_id": slug,
            "title": required,
            "publisher": text,
            "date": date,
            "language": text,
            "url": text,
        },
    ),
    "organisations.csv": (
        "organisation",
        {
            "organisation_id": slug,
            "kind": choice("label", "programme", "network", "association", "organisation"),
            "name": required,
            "name_de": text,
            "country_id": text,
            "website": text,
        },
    ),
    "clusters.csv": (
        "cluster",
        {
            "cluster_id": slug,
            "name": required,
            "legal_form": text,
            "seat_city": text,
            "lat": number,
            "lon": number,
            "seat_basis": choice("source", "inferred", blank=True),
            "seat_region_id": text,
            "country_id": required,
            "region_label": text,
            "website": text,
            "ended_on": date,
        },
    ),
    "cluster_regions.csv": (
        "cluster_region",
        {"cluster_id": required, "region_id": required, "basis": choice("stated", "inferred")},
    ),
    "cluster_sectors.csv": (
        "cluster_sector",
        {"cluster_id": required, "sector_id": required, "position": position},
    ),
    "observations.csv": (
        "observation",
        {
            "cluster_id": required,
            "metric_id": required,
            "value": required_number,
            "low": number,
            "high": number,
            "qualifier": required,
            "as_of": date,
            "as_of_basis": BASIS,
            "scope": required,
            "source_id": required,
            "locator": required,
            "note": text,
        },
    ),
    "milestones.csv": (
        "milestone",
        {
            "cluster_id": required,
            "kind": required,
            "as_of": date,
            "as_of_basis": BASIS,
            "value": number,
            "unit": text,
            "qualifier": text,
            "scope": required,
            "source_id": required,
            "locator": required,
            "note": text,
        },
    ),
    "relations.csv": (
        "relation",
        {
            "cluster_id": required,
            "kind": required,
            "organisation_id": required,
            "as_of": date,
            "as_of_basis": BASIS,
            "until": end_date,
            "renewal": yes_or_no,
            "source_id": required,
            "locator": required,
            "note": text,
        },
    ),
    "schemes.csv": (
        "scheme",
        {
            "scheme_id": slug,
            "position": position,
            "organisation_id": text,
            "name_en": required,
            "name_de": required,
            "short_en": required,
            "short_de": required,
            "version": text,
            "criteria_count": whole,
            "source_id": required,
            "note_en": required,
            "note_de": required,
        },
    ),
    "criteria.csv": (
        "criterion",
        {
            "criterion_id": slug,
            "scheme_id": required,
            "code": text,
            "position": position,
            "group_en": required,
            "group_de": required,
            "name_en": required,
            "name_de": required,
            "metric_id": text,
            "share_of": text,
            "comparison": choice("at_least", "required", blank=True),
            "threshold": number,
            "unit_en": text,
            "unit_de": text,
            "usually": yes_or_no,
            "confidence": choice("read", "general_knowledge"),
            "audited_for_silver": truth_or_blank,
            "remark_en": text,
            "remark_de": text,
            "source_id": required,
        },
    ),
    "label_rules.csv": (
        "label_rule",
        {
            "organisation_id": required,
            "validity_months": position,
            "counted_from": choice("interview", "assessment", "award"),
            "renewal_months": whole,
            "source_id": required,
            "note": required,
        },
    ),
}

Tables = dict[str, list[Row]]


def read(folder: Path) -> tuple[Tables, list[Problem]]:
    """Read every table in `folder`. Rows with an unreadable cell are reported and left out."""
    tables: Tables = {}
    problems: list[Problem] = []
    for file, (table, readers) in COLUMNS.items():
        tables[table], found = _read_csv(folder / file, readers)
        problems += found
    tables["metric"], found = read_metrics(folder / "metrics.toml")
    return tables, problems + found


def _read_csv(path: Path, readers: dict[str, Reader]) -> tuple[list[Row], list[Problem]]:
    if not path.exists():
        return [], [Problem(path.name, 0, "-", "the file is missing.", "Restore it.")]
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [Problem(path.name, line, "-", "it is not UTF-8.", "Save the file as UTF-8.")]
    with io.StringIO(text, newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        if header != list(readers):
            wrong = f"the columns are {', '.join(header) or 'missing'}."
            remedy = f"They must be {', '.join(readers)}."
            return [], [Problem(path.name, 1, "-", wrong, remedy)]
        for cells in lines:
            line = lines.line_num
            if len(cells) != len(header):
                wrong = f"the row has {len(cells)} cells, the header {len(header)}."
                problems.append(
                    Problem(path.name, line, "-", wrong, "Quote cells that hold a comma.")
                )
                continue
            row, found = _read_row(path.name, line, dict(zip(header, cells, strict=True)), readers)
            problems += found
            if row:
                rows.append(row)
    return rows, problems


def _read_row(
    file: str, line: int, cells: dict[str, str], readers: dict[str, Reader]
) -> tuple[Row | None, list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for column, read_cell in readers.items():
        try:
            values[column] = read_cell(cells[column])
        except Unreadable as error:
            problems.append(Problem(file, line, column, error.wrong, error.remedy))
    return (None if problems else Row(line, values)), problems
