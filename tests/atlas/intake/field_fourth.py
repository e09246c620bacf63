"""A fourth set of field files: signs beside years, dates that are no key dates, tables that share one."""
# fmt: off

from typing import Any

from tests.atlas.intake.field import FieldFile, delimited
from tests.atlas.intake.field_workbooks import fill, workbook


def signed_years() -> bytes:
    """Years below one broad heading, with a sign beside each; the founding is a registration."""
    return delimited([
        ["Réseaux régionaux, situation au 30 juin de chaque année"],
        ["", "", "", "Adhérents", "", "", "", "Salariés de la structure", "", "", ""],
        ["Réseau", "Commune", "Date d'immatriculation", "2021", "", "2022", "", "2021", "", "2022", "Site web"],
        ["Lin du Vexin", "Magny (Val-d'Oise)", "14/03/1997", "61", "", "63", "e", "2", "", "3", "lin-vexin.example"],
        ["dont antenne de Meru", "", "", "11", "", "12", "", "1", "", "1", ""],
        ["Noix du Vercors", "Saint-Marcellin (Isère)", "2009", "…", "", "18", "", "1", "e", "1", ""],
        ["A reporter", "", "", "61", "", "81", "", "3", "", "4", ""],
        ["Ocre & Terre", "Apt (Vaucluse)", "mai 2015", "pas moins de 40", "", "44", "", "2.5.", "", "2", ""],
        ["Total", "", "", "101", "", "125", "", "5", "", "6", ""],
        ["e = estimé", "p = provisoire"],
    ])


SIGNED = FieldFile(
    "reseaux.csv",
    signed_years,
    {
        "Lin du Vexin": {"seat_city": "Magny", "region": "Île-de-France", "founding_year": "1997", "members@2021-06-30": "61", "members@2022-06-30": "about 63", "staff@2021-06-30": "2", "staff@2022-06-30": "3", "website": "lin-vexin.example"},
        "Noix du Vercors": {"seat_city": "Saint-Marcellin", "region": "Auvergne-Rhône-Alpes", "founding_year": "2009", "members@2022-06-30": "18", "staff@2021-06-30": "about 1", "staff@2022-06-30": "1"},
        "Ocre & Terre": {"seat_city": "Apt", "region": "Provence-Alpes-Côte d'Azur", "founding_year": "2015", "members@2021-06-30": "at_least 40", "members@2022-06-30": "44", "staff@2022-06-30": "2"},
    },
    (("date_in_count", "H8"),),
)


def by_state() -> bytes:
    """Three tables beside each other, one below, a date at the foot; hidden sheets of both kinds."""
    target, book = workbook()
    sheet = book.add_worksheet("Blatt1")
    heading = ["Netzwerk", "Sitz", "Mitglieder", "Team"]
    for left, state in ((0, "Tirol"), (5, "Kärnten"), (10, "Steiermark")):
        sheet.merge_range(2, left, 2, left + 3, state)
    sheet.merge_range(9, 0, 9, 3, "Saarland")
    fill(sheet, [heading, ["Inntal Glas", "Wattens", 40, "2 Ehrenamtl."], ["Zillertal Holz", "Zell", "n. V.", 1], ["Gesamt", None, 40]], 3)
    fill(sheet, [heading, ["Drautal Chip", "Villach", 51, 3], ["Lavant Laser", "Wolfsberg", 12, 1]], 3, 5)
    fill(sheet, [heading, ["Murtal Eisen", "Leoben", "rund 90", 6], ["Grazer Ring", "Graz", "aufgelöst zum 31.10.2023", 2]], 3, 10)
    fill(sheet, [heading, ["Saarkreis Stahl", "Dillingen/Saar", 33, 2], ["Bliestal Keramik", "Homburg/Saarland", 8, 1]], 10)
    sheet.write(15, 0, "Stand: 1. Februar 2024")
    old = book.add_worksheet("Rest")
    fill(old, [["Blau", 3], ["Rot", 5]])
    old.hide()
    words = book.add_worksheet("Auswahl")
    fill(words, [["ja"], ["nein"]])
    words.hide()
    book.close()
    return target.getvalue()


def at(members: str, staff: str, **others: str) -> dict[str, str]:
    """Return the figures of the one date of the file; blank for none."""
    stated = {"members@2024-02-01": members, "staff@2024-02-01": staff, **others}
    return {what: said for what, said in stated.items() if said}


STATES: dict[str, dict[str, str]] = {
    "Inntal Glas": at("40", "", seat_city="Wattens", region="Tirol"),
    "Zillertal Holz": at("", "1", seat_city="Zell", region="Tirol"),
    "Drautal Chip": at("51", "3", seat_city="Villach", region="Kärnten"),
    "Lavant Laser": at("12", "1", seat_city="Wolfsberg", region="Kärnten"),
    "Murtal Eisen": at("about 90", "6", seat_city="Leoben", region="Steiermark"),
    "Grazer Ring": at("", "2", seat_city="Graz", region="Steiermark"),
    "Saarkreis Stahl": at("33", "2", seat_city="Dillingen/Saar", region="Saarland"),
    "Bliestal Keramik": at("8", "1", seat_city="Homburg", region="Saarland"),
}
BY_STATE = FieldFile(
    "laender.xlsx",
    by_state,
    STATES,
    (("no_number", "D5"), ("no_number", "C6"), ("no_number", "M6"), ("hidden_sheet", "Rest")),
)


def lettered() -> bytes:
    """Sectors with a letter before them, a status a row, a date that is none of the figures."""
    rows: list[list[Any]] = [
        ["Nr.", "Cluster", "Land/Kanton", "Datum der Aufnahme", "Mitglieder 2022", "", "VA/Jahr", "Status"],
        ["A", "Licht und Farbe"],
        ["1", "Jura Optik", "SO", "12.3.1998", "61", "7", "12", "geschätzt"],
        ["2", "Säntis Lack", "SG", "1.5.2001", "20", "4", "3x/Monat", "endgültig"],
        ["", "Übertrag", "", "", "81", "11", "", ""],
        ["B", "Stein und Erde"],
        ["3", "Montafon Fels", "Vorarlberg", "7.7.2004", "33", "5", "8", "endgültig"],
        ["4", "Pinzgau Ton", "Salzburg", "7.7.1999", "18", "2", "k. A.", ""],
    ]
    return delimited(rows, "\t")


LETTERED = FieldFile(
    "felder.tsv",
    lettered,
    {
        "Jura Optik": {"region": "Solothurn", "sector": "Licht und Farbe", "members@2022": "about 61", "events_per_year": "about 12"},
        "Säntis Lack": {"region": "St. Gallen", "sector": "Licht und Farbe", "members@2022": "20"},
        "Montafon Fels": {"region": "Vorarlberg", "sector": "Stein und Erde", "members@2022": "33", "events_per_year": "8"},
        "Pinzgau Ton": {"region": "Salzburg", "sector": "Stein und Erde", "members@2022": "18"},
    },
    (("unclear_date", "D1:D8"), ("no_heading", "F1:F8"), ("frequency_word", "Säntis Lack")),
    {"Säntis Lack": {"events_per_year": "36"}},
)


def three_columns() -> bytes:
    """The first heading is a word that no list knows; a year each may be that of the founding."""
    return delimited([["Transferstelle", "Ort", "Jahr", "Mitglieder"], ["Kali Punkt", "Sondershausen", "1987", "30"], ["Haus Leuna", "Leuna", "2003", "59"]])


THREE = FieldFile(
    "drei.csv",
    three_columns,
    {"Kali Punkt": {"seat_city": "Sondershausen", "members": "30"}, "Haus Leuna": {"seat_city": "Leuna", "members": "59"}},
    (("unclear_date", "C1:C3"),),
)


def grouped() -> bytes:
    """The upper headings could be a row of headings themselves; dates of the figures are recent."""
    return delimited([
        ["", "", "Members", "", "", "", "Staff", "", "Founded", "Estimated"],
        ["Network", "City", "2021", "", "2022", "", "2021", "2022", "", ""],
        ["Humber Yachts", "Hull", "61", "p", "63", "", "2", "3", "1999", ""],
        ["Aire Looms", "Leeds", "14", "", "15", "e", "1", "1", "2001", ""],
        ["Ouse Sugar", "Dole (Jura)", "31", "", "33", "", "4", "4", "2010", "yes"],
        ["p = provisional; e = estimated"],
    ])


GROUPED = FieldFile(
    "grouped.csv",
    grouped,
    {
        "Humber Yachts": {"seat_city": "Hull", "founding_year": "1999", "members@2021": "61", "members@2022": "63", "staff@2021": "2", "staff@2022": "3"},
        "Aire Looms": {"seat_city": "Leeds", "founding_year": "2001", "members@2021": "14", "members@2022": "about 15", "staff@2021": "1", "staff@2022": "1"},
        "Ouse Sugar": {"seat_city": "Dole", "founding_year": "2010", "members@2021": "about 31", "members@2022": "about 33", "staff@2021": "about 4", "staff@2022": "about 4"},
    },
)
FILES = (SIGNED, BY_STATE, LETTERED, THREE, GROUPED)
