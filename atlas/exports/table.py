"""Tables: what a chart draws, as CSV, with source, as-of date and qualifier in every row.

Two flavours. International, for programs: stable English column names and ids, comma, decimal
point. German Excel, for readers: headings and hedges in words, in the language in use, semicolon,
decimal comma, a byte order mark so that Excel reads umlauts.
"""

import csv as writer
import io
import math
from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n, metrics, store
from atlas.i18n import _

#: what Excel takes for the start of a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns() -> dict[str, str]:
    """Return every column a table may have, in order: its name in the rows -> its heading."""
    return {
        "cluster_id": _("Cluster id"),
        "name": _("Name"),
        "group_id": _("Group id"),
        "group_name": _("Group"),
        "region_id": _("Region id"),
        "seat_city": _("Seat"),
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
        "exact": _("Exact"),
        "x_metric": _("Horizontal axis: metric"),
        "x_unit": _("Horizontal axis: unit"),
        "x": _("Horizontal axis"),
        "x_low": _("Horizontal axis: low"),
        "x_high": _("Horizontal axis: high"),
        "x_qualifier": _("Horizontal axis: qualifier"),
        "x_as_of": _("Horizontal axis: as of"),
        "x_source": _("Horizontal axis: source"),
        "y_metric": _("Vertical axis: metric"),
        "y_unit": _("Vertical axis: unit"),
        "y": _("Vertical axis"),
        "y_low": _("Vertical axis: low"),
        "y_high": _("Vertical axis: high"),
        "y_qualifier": _("Vertical axis: qualifier"),
        "y_as_of": _("Vertical axis: as of"),
        "y_source": _("Vertical axis: source"),
        "size_metric": _("Size of the circle: metric"),
        "size_unit": _("Size of the circle: unit"),
        "size": _("Size of the circle"),
        "size_qualifier": _("Size of the circle: qualifier"),
        "size_as_of": _("Size of the circle: as of"),
        "size_source": _("Size of the circle: source"),
        "as_of": _("As of"),
        "as_of_basis": _("Date rests on"),
        "first_as_of": _("Earliest date"),
        "last_as_of": _("Latest date"),
        "source": _("Source"),
        "note": _("Note"),
    }


def csv(rows: pandas.DataFrame, said: Mapping[str, Any], flavour: str) -> bytes:
    """Return `rows` as CSV in the flavour 'international' or 'german'.

    `said`: the `layout.meta` of the figure, for the metrics that its rows hold.
    """
    german = flavour == "german"
    with i18n.speaking(i18n.current() if german else "en"):
        headings = columns()
        frame = _measured(_sourced(rows), said.get("metrics") or {})
        frame = _in_words(frame) if german else frame
        kept = [column for column in headings if column in frame]
        written = io.StringIO(newline="")
        lines = writer.writer(written, delimiter=";" if german else ",", lineterminator="\r\n")
        lines.writerow([headings[column] for column in kept] if german else kept)
        for row in frame[kept].itertuples(index=False):
            lines.writerow([_cell(value, german) for value in row])
    return written.getvalue().encode("utf-8-sig" if german else "utf-8")


def _measured(frame: pandas.DataFrame, metric_ids: Mapping[str, str]) -> pandas.DataFrame:
    """Return `frame` with the names and units of what it counts."""
    every = metrics.all_metrics()
    known = {where: every[one] for where, one in metric_ids.items()}
    frame = frame.assign(**{f"{where}metric": one.label for where, one in known.items()})
    frame = frame.assign(**{f"{where}unit": one.unit for where, one in known.items()})
    if "metric_id" in frame:
        frame["metric"] = [every[one].label for one in frame["metric_id"]]
        frame["unit"] = [every[one].unit for one in frame["metric_id"]]
    elif "" in known:
        frame["metric_id"] = known[""].id
    return frame


def _in_words(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return `frame` with hedges and what dates rest on in words instead of ids."""
    hedges = {
        str(row["qualifier"]): i18n.name(row, "label")
        for row in store.run("qualifier_list").to_dict("records")
    }
    bases = {
        "stated": _("stated"),
        "publication_date": _("date of publication"),
        "derived": _("worked out"),
    }
    columns = {column: hedges for column in frame if str(column).endswith("qualifier")}
    columns |= {column: bases for column in frame if column == "as_of_basis"}
    return frame.assign(**{name: frame[name].replace(words) for name, words in columns.items()})


def _sourced(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with names and sources in words: `name`, `group_name`, `source`…"""
    frame = rows.copy()
    records = frame.to_dict("records")
    for prefix in ("", "group_"):
        if f"{prefix}name_en" in frame and f"{prefix}name" not in frame:
            frame[f"{prefix}name"] = [i18n.name(row, f"{prefix}name") for row in records]
    cited = _citations(frame)
    for prefix in ("", "x_", "y_", "size_"):
        if f"{prefix}source_id" in frame:
            frame[f"{prefix}source"] = [cited.get(one, "") for one in frame[f"{prefix}source_id"]]
    if "basis_source_id" in frame:
        other = [cited.get(one, "") for one in frame["basis_source_id"]]
        frame["source"] = [
            " | ".join(dict.fromkeys(filter(None, pair)))
            for pair in zip(frame["source"], other, strict=True)
        ]
    if "source_ids" in frame:
        frame["source"] = [
            " | ".join(cited[one] for one in ids if isinstance(one, str))
            for ids in frame["source_ids"]
        ]
    return frame


def _citations(frame: pandas.DataFrame) -> dict[str, str]:
    ids: set[str] = set()
    for column in frame.columns:
        if column.endswith("source_id"):
            ids.update(one for one in frame[column] if isinstance(one, str))
    for cell in frame.get("source_ids", ()):
        ids.update(one for one in cell if isinstance(one, str))
    if not ids:
        return {}
    found = store.run("source_list", source_ids=sorted(ids)).to_dict("records")
    return {
        str(row["source_id"]): ", ".join(
            str(row[part])
            for part in ("publisher", "title", "date", "url")
            if isinstance(row[part], str)
        )
        for row in found
    }


def _cell(value: Any, german: bool) -> str:
    """Return a value as it stands in a cell; text never begins a formula."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NaT:
        return ""
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return (_("yes") if value else _("no")) if german else str(bool(value)).lower()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, int | float):
        plain = f"{value:.10g}" if isinstance(value, float) and abs(value) < 1e9 else f"{value:.0f}"
        return plain.replace(".", ",") if german else plain
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
