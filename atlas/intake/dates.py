"""Dates and years as they are written in five languages, with the precision that they have."""

import datetime
import re

from atlas.intake import limits, vocabulary
from atlas.intake.vocabulary import fold
from data.cells import TODAY

DAY_FIRST = re.compile(r"\b(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\b")
ISO_DAY = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
MONTH_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})\s?[./-]\s?((?:19|20|18)\d\d)\b")
YEAR_MONTH = re.compile(r"\b((?:19|20|18)\d\d)[-/.](\d{1,2})(?![\d./-])")
YEAR = re.compile(r"(?<![\d.,/-])((?:18|19|20)\d\d)(?![\d/-]|[.,]\d)")
SEASON = re.compile(r"\b((?:18|19|20)\d\d)\s?([/–-])\s?(\d{2}|\d{4})\b")
WORD = re.compile(
    r"(?:(\d{1,2})(?:\.|er|st|nd|rd|th|°|º)?\s*(?:de\s+|of\s+)?)?([^\W\d_]+\.?)\s*(?:de[l]?\s+|of\s+|,\s*)?((?:18|19|20)\d\d)\b"
)
#: a part of a year that no date here can tell: what is left is the year
QUARTER = re.compile(
    r"\b[qth]\s?[1-4]\s?[/.-]?\s?(?=\d{4})|\b[1-4]\.\s?(?:quartal|halbjahr)\b|\b[1-4](?:er|e|o|º|°)?\s?(?:trimestre|semestre)\b"
)
#: a quarter or half of a year with its year, before or behind it
PART = re.compile(
    r"(?<![^\W_])(?:([qth])\s?([1-4])\s?[-/._]?\s?|([1-4])\.?\s?(quartal|trimestre|quarter|halbjahr|hj|semestre)\s?[-/.]?\s?)"
    r"((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)\s?[-/._]?\s?([qth])([1-4])(?!\d)"
)
HALVES = ("h", "halbjahr", "hj", "semestre")
SHORT_BEHIND = re.compile(
    r"^(?:[^\W\d_]+\.?(?:[\s_]*')?[\s_]?|\D*[_'.]\s?)(?:(1[0-2]|0?[1-9])/)?(\d\d)$"
)
SHORT_WORD = re.compile(r"^([^\W\d_]+\.?)\s+'?(\d{2})$")
SHORT = re.compile(r"^(\d{1,2})\s?[/.]\s?(\d{2})$")
WORD_FIRST = re.compile(r"\b([^\W\d_]+\.?)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:18|19|20)\d\d)\b")


class Unclear(Exception):
    """A text that should be a date is none. `kind`: why, as in wording.py."""

    def __init__(self, kind: str, suggestion: int | None = None) -> None:
        """Keep the reason, and the year that may be meant."""
        super().__init__(kind)
        self.kind, self.suggestion = kind, suggestion


def _months() -> dict[str, int]:
    listed = vocabulary.words()["months"]
    return {fold(word): int(number) for number, words in listed.items() for word in words}


MONTHS = _months()


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) <= 2:
        return year + (2000 if year <= (TODAY.year % 100) + 1 else 1900)
    return year


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise Unclear("impossible_date", year if 1800 < year <= TODAY.year else None) from None


def read(text: str) -> str:
    """Return the one date in `text` as YYYY, YYYY-MM or YYYY-MM-DD; blank where there is none.

    Raises Unclear for what can be no date, or a time that spans two years.
    """
    if len(text) > limits.LONGEST_FIGURE:
        return ""
    folded_text = fold(text)
    part = PART.search(folded_text)
    if part is not None and len(YEAR.findall(folded_text.replace("_", " "))) < 2:
        return _end_of_part(part)
    said = QUARTER.sub(" ", folded_text)
    return _read_day(said) or _read_month_word(said) or _read_coarse(said)


def _end_of_part(part: re.Match[str]) -> str:
    """Return the last month of a quarter or half of a year."""
    kind, number = part[1] or part[4] or part[7], int(part[2] or part[3] or part[8])
    months = 6 if kind in HALVES else 3
    year = part[5] or part[6]
    return f"{year}-{number * months:02d}" if number * months <= 12 else year


def read_short_behind(text: str) -> str:
    """Return the year or month that ends a heading in two digits: VERANST_22, Mitgl. 12/22."""
    said = fold(text).strip()
    worded = re.search(r"(?<![^\W_])([^\W\d_]+)\.?[\s_]+'?(\d\d)$", said)
    if worded and worded[1] in MONTHS:
        return f"{_full_year(worded[2])}-{MONTHS[worded[1]]:02d}"
    found = SHORT_BEHIND.search(said)
    if found is None or not 10 <= int(found[2]) <= TODAY.year % 100 + 1:
        return ""
    month = f"-{int(found[1]):02d}" if found[1] else ""
    return f"{2000 + int(found[2])}{month}"


def _read_day(said: str) -> str:
    """Return a day in digits, or a month as 12/22."""
    short = SHORT.match(said.strip())
    if short and 1 <= int(short[1]) <= 12:
        return f"{_full_year(short[2])}-{int(short[1]):02d}"
    found = ISO_DAY.search(said)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = DAY_FIRST.search(said)
    if found is None:
        return ""
    first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
    if "/" in found[0] and second > 12 >= first:
        first, second = second, first
    return _day(year, second, first)


def _read_month_word(said: str) -> str:
    """Return a day or month whose month is a word."""
    short = SHORT_WORD.match(said.strip())
    if short and short[1] in MONTHS:
        return f"{_full_year(short[2])}-{MONTHS[short[1]]:02d}"
    found = WORD_FIRST.search(said)
    if found and found[1] in MONTHS:
        return _day(int(found[3]), MONTHS[found[1]], int(found[2]))
    for found in WORD.finditer(said):
        month = MONTHS.get(found[2]) or MONTHS.get(found[2].rstrip("."))
        if month and found[1]:
            return _day(int(found[3]), month, int(found[1]))
        if month:
            return f"{found[3]}-{month:02d}"
    return ""


def _read_coarse(said: str) -> str:
    """Return a date without a day, from folded text."""
    found = SEASON.search(said)
    if found:
        second, following = int(found[3]), (int(found[1]) + 1) % 100
        # 2011-12 is a month, 2011/12 a season
        if len(found[3]) == 4 or second > 12 or (second == following and found[2] != "-"):
            raise Unclear("unclear_date")
    found = MONTH_YEAR.search(said)
    if found:
        if not 1 <= int(found[1]) <= 12:
            raise Unclear("impossible_date", int(found[2]))
        return f"{found[2]}-{int(found[1]):02d}"
    found = YEAR_MONTH.search(said)
    if found:
        if not 1 <= int(found[2]) <= 12:
            raise Unclear("unclear_date")
        return f"{found[1]}-{int(found[2]):02d}"
    years = list(dict.fromkeys(YEAR.findall(said)))
    if len(years) == 1:
        return years[0]
    if len(years) > 1:
        raise Unclear("unclear_date")
    return ""


def read_yearly_day(texts: list[str]) -> str:
    """Return the day of every year on which things stood, as MM-DD: "Stichtag jeweils 31.12."."""
    found: set[str] = set()
    for text in texts:
        said = fold(text)
        if not vocabulary.terms("every_year").find(vocabulary.tokens(text)) or YEAR.search(said):
            continue
        digits = re.search(r"(?<!\d)(\d{1,2})\s?[./]\s?(\d{1,2})(?!\d)", said)
        worded = re.search(r"(?<!\d)(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)", said)
        day = month = 0
        if digits:
            day, month = int(digits[1]), int(digits[2])
        elif worded:
            day, month = int(worded[1]), MONTHS.get(worded[2], 0)
        if 1 <= month <= 12 and 1 <= day <= 31:
            found.add(f"{month:02d}-{day:02d}")
    return found.pop() if len(found) == 1 else ""


def in_future(date: str) -> bool:
    """Return whether a date lies after today, at its own precision."""
    return date > TODAY.isoformat()[: len(date)]
