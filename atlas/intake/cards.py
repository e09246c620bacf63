"""Sheets of cards: one below the other, each a list of what is said and its value."""

import dataclasses

from atlas.intake import vocabulary
from atlas.intake.cells import Cell, Sheet
from atlas.intake.vocabulary import METRICS

#: a card says at least so much
FEWEST = 3


def lay_out(sheet: Sheet) -> Sheet | None:
    """Return the cards of a sheet as one row each, if it holds any; cells keep their place."""
    labels = _find_labels(sheet)
    if labels is None:
        return None
    table = Sheet(sheet.name, sheet.hidden)
    columns: dict[str, int] = {}
    row = 1
    for number in sorted(number for number, column in sheet.cells if column == labels):
        label = sheet.cells[number, labels]
        said = label.text.strip(" :")
        role = vocabulary.match(said).role
        if role == "name":
            row += 1
        if said not in columns:
            columns[said] = len(columns) + 1
            table.cells[1, columns[said]] = dataclasses.replace(label, value=said)
        value = sheet.cells.get((number, labels + 1))
        if value is not None and row > 1:
            table.cells[row, columns[said]] = value
            if number in sheet.hidden_rows:
                table.hidden_rows.add(row)
    return table


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
