"""Why a cluster is a peer: what it has in common with another, and what sets it apart, in words."""

import math
from collections.abc import Mapping
from typing import Any

from atlas import i18n
from atlas.analysis.intervals import compare
from atlas.analysis.similarity import TRAITS
from atlas.i18n import _, ngettext
from atlas.model.choices import Choices

Row = Mapping[str, Any]
#: the order in which reasons are given
ORDER = ("sector", "age", "members", "staff", "region", "border")
#: from this ratio on, "3 times as many" is easier to grasp than "200 % more"
TIMES = 2.0


def trait_words() -> dict[str, str]:
    """Return what the traits are called inside a sentence, in the order of `TRAITS`."""
    return {
        "age": _("age"),
        "members": _("members"),
        "staff": _("staff"),
        "sector": _("sectors"),
        "region": _("kind of region"),
        "border": _("cross-border or not"),
    }


def why(own: Row, peer: Row, weights: Mapping[str, float], known: Choices) -> str:
    """Return why `peer` is near to `own`: 'Same sector group, 3 years older, not known: staff'.

    `own`: a row of `structure`; `peer`: one of `peers.compare_all`. Only traits with a weight are
    named.
    """
    counting = [trait for trait in ORDER if weights[trait]]
    reasons = [
        _reason(trait, own, peer, known) for trait in counting if not math.isnan(float(peer[trait]))
    ]
    missing = [trait for trait in TRAITS if trait in counting and math.isnan(float(peer[trait]))]
    if missing:
        words = trait_words()
        named = ", ".join(words[trait] for trait in missing)
        reasons.append(_("not comparable: {traits}").format(traits=named))
    text = "; ".join(reason for reason in reasons if reason)
    return text[:1].upper() + text[1:]


def _reason(trait: str, own: Row, peer: Row, known: Choices) -> str:
    if trait == "sector":
        return _sectors(own, peer, known)
    if trait == "region":
        return _region(own, peer)
    if trait == "border":
        return _border(own, peer)
    ends = [float(row[f"{trait}_{end}"]) for row in (peer, own) for end in ("low", "high")]
    verdict = compare(*ends)
    values = float(peer[f"{trait}_value"]), float(own[f"{trait}_value"])
    return _age(verdict, *values) if trait == "age" else _size(trait, verdict, *values)


def _sectors(own: Row, peer: Row, known: Choices) -> str:
    mine, theirs = set(own["sectors"]), set(peer["sectors"])
    if mine == theirs:
        return ngettext("same sector", "same sectors", len(mine))
    shared = mine & theirs
    if shared:
        names = [
            known.name("sectors", sector_id)
            for sector_id in known.ids("sectors")
            if sector_id in shared
        ]
        return _("in common: {sectors}").format(sectors=", ".join(names))
    if set(own["sector_groups"]) & set(peer["sector_groups"]):
        return _("same sector group")
    return _("another sector group")


def _age(verdict: str, value: float, own: float) -> str:
    if verdict == "unclear":
        return _("age not distinguishable")
    years = abs(round(value - own))
    if verdict == "more":
        pattern = ngettext("{years}\u00a0year older", "{years}\u00a0years older", years)
    elif verdict == "less":
        pattern = ngettext("{years}\u00a0year younger", "{years}\u00a0years younger", years)
    else:
        return _("same age")
    return pattern.format(years=i18n.number(years))


def _size(trait: str, verdict: str, value: float, own: float) -> str:
    of_members = trait == "members"
    if verdict == "unclear":
        return (
            _("number of members not distinguishable")
            if of_members
            else _("staff not distinguishable")
        )
    if verdict == "equal":
        return _("as many members") if of_members else _("as much staff")
    if not own or not value:
        pattern = (
            _("{value} against {own} members") if of_members else _("{value} against {own} staff")
        )
        return pattern.format(value=i18n.number(value), own=i18n.number(own))
    ratio = value / own
    if ratio >= TIMES:
        pattern = (
            _("{times} times as many members") if of_members else _("{times} times as much staff")
        )
        return pattern.format(times=i18n.number(ratio, 0 if ratio >= 10 else 1))
    percent = max(1, round(abs(ratio - 1) * 100))
    if ratio > 1:
        pattern = _("{percent} more members") if of_members else _("{percent} more staff")
    else:
        pattern = _("{percent} fewer members") if of_members else _("{percent} less staff")
    return pattern.format(percent=i18n.percent(i18n.number(percent)))


def _region(own: Row, peer: Row) -> str:
    if own["region_kind"] == peer["region_kind"]:
        return {
            "city": _("also covers a city region"),
            "one": _("also covers one region"),
            "several": _("also covers several regions"),
            "country": _("also covers a whole country"),
        }[peer["region_kind"]]
    return {
        "city": _("covers a city region"),
        "one": _("covers one region"),
        "several": _("covers several regions"),
        "country": _("covers a whole country"),
    }[peer["region_kind"]]


def _border(own: Row, peer: Row) -> str:
    """Return how the two differ or agree in crossing borders; blank where neither crosses one."""
    if peer["cross_border"]:
        return _("also across borders") if own["cross_border"] else _("across borders")
    return _("within one country") if own["cross_border"] else ""
