"""Headline figures: a number with its coverage and how much of it is exact."""

from typing import Any

import streamlit as st

from atlas import i18n, store
from atlas.charts import caption
from atlas.i18n import _, ngettext
from atlas.metrics import Metric, statistic_word
from atlas.selection import Asked

HEADLINES = ("members", "staff", "events_per_year", "founding_year")


def headline(now: Asked, every: dict[str, Metric]) -> None:
    """Show the number of clusters and the headline metrics, a card each."""
    with st.container(horizontal=True, key="headline"):
        _clusters(now)
        for metric_id in HEADLINES:
            _card(now, every[metric_id])


def exact_share(total: dict[Any, Any], metric: Metric) -> str:
    """Return how much of a figure rests on values without a hedge."""
    if metric.additive and total["total"]:
        share = 100 * (total["exact_total"] if total["exact"] else 0) / total["total"]
        return _("{share} % of it exact").format(share=i18n.number(share))
    return _("{count} of them exact").format(count=i18n.number(total["exact"]))


def _clusters(now: Asked) -> None:
    size = store.run("selection_size", now.selection.parameters()).iloc[0]
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
    said = ", ".join(note for note in notes if note)
    by_then = _("up to {year}: {notes}").format(year=now.year, notes=said) if said else ""
    _show(_("Clusters"), i18n.number(now.selected), [_("selected"), by_then], None, "clusters")


def _card(now: Asked, metric: Metric) -> None:
    total = now.run("metric_total", metric=metric.id).iloc[0].to_dict()
    label = metric.label
    if not metric.additive:
        label = _("{metric}, {statistic}").format(
            metric=metric.label, statistic=statistic_word("median")
        )
    reporting = int(total["reporting"])
    coverage = ngettext(
        "{reporting} of {selected} cluster reports",
        "{reporting} of {selected} clusters report",
        now.selected,
    ).format(reporting=i18n.number(reporting), selected=i18n.number(now.selected))
    if not reporting:
        _show(label, "–", [coverage, _("not reported")], metric.description, metric.id)
        return
    value = total["total"] if metric.additive else total["median"]
    details = [metric.description]
    if metric.additive and total["high"] > total["low"]:
        details.append(
            _("With the sources' hedges: {low} to {high}.").format(
                low=metric.write(total["low"]), high=metric.write(total["high"])
            )
        )
    if metric.additive:
        details.append(_("An organisation that belongs to two clusters counts in both."))
    lines = [coverage, caption.undated_note(metric, now), exact_share(total, metric)]
    if isinstance(total["first_as_of"], str) and metric.dated:
        years = caption.span(total["first_as_of"], total["last_as_of"])
        lines.append(_("figures of {years}").format(years=years))
    _show(label, metric.write(value), lines, " ".join(details), metric.id)


def _show(label: str, value: str, lines: list[str], details: str | None, key: str) -> None:
    with st.container(border=True, key=f"card-{key.replace('_', '-')}"):
        st.metric(label, value, help=details)
        st.caption("  \n".join(line for line in lines if line))
