"""Places in words: the areas that a cluster covers, and a seat elsewhere than in those chosen."""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.view import View

Row = Mapping[Any, Any]


def covered_areas(places: pandas.DataFrame) -> list[str]:
    """Return the areas that a cluster covers, as the data name them: a country, or a region."""
    rows = records.of(places.drop_duplicates("named_id"))
    return [i18n.name(row, "named_name") for row in rows]


def elsewhere(row: Row) -> str:
    """Return that a cluster is only active in the places chosen, and where its seat is, if known.

    Blank where its seat is in one of them, or where none is chosen.
    """
    if not is_elsewhere(row):
        return ""
    if not row["seat_name_en"]:
        return _("also active here, seat not known")
    return _("also active here, seat in {place}").format(place=i18n.name(row, "seat_name"))


def name(row: Row) -> str:
    """Return the name of a cluster, with its seat where it is only active in the places chosen."""
    if not is_elsewhere(row):
        return str(row["name"])
    if not row["seat_name_en"]:
        return _("{name} (seat not known)").format(name=row["name"])
    return _("{name} (seat in {place})").format(name=row["name"], place=i18n.name(row, "seat_name"))


def is_elsewhere(row: Row) -> bool:
    """Return whether a cluster is only active in the places chosen."""
    return row.get("seat_elsewhere") is not None and bool(row["seat_elsewhere"])


def elsewhere_note(view: View) -> str:
    """Return the note on how many clusters are only active in the places chosen."""
    if not view.elsewhere:
        return ""
    return ngettext(
        "{count} of {selected} selected clusters is only active here; its seat is elsewhere.",
        "{count} of {selected} selected clusters are only active here; their seats are elsewhere.",
        view.elsewhere,
    ).format(count=i18n.number(view.elsewhere), selected=i18n.number(view.selected))


def elsewhere_count(view: View) -> str:
    """Return the same in few words, to stand behind the number of clusters; blank without any."""
    if not view.elsewhere:
        return ""
    return ngettext(
        "{count} of them with its seat elsewhere",
        "{count} of them with their seats elsewhere",
        view.elsewhere,
    ).format(count=i18n.number(view.elsewhere))
