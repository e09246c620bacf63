"""Labels, programmes and networks of one cluster, and who carries or joins it. A table."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import label_periods

WIDTHS = (26, 15, 18, 20, 16, 20)
Row = dict[str, Any]


def figure(rows: pandas.DataFrame, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw every tie of the cluster, labels first.

    `rows`: one row per tie from `cluster_tie`.
    """
    lines = table.order(_sections(rows))
    columns = table.columns_of(_headings(), lines, _line)
    chart = table.drawn(columns, WIDTHS, table.cited_in(_("Source"), lines))
    title = _("Labels, programmes and networks")
    names = dict.fromkeys(i18n.name(row, "organisation_name") for row in records.of(rows))
    undated = int(rows["as_of"].isna().sum())
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("with their dates"),
        coverage=_count(rows),
        notes=[
            ngettext("{count} has no date", "{count} have no date", undated).format(
                count=i18n.number(undated)
            )
            if undated
            else "",
        ],
        explained=_(
            "“Until” is the end that a source states, or else the end by the label's published "
            "rule, counted from the award. A dash means that neither is known, not that it still "
            "holds."
        ),
        columns={
            "organisation_id": _("Organisation id"),
            "organisation": _("Organisation"),
            "tie": _("Tie"),
            "until": _("Until, as stated"),
            "until_date": _("Until, at the latest"),
            "until_basis": _("End rests on"),
            "locator": _("Where in the source"),
        },
        alt=_("{title}. {name}: {figures}.").format(
            title=title, name=view.words, figures=", ".join(names)
        ),
        height=table.height(columns, WIDTHS) + 30,
    )


def _count(rows: pandas.DataFrame) -> str:
    """Return how many labels and the like are known, and how many other ties."""
    held, others = rows[rows["belongs"]], rows[~rows["belongs"]]
    more = ngettext("{count} other tie", "{count} other ties", len(others)).format(
        count=i18n.number(len(others))
    )
    counts = [label_periods.count_words(held)] + ([more] if len(others) else [])
    return ", ".join(counts)


def add_words(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with `organisation` and `tie` in words, for tables."""
    ties = records.of(rows)
    return rows.assign(
        organisation=[i18n.name(row, "organisation_name") for row in ties],
        tie=[i18n.name(row) for row in ties],
    )


def count_lines(rows: pandas.DataFrame) -> int:
    """Return how many lines the table of these ties has."""
    return len(table.order(_sections(rows)))


def until(row: Row) -> str:
    """Return until when a tie holds, and whether a source or a rule says so; a dash unknown."""
    if isinstance(row["until"], str):
        return i18n.date(row["until"])
    if pandas.isna(row["until_date"]):
        return "–"
    # a rule knows the end no better than the source knew the beginning
    end = str(row["until_date"])[: len(row["as_of"])]
    return _("{date} (by the label's rule)").format(date=i18n.date(end))


def _headings() -> tuple[str, ...]:
    return (
        _("Organisation"),
        _("Tie"),
        _("Since"),
        _("Until"),
        _("Source"),
        _("Where in the source"),
    )


def _sections(rows: pandas.DataFrame) -> dict[str, pandas.DataFrame]:
    """Return the rows by the line that stands before them; blank before the first ones."""
    others = _("Who else carries, funds or joins it:")
    return {"": rows[rows["belongs"]], others: rows[~rows["belongs"]]}


def _line(row: Row) -> tuple[str, ...]:
    return (
        i18n.name(row, "organisation_name"),
        i18n.name(row),
        evidence_text.date(row),
        until(row),
        evidence_text.short_source(row),
        evidence_text.where(row),
    )
