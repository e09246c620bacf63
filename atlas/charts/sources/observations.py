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
from atlas.text import locators, omissions, shortening
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


def search(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], words: str, notes: Notes
) -> pandas.DataFrame:
    """Return the rows of `every_observation` in which every one of `words` occurs.

    Cluster, metric, value, hedge, date, source, address, place in the source and note are searched
    as the reader sees them, whatever the case and accents. `notes`: notes in all languages.
    """
    wanted = folded(words).split()
    if not wanted or rows.empty:
        return rows
    texts = [
        _searchable_text(row, metrics[str(row["metric_id"])], notes) for row in records.of(rows)
    ]
    return rows[[all(word in text for word in wanted) for text in texts]]


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    total: int,
    find: str,
    most: int,
) -> go.Figure:
    """Draw the first `most` of `rows`, from `every_observation`; `total`: how many there are."""
    shown = rows.head(most)
    columns = cells(shown, metrics)
    title = _("Every figure on record")
    counts = rows["standing"].value_counts()
    coverage = ngettext(
        "{count} of {all} observation", "{count} of {all} observations", total
    ).format(count=i18n.number(len(rows)), all=i18n.number(total))
    return caption.finish(
        table.drawn(columns, WIDTHS),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("found by “{words}”").format(words=find)
        if find.strip()
        else _("each in its own unit"),
        coverage=coverage,
        notes=[
            _("In charts: {counts}.").format(
                counts=", ".join(
                    f"{words} {i18n.number(counts[standing])}"
                    for standing, words in standings().items()
                    if standing in counts
                )
            ),
            omissions.note_rows(len(shown), len(rows)),
        ],
        explained=_explain(),
        columns={
            "in_charts": _("In charts"),
            "about_whom": _("About whom"),
            "locator": _("Where in the source"),
            "url": _("Address of the source"),
        },
        alt=_("{title}. {said}.").format(title=title, said=coverage),
        height=table.height(columns, WIDTHS) + 30,
    )


def in_words(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with what became of them, and whom they are about, in words for readers."""
    words = standings()
    return rows.assign(
        in_charts=[words[str(standing)] for standing in rows["standing"]],
        about_whom=_scope_names(records.of(rows.filter(like="scope_name"))),
    )


def full(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], evidence: Evidence
) -> pandas.DataFrame:
    """Return every row in words, with its note and the observation shown instead.

    `rows`: from `every_observation`, all or those that `search` returns.
    """
    observations = records.of(rows)
    values = [evidence_text.value(row, metrics[str(row["metric_id"])]) for row in observations]
    columns: dict[str, list[Any]] = _cells(observations, metrics, values, longest=200)
    del columns[_("Where in the source")]
    columns[_("Source")] = [
        (evidence_text.cite_fact(row, evidence.sources),) for row in observations
    ]
    noted = [locators.note(row["note"], evidence.notes) for row in observations]
    columns[_("Note")] = [
        " ".join(filter(None, texts))
        for texts in zip(
            _scope_notes(observations), _shown_instead(observations, values), noted, strict=True
        )
    ]
    return pandas.DataFrame(columns)


def cells(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], longest: int = LONGEST_NAME
) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words. `longest`: of names."""
    observations = records.of(rows)
    values = [evidence_text.value(row, metrics[str(row["metric_id"])]) for row in observations]
    return _cells(observations, metrics, values, longest)


def _cells(
    observations: list[dict[Any, Any]],
    metrics: Mapping[str, Metric],
    values: list[str],
    longest: int,
) -> dict[str, list[str]]:
    """Return the columns of the table; `values`: what each row states, in words."""
    words = standings()
    labels = {metric_id: metric.label for metric_id, metric in metrics.items()}
    return {
        _("Cluster"): [shortening.shorten(str(row["name"]), longest) for row in observations],
        _("Metric"): [labels[str(row["metric_id"])] for row in observations],
        _("Value"): values,
        _("As of"): [evidence_text.date(row) for row in observations],
        _("In charts"): [words[str(row["standing"])] for row in observations],
        _("Source"): [evidence_text.short_source(row) for row in observations],
        _("Where in the source"): [evidence_text.where(row) for row in observations],
    }


def _scope_names(observations: list[dict[Any, Any]]) -> list[str]:
    """Return whom each row is about."""
    return [i18n.name(row, "scope_name") for row in observations]


def _shown_instead(observations: list[dict[Any, Any]], values: list[str]) -> list[str]:
    """Return for each row the observation that charts show instead; blank when there is none.

    `values`: what each row states, in words.
    """
    stated = {
        row["observation_id"]: f"{value} ({evidence_text.short_source(row)})"
        for row, value in zip(observations, values, strict=True)
    }
    shown = [stated.get(row["chosen_observation_id"]) for row in observations]
    return [_("Shown instead: {figure}.").format(figure=text) if text else "" for text in shown]


def _scope_notes(observations: list[dict[Any, Any]]) -> list[str]:
    """Return whom each row is about; blank for those about the cluster organisation itself."""
    return ["" if row["own_scope"] else f"{i18n.name(row, 'scope_name')}." for row in observations]


def _searchable_text(row: Mapping[Any, Any], metric: Metric, notes: Notes) -> str:
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
    words = [evidence_text.where(row), locators.note(row["note"], notes)]
    own = [metric.row["label_en"], metric.row["label_de"], metric.hedged(row), f"{row['value']:g}"]
    return searchable(
        " ".join(str(part) for part in [*parts, *words, *own] if isinstance(part, str))
    )


def _explain() -> str:
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
