"""Shapes that a table can have: years above or beside, cards, pages, groups, units, codes."""
# fmt: off

import pytest

from atlas.intake.judgement import judge
from tests.atlas.intake.field import delimited

#: name of the shape -> the table, and what it states: organisation, figure, date, value, hedge
SHAPES: dict[str, tuple[list[list[str]], str]] = {
    "years above figures": (
        [["Netzwerk", "2021", "", "2022", ""], ["", "Mitglieder", "Mitarbeiter", "Mitglieder", "Mitarbeiter"], ["Netz A", "12", "2", "ca. 20", "2,5"], ["Summe", "12", "2", "20", "2,5"]],
        "Netz A members 2021 12, Netz A staff 2021 2, Netz A members 2022 20 about, Netz A staff 2022 2.5",
    ),
    "a second page": (
        [["Name", "Mitglieder"], ["Netz A", "12"], ["Name", "Mitglieder"], ["Netz B", "13"]],
        "Netz A members - 12, Netz B members - 13",
    ),
    "cards": (
        [["Stand: 05/2021", ""], ["Name:", "Netz A"], ["Mitglieder:", "12"], ["Team:", "3"], ["", ""], ["Name:", "Netz B"], ["Mitglieder:", "ca. 13"], ["Team:", "k. A."]],
        "Netz A members 2021-05 12, Netz A staff 2021-05 3, Netz B members 2021-05 13 about",
    ),
    "a row of units": (
        [["Netzwerk", "Mitglieder", "Personal"], ["", "Anzahl", "VZÄ"], ["Netz A", "12", "1,5"]],
        "Netz A members - 12, Netz A staff - 1.5",
    ),
    "numbered columns": (
        [["Netzwerk", "Mitglieder", "Personal"], ["1", "2", "3"], ["Netz A", "12", "1,5"], ["Netz B", "14", "2"]],
        "Netz A members - 12, Netz A staff - 1.5, Netz B members - 14, Netz B staff - 2",
    ),
    "figures between rows": (
        [["", "2020", "2021"], ["Mitglieder", "", ""], ["Netz A", "1", "2"], ["Mitarbeiter", "", ""], ["Netz A", "3", "4"]],
        "Netz A members 2020 1, Netz A members 2021 2, Netz A staff 2020 3, Netz A staff 2021 4",
    ),
    "figures beside years": (
        [["Netzwerk", "Kennzahl", "2021", "2022"], ["Netz A", "Mitglieder", "10", "fast 11"], ["", "Mitarbeiter", "2", "-"], ["", "KMU-Anteil", "50%", "60%"]],
        "Netz A members 2021 10, Netz A members 2022 11 almost, Netz A staff 2021 2",
    ),
    "a sum above": (
        [["Name", "Ort", "Mitglieder 2022"], ["Gesamt", "", "25"], ["Netz A", "Ulm", "12"], ["Netz B", "Bonn", "13"]],
        "Netz A members 2022 12, Netz B members 2022 13",
    ),
    "a sum without a name": (
        [["Name", "Ort", "Mitglieder"], ["Netz A", "Ulm", "12"], ["Netz B", "Bonn", "13"], ["", "", "25"]],
        "Netz A members - 12, Netz B members - 13",
    ),
    "names that begin like sums": (
        [["Nr", "Name", "Mitglieder"], ["1", "Gesamtverband Textil", "12"], ["2", "Total Quality Netz", "13"], ["", "Total", "25"]],
        "Gesamtverband Textil members - 12, Total Quality Netz members - 13",
    ),
    "ratios and changes": (
        [["Verein", "Mitglieder 2021", "Veränderung der Mitglieder in %", "Mitglieder pro Mitarbeiter"], ["Netz A", "12", "16,7", "4"]],
        "Netz A members 2021 12",
    ),
    "employees of members": (
        [["Verein", "Zahl der Beschäftigten in den Mitgliedsunternehmen", "Zahl der Mitglieder"], ["Netz A", "1200", "16"]],
        "Netz A members - 16",
    ),
    "two languages": (
        [["Netzwerk / Network", "Mitglieder / Members", "Mitarbeiter / Staff"], ["Netz A", "12", "3"]],
        "Netz A members - 12, Netz A staff - 3",
    ),
    "names for programs": (
        [["clusterName", "n_members_2022", "StaffCount"], ["Netz A", "1,020", "3.5"]],
        "Netz A members 2022 1020, Netz A staff - 3.5",
    ),
    "seasons": (
        [["Name", "Mitglieder 2019/20", "Mitglieder 2020/21", "Mitglieder"], ["Netz A", "12", "13", "14"]],
        "Netz A members - 14",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_seen_through(shape: str) -> None:
    rows, truth = SHAPES[shape]
    reading = judge(delimited(rows), "x.csv")
    found = [
        " ".join(
            part
            for part in (
                fact.organisation, fact.metric, fact.as_of or "-", f"{fact.value}",
                "" if fact.qualifier == "exact" else fact.qualifier,
            )
            if part
        )
        for fact in reading.facts
        if fact.metric in ("members", "staff") and not fact.only_if
    ]
    assert sorted(found) == sorted(truth.split(", "))
