"""The tables of a sheet: where they stand, which way round, what is said above and below them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.intake import cards, columns, dates, headers, marks, persons, vocabulary
from atlas.intake.cells import Cell, Sheet
from atlas.intake.columns import Meaning
from atlas.intake.grid import Grid
from atlas.intake.vocabulary import METRICS, listed

#: words for the day of the figures themselves, whatever else is dated
KEY_DATES = ("stand", "stichtag", "datenstand", "as of", "as at", "situation au", "arrete au")


@dataclass
class Found:
    """One table of a sheet. `rows`: those below the headings; `notes`: marks and their meaning."""

    grid: Grid
    header_rows: list[int]
    rows: list[int]
    columns: list[Meaning]
    titles: list[str]
    notes: dict[str, str] = field(default_factory=dict)
    as_of: str = ""
    #: whether the date is one of a whole year, which holds for what happened in it as well
    yearly: bool = False
    #: whether a line of the sheet says so, which holds for its other tables as well
    is_stated: bool = False
    #: whether its rows are persons and name no organisation
    are_persons: bool = False

    @property
    def id(self) -> str:
        """Return a name that finds it again in the same file."""
        first = self.columns[0].number if self.columns else 0
        return f"{self.grid.sheet.name}!{self.header_rows[-1]}.{first}"

    def column(self, role: str) -> Meaning | None:
        """Return the column with a role, if there is one."""
        return next((one for one in self.columns if one.role == role), None)


def find_tables(sheet: Sheet, legends: Mapping[str, str] | None = None) -> list[Found]:
    """Return the tables of a sheet. `legends`: marks that other sheets explain."""
    if not sheet.cells:
        return []
    grid = Grid(sheet)
    found = headers.find_headers(grid)
    turned = Grid(sheet, turned=True)
    across = headers.find_headers(turned) if len(turned.numbers) <= 2_000 else []
    across = [one for one in across if one.repeated < 0.25]
    if any(one.is_long for one in found):
        across = []
    if across and across[0].score > max((one.score for one in found), default=0) + 0.5:
        grid, found = turned, across[:1]
    laid = cards.lay_out(sheet) if not found else None
    if laid is not None:
        grid = Grid(laid)
        found = headers.find_headers(grid)[:1]
    tables = []
    for position, header in enumerate(found):
        first = found[position - 1].row if position else 0
        last = found[position + 1].row - 1 if position + 1 < len(found) else grid.numbers[-1]
        for part in _part_columns(grid, header.row, last):
            table = _make(grid, header.row, part, first, last)
            if table is not None:
                tables.append(table)
    # a mark may be explained once for all tables of a sheet
    for table in tables:
        for other in tables:
            table.notes = {**other.notes, **table.notes}
        table.notes = {**(legends or {}), **table.notes}
    _share_date(tables)
    return tables


def _share_date(tables: list[Found]) -> None:
    """Give the date that a line of the sheet states to those of its tables that have none."""
    stated = {(table.as_of, table.yearly) for table in tables if table.is_stated}
    if len(stated) == 1:
        as_of, yearly = stated.pop()
        for table in tables:
            if not table.as_of:
                table.as_of, table.yearly = as_of, yearly


def read_legends(sheet: Sheet) -> dict[str, str]:
    """Return the marks that a sheet without a table explains."""
    grid = Grid(sheet)
    lines = [_line(list(grid.row(row).values())) for row in grid.numbers[:200]]
    return marks.read_notes([line for line in lines if line])


def _line(cells: list[Cell]) -> str:
    """Return what a row says that is none of a table; a mark in a cell of its own before it."""
    if not 1 <= len(cells) <= 2 or cells[0].kind not in ("text", "number"):
        return ""
    if len(cells) == 1 and not cells[0].marks:
        return cells[0].text
    if len(cells) == 1:
        return f"({cells[0].marks[0].strip('()')}) {cells[0].text}"
    mark, text = cells[0].text, cells[1].text
    if marks.is_legend(mark) and marks.is_legend(text):
        return f"{mark}; {text}"
    if len(mark) <= 3:
        return f"({mark.strip('()')}) {text}" if mark.strip("()").isdigit() else f"{mark} = {text}"
    return f"{mark} {text}"


def _part_columns(grid: Grid, row: int, last: int) -> list[range]:
    """Return the columns of the tables that stand side by side under one row of headings."""
    used = {column for number in grid.walk(row, last) for column in grid.row(number)}
    if not used:
        return []
    whole = range(min(used), max(used) + 1)
    parts, start = [], min(used)
    for column in range(min(used), max(used) + 2):
        if column not in used:
            if column > start:
                parts.append(range(start, column))
            start = column + 1
    parts = [piece for part in parts for piece in _part_repeated(grid, row, part)]
    named = [part for part in parts if _has_own_names(grid, row, part)]
    if len(named) < 2:
        return [whole]
    return named


def _part_repeated(grid: Grid, row: int, part: range) -> list[range]:
    """Return the columns of tables without a gap between them: the same headings over again."""
    said = [headers.heading(grid.cell(row, column)) for column in part]
    for width in range(2, len(said) // 2 + 1):
        again = len(said) % width == 0 and said == said[:width] * (len(said) // width)
        if again and all(said) and len(set(said[:width])) == width:
            return [range(start, start + width) for start in range(part.start, part.stop, width)]
    return [part]


def _has_own_names(grid: Grid, row: int, part: range) -> bool:
    judged = headers.judge(grid, row, part)
    return judged is not None and "name" in judged.roles


def _make(grid: Grid, row: int, part: range, first: int, last: int) -> Found | None:
    above = [number for number in grid.walk(first, row - 1)]
    upper = [number for number in headers.find_upper(grid, row) if number > first]
    numbers = list(part)
    name_column = _guess_name_column(grid, row, numbers)
    lower = headers.find_lower(grid, row, name_column)
    header_rows = [*upper, row, *lower]
    rows = [n for n in grid.walk(header_rows[-1] + 1, last)]
    titles = _texts_above(grid, [n for n in above if n not in upper], first > 0, part)
    shown = [n for n in header_rows if not _is_numbering(grid, n)]
    headings = headers.combine(grid, shown, numbers)
    own = headers.combine(grid, [row], numbers)
    for number, text in own.items():
        # beneath a broad heading, what a column says itself counts unless it only says when
        found = vocabulary.match(text)
        if upper and found.role in ("name", "seat_city", "region", "website", "sector", "country"):
            headings[number] = text
    if grid.turned:
        # a title above a turned table stands among its headings, with nothing beside it
        lonely = [n for n in numbers if not any(grid.cell(row, n) for row in rows)]
        # what stands above rows of years says what they count
        above_years = [n for n in lonely if headers.is_yearly(headings.get(n + 1, ""))]
        lonely = [n for n in lonely if n not in above_years]
        titles += [headings.pop(number) for number in lonely if headings.get(number)]
    said = [*titles, grid.sheet.name]
    meanings = columns.understand(grid, headings, rows, said)
    for meaning in meanings:
        cells = [grid.cover(number, meaning.number) for number in header_rows]
        raised = [mark for cell in cells if cell is not None for mark in cell.marks]
        meaning.marks += tuple(map(marks.name, raised))
    if _is_planned(grid.sheet.name):
        for meaning in meanings:
            if meaning.role in METRICS:
                meaning.role, meaning.ignored, meaning.planned = "", "plan", True
    table = Found(grid, header_rows, rows, meanings, titles)
    if table.column("name") is None and any(one.ignored == "person" for one in meanings):
        table.are_persons = persons.is_list(own.values())
        return table if table.are_persons and rows else None
    if table.column("name") is None or not _has_content(table):
        return None
    below = _texts_below(table)
    table.notes = marks.read_notes([*titles, *below])
    _date_table(table, titles, below)
    return table


def _is_planned(name: str) -> bool:
    """Return whether a sheet holds plans by its name."""
    planned = vocabulary.exclusions()["plan"].find(vocabulary.tokens(name))
    return bool(planned) or dates.in_future(_sheet_date(name) or "0")


def _is_numbering(grid: Grid, row: int) -> bool:
    texts = [cell.text.strip("()") for cell in grid.row(row).values()]
    return len(texts) > 2 and all(text.isdigit() and len(text) < 3 for text in texts)


def _guess_name_column(grid: Grid, row: int, numbers: list[int]) -> int:
    best, best_coverage = numbers[0], 0.0
    for column in numbers:
        found = vocabulary.match(headers.heading(grid.cell(row, column)))
        if found.role == "name" and found.coverage > best_coverage:
            best, best_coverage = column, found.coverage
    return best


def _has_content(table: Found) -> bool:
    """Return whether a table says anything of its organisations."""
    roles = {"plan" if one.planned else one.role for one in table.columns} - {"name", ""}
    return bool(roles - {"postcode", "year", "date"}) and bool(table.rows)


def _texts_above(grid: Grid, rows: list[int], between: bool, part: range) -> list[str]:
    """Return the lines above a table. `between`: another table stands above them."""
    texts: list[str] = []
    for row in rows[-30:]:
        cells = grid.row(row)
        inside = {column: cell for column, cell in cells.items() if column in part}
        if between and len(inside) > 2:
            texts = []
            continue
        # what stands above a table beside this one is said of that one
        shown = inside if len(cells) > 1 and inside else cells
        texts += _join_labels([cell for _column, cell in sorted(shown.items())])
    return texts


def _join_labels(cells: list[Cell]) -> list[str]:
    """Return the texts of a row, with a label and what stands beside it as one."""
    texts: list[str] = []
    for cell in cells:
        if cell.kind not in ("text", "date"):
            continue
        if texts and texts[-1].endswith(":"):
            texts[-1] = f"{texts[-1]} {headers.heading(cell)}"
        else:
            texts.append(headers.heading(cell))
    return texts


def _texts_below(table: Found) -> list[str]:
    """Return the lines among and below the rows that stand alone."""
    lines = [_line(list(table.grid.row(row).values())) for row in table.rows]
    return [line for line in lines if line]


def _date_table(table: Found, titles: list[str], below: list[str]) -> None:
    """Find the date of all figures of a table that have none of their own."""
    stated = _stated_date(titles)
    is_line = bool(stated)
    if not stated:
        stated = _sheet_date(table.grid.sheet.name)
    if not stated:
        stated = _bare_year(titles)
    if not stated:
        stated = _stated_date([text for text in below if _begins_with_date_word(text)])
        is_line = bool(stated)
    if stated and not dates.in_future(stated):
        table.as_of, table.yearly, table.is_stated = stated, len(stated) == 4, is_line
    day = dates.read_yearly_day([*titles, *below])
    for column in table.columns if day else ():
        if column.role in ("members", "staff") and re.fullmatch(r"\d{4}", column.as_of):
            dated = f"{column.as_of}-{day}"
            column.as_of = column.as_of if dates.in_future(dated) else dated


def _says_print(text: str) -> bool:
    return bool(vocabulary.terms("print_dates").find(vocabulary.tokens(text)))


def _begins_with_date_word(text: str) -> bool:
    said = vocabulary.tokens(text)
    strong = {
        "stand",
        "stichtag",
        "datenstand",
        "status",
        "aggiornato",
        "situation",
        "situazione",
        "as",
        "actualizado",
        "datos",
        "dati",
    }
    return bool(said) and said[0] in strong


def _stated_date(texts: list[str]) -> str:
    """Return the date that a line gives after a word such as 'Stand'."""
    found: list[tuple[bool, str]] = []
    for text in texts:
        if _says_print(text):
            continue
        for term in sorted(listed("date_words"), key=len, reverse=True):
            place = re.search(
                rf"(?<![^\W_]){re.escape(term)}(?![^\W_])[\s:.,(]*(.*)$", vocabulary.fold(text)
            )
            if place is None:
                continue
            generic = term in (
                "a",
                "on",
                "at",
                "am",
                "al",
                "au",
                "per",
                "zum",
                "vom",
                "date",
                "datum",
                "data",
                "fecha",
            )
            try:
                date = dates.read(_until_next(place[1]))
            except dates.Unclear:
                continue
            year_word = term in (
                "jahr",
                "year",
                "annee",
                "anno",
                "ano",
                "berichtsjahr",
                "umfrage",
                "survey",
                "enquete",
                "indagine",
                "encuesta",
                "erhebung",
            )
            if (
                date
                and not (generic and len(date) == 4 and not _starts(place[1]))
                and not (year_word and not _starts(place[1]))
            ):
                found.append((term in KEY_DATES, date))
                break
    # a letter has a date of its own beside the one of its figures
    dated = [date for key, date in found if key] or [date for _key, date in found]
    return dated[-1] if dated and len(set(dated)) == 1 else ""


def _starts(text: str) -> bool:
    return bool(re.match(r"\W*\d", text))


def _until_next(text: str) -> str:
    return re.split(r"[;|)]|,\s+(?=\D)", text)[0][:40]


def _sheet_date(name: str) -> str:
    if not re.search(r"(?<!\d)(19|20)\d\d(?!\d)", name):
        return ""
    try:
        return dates.read(name.replace("_", " "))
    except dates.Unclear:
        return ""


def _bare_year(texts: list[str]) -> str:
    """Return the one year that titles name."""
    years: set[str] = set()
    for text in texts:
        if _says_print(text):
            continue
        if len(text) > 200:
            continue
        years |= set(re.findall(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d]|[.,/-]\d)", text))
        if re.search(r"(?:19|20)\d\d\s?[-–/]\s?\d{2,4}", text):
            return ""
    return years.pop() if len(years) == 1 else ""


def figures(table: Found) -> list[Meaning]:
    """Return the columns that hold figures with a date."""
    return [one for one in table.columns if one.role in (*METRICS, "value")]
