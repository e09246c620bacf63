"""Evidence: what a chart is handed besides its rows, fetched here; and what hedges stand for."""

from collections.abc import Iterable

import pandas

from atlas.db import database
from atlas.model import records
from atlas.model.evidence import Evidence, HedgeRules, Notes, Sources, source_ids
from atlas.model.metrics import Metric
from atlas.model.view import View


def fetch(view: View, *rows: pandas.DataFrame, metric: Metric | None = None) -> Evidence:
    """Return what stands behind a chart of `view`.

    `rows`: one frame or more, which together name every source that the chart cites. `metric`:
    what the chart counts, when that is one metric.
    """
    totals = records.of(view.run("metric_totals", metrics=[metric.id]))[0] if metric else {}
    cited = (source_id for frame in rows for source_id in source_ids(frame))
    with_own = database.private_in_use() is not None
    return Evidence(fetch_sources(cited), totals, notes(), view.year, with_own)


def fetch_sources(ids: Iterable[str]) -> Sources:
    """Return the sources of these ids, by their ids, the newest first."""
    wanted = sorted(set(ids))
    rows = database.run("source_list", source_ids=wanted) if wanted else pandas.DataFrame()
    return {str(row["source_id"]): row for row in records.of(rows)}


def notes() -> Notes:
    """Return every note on a fact in all languages, by its English text."""
    return _notes()


@database.keep
def _notes() -> Notes:
    """Return the notes of the database in use; kept, because every chart is handed them."""
    return {str(row["note_en"]): row for row in records.of(database.run("note_list"))}


def hedge_rules() -> HedgeRules:
    """Return the range that each hedge stands for, by the id of its qualifier."""
    return {str(row["qualifier"]): row for row in records.of(database.run("qualifier_list"))}
