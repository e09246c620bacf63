"""`python -m atlas data`: the values behind the charts, every metric by cluster, as a table."""

import argparse

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption
from atlas.commands import filters, options, saving
from atlas.commands.faults import Nothing
from atlas.exports.formats import FORMATS, OF_ROWS, FileChoice
from atlas.gallery import Drawing, not_reported
from atlas.gallery.evidence import fetch
from atlas.i18n import _, ngettext
from atlas.model import metrics
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text.chart_text import ChartText


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    saving.add(parser, OF_ROWS, default="xlsx")
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
    saving.check_writable(given.out)
    form = saving.choose_format(given)
    ids = [name.strip() for text in given.metric for name in text.split(",") if name.strip()]
    for metric_id in ids:
        options.check("ranking", {"metric": metric_id})
    every = metrics.all_metrics()
    wanted = [every[metric_id] for metric_id in dict.fromkeys(ids)] or list(every.values())
    view = filters.read_view(given)
    drawing = collect(view, wanted)
    name = ChartText.of(drawing.figure).file_name + FORMATS[form].ending
    saving.write(FORMATS[form].make(drawing, FileChoice()), given.out, name)


def collect(view: View, wanted: list[Metric]) -> Drawing:
    """Return one row per metric and cluster, with a figure that only says what they are about.

    It draws nothing. Raises Nothing when no selected cluster reports any of them.
    """
    parts = []
    for metric in wanted:
        rows = view.run("metric_by_cluster", metric=metric.id)
        if not rows.empty:
            parts.append(rows.assign(metric_id=metric.id))
    if not parts:
        raise Nothing(_explain_nothing(view, wanted))
    rows = pandas.concat(parts, ignore_index=True)
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
    return Drawing(figure, rows, evidence)


def _explain_nothing(view: View, wanted: list[Metric]) -> str:
    if len(wanted) == 1:
        return not_reported(view, wanted[0])
    words = _("No selected cluster reports any of these metrics up to {year}.")
    return words.format(year=view.year)
