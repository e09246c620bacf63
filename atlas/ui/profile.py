"""The parts of a profile that are no charts: who a cluster is, and the list of its sources."""

from collections.abc import Mapping

import pandas
import streamlit as st

from atlas import i18n
from atlas.charts.profile import labels
from atlas.charts.profile import milestones as profile_milestones
from atlas.gallery import profile
from atlas.gallery.evidence import fetch_sources
from atlas.i18n import _
from atlas.model import records
from atlas.model.metrics import Metric, all_metrics
from atlas.model.view import View
from atlas.text import citation, dates, markdown
from atlas.ui import chart, print_layout
from data import addresses

#: clusters offered while none is chosen
OFFERED = 8
#: the columns that say when a fact holds
TIME = ("as_of", "window_begin", "window_end")
#: sources that fit the second page on paper
SOURCES_ON_PAPER = 10
#: charts that are tables: the query that they show, and how many lines its rows fill
TABLES = {
    "profile-milestones": ("cluster_milestone", profile_milestones.count_lines),
    "profile-labels": ("cluster_tie", labels.count_lines),
}


def show_identity(view: View) -> None:
    """Show the name of the cluster and what is known of it besides figures."""
    facts = profile.identify(view)
    st.header(markdown.escape(view.words), anchor=False)
    with st.container(horizontal=True, key="who"):
        for place, (heading, fact) in enumerate(facts.items()):
            with st.container(key=f"who-{place}", width="content", gap=None):
                st.caption(markdown.escape(heading))
                site = addresses.parse_site(fact) if heading == _("Website") else ""
                st.markdown(markdown.link(markdown.escape(fact), site))


def show_sources(view: View) -> None:
    """List every source of the cluster with what it carries."""
    carried = describe_carried(view, all_metrics())
    listed = list(fetch_sources(carried).values())
    title = _("Sources and what each carries")
    with st.container(border=True, key="profile-sources"):
        st.subheader(title, anchor=False)
        lines = [
            f"{number}. {citation.link_source(source)}  \n"
            f"   *{markdown.escape(carried[source['source_id']])}*"
            for number, source in enumerate(listed, start=1)
        ]
        st.markdown("\n".join(lines))
        print_layout.limit_lines("profile-sources", "li", SOURCES_ON_PAPER, len(lines))


def show_table(name: str, view: View, options: Mapping[str, str], on_paper: int) -> None:
    """Show a chart that is a table, of which paper holds only the first lines."""
    chart.render(name, view, options)
    query, lines = TABLES[name]
    rows = view.only([options["cluster"]]).run(query)
    print_layout.limit_lines(f"table-{name}", "tr", on_paper, lines(rows))


def describe_carried(view: View, metrics: Mapping[str, Metric]) -> dict[str, str]:
    """Return what each source of the cluster carries: its id -> 'Members (2019); …'."""
    figures = view.run("every_observation")
    figures = figures.assign(what=[metrics[metric_id].label for metric_id in figures["metric_id"]])
    milestones = view.run("cluster_milestone")
    milestones = milestones.assign(what=[i18n.name(row) for row in records.of(milestones)])
    ties = view.run("cluster_tie")
    ties = ties.assign(what=[i18n.name(row, "organisation_name") for row in records.of(ties)])
    every = pandas.concat(
        [
            part.reindex(columns=["source_id", "what", *TIME])
            for part in (figures, milestones, ties)
        ],
        ignore_index=True,
    )
    dates_by_source: dict[str, dict[str, list[str]]] = {}
    for row in records.of(every):
        known = dates_by_source.setdefault(row["source_id"], {}).setdefault(row["what"], [])
        time = dates.years(row) or _("undated")
        if time not in known:
            known.append(time)
    return {
        source_id: "; ".join(f"{what} ({', '.join(times)})" for what, times in facts.items())
        for source_id, facts in dates_by_source.items()
    }


def suggest_clusters(view: View) -> list[tuple[str, str]]:
    """Return a few clusters of the pool to begin with, those with the most figures: id, name."""
    rows = view.run("cluster_figure")
    counts = rows.groupby(["cluster_id", "name"]).size().sort_values(ascending=False, kind="stable")
    return [(str(cluster_id), str(name)) for cluster_id, name in counts.head(OFFERED).index]
