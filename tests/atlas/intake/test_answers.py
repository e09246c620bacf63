"""What a reader says to a reading changes the next one, and nothing else does."""

from atlas import intake
from atlas.intake import Answers
from atlas.intake.judgement import judge
from atlas.intake.reading import Reading
from tests.atlas.intake.field import delimited
from tests.atlas.intake.field_workbooks import BESIDE

ROWS = [
    ["Bericht", "", "", ""],
    ["Netzwerk", "Ort", "Mitglieder", "Köpfe"],
    ["Netz Eins", "Ulm", "40", "3"],
    ["Netz Zwei", "Bonn", "monatlich", "4"],
]


def figures(reading: Reading, metric: str) -> list[tuple[str, object, str]]:
    return [
        (fact.organisation, fact.value, fact.as_of)
        for fact in reading.facts
        if fact.metric == metric and not fact.only_if
    ]


def test_a_column_gets_the_role_that_the_reader_gives_it() -> None:
    content = delimited(ROWS)
    before = judge(content, "x.csv")
    assert figures(before, "staff") == []
    heads = next(column for column in before.tables[0].columns if column.heading == "Köpfe")
    after = judge(content, "x.csv", Answers(roles={heads.id: "staff"}))
    assert figures(after, "staff") == [("Netz Eins", 3, ""), ("Netz Zwei", 4, "")]
    assert figures(after, "members") == figures(before, "members")


def test_a_table_gets_the_date_that_the_reader_gives_it() -> None:
    content = delimited(ROWS)
    table = judge(content, "x.csv").tables[0]
    after = judge(content, "x.csv", Answers(dates={table.id: "2023-05"}))
    assert figures(after, "members") == [("Netz Eins", 40, "2023-05")]


def test_a_table_that_is_skipped_states_nothing() -> None:
    content = delimited(ROWS)
    table = judge(content, "x.csv").tables[0]
    after = judge(content, "x.csv", Answers(skipped=[table.id]))
    assert after.facts == []
    assert [one.id for one in after.tables] == [table.id]


def test_what_is_agreed_to_is_read_and_no_longer_reported() -> None:
    before = judge(BESIDE.make(), BESIDE.name)
    waiting = {question.kind for question in before.questions}
    assert waiting == {"hidden_column", "hidden_sheet"}
    after = judge(BESIDE.make(), BESIDE.name, Answers(agreed=["hidden_column"]))
    assert ("Reetdach Rügen", 9, "2019") in figures(after, "members")
    assert ("Reetdach Rügen", 7, "2018") not in figures(after, "members")
    assert {problem.kind for problem in after.problems} == {"hidden_sheet"}


def test_the_same_headings_have_the_same_shape_whatever_stands_below() -> None:
    other = [*ROWS[:2], ["Netz Drei", "Köln", "7", "1"]]
    shapes = {judge(delimited(rows), "x.csv").tables[0].shape for rows in (ROWS, other)}
    assert len(shapes) == 1
    turned = [list(column) for column in zip(*ROWS[1:], strict=True)]
    assert judge(delimited(turned), "x.csv").tables[0].shape not in shapes


def test_a_reading_survives_the_way_from_process_to_process() -> None:
    reading = judge(BESIDE.make(), BESIDE.name)
    assert Reading.from_dict(reading.to_dict()) == reading
    assert intake.read(BESIDE.make(), BESIDE.name) == reading
