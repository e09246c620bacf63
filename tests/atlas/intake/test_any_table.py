"""Whatever a table says, in whichever format and order: the same facts come out."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of

from atlas.intake.judgement import judge
from tests.atlas.intake import field
from tests.atlas.intake.field import Line, delimited
from tests.atlas.intake.field_workbooks import fill, ods, ods_row, workbook

THIS_YEAR = datetime.date.today().year
REGIONS = {"Bayern": "Bayern", "NRW": "Nordrhein-Westfalen", "Sachsen": "Sachsen", "Tirol": "Tirol"}
#: how a count is written, and what it is then
WRITTEN = {
    "{n}": "exact",
    "ca. {n}": "about",
    "> {n}": "more_than",
    "mind. {n}": "at_least",
    "knapp {n}": "almost",
    "bis zu {n}": "up_to",
    "{n}+": "at_least",
    "k. A.": "",
}
HEADINGS = {
    "name": ("Name", "Organisation", "Netzwerk", "Nom", "Denominazione"),
    "seat_city": ("Ort", "Sitz", "Ville", "Comune", "Town"),
    "region": ("Bundesland", "Region", "Land"),
    "founding_year": ("Gründungsjahr", "Founded", "Année de création"),
    "members": ("Mitglieder {y}", "Number of members {y}", "Adhérents {y}", "Numero soci {y}"),
    "staff": ("Mitarbeiter {y}", "Staff {y}", "Salariés {y}", "Dipendenti {y}"),
}
letters = any_of.text("abcdefghijklmnoprstuvwäöüéèñß", min_size=3, max_size=9)
names = any_of.builds(lambda first, second: f"{first.title()}werk {second}", letters, letters)
hedge = any_of.sampled_from(list(WRITTEN))
count = any_of.tuples(hedge, any_of.integers(0, 9_999))
# so many people that they work for the members would not be taken for staff
few = any_of.tuples(hedge, any_of.integers(0, 250))
row = any_of.fixed_dictionaries(
    {
        "name": names,
        "seat_city": letters.map(lambda town: f"{town.title()}stadt"),
        "region": any_of.sampled_from(list(REGIONS)),
        "founding_year": any_of.integers(1850, THIS_YEAR),
        "members": count,
        "staff": few,
    }
)
tables = any_of.tuples(
    any_of.lists(row, min_size=2, max_size=8, unique_by=lambda one: str(one["name"]).casefold()),
    any_of.permutations(list(HEADINGS)),
    any_of.fixed_dictionaries({role: any_of.sampled_from(said) for role, said in HEADINGS.items()}),
    any_of.integers(2010, THIS_YEAR),
)


def write(value: Any) -> str:
    """Return a value as the table holds it."""
    return value[0].format(n=value[1]) if isinstance(value, tuple) else str(value)


def truth(rows: list[dict[str, Any]], year: int) -> set[Line]:
    """Return what the table states."""
    found: set[Line] = set()
    for one in rows:
        name = one["name"].casefold()
        found.add((name, "seat_city", "", one["seat_city"], "exact", "", ""))
        found.add((name, "region", "", REGIONS[one["region"]], "exact", "", ""))
        found.add((name, "founding_year", "", str(one["founding_year"]), "exact", "", ""))
        for metric in ("members", "staff"):
            written, number = one[metric]
            if WRITTEN[written]:
                found.add((name, metric, str(year), str(number), WRITTEN[written], "", ""))
    return found


def as_csv(grid: list[list[str]]) -> bytes:
    return delimited(grid, encoding="cp1252")


def as_tsv(grid: list[list[str]]) -> bytes:
    return delimited(grid, sign="\t", encoding="utf-16")


def as_xlsx(grid: list[list[str]]) -> bytes:
    target, book = workbook()
    numbers = [[int(cell) if cell.isdigit() else cell for cell in line] for line in grid]
    fill(book.add_worksheet("Daten"), numbers, 2, 1)
    book.close()
    return target.getvalue()


def as_ods(grid: list[list[str]]) -> bytes:
    lines = [
        ods_row(*(int(cell) if cell.isdigit() else cell.replace(">", "&gt;") for cell in line))
        for line in grid
    ]
    return ods(f'<table:table table:name="Daten">{"".join(lines)}</table:table>')


@pytest.mark.parametrize("make", [as_csv, as_tsv, as_xlsx, as_ods])
@settings(max_examples=15)
@given(table=tables)
def test_a_table_states_the_same_in_every_format(make: Any, table: Any) -> None:
    rows, order, headings, year = table
    head = [headings[role].format(y=year) for role in order]
    grid = [head, *([write(one[role]) for role in order] for one in rows)]
    reading = judge(make(grid), "any")
    counted = [one for one in rows if WRITTEN[one["members"][0]] or WRITTEN[one["staff"][0]]]
    assert field.read_lines(reading) == truth(rows, year), (grid, counted)
    assert reading.problems == []
