"""Languages: the words of the interface, and numbers and dates as each language writes them.

The language holds for the thread that runs a page or a command: `use("de")` once, then `_("…")`.
Catalogues are `locale/<language>/LC_MESSAGES/atlas.po`; names of regions, sectors and metrics come
from the data in English and German, and through the catalogue in any further language.
"""

import contextlib
import datetime
import decimal
import functools
import gettext
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    get_decimal_symbol,
    get_group_symbol,
)

CATALOGUES = Path(__file__).parent / "locale"
DEFAULT = "en"

_language: ContextVar[str] = ContextVar("language", default="")
_look_up: list[Callable[[], str]] = []


def languages() -> list[str]:
    """Return the languages that have a catalogue, English first."""
    found = sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/atlas.po"))
    return [DEFAULT, *(language for language in found if language != DEFAULT)]


def own_name(language: str) -> str:
    """Return what a language calls itself: English, Deutsch."""
    return str(Locale.parse(language).get_display_name(language)).capitalize()


def first_spoken(tags: Iterable[str]) -> str:
    """Return the first language that has a catalogue among tags such as 'de-AT'; else English."""
    known = languages()
    asked = (tag.strip().lower().split("-")[0] for tag in tags)
    return next((language for language in asked if language in known), DEFAULT)


def use(language: str) -> None:
    """Speak `language` from here on; an unknown one means English."""
    spoken = language.lower()
    _language.set(spoken if spoken in languages() else DEFAULT)


def look_up(found: Callable[[], str]) -> None:
    """Ask `found` for the language wherever none was set, such as before a page has begun."""
    _look_up[:] = [found]


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside the `with` block, then the one before again."""
    before = _language.get()
    use(language)
    try:
        yield
    finally:
        _language.set(before)


def current() -> str:
    """Return the language in use, such as 'de'."""
    return _language.get() or next((found() for found in _look_up), DEFAULT)


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue(current()).gettext(message)


def ngettext(one: str, many: str, count: float) -> str:
    """Return the form of `one` or `many` that the language uses for `count`."""
    return _catalogue(current()).ngettext(one, many, int(count))


def name(row: Mapping[str, Any], field: str = "name") -> str:
    """Return a data name, such as a region's, from its `name_en`, `name_de`… columns."""
    own = row.get(f"{field}_{current()}")
    return str(own) if own else _(str(row[f"{field}_en"]))


def number(value: float, decimals: int = 0) -> str:
    """Return `value` with the language's separators: 1,234.5 or 1.234,5."""
    # 0.0 and -0.0 are equal, and so one entry of the cache: both are written 0
    return _number(value + 0, decimals, current())


@functools.lru_cache(maxsize=20_000)
def _number(value: float, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with decimal.localcontext() as context:
        context.rounding = decimal.ROUND_HALF_UP
        return format_decimal(value, format=pattern, locale=language)


def large_number(value: float) -> str:
    """Return `value` in millions or billions, in words, exactly: 11.8 billion, 11,8 Milliarden."""
    return _large_number(value, current())


@functools.lru_cache(maxsize=20_000)
def _large_number(value: float, language: str) -> str:
    digits = 2 if abs(value) < 1e9 else 5
    # of 1.0 Babel makes a plural
    return format_compact_decimal(
        int(value) if value == int(value) else value,
        format_type="long",
        locale=language,
        fraction_digits=digits,
    )


def percent(written: str) -> str:
    """Return a written number as a share of a hundred, as the language writes it: 49%, 49 %."""
    return _("{number}%").format(number=written)


def unit(row: Mapping[str, Any], written: str) -> str:
    """Return the unit in which a written number counts, from `unit_en`, `one_en`…: of 1, 'person'.

    The number may have a hedge before it: 'at least 1'. Blank where the row has no unit.
    """
    if not isinstance(row["unit_en"], str):
        return ""
    single = written.split()[-1:] == ["1"] and isinstance(row["one_en"], str)
    return name(row, "one" if single else "unit")


def with_unit(written: str, unit: str) -> str:
    """Return a written number with its unit: '21 people', '11.6% per year'."""
    if unit.startswith("%"):
        return percent(written) + unit.removeprefix("%")
    return f"{written} {unit}".strip()


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: 'events per year', but 'ECEI score'.

    Languages whose nouns keep their capital, as German does, get it back unchanged.
    """
    if current() != DEFAULT or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def year(value: float) -> str:
    """Return a calendar year, never grouped by thousands."""
    return str(int(value))


def date(as_of: str | None) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as the language writes it; 'undated' for None."""
    return _date(as_of, current()) if as_of else _("undated")


@functools.lru_cache(maxsize=20_000)
def _date(as_of: str, language: str) -> str:
    # texts are spelled the British way: 3 May 1984
    locale = "en_GB" if language == DEFAULT else language
    parts = [int(part) for part in as_of.split("-")]
    if len(parts) == 1:
        return as_of
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, format="long", locale=locale)


def month(as_of: str) -> str:
    """Return YYYY as it is, and the month of YYYY-MM or YYYY-MM-DD in few letters: 'Sept 2021'."""
    parts = [int(part) for part in as_of.split("-")]
    if len(parts) == 1:
        return as_of
    locale = "en_GB" if current() == DEFAULT else current()
    return str(format_skeleton("yMMM", datetime.date(parts[0], parts[1], 1), locale=locale))


def day_and_month(day: str) -> str:
    """Return the day and month of YYYY-MM-DD: '22 November'."""
    locale = "en_GB" if current() == DEFAULT else current()
    return str(format_skeleton("MMMMd", datetime.date.fromisoformat(day), locale=locale))


def separators() -> str:
    """Return decimal and thousands separator as Plotly's `layout.separators` wants them."""
    return get_decimal_symbol(current()) + get_group_symbol(current())


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = CATALOGUES / language / "LC_MESSAGES" / "atlas.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
