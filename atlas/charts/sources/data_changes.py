"""Changes in the data: the facts added, removed and changed since an earlier version."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import data_versions
from atlas.model.evidence import Evidence, cited_in_row
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, omissions, shortening

WIDTHS = (10, 22, 18, 11, 18, 18, 22)
LONGEST_NAME, LONGEST_TITLE = 90, 60


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    earlier: data_versions.DataVersion,
    current: data_versions.DataVersion,
    most: int,
) -> go.Figure:
    """Draw the first `most` of `rows`, from `data_versions.changes`, as a table."""
    columns = cells(rows.head(most), metrics)
    title = _("What changed in the data since version {version}").format(version=earlier.version)
    coverage = count_changes(rows)
    return caption.finish(
        table.drawn(columns, WIDTHS, cited(rows.head(most))),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("each in its own unit"),
        coverage=coverage,
        notes=[
            _("From version {before} ({then}) to version {after} ({now}).").format(
                before=earlier.version,
                then=write_built(earlier),
                after=current.version,
                now=write_built(current),
            ),
            omissions.note_rows(min(most, len(rows)), len(rows)),
        ],
        explained=" ".join(
            [
                _(
                    "A fact is the same one in both versions when it is about the same cluster "
                    "and metric (or milestone, or organisation), of the same date, and from the "
                    "same source. It is changed when anything else about it differs: value, "
                    "hedge, range, whom it is about, place in the source or note."
                ),
                _(
                    "A fact whose date or source was corrected therefore shows as one removed and "
                    "one added."
                ),
            ]
        ),
        columns={
            "changed": _("Change"),
            "what": _("About"),
            "before": _("Before"),
            "now": _("Now"),
            "differs": _("What differs"),
            "source_title": _("Title of the source"),
            "fact": _("Fact"),
            "fact_id": _("Fact id"),
        },
        alt=_("{title}. {said}.").format(title=title, said=coverage),
        height=table.height(columns, WIDTHS) + 30,
    )


def count_changes(rows: pandas.DataFrame) -> str:
    """Return how many facts were added, removed and changed."""
    counts = rows["change"].value_counts()
    patterns = {
        "added": ngettext("{count} fact added", "{count} facts added", counts.get("added", 0)),
        "removed": ngettext("{count} removed", "{count} removed", counts.get("removed", 0)),
        "changed": ngettext("{count} changed", "{count} changed", counts.get("changed", 0)),
    }
    return ", ".join(
        words.format(count=i18n.number(counts.get(change, 0))) for change, words in patterns.items()
    )


def write_built(version: data_versions.DataVersion) -> str:
    """Return the day on which a version was built, as far as it is known."""
    if version.built is None:
        return _("built at an unknown time")
    return _("built on {date}, {time} UTC").format(
        date=i18n.date(version.built.date().isoformat()), time=version.built.strftime("%H:%M")
    )


def in_words(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> pandas.DataFrame:
    """Return `rows` with what changed in words for readers."""
    written = cells(rows, metrics)
    records = rows.to_dict("records")
    return rows.assign(
        changed=written[_("Change")],
        what=written[_("About")],
        before=written[_("Before")],
        now=written[_("Now")],
        differs=[list_differences(row) for row in records],
    )


def cells(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words."""
    changes = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
    records = rows.to_dict("records")
    return {
        _("Change"): [changes[str(row["change"])] for row in records],
        _("Cluster"): [shortening.shorten(str(row["name"]), LONGEST_NAME) for row in records],
        _("About"): [_about(row) for row in records],
        _("As of"): [dates.written_time(dict(row) | {"as_of_basis": None}) for row in records],
        _("Before"): ["" if row["change"] == "added" else _before(row, metrics) for row in records],
        _("Now"): ["" if row["change"] == "removed" else _now(row, metrics) for row in records],
        _("Source"): [_source(row) for row in records],
    }


def cited(rows: pandas.DataFrame) -> table.Cited:
    """Return the sources that the cells of `cells` name."""
    return {_("Source"): [cited_in_row(row) for row in rows.to_dict("records")]}


def list_differences(row: Mapping[Any, Any]) -> str:
    """Return what differs of a changed fact, in words."""
    words = {
        "value": _("value"),
        "low": _("range"),
        "high": _("range"),
        "unit": _("unit"),
        "qualifier": _("hedge"),
        "as_of_basis": _("what the date rests on"),
        "window_begin": _("time of the undated text"),
        "window_end": _("time of the undated text"),
        "scope": _("whom it is about"),
        "until": _("end"),
        "locator": _("place in the source"),
        "note": _("note"),
    }
    return ", ".join(dict.fromkeys(words[column] for column in row["parts"]))


def _about(row: Mapping[Any, Any]) -> str:
    about = i18n.name(row, "about")
    with_whom = isinstance(row["organisation_en"], str)
    return f"{about}: {i18n.name(row, 'organisation')}" if with_whom else about


def _before(row: Mapping[Any, Any], metrics: Mapping[str, Metric]) -> str:
    stated = {
        name.removeprefix("before_"): value
        for name, value in row.items()
        if str(name).startswith("before_")
    }
    return _write_statement({**row, **stated}, metrics)


def _now(row: Mapping[Any, Any], metrics: Mapping[str, Metric]) -> str:
    text = _write_statement(row, metrics)
    if row["change"] != "changed" or text != _before(row, metrics):
        return text
    # what is written alike differs in something else, which is named
    return _("{value} (differs in: {parts})").format(value=text, parts=list_differences(row))


def _write_statement(row: Mapping[Any, Any], metrics: Mapping[str, Metric]) -> str:
    """Return what a fact states: a value with its hedge, or until when it holds."""
    metric = metrics.get(str(row["about"]))
    if row["fact"] == "observation" and metric:
        return metric.hedged(row)
    until = _text_or_none(row["until"])
    if until:
        return _("until {date}").format(date=i18n.date(until))
    if pandas.isna(row["value"]):
        return _("on record")
    unit = _text_or_none(row["unit"])
    value = i18n.number(row["value"], 0 if float(row["value"]).is_integer() else 1)
    return f"{value} {unit}" if unit else value


def _source(row: Mapping[Any, Any]) -> str:
    return shortening.shorten(str(row["source_title"]), LONGEST_TITLE)


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
