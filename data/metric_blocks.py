"""The metrics file: one block a metric, read into rows with line numbers."""

import tomllib
from pathlib import Path

from data import shapes
from data.problems import Problem, Row


def read_metrics(path: Path) -> tuple[list[Row], list[Problem]]:
    """Read the metrics at `path`. Blocks with a fault are reported and left out."""
    if not path.exists():
        return [], [Problem(path.name, 0, "-", "the file is missing.", "Restore it.")]
    try:
        raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        document = tomllib.loads(raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return [], [Problem(path.name, 0, "-", f"it is not TOML: {error}.", "Mend the syntax.")]
    lines = [n for n, line in enumerate(raw.splitlines(), 1) if line.strip().startswith("[[metric")]
    problems, faulty = [], set()
    for place, fault in shapes.faults(document, shapes.METRICS):
        line = lines[place] if place is not None and place < len(lines) else 0
        problems.append(Problem(path.name, line, *fault))
        faulty.add(place)
    if None in faulty:
        return [], problems
    rows = []
    for place, block in enumerate(document["metric"]):
        if place not in faulty:
            extras = dict.fromkeys(sorted(shapes.EXTRA)) | {"calendar": False, "decimals": 0}
            line = lines[place] if place < len(lines) else 0
            rows.append(Row(line, {"position": place} | extras | block))
    return rows, problems
