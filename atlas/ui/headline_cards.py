"""Headline figures, a card each: a number, and how many clusters report it, and when."""

from collections.abc import Sequence

import streamlit as st

from atlas import i18n
from atlas.gallery import presentation
from atlas.gallery.evidence import hedge_rules
from atlas.gallery.highlights import HEADLINES
from atlas.gallery.presentation import Item
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.model.selection import OLDEST_COMPARED
from atlas.model.view import View
from atlas.text import glossary, headline, markdown, places
from atlas.ui import links


def show(view: View, every: dict[str, Metric]) -> None:
    """Show the number of clusters and the headline metrics, a card each.

    How many report leads to the list of those that do not. Figures older than ten years are left
    out, as wherever clusters are put together for a headline.
    """
    totals = view.fresh().run("metric_totals", metrics=list(HEADLINES)).to_dict("records")
    in_all = view.run("metric_totals", metrics=list(HEADLINES))["reporting"].tolist()
    with st.container(horizontal=True, key="headline"):
        _show_clusters(view)
        for total, reporting in zip(totals, in_all, strict=True):
            metric = every[total["metric_id"]]
            terms = "hedge" if headline.may_be_summed(total, metric) else "median"
            card = headline.written(
                total, reporting, metric, view.selected, since=view.year - OLDEST_COMPARED
            )
            all_report = int(total["reporting"]) == view.selected
            shown = {"sort": metric.id} if all_report else {"missing": metric.id}
            item = presentation.freeze("cluster-list", shown, view.fresh())
            _show_card(
                card.label,
                card.value,
                card.coverage,
                item,
                key=metric.id,
                details=card.details,
                terms=(terms, "exact", "coverage"),
            )


def _show_clusters(view: View) -> None:
    size = view.run("selection_size").iloc[0]
    notes = [
        ngettext("{count} founded later", "{count} founded later", size["later"]).format(
            count=i18n.number(size["later"])
        )
        if size["later"]
        else "",
        ngettext("{count} ended", "{count} ended", size["ended"]).format(
            count=i18n.number(size["ended"])
        )
        if size["ended"]
        else "",
    ]
    joined = ", ".join(note for note in notes if note)
    by_then = _("up to {year}: {notes}").format(year=view.year, notes=joined) if joined else ""
    words = _("selected; {notes}").format(notes=by_then) if by_then else _("selected")
    words = f"{words}; {elsewhere}" if (elsewhere := places.elsewhere_count(view)) else words
    item = presentation.freeze("cluster-list", {}, view)
    _show_card(_("Clusters"), i18n.number(view.selected), words, item, key="clusters")


def _show_card(
    label: str,
    value: str,
    words: str,
    item: Item,
    *,
    key: str,
    details: Sequence[str] = (),
    terms: Sequence[str] = (),
) -> None:
    """Show a card. `words`: under the value, a link to the list of clusters that `item` is.

    `details`, `terms`: lines for who asks, and the names of the words that are explained there.
    """
    explained = glossary.explain(*terms, rules=hedge_rules())
    told = "  \n".join([*map(markdown.escape, details), explained])
    with st.container(border=True, height="stretch", key=f"card-{key.replace('_', '-')}"):
        st.metric(markdown.escape(label), markdown.escape(value), help=told or None)
        links.show(item, words)
