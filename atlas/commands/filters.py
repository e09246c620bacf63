"""The filters on the command line: the same names and ids as in the dashboard's address."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches

import pandas

from atlas import i18n
from atlas.commands.faults import Misuse, Nothing
from atlas.i18n import _
from atlas.model import selection
from atlas.model.choices import LIST_BY_PARAMETER, Choices, choices
from atlas.model.selection import ACTIVE, AGES, PLACES
from atlas.model.view import View, view_of
from data.words import folded


def add(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the filters, the year and the language."""
    group = parser.add_argument_group(
        _("which clusters"),
        _("Ids as in the dashboard's address; repeat a filter or separate ids with commas."),
    )
    for name, (metavar, words) in _describe_filters().items():
        group.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=words)
    words = _(
        "by what a cluster belongs to a country or region: its seat, or where it is active too"
    )
    group.add_argument("--place", metavar="PLACE", choices=PLACES, default=ACTIVE, help=words)
    group.add_argument("--search", metavar="TEXT", default="", help=_("words to look for"))
    group.add_argument(
        "--year", metavar="YEAR", help=_("what was known at the end of that year; else the newest")
    )
    parser.add_argument(
        "--exact", action="store_true", help=_("only figures that their sources do not hedge")
    )
    ages = [str(years) for years in AGES]
    words = _("only figures at most so many years old: {ages}").format(ages=", ".join(ages))
    parser.add_argument("--age", metavar="YEARS", choices=ages, default="", help=words)
    add_language(parser)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the choice of the language."""
    spoken = ", ".join(i18n.languages())
    words = _("language of the file and of messages: {languages}").format(languages=spoken)
    parser.add_argument("--lang", metavar="LANG", default=i18n.DEFAULT, help=words)


def read_view(given: argparse.Namespace) -> View:
    """Return what the filters select. Raises Misuse and Nothing."""
    known = choices()
    parts = {}
    for name in LIST_BY_PARAMETER:
        ids = [choice_id.strip() for text in getattr(given, name) for choice_id in text.split(",")]
        parts[name] = ",".join(_check(name, choice_id, known) for choice_id in ids if choice_id)
    parts |= {"year": _read_year(given.year, known), "q": given.search}
    parts |= {"place": given.place}
    parts |= {"exact": "1" if given.exact else "", "age": given.age}
    view = view_of(selection.parse(parts, known), known)
    if not view.selected:
        words = _("No cluster matches the filters: {selection}. Use fewer of them.")
        raise Nothing(words.format(selection=view.words))
    return view


def find_nearest(wrong: str, names: Sequence[str]) -> str | None:
    """Return the one of `names` that was probably meant by `wrong`."""
    by_word = {folded(name): name for name in names}
    close = get_close_matches(folded(wrong), by_word, n=1, cutoff=0.5)
    return by_word[close[0]] if close else None


def _describe_filters() -> dict[str, tuple[str, str]]:
    return {
        "group": ("ID", _("sector group, such as all-energy")),
        "sector": ("ID", _("sector, such as automotive")),
        "country": ("ID", _("country, such as AT")),
        "region": ("ID", _("region, such as DE-BY")),
        "label": ("ID", _("label, programme or network, such as ecei-gold")),
        "cluster": ("ID", _("cluster, such as silicon-saxony")),
    }


def _check(name: str, choice_id: str, known: Choices) -> str:
    """Return `choice_id` where it is known. Raises Misuse that names what was probably meant."""
    frame: pandas.DataFrame = getattr(known, LIST_BY_PARAMETER[name])
    if choice_id in set(frame["id"]):
        return choice_id
    words = _("Unknown {filter}: “{value}”.").format(filter=name, value=choice_id)
    for other, kind in LIST_BY_PARAMETER.items():
        if choice_id in set(getattr(known, kind)["id"]):
            meant = f"--{other} {choice_id}"
            break
    else:
        meant = _guess(choice_id, frame)
    if meant:
        words += " " + _("Did you mean {meant}?").format(meant=meant)
    raise Misuse(words)


def _guess(wrong: str, frame: pandas.DataFrame) -> str:
    """Return the id, with its name in brackets, of the choice whose id or name is nearest."""
    columns = [column for column in frame if column == "id" or str(column).startswith("name_")]
    words: dict[str, str] = {}
    rows = {str(row["id"]): row for row in frame.to_dict("records")}
    for choice_id, row in rows.items():
        for column in columns:
            if isinstance(row[column], str):
                words.setdefault(folded(row[column]), choice_id)
    inside = [word for word in sorted(words, key=len) if folded(wrong) in word]
    close = get_close_matches(folded(wrong), words, n=1, cutoff=0.5) or inside
    if not close:
        return ""
    choice_id = words[close[0]]
    return f"{choice_id} ({i18n.name(rows[choice_id])})"


def _read_year(asked_year: str | None, known: Choices) -> str:
    first, last = known.first_year, known.last_year
    if asked_year is None:
        return str(last)
    if not asked_year.isascii() or not asked_year.isdigit():
        raise Misuse(_("The year must be a number, not “{year}”.").format(year=asked_year))
    if not first <= int(asked_year) <= last:
        words = _("There is no data for {year}, only for {first} to {last}.")
        raise Misuse(words.format(year=asked_year, first=first, last=last))
    return str(int(asked_year))
