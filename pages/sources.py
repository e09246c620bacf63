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
from atlas.model.selection import View
from atlas.state import url
from atlas.ui import chart, filters, frame, table


def recorded(view: View) -> None:
    """Show every observation, with a search."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        find = _search()
        metric = _metric()
    full = functools.partial(_observations, metrics.all_metrics())
    chart.drawn("observations", view, {"metric": metric, "find": find}, body=full)


def disputed(view: View) -> None:
    """Show the figures on which sources disagree, and why charts show the one they do."""
    chart.drawn("conflicts", view, {"metric": _metric()}, body=_conflicts)


def covered(view: View) -> None:
    """Show which share of the clusters reports what."""
    ways = {"year": _("Year"), "sector": _("Sector group")}
    by = url.one_of("by", _("Metrics by"), ways, "year")
    chart.drawn("coverage", view, {"by": by, "most": "20" if by == "year" else "10"})


def aged(view: View) -> None:
    """Show how old the figures are, and the oldest of them one by one."""
    chart.drawn("staleness", view, {"most": "20"})
    rows = view.run("latest_figures")
    if rows.empty:
        return
    with st.container(border=True, key="oldest"):
        title = _("The latest figures, the oldest first")
        st.subheader(title, anchor=False)
        metric = _metric()
        rows = rows[rows["metric_id"] == metric] if metric else rows
        if rows.empty:
            said = _("No selected cluster reports a dated figure up to {year}.")
            st.info(said.format(year=view.year), icon=":material/info:")
            return
        evidence = fetch(view, rows)
        oldest = staleness.oldest(rows, metrics.all_metrics(), evidence, view.year)
        alt = ", ".join(oldest.iloc[0, :4])
        table.listed(oldest, "oldest", title, alt, staleness.OLDEST_WIDTHS)


def listed(view: View) -> None:
    """Show the sources and how many facts each carries."""
    chart.drawn("sources", view, body=_sources)


def compared(view: View) -> None:
    """Show which versions of the data are kept, and what changed since one of them."""
    current, kept = data_versions.current(), data_versions.kept()
    st.caption(
        _("In use: data version {version}, {built}, with figures up to {date}.").format(
            version=current.version,
            built=data_changes.built(current),
            date=i18n.date(current.newest),
        )
    )
    options = {one.version: f"{one.version}, {data_changes.built(one)}" for one in kept}
    if not options:
        chart.drawn("changes-in-data", view)
        return
    first = next(iter(options))
    version = url.one_of("version", _("Compare with version"), options, first, width=420)
    full = functools.partial(_changes, metrics.all_metrics())
    chart.drawn("changes-in-data", view, {"version": version}, body=full)


def _search() -> str:
    st.session_state["_find"] = url.get("find")

    def write() -> None:
        url.put({"find": " ".join(st.session_state["_find"].split())})

    st.text_input(
        _("Search in the figures on record"),
        key="_find",
        on_change=write,
        max_chars=100,
        icon=":material/search:",
        placeholder=_("Cluster, source, place, note …"),
        width=420,
    )
    return url.get("find")[:100]


def _metric() -> str:
    """Show a choice among the metrics that sources state, or all of them, which is blank."""
    derived = [one for one, metric in metrics.all_metrics().items() if metric.derived]
    chosen = filters.metric("metric", _("Metric"), "none", none=_("All metrics"), but=derived)
    return "" if chosen == "none" else chosen


def _observations(every: dict[str, metrics.Metric], drawing: Drawing) -> None:
    shown = observations.full(drawing.rows, every, drawing.evidence)
    _table(shown, drawing, "observations-all", observations.FULL_WIDTHS)


def _conflicts(drawing: Drawing) -> None:
    lines = conflicts.lines(drawing.rows, metrics.all_metrics())
    _table(pandas.DataFrame(lines), drawing, "conflicts-all", conflicts.WIDTHS)


def _sources(drawing: Drawing) -> None:
    shown = documents.full(drawing.rows)
    _table(shown, drawing, "sources-all", documents.FULL_WIDTHS)


def _changes(every: dict[str, metrics.Metric], drawing: Drawing) -> None:
    rows = pandas.DataFrame(data_changes.cells(drawing.rows, every))
    _table(rows, drawing, "changes-all", data_changes.WIDTHS)


def _table(rows: pandas.DataFrame, drawing: Drawing, key: str, widths: Sequence[float]) -> None:
    """Show all that a table on a slide has no room for."""
    said = drawing.figure.layout.meta
    table.listed(rows.astype(object), key, said["title"], said["alt"], widths)


TABS = {
    "observations": recorded,
    "conflicts": disputed,
    "coverage": covered,
    "staleness": aged,
    "list": listed,
    "versions": compared,
}

view = filters.view()
tab = url.one_of(
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
if filters.nothing(view):
    raise frame.End
TABS[tab](view)
