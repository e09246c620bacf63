"""Counts as they are written: 120, 1.250, ca. 90, > 170, 50–60, 95+, "12 p. a.", 85 %."""

import functools
import re
from dataclasses import dataclass, field, replace

from atlas.intake import dates, limits, marks, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.vocabulary import fold, listed, words

LARGEST = 10_000_000
NUMBER = r"\d{1,3}(?:[.,'\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
PLAIN = re.compile(r"^\d{1,7}$")
ONE = re.compile(rf"({NUMBER})")
LEADING = re.compile(rf"^({NUMBER})(.*)$", re.DOTALL)
THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:tsd\.?|tausend|thousand|duizend)(?![^\W_])",
    re.IGNORECASE,
)
#: words that join the ends of a band only where another one stands before it: from 5 to 6
AND = re.compile(r"\d\s+(?:und|and|et|e|y|en)\s+\d")
BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
#: signs that are taken for digits when somebody types or scans
LOOKALIKES = str.maketrans({"l": "1", "i": "1", "o": "0", "|": "1", "s": "5", "b": "8", "z": "2"})
LOOKALIKE = re.compile(r"^(?=.*\d)[\dlio|]+$|^(?=.*\d\d)[\dliosbz|]+$")


#: a day and a month, or a number with its point after a comma that is none
DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.")


@dataclass
class Count:
    """A count that a cell states."""

    value: float
    qualifier: str = "exact"
    low: float | None = None
    high: float | None = None
    as_of: str = ""
    marks: tuple[str, ...] = ()


@dataclass
class Trouble(Exception):
    """A cell that holds something, but no count. `meant`: what it may mean, if anything."""

    kind: str
    meant: Count | None = None
    marks: tuple[str, ...] = field(default_factory=tuple)


@functools.cache
def _hedges() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (words, hedge) before and behind a number, the longest first."""
    kinds = ("about", "almost", "at_least", "more_than", "up_to")
    stated = words()["hedges"]
    before = [(fold(word), kind) for kind in kinds for word in stated[kind]]
    after = [
        (fold(word), kind.removesuffix("_after"))
        for kind in ("about_after", "at_least_after", "up_to_after")
        for word in stated[kind]
    ]
    return sorted(before, key=_longest), sorted(after, key=_longest)


def _longest(pair: tuple[str, str]) -> int:
    return -len(pair[0])


@functools.cache
def _band() -> re.Pattern[str]:
    stated = words()["hedges"]
    ordered = sorted(map(fold, stated["joins"]), key=len, reverse=True)
    signs = "|".join(re.escape(word) for word in ordered if not word[0].isalpha())
    spoken = "|".join(re.escape(word) for word in ordered if word[0].isalpha())
    joins = rf"\s*(?:{signs})\s*|\s+(?:{spoken})\s+"
    before = "|".join(re.escape(fold(w)) for w in sorted(stated["before"], key=len, reverse=True))
    return re.compile(rf"^(?:(?:{before})\s+)?({NUMBER})(?:{joins})({NUMBER})(.*)$")


@functools.cache
def _frequencies() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the words for a period, the longest first, and the period of each."""
    stated = words()["frequency"]
    periods = {
        fold(word): period
        for period, listed_words in stated.items()
        if period != "times"
        for word in listed_words
    }
    ordered = sorted(periods, key=len, reverse=True)
    spoken = "|".join(re.escape(word) for word in ordered if word[0].isalnum())
    signs = "|".join(re.escape(word) for word in ordered if not word[0].isalnum())
    return re.compile(rf"(?:(?<![^\W_])({spoken})|({signs}))(?![^\W_])"), periods


@functools.cache
def _times() -> re.Pattern[str]:
    """Return what finds "4x", "4 mal" and the like."""
    spoken = "|".join(map(re.escape, sorted(map(fold, words()["frequency"]["times"]), key=len)))
    return re.compile(rf"(\d)\s*-?\s*(?:{spoken})(?![^\W\d_])")


def is_nothing(text: str) -> bool:
    """Return whether a cell says that there is nothing."""
    said = fold(text)
    if re.fullmatch(r"n\.\s?V\.", text.strip()):
        # "nach Vereinbarung" has a capital, "nicht verfügbar" has none
        return False
    return said in listed("nothing") or not said.strip(" .-–—_*'\"")


def number(text: str) -> float:
    """Return the number that digits with their separators stand for."""
    digits = re.sub(r"['\u00a0\u202f\u2009 ]", "", text)
    if digits.count(".") + digits.count(",") == 1:
        sign = "." if "." in digits else ","
        whole, _sign, rest = digits.partition(sign)
        if len(rest) == 3 and len(whole) <= 3 and whole.strip("0"):
            return float(whole + rest)
        return float(f"{whole}.{rest}")
    if "." in digits and "," in digits:
        decimal = max(digits.rfind("."), digits.rfind(","))
        whole = digits[:decimal].replace(".", "").replace(",", "")
        return float(f"{whole}.{digits[decimal + 1 :]}")
    return float(digits.replace(".", "").replace(",", ""))


def read(cell: Cell, metric: str) -> Count | None:
    """Return the count in a cell; None where it says that there is none. Raises Trouble."""
    if cell.kind == "formula":
        raise Trouble("formula_no_value")
    if cell.kind == "date":
        raise Trouble("date_in_count", _dated_band(cell))
    if cell.kind == "percent":
        raise Trouble("share")
    if cell.kind in ("error", "truth"):
        if is_nothing(cell.text):
            return None
        raise Trouble("formula_error" if cell.kind == "error" else "no_number")
    if cell.kind == "number":
        assert isinstance(cell.value, int | float)
        shown = _show_words(cell)
        if shown:
            return _check(_unwrap(_read_once(shown, metric)), metric)
        return _check(Count(float(cell.value), marks=tuple(map(marks.name, cell.marks))), metric)
    text = cell.text
    if len(text) > limits.LONGEST_FIGURE:
        raise Trouble("no_number")
    if is_nothing(text):
        return None
    if text.startswith("#") and len(text) > 2 and text.endswith(("!", "?", "A", "V")):
        raise Trouble("formula_error")
    bare, found_marks = marks.strip(text.lstrip("'"), cell.marks)
    if is_nothing(bare):
        return None
    found = _read_once(bare, metric)
    if isinstance(found, Trouble):
        raise Trouble(found.kind, found.meant, found_marks)
    return _check(replace(found, marks=found_marks), metric)


@functools.lru_cache(maxsize=50_000)
def _read_once(text: str, metric: str) -> Count | Trouble:
    """Return what a text states, or why it states nothing; the same texts come again and again."""
    if PLAIN.match(text):
        return Count(float(text))
    try:
        return _read_text(text, metric)
    except Trouble as trouble:
        return trouble


def _unwrap(found: Count | Trouble) -> Count:
    if isinstance(found, Trouble):
        raise Trouble(found.kind, found.meant)
    return replace(found)


def _show_words(cell: Cell) -> str:
    """Return a number with the words that its format puts around it: "ca. "0; blank without any."""
    if '"' not in cell.format:
        return ""
    positive = cell.format.split(";")[0]
    pieces = re.split(r'("[^"]*")', positive)
    digits = [
        place
        for place, piece in enumerate(pieces)
        if re.search(r"[0#]", piece) and '"' not in piece
    ]
    if not digits:
        return ""
    before = "".join(piece.strip('"') for piece in pieces[: digits[0]])
    after = "".join(piece.strip('"') for piece in pieces[digits[-1] + 1 :])
    return f"{before} {cell.text} {after}".strip() if before or after else ""


def _dated_band(cell: Cell) -> Count | None:
    """Return the band that Excel made a date of: 10-12 became 10 December."""
    day, month = getattr(cell.value, "day", 0), getattr(cell.value, "month", 0)
    if "y" in cell.format.lower() or not 0 < day < month:
        return None
    return Count((day + month) / 2, "between", day, month)


def _check(count: Count, metric: str) -> Count:
    """Return a count that can be one. Raises Trouble."""
    values = [value for value in (count.value, count.low, count.high) if value is not None]
    if any(value < 0 for value in values):
        raise Trouble("negative")
    if any(not value < LARGEST for value in values):
        raise Trouble("too_high")
    fraction = count.qualifier != "between" and not count.value.is_integer()
    if fraction and metric != "staff":
        meant = count.value * 1000
        whole = abs(meant - round(meant)) < 1e-6 and 1000 <= meant < 1e6
        raise Trouble("broken_thousands", Count(round(meant)) if whole else None)
    return count


def _write_out(text: str) -> str:
    """Return a text with fractions and thousands in digits: 2½ is 2.5, 12 Tsd. is 12000."""
    text = re.sub(r"(\d)\s*([½¼¾])|(?<!\d)([½¼¾])", _decimal, text)
    text = re.sub(r"(?<![\d.,])(\d{1,3}) 1/2(?!\d)", r"\1.5", text)
    return THOUSANDS.sub(lambda found: f"{number(found[1]) * 1000:g}", text)


def _decimal(found: re.Match[str]) -> str:
    part = {"½": ".5", "¼": ".25", "¾": ".75"}[found[2] or found[3]]
    return f"{found[1] or '0'}{part}"


def _read_text(text: str, metric: str) -> Count:
    said = fold(_write_out(text))
    if "%" in said or re.search(r"\b(prozent|percent|pour cent|per cento|por ciento)\b", said):
        raise Trouble("share")
    if DAY.fullmatch(said):
        raise Trouble("date_in_count")
    said, inside = _take_brackets(said)
    if not said:
        # the whole cell stands in brackets
        said, inside = fold(text).strip("()[] "), []
    whole = said
    qualifier, as_of = "", ""
    for bracket in inside:
        hedge = dict(_hedges()[1]).get(bracket.strip())
        if hedge or marks.is_estimate(bracket):
            qualifier = hedge or "about"
        elif vocabulary.exclusions()["plan"].find(vocabulary.tokens(bracket)):
            raise Trouble("plan")
        as_of = as_of or _read_bracket_date(bracket)
    period, said = _take_frequency(said, metric)
    if period and period != "year":
        raise Trouble("frequency_word", _read_frequency(said, metric, period, whole))
    count = _read_figure(said, metric, period, whole)
    if count is None:
        raise Trouble("frequency_word", Count(1.0))
    if qualifier and count.qualifier == "exact":
        count.qualifier = qualifier
    count.as_of = as_of
    return count


def _read_frequency(said: str, metric: str, period: str, whole: str) -> Count | None:
    """Return how many a year are meant by so many in a period."""
    try:
        count = _read_figure(said, metric, period, whole)
    except Trouble as trouble:
        count = trouble.meant
    factor = words()["frequency_factors"].get(period)
    if not factor or count is None:
        return None
    low, high = (end * factor if end is not None else None for end in (count.low, count.high))
    return Count(count.value * factor, count.qualifier, low, high)


def _take_brackets(said: str) -> tuple[str, list[str]]:
    inside = [first or second for first, second in BRACKET.findall(said)]
    return BRACKET.sub(" ", said).strip(), inside


def _read_bracket_date(bracket: str) -> str:
    """Return the date of a figure that stands behind it in brackets: '120 (2019)'."""
    date_words = listed("date_words")
    said = [word for word in vocabulary.tokens(bracket) if not word.isdigit()]
    if any(word not in date_words and word not in dates.MONTHS for word in said):
        return ""
    try:
        return dates.read(bracket)
    except dates.Unclear:
        return ""


def _take_frequency(said: str, metric: str) -> tuple[str, str]:
    """Return the period that a text counts in, and the text without it."""
    if metric != "events_per_year":
        return "", said
    said = _times().sub(r"\1 ", said)
    pattern, periods = _frequencies()
    found = max(pattern.finditer(said), key=lambda one: len(one[0]), default=None)
    if found is None:
        return "", said.strip()
    rest = f"{said[: found.start()]} {said[found.end() :]}"
    rest = re.sub(r"\b(je|jeweils|alle|every)\b", " ", rest)
    return periods[found[0]], " ".join(rest.split())


def _read_figure(said: str, metric: str, period: str, whole: str) -> Count | None:
    """Return the count in folded text without brackets; None where only a period is left."""
    said = said.strip(" :;,")
    if not said:
        if period:
            return None if period == "year" else Count(1.0)
        raise Trouble("no_number")
    qualifier, rest = _take_hedge(said)
    band = _band().match(rest)
    if band is None and qualifier:
        # "von 40 bis 50" may begin with what is a hedge elsewhere
        band = _band().match(said)
    if band:
        stated = tuple(f"{fold(word)} " for word in words()["hedges"]["before"])
        if AND.search(band[0]) and not said.startswith(stated):
            raise Trouble("two_numbers")
        low, high = number(band[1]), number(band[2])
        if low < high and _is_unit(band[3]):
            return Count((low + high) / 2, "between", low, high)
        if low >= high and re.search(r"[-–—]", band[0]):
            raise Trouble("two_numbers")
    found = LEADING.match(rest)
    if found is None and ":" in rest:
        label, _colon, behind = rest.partition(":")
        if vocabulary.match(label).role == metric:
            qualifier, rest = _take_hedge(behind.strip())
            found = LEADING.match(rest)
    if found is None:
        raise _explain(rest, said, metric)
    value, behind = number(found[1]), found[2].strip()
    if found[2][:1].isalpha() and LOOKALIKE.match((found[1] + found[2]).strip()):
        raise _explain(rest, said, metric)
    after, behind = _take_hedge_behind(behind)
    if not _is_unit(behind):
        raise _explain(rest, said, metric)
    return Count(value, qualifier or after or "exact")


def _take_hedge(said: str) -> tuple[str, str]:
    """Return the hedge before a number, and what follows."""
    qualifier = ""
    if said[:1].isdigit():
        return qualifier, said
    for _round in range(3):
        for stated, kind in _hedges()[0]:
            if said.startswith(stated):
                rest = said[len(stated) :]
                if stated[-1].isalpha() and rest[:1].isalpha():
                    continue
                if not rest.strip() or not re.search(r"\d", rest):
                    continue
                said = rest.lstrip(" .:")
                qualifier = qualifier or kind
                break
        else:
            break
    return qualifier, said


def _take_hedge_behind(behind: str) -> tuple[str, str]:
    """Return the hedge behind a number, and what else stands there."""
    for stated, kind in _hedges()[1] if behind else ():
        if behind == stated or behind.startswith(f"{stated} "):
            return kind, behind[len(stated) :].strip()
        if behind.endswith(f" {stated}"):
            return kind, behind[: -len(stated)].strip()
    return "", behind


def _is_unit(behind: str) -> bool:
    """Return whether what follows a number only says what was counted."""
    behind = behind.strip(" .,;:")
    if not behind:
        return True
    if re.search(
        r"\d", re.split(r"\b(davon|darunter|of which|dont|di cui|de los cuales)\b", behind)[0]
    ):
        return False
    if re.search(r"[€$#?!=<>|]", behind) or re.match(r"[-/+*–]", behind):
        return False
    said = vocabulary.tokens(behind)
    return len(said) <= 8 and not set(said) & listed("other_units")


def _explain(rest: str, said: str, metric: str) -> Trouble:
    """Return why a text is no count, and what it may mean."""
    compact = rest.replace(" ", "")
    if LOOKALIKE.match(compact) and not compact.isdigit():
        return Trouble("typo", Count(float(compact.translate(LOOKALIKES)[:9])))
    stray = re.match(rf"^[^\W\d_]{{1,2}}[\s.]+({NUMBER})$", said)
    if stray:
        return Trouble("stray_text", Count(number(stray[1])))
    worded = _read_words(said)
    if worded is not None:
        return Trouble("no_number", worded)
    if set(vocabulary.tokens(said)) & listed("other_units"):
        planned = vocabulary.exclusions()["plan"].find(vocabulary.tokens(said))
        return Trouble("plan" if planned else "no_number")
    dotted = re.fullmatch(r"\d+(?:\.\d+){2,}", said)
    undated = dates.DAY_FIRST.sub(" ", said)
    several = len(ONE.findall(undated)) > 1 and not dotted
    return Trouble("two_numbers" if several else "no_number")


def _read_words(said: str) -> Count | None:
    """Return a number in words: five, une centaine."""
    for value, stated in words()["round_words"].items():
        if any(said.startswith(word) for word in stated):
            return Count(float(value), "about")
    qualifier = ""
    for before, kind in _hedges()[0]:
        if before[-1].isalpha() and said.startswith(f"{before} ") and before not in ("un", "da"):
            qualifier, said = kind, said[len(before) :].strip()
            break
    for value, stated in words()["number_words"].items():
        if said in stated:
            return Count(float(value), qualifier or "exact")
    for value, stated in words()["number_words"].items():
        if said.split(" ", maxsplit=1)[0] in stated:
            return Count(float(value), qualifier or "exact")
    return None
