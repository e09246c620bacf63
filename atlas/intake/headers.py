"""Where a table begins: rows of headings, and what each heading says."""

import re
from dataclasses import dataclass

from atlas.intake import persons, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.grid import Grid
from atlas.intake.vocabulary import METRICS, listed

YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
YEARLY = re.compile(r"^\D{0,12}(?:1[89]|20)\d\d\D{0,14}$")
_MONTH = r"(?:0?[1-9]|1[0-2])"
_LONG = r"(?:19|20)\d\d"
#: a month, a day or a part of a year and nothing else
PART_OF_YEAR = re.compile(
    rf"^\W*(?:{_LONG}\s?[-/.]\s?{_MONTH}|{_MONTH}\s?[-/.]\s?{_LONG}|\d{{1,2}}\.\s?{_MONTH}\.\s?{_LONG}"
    rf"|[qth][1-4]\s?[-/.]?\s?{_LONG}|{_LONG}\s?[-/._]?\s?[qth][1-4]"
    rf"|[1-4]\.?\s?(?:quartal|halbjahr|hj|trimestre|semestre)\s?[-/.]?\s?{_LONG})\W*$",
    re.IGNORECASE,
)
#: below a gap, a row of which so much is headings begins another table, digits or not
FULL = 0.75
#: a heading is no longer than that
LONGEST = 160
FIGURE = re.compile(r"^[\d.,'\s%]+$")
#: what stands in a row of units or sorts beneath headings
SIDE = re.compile(
    r"^(in )?(anzahl|%|eur|€|personen|mio.*|nombre|number|numero|n|vza|fte|etp|\(\d+\)|\d{1,2})$"
)
STRUCTURE = {"name", "indicator", "value", "year", "date"}


def heading(cell: Cell | None) -> str:
    """Return a heading on one line, with words that were parted at its end put together."""
    if cell is None:
        return ""
    if isinstance(cell.value, str):
        joined = re.sub(r"(\w)[-\u00ad]\s*[\r\n]+\s*(?=[a-zäöü])", r"\1", cell.value)
        return " ".join(joined.split())
    return cell.text


def is_year(cell: Cell | None) -> bool:
    """Return whether a cell says a year or a day and nothing else."""
    return cell is not None and (cell.kind == "date" or bool(YEAR.match(cell.text.strip("'"))))


def is_yearly(text: str) -> bool:
    """Return whether a heading says a year, or a part of one, and hardly anything else."""
    return bool(YEARLY.match(text) or PART_OF_YEAR.match(text))


@dataclass
class Judged:
    """What a row says as a row of headings."""

    row: int
    roles: set[str]
    strong: int
    years: int
    cells: int
    score: float
    #: how much of what it says it says twice
    repeated: float = 0.0
    #: whether it heads a list of persons
    are_persons: bool = False

    @property
    def is_long(self) -> bool:
        """Return whether each row below gives one figure and says which."""
        return {"indicator", "value"} <= self.roles


def judge(grid: Grid, row: int, columns: range | None = None) -> Judged | None:
    """Return what a row says as headings; None where it can be none."""
    cells = {
        column: cell
        for column, cell in grid.row(row).items()
        if columns is None or column in columns
    }
    if len(cells) < 2 or len(cells) > 400:
        return None
    if any(_is_figure(cell) for cell in cells.values()):
        return None
    roles: set[str] = set()
    strong = years = 0
    said: list[str] = []
    for cell in cells.values():
        text = heading(cell)
        if is_year(cell):
            years += 1
            continue
        found = vocabulary.match(text) if len(text) <= LONGEST else vocabulary.Match()
        if found.role and found.coverage >= 0.5:
            strong += 1
            roles.add(found.role)
            said.append(text)
        elif found.excluded:
            strong += 1
        elif is_yearly(text):
            years += 1
    are_persons = persons.is_list(map(heading, cells.values()))
    if not _suffices(roles, strong, years, len(cells)) and not are_persons:
        return None
    repeated = 1 - len(set(said)) / max(1, len(said))
    score = len(roles) + (strong + years) / len(cells) - 4 * repeated + ("name" in roles)
    return Judged(row, roles, strong, years, len(cells), score, repeated, are_persons)


def _is_figure(cell: Cell) -> bool:
    """Return whether a cell holds what no heading does: a number that is no year, a date."""
    if is_year(cell):
        return False
    return cell.kind != "text" or bool(FIGURE.match(cell.text))


def _suffices(roles: set[str], strong: int, years: int, cells: int) -> bool:
    figures = roles - {"name"}
    if years >= 2 and years >= 0.6 * cells:
        # only years: what was counted stands between the rows
        return True
    named = "name" in roles and (bool(figures) or years >= 2)
    placed = bool(roles & set(METRICS)) and bool(roles & {"seat_city", "region"})
    if placed and cells >= 3 and strong + years == cells - 1:
        # the heading of the names is a word of its own
        return True
    several = len(roles) >= 3 or (bool(roles) and years >= 3)
    return (named or several) and (strong + years) / cells >= 0.3


def find_headers(grid: Grid) -> list[Judged]:
    """Return the rows of headings of a sheet, from the top down."""
    found: list[Judged] = []
    for row in grid.numbers:
        judged = judge(grid, row)
        if judged is None:
            continue
        if found and _completes(judged, found[-1]):
            found[-1] = judged
        elif not found or _begins_anew(grid, judged, found[-1]):
            found.append(judged)
    return found


def _completes(judged: Judged, before: Judged) -> bool:
    """Return whether a row names what the one just above only groups: Members, Staff, Founded."""
    grouped = "name" in judged.roles and "name" not in before.roles and judged.years >= 2
    return grouped and judged.row == before.row + 1


def _begins_anew(grid: Grid, judged: Judged, before: Judged) -> bool:
    """Return whether a row that may be one of headings begins another table."""
    if _texts(grid, judged.row) == _texts(grid, before.row):
        return True
    if judged.row - before.row <= 2 and judged.score <= before.score:
        return False
    names = [
        found
        for cell in grid.row(judged.row).values()
        if (found := vocabulary.match(heading(cell))).role == "name"
    ]
    exact = any(found.coverage >= 0.99 for found in names)
    full = (judged.strong + judged.years) / judged.cells
    digits = any(
        re.search(r"\d", heading(cell)) and not is_yearly(heading(cell))
        for cell in grid.row(judged.row).values()
    )
    above = grid.row(judged.row - 1)
    parted = len(above) <= 1 and judged.row - before.row > 2
    if digits and not (parted and exact and full >= FULL):
        return False
    if judged.are_persons and judged.row - before.row > 2:
        return True
    return (exact and full >= 0.5) or (len(judged.roles) >= 4 and full >= 0.6)


def _texts(grid: Grid, row: int) -> list[str]:
    return [heading(cell) for _column, cell in sorted(grid.row(row).items())]


def find_lower(grid: Grid, row: int, name_column: int) -> list[int]:
    """Return the rows beneath a row of headings that belong to it."""
    lower: list[int] = []
    for below in (row + 1, row + 2):
        cells = grid.row(below)
        if not cells:
            break
        own = cells.get(name_column)
        numbers = [cell.value for cell in cells.values() if cell.kind == "number"]
        texts = [cell.text.strip("()") for cell in cells.values()]
        counted = [int(text) for text in texts if text.isdigit() and len(text) < 3]
        if len(counted) == len(texts) > 2 and counted == list(
            range(counted[0], counted[0] + len(counted))
        ):
            # columns are numbered
            lower.append(below)
            continue
        if own is not None:
            break
        if any(not is_year(cell) for cell in cells.values() if cell.kind != "text") or (
            numbers and not all(is_year(cell) for cell in cells.values() if cell.kind == "number")
        ):
            break
        fitting = sum(map(_is_lower, cells.values()))
        if fitting < len(cells) * 0.6:
            break
        lower.append(below)
    return lower


def _is_lower(cell: Cell) -> bool:
    text = heading(cell)
    found = vocabulary.match(text)
    excluded = any(
        terms.find(vocabulary.tokens(text)) for terms in vocabulary.exclusions().values()
    )
    side = SIDE.match(vocabulary.fold(text)) and not text.isdigit()
    return bool(
        is_year(cell)
        or is_yearly(text)
        or (found.role and found.coverage >= 0.5)
        or excluded
        or side
        or vocabulary.fold(text) in listed("fillers")
    )


def find_upper(grid: Grid, row: int) -> list[int]:
    """Return the row above a row of headings that spans groups of it."""
    above = row - 1
    cells = grid.row(above)
    own_judged, broad = judge(grid, row), judge(grid, above) if cells else None
    if not cells or (broad and not (own_judged and _completes(own_judged, broad))):
        return []
    own = grid.row(row)
    spans = any(
        grid.is_merged(above, column, above, column + 1) and column in own and column + 1 in own
        for column in cells
    )
    full = any(
        grid.is_merged(above, min(own), above, column) for column in own if column > min(own) + 4
    )
    if full and len(cells) == 1:
        return []
    if all(places.find_in_line(heading(cell)) for cell in cells.values()):
        # each names the region of the table below it
        return []
    said = [vocabulary.match(heading(cell)) for cell in cells.values()]
    counted = sum(1 for found in said if found.role in METRICS or found.role == "founding_year")
    texts = all(cell.kind == "text" or is_year(cell) for cell in cells.values())
    years = sum(1 for cell in cells.values() if is_yearly(heading(cell)))
    if not texts or (len(cells) == 1 and not spans):
        return []
    return [above] if counted or spans or years >= 2 else []


def combine(grid: Grid, rows: list[int], columns: list[int]) -> dict[int, str]:
    """Return the whole heading of every column, from the rows above each other."""
    parts: dict[int, list[str]] = {column: [] for column in columns}
    for position, row in enumerate(rows):
        last = position == len(rows) - 1
        before = ""
        for column in columns:
            cell = grid.cover(row, column)
            text = heading(cell)
            merged = grid.cell(row, column) is None and cell is not None
            if not last and not text and before:
                # a heading over several columns that are not merged
                beneath = [c for o in rows[position + 1 :] if (c := grid.cell(o, column))]
                if any(_stands_alone(heading(cell), before) for cell in beneath):
                    before = ""
                text = before if beneath else ""
                if not beneath:
                    # signs beside a figure have no heading; the next year belongs to it again
                    continue
            if merged and not last and not _has_own(grid, rows[position + 1 :], column):
                # beneath a broad heading, a column without one of its own
                text = "" if column != _first_of(grid, row, column) else text
            before = text if grid.cell(row, column) or text else ""
            if text and text not in parts[column]:
                parts[column].append(text)
    return {column: " ".join(texts) for column, texts in parts.items()}


def _stands_alone(own: str, above: str) -> bool:
    """Return whether a heading says all by itself and does not divide the one before above it."""
    found, broad = vocabulary.match(own), vocabulary.match(above)
    if found.coverage < 0.9 or broad.role not in METRICS:
        return False
    others = ("founding_year", "website", "seat_city", "region", "country", "sector", "postcode")
    return found.role in others or (found.role in METRICS and found.role != broad.role)


def _has_own(grid: Grid, rows: list[int], column: int) -> bool:
    return any(grid.cover(row, column) is not None for row in rows)


def _first_of(grid: Grid, row: int, column: int) -> int:
    first = column
    while first > 1 and grid.is_merged(row, column, row, first - 1):
        first -= 1
    return first
