"""Evidence: what stands behind a chart besides its rows. Plain data, fetched by `gallery.evidence`.

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


@dataclass(frozen=True)
class Evidence:
    """What stands behind one chart: the sources of its rows, and who reports its metric.

    `sources`: all that the rows of the chart cite, and maybe more. `totals`: the row of
    `metric_totals` of the metric that the chart counts; empty when it counts none, or several.
    `notes`: every note on a fact in all languages.
    """

    sources: Sources = field(default_factory=dict)
    totals: Row = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)

    @property
    def reporting(self) -> int:
        """How many of the selected clusters report the metric at the end of the year."""
        return int(self.totals.get("reporting", 0))

    @property
    def undated(self) -> int:
        """How many more of them report it without any date, so that no year can show it."""
        return int(self.totals.get("undated", 0))


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
