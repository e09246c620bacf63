"""What happened to one cluster, in order, each with its date, kind and source. A table."""

import functools
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
from atlas.text import locators

WIDTHS = (14, 17, 37, 15, 20)
Row = dict[str, Any]


def figure(rows: pandas.DataFrame, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw milestones in the order of their dates; then what else sources report.

    `rows`: one row per milestone from `cluster_milestone`, of any kind and scope.
    """
    parts = sections(rows)
    lines = table.order(parts)
    columns = table.columns_of(_headings(), lines, functools.partial(_line, evidence=evidence))
    chart = table.drawn(columns, WIDTHS, table.cited_in(_("Source"), lines))
    own = parts[""]
    undated = int(own["as_of"].isna().sum())
    title = _("Milestones")
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("in the order of their dates"),
        coverage=count_milestones(len(own)),
        notes=[
            ngettext(
                "{count} without a date stands at the end.",
                "{count} without a date stand at the end.",
                undated,
            ).format(count=i18n.number(undated))
            if undated
            else ""
        ],
        explained=_(
            "Each date is as precise as its source. “Date of publication” means that only the date "
            "of the text is known; “worked out” means that the date follows from other statements "
            "in it."
        ),
        columns={"scope": _("Whom it is about"), "locator": _("Where in the source")},
        alt=_alt(title, own, view),
        height=table.height(columns, WIDTHS) + 30,
    )


def count_lines(rows: pandas.DataFrame) -> int:
    """Return how many lines the table of these milestones has."""
    return len(table.order(sections(rows)))


def sections(rows: pandas.DataFrame) -> dict[str, pandas.DataFrame]:
    """Return the rows by the line that stands before them; blank before its own milestones."""
    figures = rows["kind"] == "reported_figure"
    return {
        "": rows[rows["own_scope"] & ~figures],
        _("Other figures in its sources:"): rows[rows["own_scope"] & figures],
        _("About others, not the cluster:"): rows[~rows["own_scope"]],
    }


def write_figure(row: Row) -> str:
    """Return the figure that a milestone reports, with its hedge and its unit; blank without."""
    if pandas.isna(row["value"]):
        return ""
    value = _written(row)
    # a range has two ends, which milestones do not hold
    hedged = isinstance(row["pattern_en"], str) and "{low}" not in row["pattern_en"]
    text = i18n.name(row, "pattern").format(value=value) if hedged else value
    return " ".join(filter(None, (text, write_unit(row))))


def _written(row: Row) -> str:
    return i18n.number(row["value"], 0 if row["value"] == int(row["value"]) else 1)


def write_unit(row: Row) -> str:
    """Return the unit of the figure that a milestone reports; blank without one."""
    return "" if pandas.isna(row["value"]) else i18n.unit(row, _written(row))


def details(row: Row, evidence: Evidence) -> str:
    """Return the details of a milestone: its figure, its note, whom it is about."""
    note = locators.note(row["note"], evidence.notes)
    text = ". ".join(part for part in (write_figure(row), note) if part)
    return text if row["own_scope"] else f"{i18n.name(row, 'scope_name')}: {text}".strip(": ")


def _headings() -> tuple[str, ...]:
    return (_("Date"), _("What"), _("Details"), _("Source"), _("Where in the source"))


def _line(row: Row, evidence: Evidence) -> tuple[str, ...]:
    return (
        evidence_text.date(row),
        i18n.name(row),
        details(row, evidence),
        evidence_text.short_source(row),
        evidence_text.where(row),
    )


def count_milestones(count: int) -> str:
    """Return a number of milestones in words: '1 milestone', '21 milestones'."""
    return ngettext("{count} milestone", "{count} milestones", count).format(
        count=i18n.number(count)
    )


def _alt(title: str, own: pandas.DataFrame, view: View) -> str:
    dated = records.of(own[own["as_of"].notna()])
    ends = [f"{i18n.name(row)} ({i18n.date(row['as_of'])})" for row in (*dated[:1], *dated[-1:])]
    pattern = _("{title}. {name}: {figures}.")
    return pattern.format(
        title=title, name=view.words, figures=" – ".join(dict.fromkeys(ends)) or "–"
    )
