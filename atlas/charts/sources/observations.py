"""Observations: every figure on record with its source, and what became of it in the charts."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence, Notes
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import locators, shortening
from data.words import folded, searchable

WIDTHS = (20, 13, 13, 14, 10, 16, 14)
#: of the table on the page, whose sources say where in them a figure stands
FULL_WIDTHS = (18, 11, 12, 14, 9, 19, 17)
LONGEST_NAME = 44


def standings() -> dict[str, str]:
    """Return in words what may become of an observation in the charts."""
    return {
        "charted": _("shown"),
        "outranked": _("another one is shown"),
        "undated": _("not shown: an undated text that may be later"),
        "other_scope": _("not shown: about someone else"),
        "ended": _("not shown: the cluster had ended"),
    }


def found(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], words: str, notes: Notes
) -> pandas.DataFrame:
    """Return the rows of `every_observation` in which every one of `words` occurs.

    Cluster, metric, value, hedge, date, source, address, place in the source and note are searched
    as the reader sees them, whatever the case and accents. `notes`: notes in all languages.
    """
    wanted = folded(words).split()
    if not wanted or rows.empty:
        return rows
    texts = [_searched(row, metrics[str(row["metric_id"])], notes) for row in records.of(rows)]
    return rows[[all(word in text for word in wanted) for text in texts]]


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    every: int,
    find: str,
    most: int,
) -> go.Figure:
    """Draw the first `most` of `rows`, from `every_observation`; `every`: how many there are."""
    shown = rows.head(most)
    columns = cells(shown, metrics)
    title = _("Every figure on record")
    counts = rows["standing"].value_counts()
    said = ngettext("{count} of {all} observation", "{count} of {all} observations", every).format(
        count=i18n.number(len(rows)), all=i18n.number(every)
    )
    return caption.finish(
        table.drawn(columns, WIDTHS),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("found by “{words}”").format(words=find)
        if find.strip()
        else _("each in its own unit"),
        coverage=said,
        notes=[
            _("In charts: {counts}.").format(
                counts=", ".join(
                    f"{words} {i18n.number(counts[one])}"
                    for one, words in standings().items()
                    if one in counts
                )
            ),
            _("Slides and pictures hold the first {shown} of {all}, table files hold all.").format(
                shown=i18n.number(len(shown)), all=i18n.number(len(rows))
            )
            if len(shown) < len(rows)
            else "",
        ],
        explained=_explained(),
        columns={
            "in_charts": _("In charts"),
            "about_whom": _("About whom"),
            "locator": _("Where in the source"),
            "url": _("Address of the source"),
        },
        alt=_("{title}. {said}.").format(title=title, said=said),
        height=table.height(columns, WIDTHS) + 30,
    )


def in_words(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with what became of them, and whom they are about, in words for readers."""
    words = standings()
    return rows.assign(
        in_charts=[words[str(one)] for one in rows["standing"]],
        about_whom=_about(records.of(rows.filter(like="scope_name"))),
    )


def full(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], evidence: Evidence
) -> pandas.DataFrame:
    """Return every row in words, with its note and the observation shown instead.

    `rows`: from `every_observation`, or those of them that were found.
    """
    every = records.of(rows)
    values = [evidence_text.value(row, metrics[str(row["metric_id"])]) for row in every]
    columns: dict[str, list[Any]] = _cells(every, metrics, values, longest=200)
    del columns[_("Where in the source")]
    columns[_("Source")] = [(evidence_text.cited_by(row, evidence.sources),) for row in every]
    noted = [locators.note(row["note"], evidence.notes) for row in every]
    columns[_("Note")] = [
        " ".join(filter(None, said))
        for said in zip(_apart(every), _instead(every, values), noted, strict=True)
    ]
    return pandas.DataFrame(columns)


def cells(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], longest: int = LONGEST_NAME
) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words. `longest`: of names."""
    every = records.of(rows)
    values = [evidence_text.value(row, metrics[str(row["metric_id"])]) for row in every]
    return _cells(every, metrics, values, longest)


def _cells(
    every: list[dict[Any, Any]], metrics: Mapping[str, Metric], values: list[str], longest: int
) -> dict[str, list[str]]:
    """Return the columns of the table; `values`: what each row states, in words."""
    words = standings()
    labels = {one: metric.label for one, metric in metrics.items()}
    return {
        _("Cluster"): [shortening.shorten(str(row["name"]), longest) for row in every],
        _("Metric"): [labels[str(row["metric_id"])] for row in every],
        _("Value"): values,
        _("As of"): [evidence_text.date(row) for row in every],
        _("In charts"): [words[str(row["standing"])] for row in every],
        _("Source"): [evidence_text.short_source(row) for row in every],
        _("Where in the source"): [evidence_text.where(row) for row in every],
    }


def _about(every: list[dict[Any, Any]]) -> list[str]:
    """Return whom each row is about."""
    return [i18n.name(row, "scope_name") for row in every]


def _instead(every: list[dict[Any, Any]], values: list[str]) -> list[str]:
    """Return for each row the observation that charts show in its place; blank for the others.

    `values`: what each row states, in words.
    """
    stated = {
        row["observation_id"]: f"{value} ({evidence_text.short_source(row)})"
        for row, value in zip(every, values, strict=True)
    }
    shown = [stated.get(row["chosen_observation_id"]) for row in every]
    return [_("Shown instead: {figure}.").format(figure=one) if one else "" for one in shown]


def _apart(every: list[dict[Any, Any]]) -> list[str]:
    """Return whom each row is about; blank for those about the cluster organisation itself."""
    return ["" if row["own_scope"] else f"{i18n.name(row, 'scope_name')}." for row in every]


def _searched(row: Mapping[Any, Any], metric: Metric, notes: Notes) -> str:
    parts = [
        row[column]
        for column in (
            "name",
            "cluster_id",
            "as_of",
            "window_begin",
            "window_end",
            "source_title",
            "source_publisher",
            "source_date",
            "url",
        )
    ]
    said = [evidence_text.where(row), locators.note(row["note"], notes)]
    own = [metric.row["label_en"], metric.row["label_de"], metric.hedged(row), f"{row['value']:g}"]
    return searchable(
        " ".join(str(part) for part in [*parts, *said, *own] if isinstance(part, str))
    )


def _explained() -> str:
    return " ".join(
        [
            _(
                "An observation is one value of one metric of one cluster at one date, as one "
                "source states it, and where in that source it stands."
            ),
            _(
                "Charts show one of them per cluster, metric and year. Others stay on record: when "
                "another one was chosen, when it stands in an undated text that may be later than "
                "the year, when the figure is about someone else than the metric is, or when the "
                "cluster had ended by then."
            ),
        ]
    )
