"""Who a cluster is, in words: seat, legal form, regions, fields, website. Never persons."""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _
from atlas.model.evidence import Notes
from atlas.text import locators
from atlas.text import places as places_text

Row = Mapping[str, Any]


def facts(
    cluster: Row,
    places: pandas.DataFrame,
    fields: pandas.DataFrame,
    notes: Notes,
    founded: str = "",
) -> dict[str, str]:
    """Return what is known of a cluster: heading -> words; what is not known is left out.

    `cluster`: its row of `cluster_profile`; `places`, `fields`: its rows of `cluster_place` and
    `cluster_field`; `notes`: those that say its legal form in all languages; `founded`: its
    founding year with its hedge.
    """
    sectors = [i18n.name(row) for row in fields.to_dict("records")]
    entries = {
        _("Seat"): seat(cluster),
        _("Legal form"): locators.note(cluster["legal_form"], notes),
        _("Founded"): founded,
        _("Regions covered"): ", ".join(places_text.covered_areas(places)),
        _("Sectors"): ", ".join(sectors),
        _("Website"): _text(cluster["website"]),
        _("Ended"): i18n.date(cluster["ended_on"]) if _text(cluster["ended_on"]) else "",
    }
    return {heading: text for heading, text in entries.items() if text}


def seat(cluster: Row) -> str:
    """Return the seat as 'Dresden, Saxony'; the country where no region is known."""
    region = "seat_region_name" if _text(cluster["seat_region_name_en"]) else "country_name"
    parts = dict.fromkeys((_text(cluster["seat_city"]), i18n.name(cluster, region)))
    return ", ".join(part for part in parts if part)


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""
