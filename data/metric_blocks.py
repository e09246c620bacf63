"""The metrics file: one block a metric, read into rows with line numbers."""

import tomllib
from pathlib import Path
from typing import Any

from data.problems import Problem, Row

FIELDS = {
    "id",
    "label_en",
    "label_de",
    "unit_en",
    "unit_de",
    "kind",
    "additive",
    "about",
    "description_en",
    "description_de",
}
EXTRAS = {
    "one_en",
    "one_de",
    "calendar",
    "decimals",
    "better",
    "derived",
    "numerator",
    "denominator",
    "max_gap_years",
    "min_gap_years",
}
#: fields that may only hold these
CHOICES: dict[str, tuple[Any, ...]] = {
    "kind": ("stock", "flow", "total", "attribute"),
    "about": ("cluster_organisation", "regional_industry"),
    "better": ("more", "less"),
    "derived": ("since", "ratio", "growth"),
    "additive": (True, False),
    "calendar": (True, False),
}


def read_metrics(path: Path) -> tuple[list[Row], list[Problem]]:
    """Read the metrics at `path`. Blocks with a fault are reported and left out."""
    if not path.exists():
        return [], [Problem(path.name, 0, "-", "the file is missing.", "Restore it.")]
    try:
        raw = path.read_text(encoding="utf-8")
        blocks = tomllib.loads(raw).get("metric", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [], [Problem(path.name, 0, "-", f"it is not TOML: {error}.", "Mend the syntax.")]
    lines = [n for n, line in enumerate(raw.splitlines(), 1) if line.strip().startswith("[[metric")]
    rows, problems = [], []
    for place, block in enumerate(blocks):
        line = lines[place] if place < len(lines) else 0
        block_problems = [Problem(path.name, line, *fault) for fault in _faults(block)]
        problems += block_problems
        if not block_problems:
            extras = dict.fromkeys(sorted(EXTRAS)) | {"calendar": False, "decimals": 0}
            rows.append(Row(line, {"position": place} | extras | block))
    return rows, problems


def _faults(block: dict[str, Any]) -> list[tuple[str, str, str]]:
    faults = [
        (field, "the field is missing.", "Add it.") for field in sorted(FIELDS - block.keys())
    ]
    known = ", ".join(sorted(FIELDS | EXTRAS))
    faults += [
        (field, "not a field.", f"Use: {known}.")
        for field in sorted(block.keys() - FIELDS - EXTRAS)
    ]
    for field, allowed in CHOICES.items():
        if field in block and block[field] not in allowed:
            use = ", ".join(str(value).lower() for value in allowed)
            faults.append((field, f"'{block[field]}' is not known here.", f"Use one of: {use}."))
    return faults
