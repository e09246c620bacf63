"""Text with a sign between the cells: CSV, TSV."""

import csv
import io

from atlas.intake import encodings, limits
from atlas.intake.cells import Cell, Sheet, Workbook

SIGNS = (";", "\t", ",", "|")
#: lines from which the sign is guessed
SAMPLE = 60
csv.field_size_limit(2**31 - 1)


def read(content: bytes) -> Workbook:
    """Read the cells of a text file. Raises Refused."""
    text, encoding = encodings.decode(content)
    text = text.lstrip("\ufeff")
    first, _line, rest = text.partition("\n")
    sign = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        sign, text = first.strip("\r\n")[4:5] or "\t", rest
    skipped = 1 if sign else 0
    sign = sign or _guess_sign(text)
    if text.count("\n") > limits.ROWS:
        filled = sum(1 for line in text.splitlines() if line.strip(f'{sign}" '))
        if filled > limits.ROWS:
            raise limits.Refused("too_many_rows", str(filled))
    sheet = Sheet("")
    counter = limits.Counter()
    last_line = skipped
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            last_line += 1
            for column, value in enumerate(cells, start=1):
                if value and value.strip():
                    counter.count(last_line, column)
                    sheet.put(Cell(last_line, column, value[: limits.LETTERS]))
    except csv.Error as error:
        raise limits.Refused("damaged", str(error)) from error
    names = {"\t": "TAB"}
    return Workbook("csv", [sheet], [encoding, names.get(sign, sign)])


def _guess_sign(text: str) -> str:
    """Return the sign that parts the most lines into the same number of cells."""
    start = "".join(text[:100_000].splitlines(keepends=True)[:SAMPLE])
    best, best_score = ",", 0.0
    for sign in SIGNS:
        if sign not in start:
            continue
        try:
            rows = [row for row in csv.reader(io.StringIO(start, newline=""), delimiter=sign)]
        except csv.Error:
            continue
        widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        score = wide.count(usual) / len(widths) * min(usual, 6) + len(wide) / len(widths)
        if score > best_score:
            best, best_score = sign, score
    return best
