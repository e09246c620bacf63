"""`python -m atlas data`: the values behind the charts, every metric by cluster, as a table."""

import argparse

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption
from atlas.commands import filters, options, saving
from atlas.commands.faults import Nothing
from atlas.exports import csv_table
from atlas.exports.xlsx import workbook
from atlas.gallery import not_reported
from atlas.gallery.evidence import fetch
from atlas.i18n import _, ngettext
from atlas.model import metrics
from atlas.model.metrics import Metric
from atlas.model.selection import View

FORMATS = ("xlsx", "csv", "csv-excel")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    saving.add(parser, FORMATS, default="xlsx")
    parser.add_argument(
        "--metric",
        action="append",
        default=[],
        metavar="ID",
        help=_("only these metrics; repeat it or separate ids with commas; left out: all"),
    )
    filters.add(parser)


def run(given: argparse.Namespace) -> None:
    """Make the file."""
    saving.ready(given.out)
    form = saving.form(given)
    ids = [one.strip() for text in given.metric for one in text.split(",") if one.strip()]
    for one in ids:
        options.check("ranking", {"metric": one})
    every = metrics.all_metrics()
    wanted = [every[one] for one in dict.fromkeys(ids)] or list(every.values())
    view = filters.view(given)
    figure, rows = values(view, wanted)
    said = figure.layout.meta
    if form == "xlsx":
        made = workbook.book([(figure, rows)], title=said["title"])
    else:
        made = csv_table.csv(rows, said, "international" if form == "csv" else "german")
    saving.write(made, given.out, said["file"] + saving.ENDINGS[form])


def values(view: View, wanted: list[Metric]) -> tuple[go.Figure, pandas.DataFrame]:
    """Return a figure that only says what it is about, and one row per metric and cluster.

    It draws nothing. Raises Nothing when no selected cluster reports any of them.
    """
    found = []
    for metric in wanted:
        rows = view.run("metric_by_cluster", metric=metric.id)
        if not rows.empty:
            found.append(rows.assign(metric_id=metric.id))
    if not found:
        raise Nothing(_nobody(view, wanted))
    rows = pandas.concat(found, ignore_index=True)
    only = wanted[0] if len(wanted) == 1 else None
    title = _("{metric} by cluster").format(metric=only.label) if only else _("Values by cluster")
    count = rows["cluster_id"].nunique()
    reporting = ngettext(
        "{reporting} of {selected} cluster reports any of {metrics} metrics",
        "{reporting} of {selected} clusters report any of {metrics} metrics",
        view.selected,
    ).format(
        reporting=i18n.number(count),
        selected=i18n.number(view.selected),
        metrics=i18n.number(len(wanted)),
    )
    evidence = fetch(view, rows, metric=only)
    figure = caption.finish(
        go.Figure(),
        view,
        rows,
        evidence=evidence,
        title=title,
        alt=title,
        unit=only.unit if only else "",
        coverage=caption.coverage(only, count, view, evidence) if only else reporting,
    )
    return figure, rows


def _nobody(view: View, wanted: list[Metric]) -> str:
    if len(wanted) == 1:
        return not_reported(view, wanted[0])
    said = _("No selected cluster reports any of these metrics up to {year}.")
    return said.format(year=view.year)
