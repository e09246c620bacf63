"""Staleness: how old the latest figures are, metric by metric, in classes of years."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import heatmap
from atlas.charts.sources import coverage
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, omissions, plotly_text, shortening
from atlas.text import evidence as evidence_text

#: of the table of single figures
OLDEST_WIDTHS = (24, 14, 14, 17, 8, 25)


def classes() -> dict[str, str]:
    """Return the classes of age, the youngest first: column of the query -> its words."""
    return {
        "up_to_1": _("up to 1 year"),
        "from_2_to_3": _("2–3 years"),
        "from_4_to_5": _("4–5 years"),
        "from_6_to_10": _("6–10 years"),
        "over_10": _("over 10 years"),
        "unknown_age": _("age not known"),
    }


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    most: int,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw the share of each class, a row a metric, the most reported metric on top.

    `rows`: one row per metric from `staleness`. Metrics without any dated figure have no row.
    """
    dated = rows[rows["reporting"] > 0]
    shown = ordered(dated).head(most)
    records = shown.to_dict("records")
    cells = pandas.DataFrame(
        [
            {"row_id": row["metric_id"], "column_id": column} | _cell(row, column, words, metrics)
            for row in records
            for column, words in classes().items()
        ]
    )
    title = _("How old the figures are")
    reporting, old = int(dated["reporting"].sum()), int(dated["over_10"].sum())
    return heatmap.figure(
        cells,
        {str(row["metric_id"]): _name(row, metrics) for row in records},
        dict(
            zip(classes(), ("0–1", "2–3", "4–5", "6–10", _("over 10"), _("not known")), strict=True)
        ),
        view,
        shown,
        evidence=evidence,
        title=title,
        unit=_("share of the clusters that report, by the age of their figure in years"),
        coverage=_coverage(reporting, old),
        notes=[
            _(
                "In brackets: clusters that report, plus those that report only in undated texts "
                "that may be later."
            ),
            _undated_note(int(rows["undated"].sum())),
            omissions.note_metrics(len(shown), len(dated), dated=True),
        ],
        explained=" ".join(
            [
                _(
                    "Age = snapshot year minus the year that the latest figure holds for; a figure "
                    "in an undated text is as old as the earliest time it may have been written."
                ),
                _(
                    "Each cluster counts once per metric, with its latest figure. Founding years, "
                    "which never grow old, and figures that are worked out from others are left "
                    "out."
                ),
            ]
        ),
        columns=classes()
        | {"median_age": _("Median age in years"), "undated": _("In texts that may be later")},
        alt=_("{title}. {said}.").format(title=title, said=_coverage(reporting, old)),
    )


def ordered(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` from `staleness`, the most reported metric first."""
    return rows.sort_values(["reporting", "position"], ascending=[False, True])


def oldest(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], evidence: Evidence, year: int
) -> pandas.DataFrame:
    """Return the latest figures in words, the oldest first. `rows`: from `latest_figures`."""
    records = rows.to_dict("records")
    return pandas.DataFrame(
        {
            _("Cluster"): [str(row["name"]) for row in records],
            _("Metric"): [metrics[str(row["metric_id"])].label for row in records],
            _("Value"): [
                evidence_text.value(row, metrics[str(row["metric_id"])]) for row in records
            ],
            _("As of"): [dates.held(row, metrics[str(row["metric_id"])], year) for row in records],
            _("Age in years"): [age(row["age"]) for row in records],
            _("Source"): [(evidence_text.cite_fact(row, evidence.sources),) for row in records],
        }
    )


def age(years: Any) -> str:
    """Return an age in years; that of a text whose window has no beginning is not known."""
    return _("not known") if pandas.isna(years) else i18n.number(years)


def _name(row: Mapping[Any, Any], metrics: Mapping[str, Metric]) -> str:
    """Return what a row is called: the metric, how many report it, how many may do so later."""
    label, count = metrics[str(row["metric_id"])].label, i18n.number(row["reporting"])
    counts = f"({count} + {i18n.number(row['undated'])})" if row["undated"] else f"({count})"
    return f"{shortening.shorten(label, heatmap.LONGEST_ROW - len(counts) - 1)} {counts}"


def _cell(
    row: Mapping[Any, Any], column: str, words: str, metrics: Mapping[str, Metric]
) -> dict[str, Any]:
    count, reporting = int(row[column]), int(row["reporting"])
    share = 100 * count / reporting
    lines = [
        plotly_text.bold(metrics[str(row["metric_id"])].label),
        _("{age}: {count} of {reporting} ({share})").format(
            age=words,
            count=i18n.number(count),
            reporting=i18n.number(reporting),
            share=i18n.percent(coverage.written(share)),
        ),
        _("Half of the figures are {years} years old or older").format(
            years=i18n.number(row["median_age"], 0 if row["median_age"] % 1 == 0 else 1)
        )
        if pandas.notna(row["median_age"])
        else "",
        _("Figures of {years}").format(years=dates.span(row["first_as_of"], row["last_as_of"])),
    ]
    text = i18n.percent(coverage.written(share))
    return {
        "value": share,
        "text": text,
        "hover": plotly_text.lines(line for line in lines if line),
    }


def _coverage(reporting: int, old: int) -> str:
    return ngettext(
        "{old} of {count} latest figure is older than ten years",
        "{old} of {count} latest figures are older than ten years",
        reporting,
    ).format(old=i18n.number(old), count=i18n.number(reporting))


def _undated_note(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} more figure stands in an undated text that may be later.",
        "{count} more figures stand in undated texts that may be later.",
        count,
    ).format(count=i18n.number(count))
