"""Criteria: what a label or listing asks for, and how many clusters publish a figure for it."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import criteria as criteria_text

#: what a slide shows in letters that can be read
PER_PAGE = 17


def figure(
    rows: pandas.DataFrame,
    scheme: Mapping[str, Any],
    metrics: Mapping[str, Metric],
    view: View,
    page: int = 1,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw a page of 17 criteria in their order.

    `rows`: one row per criterion from `counted`. `scheme`: its row of `scheme_list`.
    """
    pages = pages_of(len(rows))
    on_page = rows.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]
    columns, widths = _cells(on_page, metrics, view)
    title = _("Criteria: {scheme}").format(scheme=i18n.name(scheme))
    public = int(rows["threshold"].notna().sum())
    listed = ngettext("{count} criterion", "{count} criteria", len(rows)).format(
        count=i18n.number(len(rows))
    )
    coverage = ngettext(
        "{listed}, {count} with a public threshold",
        "{listed}, {count} with a public threshold",
        public,
    ).format(listed=listed, count=i18n.number(public))
    return caption.finish(
        table.drawn(columns, widths),
        view,
        rows.rename(columns={"rule_source_id": "source_id"}),
        evidence=evidence,
        title=title,
        unit=_version(scheme),
        coverage=coverage,
        notes=[
            _("Page {page} of {pages}.").format(page=page, pages=pages) if pages > 1 else "",
            i18n.name(scheme, "note"),
            criteria_text.cite_rules(rows),
        ],
        explained=" ".join(
            [
                _(
                    "What a label or listing asks for, in our own words, as far as a public page "
                    "says so. Where no threshold is public, none is given; it is not estimated."
                ),
                _(
                    "“Clusters that publish it” counts the selected clusters with a dated "
                    "figure at the end of the year for our nearest measure, whether they "
                    "reach the threshold or not."
                ),
            ]
        ),
        columns=criteria_text.headings(),
        alt=_("{title}. {said}.").format(title=title, said=coverage),
        height=table.height(columns, widths) + 30,
    )


def pages_of(criteria: int) -> int:
    """Return how many pages so many criteria fill."""
    return max(1, -(-criteria // PER_PAGE))


def counted(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return one row per criterion of `criteria.check`, in words.

    `reporting`: how many of the clusters publish a figure for it.
    """
    reporting = rows.groupby("criterion_id")["value"].count()
    first = rows.drop_duplicates("criterion_id").sort_values("position", kind="stable")
    row_dicts = records.of(first)
    no_result = {"result": "", "missing": ""}
    return first.assign(
        reporting=[int(reporting[row["criterion_id"]]) for row in row_dicts],
        criterion=[i18n.name(row, "criterion") for row in row_dicts],
        asked_for=[criteria_text.asked_for(row) for row in row_dicts],
        mind=[criteria_text.write_caveats(row | no_result) for row in row_dicts],
        group_name_en=first["group_en"],
        group_name_de=first["group_de"],
    )[
        [
            *("scheme_id", "criterion_id", "code", "group_name_en", "group_name_de", "criterion"),
            *("asked_for", "threshold", "measured_by", "share_of", "reporting", "mind"),
            *("audited_for_silver", "confidence", "rule_source_id", "rule_source_title"),
            *("rule_source_publisher", "rule_source_date"),
        ]
    ]


def _cells(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], view: View
) -> tuple[dict[str, list[str]], list[int]]:
    each = records.of(rows)
    columns = {
        _("Criterion"): [
            f"{row['code']} {row['criterion']}"
            if isinstance(row["code"], str)
            else row["criterion"]
            for row in each
        ],
        _("Group"): [i18n.name(row, "group_name") for row in each],
        _("Asked for"): [row["asked_for"] for row in each],
        _("Our nearest figure"): [_nearest(row, metrics) for row in each],
        _("Clusters that publish it"): [_publish(row, view) for row in each],
        _("Caveat"): [row["mind"] for row in each],
    }
    widths = [26, 14, 16, 16, 14, 24]
    if rows["audited_for_silver"].notna().any():
        columns[_("Audited for silver")] = [_yes_or_no(row["audited_for_silver"]) for row in each]
        widths.append(10)
    return columns, widths


def _nearest(row: dict[Any, Any], metrics: Mapping[str, Metric]) -> str:
    if not isinstance(row["measured_by"], str):
        return criteria_text.NOTHING
    label = metrics[row["measured_by"]].label
    if not isinstance(row["share_of"], str):
        return label
    return _("{part} in % of {whole}").format(part=label, whole=metrics[row["share_of"]].label)


def _publish(row: dict[Any, Any], view: View) -> str:
    if not isinstance(row["measured_by"], str):
        return criteria_text.NOTHING
    return _("{reporting} of {selected}").format(
        reporting=i18n.number(row["reporting"]), selected=i18n.number(view.selected)
    )


def _yes_or_no(value: Any) -> str:
    if pandas.isna(value):
        return criteria_text.NOTHING
    return _("yes") if value else _("no")


def _version(scheme: Mapping[str, Any]) -> str:
    version = scheme["version"]
    if not isinstance(version, str):
        return _("as far as they are public")
    return _("version of {version}, as far as it is public").format(version=version)
