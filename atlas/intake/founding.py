"""Founding years as they are written: 2004, seit 2004, 15/03/2006, 1.998, Frühjahr 2012."""

import datetime
import functools
import re
from dataclasses import replace

from atlas.intake import counts, dates, limits, marks, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.counts import Count, Trouble
from atlas.intake.vocabulary import fold, listed
from data.cells import TODAY

FIRST = 1500
YEAR = re.compile(r"^(1[89]|20)\d\d$")
DOTTED = re.compile(r"^(1|2)[.,' ]?(\d{3})$")
TWO = re.compile(
    r"((?:18|19|20)\d\d)\s*(?:[/;,|+&–-]|und|and|et|e|y|bzw\.?|oder|or)\s*((?:18|19|20)\d\d)"
)
DECADE = re.compile(
    r"\b(?:(?:18|19|20)?\d0)(?:er|ern|ies|'?s|er\s*jahre\w*)\b|"
    r"\bannees\s+\d0|\banni\s+'?\d0|\banos\s+'?\d0|"
    r"\b\d{1,2}\.?\s*(?:jahrhundert|century|siecle|secolo|siglo)"
)


def _begins(key: str) -> re.Pattern[str]:
    """Return what finds one of the words of the vocabulary at the beginning, before a number."""
    stated = sorted(vocabulary.listed("founding", key), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, stated))})(?![^\W\d_])\s*(?=\S*\d)")


OPEN, ABOUT = _begins("open"), _begins("about")


def read(cell: Cell) -> Count | None:
    """Return the founding year in a cell; None where it says that there is none. Raises Trouble."""
    if cell.kind == "formula":
        raise Trouble("formula_no_value")
    if cell.kind in ("error", "truth", "percent"):
        raise Trouble("formula_error" if cell.kind == "error" else "no_year")
    if cell.kind == "date":
        return _check(_read_date(cell))
    found_marks = tuple(map(marks.name, cell.marks))
    if cell.kind == "number":
        assert isinstance(cell.value, int | float)
        value = float(cell.value)
        if not value.is_integer():
            thousand = round(value * 1000)
            meant = Count(float(thousand)) if 1800 <= thousand <= TODAY.year else None
            raise Trouble("no_year", meant)
        if 20_000 < value < 60_000:
            day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
            raise Trouble("year_as_serial", Count(float(day.year)))
        return _check(Count(value, marks=found_marks))
    if len(cell.text) > limits.LONGEST_FIGURE:
        raise Trouble("no_year")
    if counts.is_nothing(cell.text):
        return None
    text, found_marks = marks.strip(cell.text, cell.marks)
    found = _read_once(text)
    if isinstance(found, Trouble):
        raise Trouble(found.kind, found.meant, found_marks)
    return _check(replace(found, marks=found_marks))


@functools.lru_cache(maxsize=20_000)
def _read_once(text: str) -> Count | Trouble:
    """Return the year that a text states, or why it states none."""
    if YEAR.match(text):
        return Count(float(text))
    try:
        return _read_text(text)
    except Trouble as trouble:
        return trouble
    except dates.Unclear as error:
        kind = "impossible_date" if error.kind == "impossible_date" else "two_years"
        return Trouble(kind, Count(float(error.suggestion)) if error.suggestion else None)


def _read_date(cell: Cell) -> Count:
    assert isinstance(cell.value, datetime.date)
    serial = cell.serial
    # a year typed into a cell for dates counts as days since 1900 or 1904
    if serial is not None and serial.is_integer() and 1800 <= serial <= TODAY.year + 1:
        raise Trouble("year_as_serial", Count(serial))
    return Count(float(cell.value.year))


def _check(count: Count) -> Count:
    if count.value > TODAY.year:
        raise Trouble("future_year")
    if count.value < FIRST:
        raise Trouble("no_year")
    return count


def _read_text(text: str) -> Count:
    said = fold(text)
    said = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", said).strip() or said.strip("()[] ")
    dotted = DOTTED.match(said)
    if dotted:
        year = float(dotted[1] + dotted[2])
        if " " in said and FIRST < year <= TODAY.year:
            raise Trouble("typo", Count(year))
        return Count(year)
    compact = said.replace(" ", "")
    if re.fullmatch(r"[\d ]{5,7}", said) and re.fullmatch(r"(18|19|20)\d\d", compact):
        raise Trouble("typo", Count(float(compact)))
    looks = compact.translate(counts.LOOKALIKES)
    if not compact.isdigit() and len(compact) == 4 and re.fullmatch(r"(18|19|20)\d\d", looks):
        raise Trouble("typo", Count(float(looks)))
    two = TWO.search(said)
    if two and two[1] != two[2]:
        raise Trouble("two_years")
    if DECADE.search(said):
        raise Trouble("no_year")
    if OPEN.match(said):
        raise Trouble("no_year")
    qualifier = "exact"
    about = ABOUT.match(said)
    if about:
        qualifier, said = "about", said[about.end() :]
    date = dates.read(said)
    if not date:
        short = re.fullmatch(r"'(\d\d)", said)
        if re.fullmatch(r"\d+", compact):
            raise Trouble("no_year")
        raise Trouble("no_year", Count(1900.0 + int(short[1])) if short else None)
    allowed = listed("year_words")
    others = [
        word
        for word in vocabulary.tokens(said)
        if not word.isdigit() and word not in allowed and word not in dates.MONTHS and len(word) > 2
    ]
    if len(others) > 4:
        raise Trouble("no_year")
    return Count(float(date[:4]), qualifier)
