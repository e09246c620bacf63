"""Sources: what is on record, what is disputed, missing or old, and what changed."""

import functools
from collections.abc import Sequence

import pandas
import streamlit as st

from atlas import i18n
from atlas.charts.sources import conflicts, data_changes, documents, observations, staleness
from atlas.gallery import Drawing
from atlas.gallery.evidence import fetch
from atlas.i18n import _
from atlas.model import data_versions, metrics
from atlas.model.view import View
from atlas.state import url
from atlas.text import markdown
from atlas.text.chart_text import ChartText
from atlas.ui import chart, filters, frame, table


def show_records(view: View) -> None:
    """Show every observation, with a search."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        find = _type_words()
        metric = _choose_metric()
    full = functools.partial(_show_observations, metrics.all_metrics())
    chart.render("observations", view, {"metric": metric, "find": find}, body=full)


def show_conflicts(view: View) -> None:
    """Show the figures on which sources disagree, and why charts show the one they do."""
    chart.render("conflicts", view, {"metric": _choose_metric()}, body=_show_conflicts)


def show_coverage(view: View) -> None:
    """Show which share of the clusters reports what."""
    ways = {"year": _("Year"), "sector": _("Sector group")}
    by = url.choose_one("by", _("Metrics by"), ways, "year")
    chart.render("coverage", view, {"by": by, "most": "20" if by == "year" else "10"})


def show_ages(view: View) -> None:
    """Show how old the figures are, and the oldest of them one by one."""
    chart.render("staleness", view, {"most": "20"})
    rows = view.run("latest_figures")
    if rows.empty:
        return
    with st.container(border=True, key="oldest"):
        title = _("The latest figures, the oldest first")
        st.subheader(title, anchor=False)
        metric = _choose_metric()
        rows = rows[rows["metric_id"] == metric] if metric else rows
        if rows.empty:
            words = _("No selected cluster reports a figure up to {year}.")
            st.info(words.format(year=view.year), icon=":material/info:")
            return
        evidence = fetch(view, rows)
        oldest = staleness.oldest(rows, metrics.all_metrics(), evidence, view.year)
        alt = ", ".join(oldest.iloc[0, :4])
        table.listed(oldest, "oldest", title, alt, staleness.OLDEST_WIDTHS)


def show_sources(view: View) -> None:
    """Show the sources and how many facts each carries."""
    chart.render("sources", view, body=_show_sources)


def show_changes(view: View) -> None:
    """Show which versions of the data are kept, and what changed since one of them."""
    current, kept = data_versions.current(), data_versions.list_kept()
    st.caption(
        _("In use: data version {version}, {built}, with figures up to {date}.").format(
            version=markdown.escape(current.version),
            built=markdown.escape(data_changes.write_built(current)),
            date=i18n.date(current.newest),
        )
    )
    options = {
        older.version: f"{older.version}, {data_changes.write_built(older)}" for older in kept
    }
    if not options:
        chart.render("changes-in-data", view)
        return
    first = next(iter(options))
    version = url.choose_one("version", _("Compare with version"), options, first, width=420)
    body = functools.partial(_show_changes, metrics.all_metrics())
    chart.render("changes-in-data", view, {"version": version}, body=body)


def _type_words() -> str:
    find = url.get("find")[:100]
    url.type_words(
        "find",
        _("Search in the figures on record"),
        find,
        clean=lambda typed: " ".join(typed.split()),
        placeholder=_("Cluster, source, place, note …"),
        width=420,
    )
    return find


def _choose_metric() -> str:
    """Show a choice among the metrics that sources state, or all of them, which is blank."""
    derived = [metric_id for metric_id, metric in metrics.all_metrics().items() if metric.derived]
    chosen = filters.choose_metric(
        "metric", _("Metric"), "none", none=_("All metrics"), but=derived
    )
    return "" if chosen == "none" else chosen


def _show_observations(every: dict[str, metrics.Metric], drawing: Drawing) -> None:
    shown = observations.full(drawing.rows, every, drawing.evidence)
    _show_table(shown, drawing, "observations-all", observations.FULL_WIDTHS)


def _show_conflicts(drawing: Drawing) -> None:
    disputes = conflicts.pairs(drawing.rows)
    cells = conflicts.cells(disputes, metrics.all_metrics())
    shown = table.frame(cells, conflicts.cited(disputes), drawing)
    _show_table(shown, drawing, "conflicts-all", conflicts.WIDTHS)


def _show_sources(drawing: Drawing) -> None:
    shown = documents.full(drawing.rows)
    _show_table(shown, drawing, "sources-all", documents.FULL_WIDTHS)


def _show_changes(every: dict[str, metrics.Metric], drawing: Drawing) -> None:
    cells = data_changes.cells(drawing.rows, every)
    shown = table.frame(cells, data_changes.cited(drawing.rows), drawing)
    _show_table(shown, drawing, "changes-all", data_changes.WIDTHS)


def _show_table(
    rows: pandas.DataFrame, drawing: Drawing, key: str, widths: Sequence[float]
) -> None:
    """Show all that a table on a slide has no room for."""
    text = ChartText.of(drawing.figure)
    table.listed(rows.astype(object), key, text.title, text.alt, widths)


TABS = {
    "observations": show_records,
    "conflicts": show_conflicts,
    "coverage": show_coverage,
    "staleness": show_ages,
    "list": show_sources,
    "versions": show_changes,
}

view = filters.read_view()
tab = url.choose_one(
    "sources",
    _("View"),
    {
        "observations": _("Figures on record"),
        "conflicts": _("Conflicts"),
        "coverage": _("Coverage"),
        "staleness": _("Age of the figures"),
        "list": _("List of sources"),
        "versions": _("Versions of the data"),
    },
    "observations",
    look=st.segmented_control,
    required=True,
)
if filters.warn_if_empty(view):
    raise frame.End
TABS[tab](view)
