"""One file from bytes to a reading: workbook, tables, facts, and what contradicts itself."""

import re
from collections import defaultdict

from atlas.intake import facts, formats, limits, questions, tables
from atlas.intake.cells import Sheet, Workbook
from atlas.intake.columns import Meaning
from atlas.intake.reading import Answers, Column, Fact, Problem, Reading, Table
from atlas.intake.tables import Found
from atlas.intake.vocabulary import METRICS, fold

#: the legal form at the end of a name, with or without a blank in it
SPACED = re.compile(r"[\s,]*\be\.?\s?v\.?$", re.IGNORECASE)


def judge(content: bytes, name: str, answers: Answers | None = None) -> Reading:
    """Read a file. What cannot be read is refused in the reading, not raised."""
    try:
        workbook = formats.open_workbook(content)
        return read_workbook(workbook, name, answers or Answers())
    except limits.Refused as refused:
        reading = Reading(name, refused=refused.kind)
        reading.problems.append(Problem(refused.kind, found=refused.found))
        return reading


def read_workbook(workbook: Workbook, name: str, answers: Answers) -> Reading:
    """Return all that a workbook states."""
    reading = Reading(name, workbook.format, notes=workbook.notes)
    legends: dict[str, str] = {}
    for sheet in workbook.sheets:
        if len(sheet.cells) < 500 and not tables.find_tables(sheet):
            legends.update(tables.read_legends(sheet))
    for sheet in workbook.sheets:
        found = tables.find_tables(sheet, legends)
        told = False
        for table in found:
            _correct(table, answers)
            if table.are_persons and table.column("name") is None:
                place = table.grid.name_row(table.header_rows[-1])
                reading.problems.append(Problem("persons", sheet.name, place))
            if table.id in answers.skipped or table.column("name") is None:
                reading.tables.append(_describe(table))
                continue
            rows = facts.Rows(table)
            rows.read()
            reading.tables.append(_describe(table))
            reading.facts += rows.facts
            reading.problems += rows.problems
            if sheet.hidden and rows.facts and not told:
                told = True
                reading.problems.append(Problem("hidden_sheet", sheet.name, found=sheet.name))
            if len(reading.facts) + len(reading.problems) > limits.RESULTS:
                raise limits.Refused("too_many_cells", str(limits.RESULTS))
        if sheet.hidden and not told and _holds_figures(sheet):
            reading.problems.append(Problem("hidden_sheet", sheet.name, found=sheet.name))
    reading.questions = questions.ask(reading.facts)
    _agree(reading, answers)
    _merge(reading)
    if not reading.facts and not reading.refused:
        reading.refused = "no_table" if not reading.tables else "no_facts"
        reading.problems.append(Problem(reading.refused))
    return reading


def _holds_figures(sheet: Sheet) -> bool:
    """Return whether a sheet holds texts with numbers beside them, and not only lists of words."""
    rows: dict[int, set[bool]] = defaultdict(set)
    for (row, _column), cell in sheet.cells.items():
        rows[row].add(cell.kind in ("number", "percent", "formula"))
    return sum(1 for kinds in rows.values() if len(kinds) == 2) >= 2


def _correct(table: Found, answers: Answers) -> None:
    """Let the reader's corrections take the place of what was recognised."""
    table.as_of = answers.dates.get(table.id, table.as_of)
    for column in table.columns:
        mark = _column_id(table, column)
        if mark in answers.roles:
            column.role, column.sureness = answers.roles[mark], 1.0
            column.ignored, column.planned, column.status = "", False, False
            column.unclear = False
        if mark in answers.dates:
            column.as_of = answers.dates[mark]
    # a role that the reader gave to another column is free
    for mark, role in answers.roles.items():
        for column in table.columns:
            same = column.role == role and role in ("name", "region", "seat_city", "website")
            if same and mark.startswith(f"{table.id}/") and mark != _column_id(table, column):
                column.role, column.ignored = "", "again"


def _column_id(table: Found, column: Meaning) -> str:
    return f"{table.id}/{column.number}"


def _describe(table: Found) -> Table:
    columns = [
        Column(
            _column_id(table, one),
            one.heading,
            one.role,
            table.grid.name_column(one.number),
            one.as_of,
            one.sureness if one.role else 0.0,
            one.ignored,
            one.hidden,
        )
        for one in table.columns
    ]
    sure = [one.sureness for one in columns if one.role]
    return Table(
        table.id,
        table.grid.sheet.name,
        table.header_rows,
        table.rows[0] if table.rows else 0,
        table.rows[-1] if table.rows else 0,
        table.grid.turned,
        table.as_of,
        table.grid.sheet.hidden,
        round(sum(sure) / len(sure), 2) if sure else 0.0,
        columns,
    )


def _agree(reading: Reading, answers: Answers) -> None:
    """Let facts stand that the reader agreed to, and drop what was reported instead of them."""
    agreed = set(answers.agreed)
    for fact in reading.facts:
        needed = fact.only_if.split(" and ") if fact.only_if else []
        if needed and agreed.issuperset(needed):
            fact.only_if = ""
    stated = {(fact.sheet, fact.cell) for fact in reading.facts if not fact.only_if}
    structure = {"hidden_sheet", "hidden_row", "hidden_column"}
    reading.problems = [
        problem
        for problem in reading.problems
        if problem.kind not in agreed
        or (problem.kind not in structure and (problem.sheet, problem.cell) not in stated)
    ]


def _name_alike(reading: Reading) -> None:
    """Give an organisation one name where only the blanks in its legal form differ: e. V., e.V."""
    spelled: dict[str, str] = {}
    every: list[Fact | Problem] = [*reading.facts, *reading.problems]
    for stated in every:
        if SPACED.search(stated.organisation):
            key = fold(SPACED.sub("", stated.organisation))
            stated.organisation = spelled.setdefault(key, stated.organisation)


def _merge(reading: Reading) -> None:
    """State once what is said twice, and report what contradicts itself."""
    _name_alike(reading)
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    kept: list[Fact] = []
    seen: set[tuple[object, ...]] = set()
    for fact in reading.facts:
        counted = fact.metric in (*METRICS, "founding_year")
        if counted and not fact.only_if:
            groups[fold(fact.organisation), fact.metric, fact.as_of].append(fact)
            continue
        mark = (
            fold(fact.organisation),
            fact.metric,
            str(fact.value),
            fact.as_of,
            fact.qualifier,
            fact.only_if,
        )
        if mark not in seen:
            seen.add(mark)
            kept.append(fact)
    for group in groups.values():
        distinct = {(fact.value, fact.low, fact.high) for fact in group}
        if len(distinct) == 1:
            exact = [fact for fact in group if fact.qualifier == "exact"]
            kept.append((exact or group)[0])
            continue
        for fact in group:
            reading.problems.append(
                Problem(
                    "conflict",
                    fact.sheet,
                    fact.cell,
                    fact.organisation,
                    _heading(reading, fact),
                    str(fact.value),
                )
            )
    told: dict[tuple[str, ...], Problem] = {}
    for problem in reading.problems:
        place = (problem.kind, problem.sheet, problem.cell, problem.organisation, problem.column)
        told.setdefault(place, problem)
    reading.problems = list(told.values())
    order = {id(fact): position for position, fact in enumerate(reading.facts)}
    reading.facts = sorted(kept, key=lambda fact: order[id(fact)])


def _heading(reading: Reading, fact: Fact) -> str:
    letters = "".join(sign for sign in fact.cell if sign.isalpha())
    number = "".join(sign for sign in fact.cell if sign.isdigit())
    for table in reading.tables:
        if table.sheet != fact.sheet:
            continue
        wanted = f"{number}:{number}" if table.turned else f"{letters}:{letters}"
        for column in table.columns:
            if column.place == wanted and column.role:
                return column.heading
    return ""
