"""Evidence: what stands behind a chart besides its rows. Data only, fetched by `gallery.evidence`.

Charts and texts are given it, so that neither has to ask the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas

Row = Mapping[str, Any]
#: a source's id -> its row of `source_list`, the newest source first
Sources = Mapping[str, Row]
#: a note as the data hold it, in English -> its row of `note_list`, with `note_en` and `note_de`
Notes = Mapping[str, Row]
#: a qualifier's id, such as 'about' -> its row of `qualifier_list`, with the range it stands for
HedgeRules = Mapping[str, Row]

#: the columns of rows that hold ids of sources, by the column that a table writes them into
SOURCE_COLUMNS = {
    "source": ("source_id", "basis_source_id", "source_ids"),
    "x_source": ("x_source_id", "x_basis_source_id"),
    "y_source": ("y_source_id", "y_basis_source_id"),
    "size_source": ("size_source_id", "size_basis_source_id"),
    "founded_source": ("founded_source_id",),
    "members_source": ("members_source_id",),
    "staff_source": ("staff_source_id",),
    "events_source": ("events_source_id",),
    "newest_source": ("newest_source_id",),
    "population_source": ("population_source_id",),
}


@dataclass(frozen=True)
class Evidence:
    """What stands behind one chart: the sources of its rows, and who reports its metric.

    `sources`: all that the rows of the chart cite, and maybe more. `totals`: the row of
    `metric_totals` of the metric that the chart counts; empty when it counts none, or several.
    `notes`: every note on a fact in all languages. `year`: to which ages of figures are counted;
    0 where there is none. `with_own`: whether the reader's own data are among what was asked.
    """

    sources: Sources = field(default_factory=dict)
    totals: Row = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)
    year: int = 0
    with_own: bool = False

    @property
    def reporting(self) -> int:
        """How many of the selected clusters report the metric at the end of the year."""
        return int(self.totals.get("reporting", 0))

    @property
    def undated(self) -> int:
        """How many more report it only in undated texts, which may be later than the year."""
        return int(self.totals.get("undated", 0))

    @property
    def own(self) -> set[str]:
        """The ids of the sources that are the reader's own."""
        return {source_id for source_id, row in self.sources.items() if row["origin"] == "yours"}

    def cited_by(self, rows: pandas.DataFrame) -> Sources:
        """Return those of the sources that `rows` cite, the newest first."""
        ids = set(cited_source_ids(rows))
        return {source_id: row for source_id, row in self.sources.items() if source_id in ids}


def source_ids(rows: pandas.DataFrame) -> list[str]:
    """Return the ids of every source that `rows` name, sorted.

    They stand in the columns that end in `source_id`, one in each cell, and in `source_ids`, a
    list in each cell.
    """
    ids: set[str] = set()
    for column in rows.columns:
        if column.endswith("source_id"):
            ids.update(cell for cell in rows[column] if isinstance(cell, str))
    for cell in rows.get("source_ids", ()):
        ids.update(source_id for source_id in cell if isinstance(source_id, str))
    return sorted(ids)


def cited_source_ids(rows: pandas.DataFrame) -> list[str]:
    """Return the ids of the sources that a table of `rows` cites, sorted."""
    columns = [column for group in SOURCE_COLUMNS.values() for column in group if column in rows]
    cells = (cell for column in columns for cell in rows[column])
    return sorted({source_id for cell in cells for source_id in _ids(cell)})


def cited_in_row(row: Row, column: str = "source") -> list[str]:
    """Return the ids of the sources that the column `source`, `x_source`… of a row cites."""
    cells = [row.get(name) for name in SOURCE_COLUMNS[column]]
    return list(dict.fromkeys(source_id for cell in cells for source_id in _ids(cell)))


def cited_columns(rows: pandas.DataFrame) -> list[str]:
    """Return the columns `source`, `x_source`… that a table of `rows` has."""
    return [
        column for column, names in SOURCE_COLUMNS.items() if any(name in rows for name in names)
    ]


def _ids(cell: Any) -> list[str]:
    """Return the ids in a cell, which holds one, several or none."""
    several = hasattr(cell, "__len__") and not isinstance(cell, str)
    return [item for item in (cell if several else [cell]) if isinstance(item, str)]
