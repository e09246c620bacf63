"""Headline figures, a card each: a number, how sure it is, and how many clusters report it."""

from typing import Any

import streamlit as st

from atlas import i18n
from atlas.charts.base import caption
from atlas.gallery.evidence import hedge_rules
from atlas.gallery.highlights import HEADLINES
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric, statistic_word
from atlas.model.view import View
from atlas.text import certainty, dates, glossary


def show(view: View, every: dict[str, Metric]) -> None:
    """Show the number of clusters and the headline metrics, a card each."""
    totals = view.run("metric_totals", metrics=list(HEADLINES)).to_dict("records")
    rules = hedge_rules()
    words = {
        True: glossary.explained("hedge", "exact", "coverage", rules=rules),
        False: glossary.explained("median", "exact", "coverage", rules=rules),
    }
    with st.container(horizontal=True, key="headline"):
        _show_clusters(view)
        for total in totals:
            metric = every[total["metric_id"]]
            _show_metric(view, metric, total, words[metric.additive])


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
    _show_card(
        _("Clusters"), i18n.number(view.selected), [_("selected"), by_then], None, "clusters"
    )


def _show_metric(view: View, metric: Metric, total: dict[Any, Any], words: str) -> None:
    """Show one metric's card. `words`: what the words on it mean, for who asks."""
    label = metric.label
    if not metric.additive:
        label = _("{metric}, {statistic}").format(
            metric=metric.label, statistic=statistic_word("median")
        )
    reporting = int(total["reporting"])
    coverage = ngettext(
        "{reporting} of {selected} cluster reports",
        "{reporting} of {selected} clusters report",
        view.selected,
    ).format(reporting=i18n.number(reporting), selected=i18n.number(view.selected))
    if not reporting:
        _show_card(label, "–", [coverage, _("not reported")], metric.description, metric.id)
        return
    value = total["total"] if metric.additive else total["median"]
    sure = [f"**{part}**" for part in certainty.of_total(total, metric)]
    lines = [*sure, coverage, caption.undated_words(total["undated"])]
    if isinstance(total["first_as_of"], str) and metric.dated:
        years = dates.span(total["first_as_of"], total["last_as_of"])
        lines.append(_("figures of {years}").format(years=years))
    _show_card(label, metric.write(value), lines, f"{_describe(metric)}  \n{words}", metric.id)


def _describe(metric: Metric) -> str:
    """Return what a card's figure is, for who asks."""
    sentences = [metric.description]
    if metric.additive:
        sentences.append(_("An organisation that belongs to two clusters counts in both."))
    return " ".join(sentences)


def _show_card(label: str, value: str, lines: list[str], details: str | None, key: str) -> None:
    with st.container(border=True, height="stretch", key=f"card-{key.replace('_', '-')}"):
        st.metric(label, value, help=details)
        st.caption("  \n".join(line for line in lines if line))
