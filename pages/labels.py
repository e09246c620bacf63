"""Labels: a cluster held against the criteria of a label, the criteria, and validity over time."""

import streamlit as st

from atlas import i18n
from atlas.analysis import criteria as criteria_check
from atlas.charts.labels import criteria as criteria_chart
from atlas.charts.labels import timeline
from atlas.gallery import labels
from atlas.i18n import _
from atlas.model.selection import View
from atlas.state import subject, url
from atlas.ui import chart, filters


def check(view: View) -> None:
    """Show one cluster against the criteria of one label or listing."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cluster = subject.chosen(view, _("Cluster"))
        scheme = _scheme()
    if cluster is None:
        st.info(_("Choose a cluster to hold it against the criteria."))
        return
    st.caption(
        _(
            "A self-check looks at this cluster alone; of the filters only the year and "
            "“Exact figures only” matter."
        )
    )
    chart.drawn("self-check", view, {"cluster": cluster, "scheme": scheme})


def asked_for(view: View) -> None:
    """Show what a label asks for, and how many clusters reach the thresholds that are public."""
    pool = view.pool()
    if filters.nothing(pool):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scheme = _scheme()
        listed = int(criteria_check.scheme(scheme)["listed"])
        part = _part(criteria_chart.pages_of(listed))
    chart.drawn("criteria", pool, {"scheme": scheme, "part": part})
    chart.drawn("criteria-met", pool)


def over_time(view: View) -> None:
    """Show who held which label when."""
    pool = view.pool()
    if filters.nothing(pool):
        return
    rows = pool.run("label_periods")
    part = _part(timeline.pages_of(rows[rows["kind"].isin(labels.AWARDED)]))
    chart.drawn("label-timeline", pool, {"part": part})


def _part(pages: int) -> str:
    """Show a choice of the page of a long chart, if it has several; return the one chosen."""
    if pages == 1:
        return "1"
    said = _("Page {page} of {pages}")
    numbers = {str(n): said.format(page=n, pages=pages) for n in range(1, pages + 1)}
    return url.one_of("part", _("Page"), numbers, "1")


def _scheme() -> str:
    every = criteria_check.schemes().to_dict("records")
    options = {str(row["scheme_id"]): i18n.name(row, "short") for row in every}
    return url.one_of("scheme", _("Label or listing"), options, labels.SCHEME, width=320)


TABS = {"check": check, "criteria": asked_for, "time": over_time}

view = filters.view()
tab = url.one_of(
    "labels",
    _("View"),
    {"check": _("Self-check"), "criteria": _("Criteria"), "time": _("Validity over time")},
    "check",
    look=st.segmented_control,
    required=True,
)
TABS[tab](view)
