"""What is said of problems, questions, roles and refusals, in the language in use."""

from atlas.i18n import _
from atlas.intake.cells import letters
from atlas.intake.reading import Table

Pair = tuple[str, str]


def explain(kind: str) -> str:
    """Return why something was not read."""
    return _problems().get(kind, (kind, ""))[0]


def advise(kind: str) -> str:
    """Return what would help."""
    return _problems().get(kind, ("", ""))[1]


def ask(kind: str) -> str:
    """Return a question that only the reader can answer."""
    return _questions().get(kind, explain(kind))


def name_role(role: str) -> str:
    """Return what a column holds."""
    return _roles().get(role, _("not read"))


def list_roles() -> list[str]:
    """Return what a column may hold, in the order in which it is offered."""
    return list(_roles())


def _problems() -> dict[str, Pair]:
    """Return of every kind of problem why it is one, and what would help."""
    one_number = _("Write one whole number.")
    return {**_cells(one_number), **_structure(), **_refusals()}


def _cells(one_number: str) -> dict[str, Pair]:
    return {
        "no_number": (_("This is no number."), one_number),
        "two_numbers": (_("There are two numbers in one cell."), one_number),
        "share": (
            _("This is a percentage in a column of counts."),
            _("Write the count, or move the share to a column of its own."),
        ),
        "typo": (
            _("A letter or a blank stands where a digit should."),
            _("Type the number again."),
        ),
        "stray_text": (_("Stray letters stand before the number."), _("Delete them.")),
        "broken_thousands": (
            _("There cannot be a fraction of one; a thousands separator may have been lost."),
            _("Type the number again, without separators."),
        ),
        "negative": (_("The number is below zero."), one_number),
        "too_high": (_("The number is impossibly high."), one_number),
        "frequency_word": (
            _("This says how often, not how many in a year."),
            _("Write how many there were in the year."),
        ),
        "date_in_count": (
            _("This is a date in a column of counts; the spreadsheet made it of a range."),
            _("Format the cell as text and type the range again."),
        ),
        "formula_no_value": (
            _("The formula has no stored value."),
            _("Open the file in your spreadsheet program and save it again."),
        ),
        "formula_error": (_("The formula ends in an error."), _("Mend the formula.")),
        "two_years": (_("There are two years in one cell."), _("Write the year of the founding.")),
        "no_year": (_("This is no year."), _("Write the year with four digits.")),
        "future_year": (_("The year lies in the future."), _("Correct the year.")),
        "impossible_date": (_("There is no such day."), _("Correct day and month.")),
        "year_as_serial": (
            _("A year was typed into a cell for dates, which took it for a number of days."),
            _("Format the cell as a number and type the year again."),
        ),
        "unclear_date": (
            _("This does not say one day, month or year."),
            _("Write the date of the figures, such as 31.12.2024."),
        ),
        "future_date": (_("The date lies in the future."), _("Correct the date.")),
        "unknown_region": (
            _("No region of that name is known."),
            _("Write the name or the code of one region."),
        ),
        "no_website": (_("This is no address on the web."), _("Write it as www.example.org.")),
    }


def _structure() -> dict[str, Pair]:
    return {
        "no_name": (_("The row names no organisation."), _("Write the name into its cell.")),
        "no_heading": (
            _("The column has no heading, and holds numbers beside a figure."),
            _("Give it a heading that says what it counts, and when."),
        ),
        "plan": (
            _("Planned figures are not counts."),
            _("Nothing to do, unless the column holds what was counted."),
        ),
        "persons": (
            _("This is a list of persons, and names no organisations."),
            _("Nothing to do, unless a column names organisations: give it such a heading."),
        ),
        "conflict": (
            _("The file gives different figures for the same organisation and date."),
            _("Delete the wrong one, or give each its date."),
        ),
        "hidden_row": (
            _("The row is hidden in the file."),
            _("Show it, delete it, or say that hidden rows are to be read."),
        ),
        "hidden_column": (
            _("The column is hidden in the file."),
            _("Show it, delete it, or say that hidden columns are to be read."),
        ),
        "hidden_sheet": (
            _("The sheet is hidden in the file."),
            _("Show it, delete it, or say that hidden sheets are to be read."),
        ),
    }


def _refusals() -> dict[str, Pair]:
    smaller = _("Delete what is not needed, or split the file.")
    save = _("Open it in your spreadsheet program and save it as .xlsx.")
    return {
        "no_table": (
            _("No table of organisations was found."),
            _("One row of headings should name the organisation and what is counted."),
        ),
        "no_facts": (
            _("The table states nothing that is read here."),
            _("Look at the problems, and at what the columns were taken for."),
        ),
        "empty_file": (_("The file is empty."), _("Choose another one.")),
        "no_spreadsheet": (
            _("The file is no spreadsheet."),
            _("CSV, TSV, XLSX, XLS, ODS and tables in HTML are read."),
        ),
        "damaged": (_("The file is damaged, or not what its ending says."), save),
        "encrypted": (_("The file is protected by a password."), _("Save it without a password.")),
        "entities": (_("The file defines entities, which are never read."), save),
        "too_large": (_("The file is too large."), smaller),
        "too_large_unpacked": (_("The file unpacks to far too much."), smaller),
        "too_many_cells": (_("The file holds too many cells."), smaller),
        "too_many_rows": (_("The file holds too many rows."), smaller),
        "too_many_columns": (_("The file holds too many columns."), smaller),
        "too_slow": (_("Reading the file took too long."), smaller),
        "too_much_memory": (_("Reading the file took too much memory."), smaller),
        "unreadable": (
            _("The file could not be read; this is a fault of ours."),
            _("Save it as .csv and try again, and tell us."),
        ),
    }


def _questions() -> dict[str, str]:
    return {
        "hidden_row": _("Read hidden rows?"),
        "hidden_column": _("Read hidden columns?"),
        "hidden_sheet": _("Read hidden sheets?"),
        "frequency_word": _("Take “monthly” for 12 a year, “quarterly” for 4, and so on?"),
        "typo": _("Take letters that look like digits for digits?"),
        "stray_text": _("Read numbers behind stray letters?"),
        "broken_thousands": _("Take fractions for lost thousands: 1.02 for 1,020?"),
        "date_in_count": _("Take dates for the ranges that they were made of?"),
        "year_as_serial": _("Take days counted from 1900 for years?"),
        "impossible_date": _("Take the year of impossible dates?"),
        "no_number": _("Take numbers in words for numbers?"),
        "no_year": _("Take shortened years for years?"),
    }


def _roles() -> dict[str, str]:
    return {
        "name": _("name"),
        "members": _("members"),
        "staff": _("staff"),
        "events_per_year": _("events per year"),
        "founding_year": _("founding year"),
        "seat_city": _("town of the seat"),
        "postcode": _("postcode"),
        "region": _("region"),
        "country": _("country"),
        "sector": _("sector"),
        "website": _("website"),
        "year": _("year of the figures"),
        "date": _("date of the figures"),
        "indicator": _("which figure a row gives"),
        "value": _("the figure"),
    }


def name_table(table: Table) -> str:
    """Return where a table stands and which rows or columns its headings are."""
    words = (
        _("Table on sheet “{sheet}”, headings in row {rows}")
        if table.sheet
        else _("Table, headings in row {rows}")
    )
    if table.turned:
        words = _("Turned table on sheet “{sheet}”, headings in column {rows}")
    name = letters if table.turned else str
    return words.format(sheet=table.sheet, rows=", ".join(map(name, table.header_rows)))
