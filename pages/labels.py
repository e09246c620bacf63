"""Labels: a cluster held against the criteria of a label, the criteria, and validity over time."""

import streamlit as st

from atlas import i18n
from atlas.analysis import criteria as criteria_check
from atlas.charts.labels import criteria as criteria_chart
from atlas.charts.labels import timeline
from atlas.gallery import labels
from atlas.i18n import _
from atlas.model.view import View
from atlas.state import subject, url
from atlas.ui import chart, filters


def show_check(view: View) -> None:
    """Show one cluster against the criteria of one label or listing."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cluster = subject.choose(view, _("Cluster"))
        scheme = _choose_scheme()
    if cluster is None:
        st.info(_("Choose a cluster to hold it against the criteria."))
        return
    st.caption(
        _(
            "A self-check looks at this cluster alone; of the filters only the year and "
            "“Exact figures only” matter."
        )
    )
    chart.render("self-check", view, {"cluster": cluster, "scheme": scheme})


def show_criteria(view: View) -> None:
    """Show what a label asks for, and how many clusters reach the thresholds that are public."""
    pool = view.pool()
    if filters.warn_if_empty(pool):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scheme = _choose_scheme()
        listed = int(criteria_check.scheme(scheme)["listed"])
        part = _choose_part(criteria_chart.pages_of(listed))
    chart.render("criteria", pool, {"scheme": scheme, "part": part})
    chart.render("criteria-met", pool)


def show_validity(view: View) -> None:
    """Show who held which label when."""
    pool = view.pool()
    if filters.warn_if_empty(pool):
        return
    rows = pool.run("label_periods")
    part = _choose_part(timeline.pages_of(rows[rows["kind"].isin(labels.AWARDED)]))
    chart.render("label-timeline", pool, {"part": part})


def _choose_part(pages: int) -> str:
    """Show a choice of the page of a long chart, if it has several; return the one chosen."""
    if pages == 1:
        return "1"
    words = _("Page {page} of {pages}")
    numbers = {str(page): words.format(page=page, pages=pages) for page in range(1, pages + 1)}
    return url.choose_one("part", _("Page"), numbers, "1")


def _choose_scheme() -> str:
    every = criteria_check.schemes().to_dict("records")
    options = {str(row["scheme_id"]): i18n.name(row, "short") for row in every}
    return url.choose_one("scheme", _("Label or listing"), options, labels.SCHEME, width=320)


TABS = {"check": show_check, "criteria": show_criteria, "time": show_validity}

view = filters.read_view()
tab = url.choose_one(
    "labels",
    _("View"),
    {"check": _("Self-check"), "criteria": _("Criteria"), "time": _("Validity over time")},
    "check",
    look=st.segmented_control,
    required=True,
)
TABS[tab](view)
