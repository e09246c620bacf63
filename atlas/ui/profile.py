"""The parts of a profile that are no charts: who a cluster is, and the list of its sources."""

from collections.abc import Mapping
from typing import Any

import pandas
import streamlit as st

from atlas import i18n
from atlas.charts.profile import labels
from atlas.charts.profile import milestones as profile_milestones
from atlas.gallery import profile
from atlas.i18n import _
from atlas.model import records
from atlas.model.metrics import Metric, all_metrics
from atlas.model.selection import View
from atlas.text import identity, markdown
from atlas.ui import chart, print_layout

#: clusters offered while none is chosen
OFFERED = 8
#: sources that fit the second page on paper
SOURCES_ON_PAPER = 10
#: charts that are tables: the query that they show, and how many lines its rows fill
TABLES = {
    "profile-milestones": ("cluster_milestone", profile_milestones.lines),
    "profile-labels": ("cluster_tie", labels.lines),
}


def who(view: View) -> None:
    """Show the name of the cluster and what is known of it besides figures."""
    facts = profile.who(view)
    st.header(markdown.escape(view.words), anchor=False)
    with st.container(horizontal=True, key="who"):
        for place, (heading, said) in enumerate(facts.items()):
            with st.container(key=f"who-{place}", width="content", gap=None):
                st.caption(heading)
                words = markdown.escape(said)
                is_site = heading == _("Website")
                st.markdown(f"[{words}]({identity.address(said)})" if is_site else words)


def sources(view: View) -> None:
    """List every source of the cluster with what it carries."""
    carried = carries(view, all_metrics())
    found = records.of(view.run("source_list", source_ids=list(carried)))
    title = _("Sources and what each carries")
    with st.container(border=True, key="profile-sources"):
        st.subheader(title, anchor=False)
        lines = [
            f"{place}. {_linked(source)}  \n   *{markdown.escape(carried[source['source_id']])}*"
            for place, source in enumerate(found, start=1)
        ]
        st.markdown("\n".join(lines))
        print_layout.first("profile-sources", "li", SOURCES_ON_PAPER, len(lines))


def table(name: str, view: View, options: Mapping[str, str], on_paper: int) -> None:
    """Show a chart that is a table, of which paper holds only the first lines."""
    chart.drawn(name, view, options)
    query, lines = TABLES[name]
    rows = view.only([options["cluster"]]).run(query)
    print_layout.first(f"table-{name}", "tr", on_paper, lines(rows))


def carries(view: View, metrics: Mapping[str, Metric]) -> dict[str, str]:
    """Return what each source of the cluster carries: its id -> 'Members (2019); …'."""
    figures = view.run("every_observation")
    figures = figures.assign(what=[metrics[one].label for one in figures["metric_id"]])
    milestones = view.run("cluster_milestone")
    milestones = milestones.assign(what=[i18n.name(row) for row in records.of(milestones)])
    ties = view.run("cluster_tie")
    ties = ties.assign(what=[i18n.name(row, "organisation_name") for row in records.of(ties)])
    every = pandas.concat(
        [part[["source_id", "what", "as_of"]] for part in (figures, milestones, ties)],
        ignore_index=True,
    )
    said: dict[str, dict[str, list[str]]] = {}
    for row in records.of(every):
        dates = said.setdefault(row["source_id"], {}).setdefault(row["what"], [])
        date = row["as_of"][:4] if isinstance(row["as_of"], str) else _("undated")
        if date not in dates:
            dates.append(date)
    return {
        source_id: "; ".join(f"{what} ({', '.join(dates)})" for what, dates in parts.items())
        for source_id, parts in said.items()
    }


def offered(view: View) -> list[tuple[str, str]]:
    """Return a few clusters of the pool to begin with, those with the most figures: id, name."""
    rows = view.run("cluster_figure")
    counts = rows.groupby(["cluster_id", "name"]).size().sort_values(ascending=False, kind="stable")
    return [(str(one), str(name)) for one, name in counts.head(OFFERED).index]


def _linked(source: Mapping[Any, Any]) -> str:
    """Return a source as Markdown, its title a link where it has an address."""
    title, by = markdown.escape(str(source["title"])), source["publisher"]
    if isinstance(source["url"], str) and source["url"].startswith(("http://", "https://")):
        title = f"[{title}](<{source['url']}>)"
    date = i18n.date(source["date"] if isinstance(source["date"], str) else None)
    parts = (markdown.escape(by) if isinstance(by, str) else "", title, date)
    return ", ".join(part for part in parts if part)
