"""Places in sources and notes on facts: in the reader's language, whatever stands in the data."""

import re

import pytest

from atlas import i18n
from atlas.gallery.evidence import notes
from atlas.text import locators
from tests.queries import plain

FACTS = ("observations", "milestones", "relations")
LOCATORS = sorted({row["locator"] for table in FACTS for row in plain.rows(table)})
FORMS = {row["legal_form"] for row in plain.rows("clusters")}
NOTES = sorted(({row["note"] for table in FACTS for row in plain.rows(table)} | FORMS) - {""})
QUOTED = re.compile("[“„][^“”„]+[“”]")


@pytest.mark.parametrize(
    ("locator", "english", "german"),
    [
        ('near "490 Mitgliedsfirmen"', "near “490 Mitgliedsfirmen”", "bei „490 Mitgliedsfirmen“"),
        ('near "11, 12; 13"', "near “11, 12; 13”", "bei „11, 12; 13“"),
        ("NIRO chapter, paragraph 4", "chapter on NIRO, paragraph 4", "Kapitel zu NIRO, Absatz 4"),
        (
            "foodRegio chapter, paragraph 2; quote box before the last section",
            "chapter on foodRegio, paragraph 2; quote before the last section",
            "Kapitel zu foodRegio, Absatz 2; Zitat vor dem letzten Abschnitt",
        ),
        (
            "media:net chapter, paragraph 6 (berlin.digital)",
            "chapter on media:net, paragraph 6 (berlin.digital)",
            "Kapitel zu media:net, Absatz 6 (berlin.digital)",
        ),
        ("Hintergrund, paragraph 3", "“Hintergrund”, paragraph 3", "„Hintergrund“, Absatz 3"),
    ],
)
def test_a_place_in_words(locator: str, english: str, german: str) -> None:
    assert locators.place(locator) == english
    with i18n.speaking("de"):
        assert locators.place(locator) == german


def test_every_place_in_the_data_is_said_in_german_but_for_what_is_quoted() -> None:
    with i18n.speaking("de"):
        said = [QUOTED.sub("", locators.place(one)) for one in LOCATORS]
    assert [one for one in said if re.search("chapter|paragraph|near|page|text", one)] == []
    assert locators.place(None) == ""


@pytest.mark.usefixtures("database")
def test_every_note_and_legal_form_is_there_in_german_and_none_is_left_over() -> None:
    known = {row["note_en"]: row["note_de"] for row in plain.rows("notes")}
    assert sorted(known) == NOTES
    with i18n.speaking("de"):
        assert [locators.note(one, notes()) for one in NOTES] == [known[one] for one in NOTES]
        assert locators.note("A note of tomorrow.", notes()) == "A note of tomorrow."
    assert [locators.note(one, notes()) for one in NOTES] == NOTES
    assert locators.note(None, notes()) == ""


@pytest.mark.usefixtures("database")
def test_a_note_keeps_its_figures_in_german() -> None:
    for row in plain.rows("notes"):
        english, german = (
            {digit for digit in re.findall(r"\d{4}", row[one])} for one in ("note_en", "note_de")
        )
        assert english <= german, row
