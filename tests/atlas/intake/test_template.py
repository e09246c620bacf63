"""The template that is sent to managers is read back without a question."""

import io

import openpyxl

from atlas.intake import template
from atlas.intake.judgement import judge


def test_what_is_filled_in_is_read_without_a_question() -> None:
    clusters: list[dict[str, object]] = [
        {"name": "NIRO", "seat_city": "Unna", "founding_year": 2006},
        {"name": "=Silicon Saxony", "seat_city": None, "founding_year": None},
    ]
    book = openpyxl.load_workbook(io.BytesIO(template.write(clusters)))
    sheet = book.active
    assert sheet["A3"].data_type == "s"
    for cell, value in {"C2": 120, "D2": "ca. 7", "E2": 30, "G2": "12/2025", "C3": "> 90"}.items():
        sheet[cell] = value
    filled = io.BytesIO()
    book.save(filled)
    reading = judge(filled.getvalue(), "filled.xlsx")
    assert (reading.questions, reading.problems) == ([], [])
    stated = {(f.organisation, f.metric): (f.value, f.qualifier, f.as_of) for f in reading.facts}
    assert stated["NIRO", "members"] == (120, "exact", "2025-12")
    assert stated["NIRO", "staff"] == (7, "about", "2025-12")
    assert stated["NIRO", "events_per_year"][0] == 30
    assert stated["NIRO", "founding_year"][0] == 2006
    assert stated["NIRO", "seat_city"][0] == "Unna"
    assert stated["=Silicon Saxony", "members"] == (90, "more_than", "")
