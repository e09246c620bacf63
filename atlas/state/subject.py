"""The one cluster that some pages are about: other pages do not take it for a filter.

`cluster` in the address means the subject on pages about one cluster, and a filter on all others.
Each of the two keeps its own value while the reader is on pages of the other kind.
"""

import functools
from dataclasses import replace

import streamlit as st

from atlas import i18n
from atlas.i18n import _
from atlas.model.pages import Page
from atlas.model.view import View
from atlas.state import session, url
from atlas.text import markdown

NAME = "cluster"


def hand_over(page: Page) -> None:
    """Swap the subject for the filter, or back, when the reader went to a page of the other kind.

    Must run before the address is read.
    """
    is_about_one = page.about_one_cluster
    was_about_one = session.WAS_ABOUT_ONE.get()
    session.WAS_ABOUT_ONE.put(is_about_one)
    if was_about_one is None or was_about_one == is_about_one:
        return
    cluster = url.get(NAME)
    held = {**session.HELD_CLUSTERS.get(), was_about_one: cluster}
    session.HELD_CLUSTERS.put(held)
    wanted = session.WANTED_CLUSTER.pop() if is_about_one else ""
    if url.is_linked():
        return
    if wanted:
        url.put({NAME: wanted, "peers": ""})
        return
    # a filter for one cluster is also the wish to see that one
    url.put({NAME: (cluster or held.get(True, "")) if is_about_one else held.get(False, "")})


def is_here() -> bool:
    """Return whether the page is about one cluster; in a callback, the page that was used."""
    return bool(session.WAS_ABOUT_ONE.get())


def choose(view: View, label: str) -> str | None:
    """Show the choice of the one cluster that a page is about; return its id, if there is one."""
    known = view.known
    named = view.selection.clusters

    def write() -> None:
        # peers picked for one cluster are not those of another
        url.put({NAME: session.SUBJECT_FIELD.get() or "", "peers": ""})

    with url.show_value(session.SUBJECT_FIELD, named[0] if named else None):
        return st.selectbox(
            markdown.bare(label),
            known.ids("clusters"),
            index=None,
            key=session.SUBJECT_FIELD.name,
            format_func=functools.partial(known.name, "clusters"),
            on_change=write,
            placeholder=_("Type a name"),
            width=420,
        )


def request(cluster_id: str) -> None:
    """Make `cluster_id` the subject of the page about one cluster that is opened next."""
    session.WANTED_CLUSTER.put(cluster_id)


def warn_if_unborn(view: View, cluster_id: str) -> bool:
    """Say so when a cluster was founded after the year asked for; return whether it was."""
    known = view.known
    if view.year >= known.last_year:
        return False
    selection = replace(view.selection, year=known.last_year, clusters=(cluster_id,))
    founding = View(selection, known, 1).run("founding")["founding_year"]
    if founding.empty or founding.iloc[0] <= view.year:
        return False
    words = _("{name} was founded in {founded}, after the end of {year}. Choose a later year.")
    name = markdown.escape(known.name("clusters", cluster_id))
    founded_in = i18n.year(founding.iloc[0])
    st.info(words.format(name=name, founded=founded_in, year=view.year), icon=":material/event:")
    return True
