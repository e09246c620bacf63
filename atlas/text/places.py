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
    if not _is_known(row):
        return _("also active here, seat not known")
    return _("also active here, seat in {place}").format(place=i18n.name(row, "seat_name"))


def name(row: Row) -> str:
    """Return the name of a cluster, with its seat where it is only active in the places chosen."""
    return f"{row['name']}{mark(row)}"


def mark(row: Row) -> str:
    """Return what stands behind such a name: ' (seat in Berlin)'; blank behind others."""
    if not is_elsewhere(row):
        return ""
    known = _("seat in {place}")
    seat = known.format(place=i18n.name(row, "seat_name")) if _is_known(row) else _seat_unknown()
    return f" ({seat})"


def elsewhere_briefly(row: Row) -> str:
    """Return what stands behind a name where a phone has no room for the place of the seat."""
    if not is_elsewhere(row):
        return ""
    seat = _("seat elsewhere") if _is_known(row) else _seat_unknown()
    return f" ({seat})"


def _seat_unknown() -> str:
    return _("seat not known")


def _is_known(row: Row) -> bool:
    return isinstance(row["seat_name_en"], str)


def is_elsewhere(row: Row) -> bool:
    """Return whether a cluster is only active in the places chosen."""
    return row.get("seat_elsewhere") is not None and bool(row["seat_elsewhere"])


def elsewhere_note(view: View) -> str:
    """Return the note on how many clusters are only active in the places chosen."""
    if not view.elsewhere:
        return ""
    return ngettext(
        "{count} of {selected} selected clusters is only active here; its seat is elsewhere or not "
        "known.",
        "{count} of {selected} selected clusters are only active here; their seats are elsewhere "
        "or not known.",
        view.elsewhere,
    ).format(count=i18n.number(view.elsewhere), selected=i18n.number(view.selected))


def elsewhere_count(view: View) -> str:
    """Return the same in few words, to stand behind the number of clusters; blank without any."""
    if not view.elsewhere:
        return ""
    return ngettext(
        "{count} of them with its seat elsewhere or not known",
        "{count} of them with their seats elsewhere or not known",
        view.elsewhere,
    ).format(count=i18n.number(view.elsewhere))
