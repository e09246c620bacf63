"""Sheets of cards: one below the other, each a list of what is said and its value."""

import dataclasses

from atlas.intake import vocabulary
from atlas.intake.cells import Cell, Sheet
from atlas.intake.vocabulary import METRICS

#: a card says at least so much
FEWEST = 3
#: whoever has more writes a table
MOST_CELLS = 20_000


def lay_out(sheet: Sheet) -> Sheet | None:
    """Return the cards of a sheet as one row each, if it holds any; cells keep their place."""
    labels = _find_labels(sheet) if len(sheet.cells) <= MOST_CELLS else None
    if labels is None:
        return None
    table = Sheet(sheet.name, sheet.hidden)
    columns: dict[str, int] = {}
    titles = _find_titles(sheet)
    for number, title in enumerate(titles, start=1):
        table.cells[number, 1] = title
    head = row = len(titles) + 1
    first = min((n for n, column in sheet.cells if column == labels + 1), default=0)
    for number in sorted(number for number, column in sheet.cells if column == labels):
        label = sheet.cells[number, labels]
        if number < first:
            continue
        said = label.text.strip(" :")
        role = vocabulary.match(said).role
        if role == "name":
            row += 1
        if said not in columns:
            columns[said] = len(columns) + 1
            table.cells[head, columns[said]] = dataclasses.replace(label, value=said)
        value = sheet.cells.get((number, labels + 1))
        if value is not None and row > head:
            table.cells[row, columns[said]] = value
            if number in sheet.hidden_rows:
                table.hidden_rows.add(row)
    return table


def _find_titles(sheet: Sheet) -> list[Cell]:
    """Return the lines above the first card, which stand alone in their rows."""
    rows: dict[int, list[Cell]] = {}
    for (row, _column), cell in sheet.cells.items():
        rows.setdefault(row, []).append(cell)
    titles: list[Cell] = []
    for number in sorted(rows):
        if len(rows[number]) > 1:
            break
        titles += rows[number]
    return titles


def _find_labels(sheet: Sheet) -> int | None:
    """Return the column of what is said, which names an organisation several times."""
    by_column: dict[int, list[Cell]] = {}
    for (_row, column), cell in sorted(sheet.cells.items()):
        if cell.kind == "text" and len(cell.text) < 80:
            by_column.setdefault(column, []).append(cell)
    for column, cells in sorted(by_column.items())[:5]:
        found = [vocabulary.match(cell.text.strip(" :")) for cell in cells]
        roles = [one.role for one in found if one.coverage >= 0.6]
        named = roles.count("name")
        counted = any(metric in roles for metric in METRICS)
        if (
            named >= 1
            and counted
            and len(roles) >= FEWEST * named
            and len(roles) >= 0.5 * len(cells)
        ):
            return column
    return None
