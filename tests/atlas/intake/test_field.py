"""Field files with their truth: what is read, what is reported instead, what waits for a yes."""

import pytest

from atlas.intake.judgement import judge
from tests.atlas.intake import (
    field,
    field_fourth,
    field_second,
    field_texts,
    field_third,
    field_workbooks,
)
from tests.atlas.intake.field import FieldFile

FILES = (
    *field_texts.FILES,
    *field_workbooks.FILES,
    *field_second.FILES,
    *field_third.FILES,
    *field_fourth.FILES,
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_field_file_is_read_as_a_careful_reader_would(file: FieldFile) -> None:
    reading = judge(file.make(), file.name)
    assert field.read_lines(reading) == field.lines(file.facts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_no_figure_is_reported_where_it_stands(file: FieldFile) -> None:
    reading = judge(file.make(), file.name)
    missing = [one for one in file.reported if not field.is_reported(reading, *one)]
    assert not missing, [(p.kind, p.cell, p.organisation) for p in reading.problems]
    named = {where.casefold() for _kind, where in file.reported} | {
        name.casefold() for name in file.asked
    }
    odd = [
        problem
        for problem in reading.problems
        if not {problem.cell.casefold(), problem.organisation.casefold(), problem.sheet.casefold()}
        & named
    ]
    assert len(odd) <= 0.05 * len(reading.facts), odd


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_the_reader_must_agree_to_waits(file: FieldFile) -> None:
    reading = judge(file.make(), file.name)
    assert field.lines(file.asked) <= field.read_lines(reading, conditional=True)


@pytest.mark.parametrize(
    "file", [*field_third.FILES, field_third.PERSONS], ids=lambda file: file.name
)
def test_no_person_comes_out_of_a_list(file: FieldFile) -> None:
    reading = judge(file.make(), file.name)
    told = " ".join(map(str, (*reading.facts, *reading.problems)))
    named = (
        "Brandt",
        "Yilmaz",
        "Kranz",
        "Pohl",
        "Thoma",
        "Jahn",
        "Vogel",
        "Timo",
        "Blanc",
        "Mori",
        "Hellwig",
        "Opitz",
        "Aydin",
    )
    assert not [name for name in named if name in told]
    assert field.read_lines(reading) == field.lines(file.facts)
    assert not [one for one in file.reported if not field.is_reported(reading, *one)]
