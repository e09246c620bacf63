"""Windows: when an undated text can have been written, and so when its figures can hold.

It was written after the latest thing it mentions and before it was seen. A window is given by the
observation, else by its source. What is missing there is the retrieval of the source at the end;
at the beginning the newest date among the facts of the source, else the founding of the cluster.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from data.cells import first_day, last_day
from data.problems import Problem, Row
from data.tables import Tables

#: figures that money was granted for, which may well be older than the cluster
BEFORE_FOUNDING = ("funding_eur", "projects_volume_eur")
OWN_SCOPE = "cluster_organisation"
NONE: dict[str, Any] = {
    "window_begin": None,
    "window_end": None,
    "window_exclusive": False,
    "window_basis": None,
    "begins_on": None,
    "ends_on": None,
}


class Windows:
    """What is needed to date the undated: sources, foundings, and the dates in each source."""

    def __init__(self, tables: Tables) -> None:
        """Read the sources, the earliest founding of each cluster, the newest date per source."""
        self._sources = {row["source_id"]: row for row in tables["source"]}
        self._calendar = {row["id"] for row in tables["metric"] if row["calendar"]}
        self._founded: dict[str, str] = {}
        self._newest: dict[str, str] = {}
        for row in tables["observation"]:
            if row["metric_id"] == "founding_year":
                year = f"{row['value']:.0f}"
                cluster = row["cluster_id"]
                self._founded[cluster] = min(year, self._founded.get(cluster, year))
        for table in ("observation", "milestone", "relation"):
            for row in tables[table]:
                source, as_of = row["source_id"], row["as_of"]
                if as_of and last_day(as_of) > last_day(self._newest.get(source, "1000")):
                    self._newest[source] = as_of

    def dated(self, row: Row) -> dict[str, Any]:
        """Return when an observation holds: by its date, or by its window; years need neither.

        `begins_on`, `ends_on`: first and last day possible; None where that is not known.
        `window_basis`: what gives the beginning: observation, source, facts, founding, unknown.
        """
        if row["as_of"]:
            ends = {"begins_on": first_day(row["as_of"]), "ends_on": last_day(row["as_of"])}
            return NONE | ends
        if row["metric_id"] in self._calendar:
            return dict(NONE)
        source = self._sources[row["source_id"]]
        end = row["window_end"] or source["window_end"] or source["date"] or source["retrieved"]
        begin, basis, exclusive = self._begin(row, source, end)
        begins_on = first_day(begin) if begin else None
        if begins_on and exclusive:
            begins_on += datetime.timedelta(days=1)
        return {
            "window_begin": begin,
            "window_end": end,
            "window_exclusive": exclusive,
            "window_basis": basis,
            "begins_on": begins_on,
            "ends_on": last_day(end),
        }

    def _begin(self, row: Row, source: Row, end: str) -> tuple[str | None, str, bool]:
        founded = self._founded.get(row["cluster_id"])
        if founded and first_day(founded) > last_day(end):
            founded = None
        own = row["scope"] == OWN_SCOPE and row["metric_id"] not in BEFORE_FOUNDING
        for begin, basis, exclusive in self._floors(row, source):
            if not begin or first_day(begin) > last_day(end):
                continue
            if own and founded and first_day(founded) > first_day(begin):
                break
            return begin, basis, bool(exclusive)
        return (founded, "founding", False) if founded else (None, "unknown", False)

    def _floors(self, row: Row, source: Row) -> list[tuple[str | None, str, bool | None]]:
        return [
            (row["window_begin"], "observation", row["window_exclusive"]),
            (source["window_begin"], "source", source["window_exclusive"]),
            (self._newest.get(row["source_id"]), "facts", False),
        ]


def problems(tables: Tables) -> Iterator[Problem]:
    """Return every window that ends before it begins, or that a date makes needless."""
    for table, file in (("source", "sources.csv"), ("observation", "observations.csv")):
        for row in tables[table]:
            begin, end = row["window_begin"], row["window_end"]
            if begin and end and first_day(begin) > last_day(end):
                remedy = "Exchange them, or correct one."
                wrong = f"the window ends in {end}, before it begins."
                yield Problem(file, row.line, "window_end", wrong, remedy)
            if row["window_exclusive"] and not begin:
                remedy = "Fill window_begin, or leave this blank."
                wrong = "there is no beginning to be later than."
                yield Problem(file, row.line, "window_exclusive", wrong, remedy)
    for row in tables["observation"]:
        if row["as_of"] and (row["window_begin"] or row["window_end"]):
            remedy = "Clear the window, or the date."
            wrong = "a dated figure needs no window."
            yield Problem("observations.csv", row.line, "window_begin", wrong, remedy)
