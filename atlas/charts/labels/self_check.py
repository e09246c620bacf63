"""Self-check: one cluster against the criteria of a label or listing. A table."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis import criteria as criteria_check
from atlas.charts.base import caption
from atlas.charts.base import table as table_traces
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import criteria as criteria_text
from atlas.text import evidence as evidence_text

WIDTHS = (20, 18, 15, 25, 20, 20)
#: in a longer list, criteria of which only the name is public share a line with their group
LONG = 12
LONG_WIDTHS = (26, 19, 14, 22, 20, 18)
Row = dict[Any, Any]


def figure(
    rows: pandas.DataFrame,
    scheme: Mapping[str, Any],
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw every criterion in its order.

    `rows`: one row per criterion from `criteria.check`, of one cluster. `scheme`: its row of
    `scheme_list`. `view`: of the cluster.
    """
    columns, cited = _cells(rows, metrics, view.year)
    widths = LONG_WIDTHS if len(rows) > LONG else WIDTHS
    summary = criteria_text.write_counts(criteria_check.count_results(rows))
    title = _("Self-check: {scheme}").format(scheme=i18n.name(scheme))
    ended = rows["ended_on"].iloc[0]
    return caption.finish(
        table_traces.drawn(columns, widths, cited),
        view,
        table(rows, metrics, view.year),
        evidence=evidence,
        title=title,
        unit=_("what is asked for and what is known"),
        coverage=criteria_text.summary(rows),
        notes=[
            i18n.name(scheme, "note"),
            _("The cluster ended in {date}; later figures are not looked for.").format(
                date=i18n.date(ended)
            )
            if isinstance(ended, str)
            else "",
            criteria_text.cite_rules(rows),
        ],
        explained=criteria_text.explain(),
        columns=criteria_text.headings(
            known=_("Known"),
            result=_("Result id"),
            result_words=_("Result"),
            why=_("Not known because"),
        ),
        alt=_("{title}. {name}: {said}.").format(title=title, name=view.words, said=summary),
        height=table_traces.height(columns, widths) + 30,
    )


def table(rows: pandas.DataFrame, metrics: Mapping[str, Metric], year: int) -> pandas.DataFrame:
    """Return `rows` with words and every source, for table files. `year`: the snapshot year."""
    row_dicts = records.of(rows)
    return rows.assign(
        criterion=[i18n.name(row, "criterion") for row in row_dicts],
        asked_for=[criteria_text.asked_for(row) for row in row_dicts],
        known=[criteria_text.write_known(row, metrics, year) for row in row_dicts],
        result_words=[criteria_text.results()[row["result"]] for row in row_dicts],
        why=[criteria_text.missing()[row["missing"]] for row in row_dicts],
        mind=[criteria_text.write_caveats(row) for row in row_dicts],
        source_ids=[_source_ids(row) for row in row_dicts],
    ).drop(columns=["source_id", "basis_source_id"])


def _cells(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], year: int
) -> tuple[dict[str, list[str]], table_traces.Cited]:
    """Return the columns of the table, and the sources that they name."""
    headings = (
        _("Criterion"),
        _("Result"),
        _("Asked for"),
        _("Known"),
        _("Caveat"),
        _("Source of the figure"),
    )
    lines: list[tuple[str, ...]] = []
    source_ids: list[list[str]] = []
    for _group, group_rows in rows.groupby("group_en", sort=False):
        row_dicts = records.of(group_rows)
        name_only = [
            row for row in row_dicts if len(rows) > LONG and _is_name_only(row, metrics, year)
        ]
        listed = [row for row in row_dicts if row not in name_only]
        lines += [_line(row, metrics, year) for row in listed]
        source_ids += [_figure_source_ids(row) for row in listed]
        if name_only:
            lines.append(_line_of_names(name_only))
            source_ids.append([])
    cited = [ids if line[-1] else [] for line, ids in zip(lines, source_ids, strict=True)]
    return table_traces.columns(headings, lines), {headings[-1]: cited}


def _is_name_only(row: Row, metrics: Mapping[str, Metric], year: int) -> bool:
    """Return whether only the name of a criterion is public, and no figure is known for it."""
    unknown = criteria_text.write_known(row, metrics, year) == criteria_text.NOTHING
    return unknown and not isinstance(row["comparison"], str)


def _line_of_names(rows: list[Row]) -> tuple[str, ...]:
    """Return one line for all criteria of a group of which only the names are public."""
    codes = [row["code"] or _write_name(row) for row in rows]
    named = ngettext(
        "{group}: {count} known by name only ({codes})",
        "{group}: {count} known by name only ({codes})",
        len(rows),
    )
    return (
        named.format(
            group=i18n.name(rows[0], "group"), count=i18n.number(len(rows)), codes=", ".join(codes)
        ),
        criteria_text.result(rows[0]),
        criteria_text.asked_for(rows[0]),
        criteria_text.NOTHING,
        _("Their names stand in the list of criteria."),
        "",
    )


def _write_name(row: Row) -> str:
    name = i18n.name(row, "criterion")
    return f"{row['code']} {name}" if isinstance(row["code"], str) else name


def _line(row: Row, metrics: Mapping[str, Metric], year: int) -> tuple[str, ...]:
    used = criteria_text.write_known(row, metrics, year) != criteria_text.NOTHING
    undated = row["missing"] == "date"
    source = evidence_text.source(row, "undated_source") if undated else evidence_text.sources(row)
    return (
        _write_name(row),
        criteria_text.result(row),
        criteria_text.asked_for(row),
        criteria_text.write_known(row, metrics, year),
        criteria_text.write_caveats(row),
        source if used else "",
    )


def _figure_source_ids(row: Row) -> list[str]:
    """Return the sources of the figure of a line: of the undated one where that is all there is."""
    prefixes = ("undated_",) if row["missing"] == "date" else ("", "basis_")
    ids = (row[f"{prefix}source_id"] for prefix in prefixes)
    return list(dict.fromkeys(source_id for source_id in ids if isinstance(source_id, str)))


def _source_ids(row: Row) -> list[str]:
    """Return the sources of the criterion and of the figure beside it, each once."""
    ids = (row[f"{prefix}source_id"] for prefix in ("rule_", "", "basis_", "undated_"))
    return list(dict.fromkeys(source_id for source_id in ids if isinstance(source_id, str)))
