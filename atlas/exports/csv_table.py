"""Tables: what a chart draws, as CSV, with source, as-of date and qualifier in every row.

Two flavours. International, for programs: stable English column names and ids, comma, decimal
point. German Excel, for readers: headings and hedges in words, in the language in use, semicolon,
decimal comma, a byte order mark so that Excel reads umlauts.
"""

import csv as csv_format
import functools
import io
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas

from atlas import i18n
from atlas.db import database
from atlas.gallery import evidence
from atlas.gallery.evidence import fetch_sources
from atlas.i18n import _
from atlas.model import metrics, records
from atlas.model.evidence import cited_columns, cited_in_row, cited_source_ids
from atlas.text import citation, dates, growth, locators, places
from atlas.text.chart_text import ChartText

#: the last columns of every table, after those that a figure adds
LAST = ("snapshot_year", "selection")
#: what Excel takes for the start of a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(text: ChartText | None = None) -> dict[str, str]:
    """Return every column that a table may have, in order: its name in the rows -> its heading.

    `text`: of a figure, which may name further columns of its own.
    """
    by_name = _common_headings()
    at_end = {name: by_name.pop(name) for name in LAST}
    return by_name | dict(text.columns if text else {}) | at_end


def _common_headings() -> dict[str, str]:
    return {
        "cluster_id": _("Cluster id"),
        "name": _("Name"),
        "group_id": _("Group id"),
        "group_name": _("Group"),
        "region_id": _("Region id"),
        "seat_city": _("Seat"),
        "seat_elsewhere": _("Active here, seat elsewhere"),
        "country_id": _("Country"),
        "kind": _("Kind"),
        "year": _("Year"),
        "ended_on": _("Ended"),
        "metric_id": _("Metric id"),
        "metric": _("Metric"),
        "unit": _("Unit"),
        "value": _("Value"),
        "low": _("Low"),
        "high": _("High"),
        "qualifier": _("Qualifier"),
        "founding_year": _("Founding year"),
        "total": _("Total"),
        "median": _("Median"),
        "founded": _("Founded"),
        "clusters": _("Clusters"),
        "reporting": _("Clusters that report"),
        "observed": _("Stated for that year"),
        "exact": _("Exact"),
        **growth.headings(),
        "x_metric": _("Horizontal axis: metric"),
        "x_unit": _("Horizontal axis: unit"),
        "x": _("Horizontal axis"),
        "x_low": _("Horizontal axis: low"),
        "x_high": _("Horizontal axis: high"),
        "x_qualifier": _("Horizontal axis: qualifier"),
        "x_as_of": _("Horizontal axis: as of"),
        "x_as_of_basis": _("Horizontal axis: date rests on"),
        "x_window_begin": _("Horizontal axis: undated text, from"),
        "x_window_end": _("Horizontal axis: undated text, until"),
        **growth.headings("x_", _("Horizontal axis: ")),
        "x_source": _("Horizontal axis: source"),
        "y_metric": _("Vertical axis: metric"),
        "y_unit": _("Vertical axis: unit"),
        "y": _("Vertical axis"),
        "y_low": _("Vertical axis: low"),
        "y_high": _("Vertical axis: high"),
        "y_qualifier": _("Vertical axis: qualifier"),
        "y_as_of": _("Vertical axis: as of"),
        "y_as_of_basis": _("Vertical axis: date rests on"),
        "y_window_begin": _("Vertical axis: undated text, from"),
        "y_window_end": _("Vertical axis: undated text, until"),
        **growth.headings("y_", _("Vertical axis: ")),
        "y_source": _("Vertical axis: source"),
        "size_metric": _("Size of the mark: metric"),
        "size_unit": _("Size of the mark: unit"),
        "size": _("Size of the mark"),
        "size_qualifier": _("Size of the mark: qualifier"),
        "size_as_of": _("Size of the mark: as of"),
        "size_as_of_basis": _("Size of the mark: date rests on"),
        "size_window_begin": _("Size of the mark: undated text, from"),
        "size_window_end": _("Size of the mark: undated text, until"),
        **growth.headings("size_", _("Size of the mark: ")),
        "size_source": _("Size of the mark: source"),
        "as_of": _("As of"),
        "as_of_basis": _("Date rests on"),
        "window_begin": _("Undated text, from"),
        "window_end": _("Undated text, until"),
        "carried_forward": _("Carried forward"),
        "first_as_of": _("Earliest date"),
        "first_undated": _("Earliest date: of an undated text"),
        "last_as_of": _("Latest date"),
        "last_undated": _("Latest date: of an undated text"),
        "source": _("Source"),
        "population_source": _("Inhabitants: source"),
        "note": _("Note"),
        "snapshot_year": _("Snapshot year"),
        "selection": _("Selection"),
    }


def csv(rows: pandas.DataFrame, text: ChartText, flavour: str) -> bytes:
    """Return `rows` as CSV in the flavour 'international' or 'german'.

    `text`: of the figure, for the metrics that its rows hold.
    """
    german = flavour == "german"
    with i18n.speaking(i18n.current() if german else "en"):
        headings = columns(text)
        table = frame(rows, text, words=german)
        file = io.StringIO(newline="")
        delimiter = ";" if german else ","
        writer = csv_format.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([headings[column] if german else column for column in table])
        for row in table.itertuples(index=False):
            writer.writerow([_write_cell(value, german) for value in row])
    return file.getvalue().encode("utf-8-sig" if german else "utf-8")


def frame(rows: pandas.DataFrame, text: ChartText, words: bool) -> pandas.DataFrame:
    """Return the table of `rows`: the names of `columns(text)` that it has, in their order.

    `text`: as in `csv`. `words`: hedges and what dates rest on in words instead of ids.
    """
    table = _add_metrics(_add_names_and_sources(rows), text.metrics)
    if text.year:
        table = table.assign(snapshot_year=text.year, selection=text.selection)
    table = _put_in_words(table) if words else table
    return table[[column for column in columns(text) if column in table]]


def plain(value: Any) -> bool | float | str | None:
    """Return the value of a cell as plain data: None for a missing one, numbers exactly."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NaT:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, bool | int) else str(value)


def _add_metrics(frame: pandas.DataFrame, metric_ids: Mapping[str, str]) -> pandas.DataFrame:
    """Return `frame` with the names and units of its metrics. `metric_ids`: by prefix."""
    all_metrics = metrics.all_metrics()
    figure_metrics = {prefix: all_metrics[metric_id] for prefix, metric_id in metric_ids.items()}
    frame = frame.assign(
        **{f"{prefix}metric": metric.label for prefix, metric in figure_metrics.items()}
    )
    frame = frame.assign(
        **{f"{prefix}unit": metric.unit for prefix, metric in figure_metrics.items()}
    )
    if "metric_id" in frame:
        # a row may be of something that no metric counts, such as a milestone
        row_metrics = [all_metrics.get(metric_id) for metric_id in frame["metric_id"]]
        frame["metric"] = [metric.label if metric else None for metric in row_metrics]
        frame["unit"] = [metric.unit if metric else None for metric in row_metrics]
    elif "" in figure_metrics:
        frame["metric_id"] = figure_metrics[""].id
    return frame


def _put_in_words(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return `frame` with hedges and what dates rest on in words instead of ids."""
    hedges = {
        str(row["qualifier"]): i18n.name(row, "label")
        for row in database.run("qualifier_list").to_dict("records")
    }
    if "level" in frame:
        levels = {"region": _("Region"), "country": _("Country")}
        frame = frame.assign(level=frame["level"].map(levels))
    if "milestone_id" in frame and "name_en" in frame:
        frame = frame.assign(kind=[i18n.name(row) for row in records.of(frame)])
    words_by_column = {column: hedges for column in frame if str(column).endswith("qualifier")}
    words_by_column |= {
        column: date_basis_words() for column in frame if str(column).endswith("as_of_basis")
    }
    write_note = functools.partial(locators.note, notes=evidence.notes())
    writers = {"note": write_note, "locator": locators.place, "basis_locator": locators.place}
    return frame.assign(
        **{column: frame[column].replace(words) for column, words in words_by_column.items()},
        **{
            column: frame[column].map(write) for column, write in writers.items() if column in frame
        },
    )


def date_basis_words() -> dict[str, str]:
    """Return what a date may rest on, in words, by its id."""
    return {
        "stated": _("stated"),
        "publication_date": _("date of publication"),
        "derived": _("worked out"),
    }


def _add_names_and_sources(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with names, units and sources in words: `name`, `group_name`, `source`…"""
    frame = rows.copy()
    if {"year", "exact", "carried_forward"} <= set(frame) and frame["exact"].dtype == bool:
        # what holds for an earlier year is no exact figure of this one
        frame["exact"] &= ~frame["carried_forward"].astype(bool)
    for prefix in dates.PREFIXES:
        if f"{prefix}{growth.COLUMN}" in frame:
            frame = frame.assign(**growth.columns(frame, prefix))
    row_dicts = records.of(frame)
    if "seat_elsewhere" in frame:
        frame["seat_elsewhere"] = [places.elsewhere(row) or None for row in row_dicts]
        if frame["seat_elsewhere"].isna().all():
            frame = frame.drop(columns="seat_elsewhere")
    if "unit_en" in frame:
        frame["unit"] = [
            i18n.name(row, "unit") if isinstance(row["unit_en"], str) else None for row in row_dicts
        ]
    for prefix in ("", "group_"):
        if f"{prefix}name_en" in frame and f"{prefix}name" not in frame:
            frame[f"{prefix}name"] = [i18n.name(row, f"{prefix}name") for row in row_dicts]
    citations = citation.cite_sources(fetch_sources(cited_source_ids(frame)))
    for column in cited_columns(frame):
        ids_by_row = (cited_in_row(row, column) for row in row_dicts)
        frame[column] = [
            " | ".join(citations[source_id] for source_id in ids) for ids in ids_by_row
        ]
    return frame


def _write_cell(value: Any, german: bool) -> str:
    """Return the text of a cell; it never begins a formula."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value) if german else str(value).lower()
    if isinstance(value, int | float):
        digits = format(Decimal(repr(value)), "f")
        return digits.replace(".", ",") if german else digits
    return f"'{value}" if value.startswith(FORMULA) else value


def yes_or_no(value: bool) -> str:
    """Return 'yes' or 'no' in the language in use."""
    return _("yes") if value else _("no")
