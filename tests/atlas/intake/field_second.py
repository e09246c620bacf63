"""A second set of field files, written after the first was read well: other combinations."""
# fmt: off

import datetime
import io
from typing import Any

import xlwt

from tests.atlas.intake.field import FieldFile, delimited
from tests.atlas.intake.field_workbooks import fill, ods, ods_row, workbook


def years_above() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Monitoring")
    sheet.merge_range(0, 0, 0, 7, "Monitoring der Clusterinitiativen (vertraulich)")
    fill(sheet, [["Druckdatum: 04.04.2024"]], 1)
    sheet.merge_range(3, 0, 4, 0, "Nr.")
    sheet.merge_range(3, 1, 4, 1, "Clusterinitiative")
    sheet.merge_range(3, 2, 4, 2, "Standort")
    sheet.merge_range(3, 3, 3, 5, "2021")
    sheet.merge_range(3, 6, 3, 8, "2022")
    fill(sheet, [["Mitglieder", "Personal (VZÄ)", "Events", "Mitglieder", "Personal (VZÄ)", "Events"]], 4, 3)
    rows: list[list[Any]] = [
        [None, "Energie"],
        [1, "Windkreis Emden", "26721 Emden", 44, 2.5, 12, "etwa 50", 3, "wöchentlich"],
        [2, "Gezeiten Leer¹", "Leer (Ostfriesland)", "k. A.", 1, 4, "über 20", "1 bis 2", 5],
        [None, "Zwischensumme", None, 44, 3.5, 16, 70, 4.5, 5],
        [None, "Logistik"],
        [3, "Hafenkreis Brake", "Brake", "31 **", 4, None, 33, 4.25, "7*"],
        [4, "Schleuse Varel", "Varel", 1.05, 2, 3, "1.050", "?", 3],
        [None, "Summe", None, 75, 9.5, 19, 1153, 12, 8],
        [],
        ["¹ bis 2020: Netzwerk Ems"],
        ["* ohne Online-Formate; ** Hochrechnung"],
    ]
    fill(sheet, rows, 5)
    book.close()
    return target.getvalue()


YEARS = FieldFile(
    "monitoring.xlsx",
    years_above,
    {
        "Windkreis Emden": {"seat_city": "Emden", "sector": "Energie", "members@2021": "44", "staff@2021": "2.5", "events_per_year@2021": "12", "members@2022": "about 50", "staff@2022": "3"},
        "Gezeiten Leer": {"seat_city": "Leer (Ostfriesland)", "sector": "Energie", "staff@2021": "1", "events_per_year@2021": "4", "members@2022": "more_than 20", "staff@2022": "between 1 2", "events_per_year@2022": "5"},
        "Hafenkreis Brake": {"seat_city": "Brake", "sector": "Logistik", "members@2021": "about 31", "staff@2021": "4", "members@2022": "33", "staff@2022": "4.25", "events_per_year@2022": "7"},
        "Schleuse Varel": {"seat_city": "Varel", "sector": "Logistik", "staff@2021": "2", "events_per_year@2021": "3", "members@2022": "1050", "events_per_year@2022": "3"},
    },
    (("frequency_word", "I7"), ("broken_thousands", "D12"), ("no_number", "H12")),
    {"Windkreis Emden": {"events_per_year@2022": "52"}, "Schleuse Varel": {"members@2021": "1050"}},
)


def italian_sheets() -> bytes:
    sheet = (
        '<table:table table:name="2022">', ods_row("Elenco dei distretti, aggiornato al 15/03/2022"), ods_row(),
        ods_row("Totale", None, None, 1190, 9), ods_row("Distretto", "Città", "Regione", "Imprese associate", "Addetti della struttura", "Fondazione", "Web"),
        ods_row("Distretto Ceramica Faenza", "Faenza (RA)", "Emilia Romagna", "poco più di 60", 3, 1978, "ceramica.example"),
        ods_row("Distretto Marmo Carrara", "54033 Carrara", "Toscana", "1.110", "4³", "gennaio 2003", "www.marmo.example/it"),
        ods_row("Distretto Sughero Calangianus", "Calangianus", "Sardegna", "meno di 20", "due", "anni '80", "in costruzione"),
        ods_row(), ods_row("³ dato stimato"), "</table:table>",
        '<table:table table:name="2023">', ods_row("Distretto", "Imprese associate", "Addetti della struttura"),
        ods_row("Distretto Ceramica Faenza", 64, "3,5"), ods_row("Distretto Marmo Carrara", "circa 1.100", 4), ods_row("Totale", 1164, 7.5), "</table:table>",
        '<table:table table:name="Vecchio" table:style-name="ta9">', ods_row("Distretto", "Imprese associate"), ods_row("Distretto Ceramica Faenza", 50), "</table:table>",
    )
    return ods("".join(sheet), '<style:style style:name="ta9" style:family="table"><style:table-properties table:display="false"/></style:style>')


SHEETS = FieldFile(
    "distretti.ods",
    italian_sheets,
    {
        "Distretto Ceramica Faenza": {"seat_city": "Faenza", "region": "Emilia-Romagna", "founding_year": "1978", "members@2022-03-15": "more_than 60", "staff@2022-03-15": "3", "website": "ceramica.example", "members@2023": "64", "staff@2023": "3.5"},
        "Distretto Marmo Carrara": {"seat_city": "Carrara", "region": "Toskana", "founding_year": "2003", "members@2022-03-15": "1110", "staff@2022-03-15": "about 4", "website": "www.marmo.example/it", "members@2023": "about 1100", "staff@2023": "4"},
        "Distretto Sughero Calangianus": {"seat_city": "Calangianus", "region": "Sardinien", "members@2022-03-15": "up_to 20"},
    },
    (("no_number", "E7"), ("no_year", "F7"), ("no_website", "G7"), ("hidden_sheet", "Vecchio")),
    {"Distretto Sughero Calangianus": {"staff@2022-03-15": "2"}, "Distretto Ceramica Faenza": {"members": "50"}},
)


def spanish_stacked() -> bytes:
    return delimited(
        [
            ["Socios por entidad", "", "", ""],
            ["Entidad", "Provincia", "2020", "2021"],
            ["Clúster Piña", "Región de Murcia", "120", "más de 130"],
            ["Clúster Señal", "La Rioja", "n. d.", "1.304"],
            ["Suma", "", "120", "1.434"],
            ["", "", "", ""],
            ["Personal propio por entidad", "", "", ""],
            ["Entidad", "Provincia", "2020", "2021"],
            ["Clúster Piña", "Región de Murcia", "4", "4,5"],
            ["Clúster Señal", "La Rioja", "7 personas", "ocho"],
            ["Suma", "", "11", "12,5"],
            ["Fuente: encuesta propia", "", "", ""],
        ],
        encoding="cp1252",
    )


STACK = FieldFile(
    "entidades.csv",
    spanish_stacked,
    {
        "Clúster Piña": {"region": "Region Murcia", "members@2020": "120", "members@2021": "more_than 130", "staff@2020": "4", "staff@2021": "4.5"},
        "Clúster Señal": {"region": "La Rioja", "members@2021": "1304", "staff@2020": "7"},
    },
    (("no_number", "Clúster Señal"),),
    {"Clúster Señal": {"staff@2021": "8"}},
)


def old_mac() -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Meldung 2019")
    plain, raised = xlwt.easyfont(""), xlwt.Font()
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    day = xlwt.easyxf(num_format_str="MM/YYYY")
    for column, text in enumerate(("Verband", "Gemeinde", "Ktn.", "Gründung", "Mitgliederzahl", "Team", "Homepage")):
        sheet.write(0, column, text)
    rows: list[list[Any]] = [
        ["Verband Alpkäse", "3770 Zweisimmen", "BE", datetime.date(1999, 4, 1), None, "2–3", "alpkaese.example"],
        ["Verband Seide", "Zürich", "ZH", "Mai 2006", 48, "0,8", "-"],
        ["Verband Enzian", "7500 St. Moritz", "GR", "2o11", ">= 25", "5 Pers.", "www.enzian.example"],
        ["Verband Salz", "Bex", "VD", "1554", "rund zwanzig", 2, "http://salz.example"],
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, *([day] if isinstance(value, datetime.date) else []))
    sheet.write_rich_text(1, 4, [("310", plain), ("1", raised)])
    sheet.write(5, 0, "Ø")
    sheet.write(5, 4, 128)
    sheet.write(7, 0, "1) Schätzung des Verbands")
    sheet.col(2).hidden = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


MAC = FieldFile(
    "meldung.xls",
    old_mac,
    {
        "Verband Alpkäse": {"seat_city": "Zweisimmen", "founding_year": "1999", "members@2019": "about 310", "staff@2019": "between 2 3", "website": "alpkaese.example"},
        "Verband Seide": {"seat_city": "Zürich", "founding_year": "2006", "members@2019": "48", "staff@2019": "0.8"},
        "Verband Enzian": {"seat_city": "St. Moritz", "members@2019": "at_least 25", "staff@2019": "5", "website": "www.enzian.example"},
        "Verband Salz": {"seat_city": "Bex", "founding_year": "1554", "staff@2019": "2", "website": "http://salz.example"},
    },
    (("hidden_column", "C:C"), ("typo", "D4"), ("no_number", "E5")),
    {"Verband Alpkäse": {"region": "Bern"}, "Verband Enzian": {"founding_year": "2011", "region": "Graubünden"}},
)


def cards() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Kurzprofile")
    fill(
        sheet,
        [
            ["Kurzprofile, Stand: Oktober 2023"],
            [],
            ["Name:", "Netzwerk Torf Papenburg"],
            ["Sitz:", "26871 Papenburg"],
            ["Bundesland:", "Niedersachsen"],
            ["Mitglieder:", "rund 35"],
            ["Mitarbeitende:", 2],
            ["Gründungsjahr:", 2010],
            [],
            ["Name:", "Netzwerk Zinn Altenberg e. V."],
            ["Sitz:", "Altenberg"],
            ["Bundesland:", "SN"],
            ["Mitglieder:", "27 Unternehmen"],
            ["Mitarbeitende:", "ehrenamtlich"],
            ["Gründungsjahr:", "1990/91"],
        ],
    )
    book.close()
    return target.getvalue()


CARDS = FieldFile(
    "kurzprofile.xlsx",
    cards,
    {
        "Netzwerk Torf Papenburg": {"seat_city": "Papenburg", "region": "Niedersachsen", "members@2023-10": "about 35", "staff@2023-10": "2", "founding_year": "2010"},
        "Netzwerk Zinn Altenberg e. V.": {"seat_city": "Altenberg", "region": "Sachsen", "members@2023-10": "27"},
    },
    (("no_number", "B14"), ("two_years", "B15")),
)


def french_long() -> bytes:
    rows = [["Réseau", "Indicateur", "Date", "Valeur"]]
    for reseau, what, date, value in (
        ("Pôle Châtaigne", "Nombre de membres", "31/12/2020", "85"),
        ("Pôle Châtaigne", "Nombre de membres", "31/12/2021", "un peu plus de 90"),
        ("Pôle Châtaigne", "Salariés", "31/12/2021", "2,5"),
        ("Pôle Châtaigne", "Emplois des membres", "31/12/2021", "1 900"),
        ("Pôle Châtaigne", "Région", "", "Nouvelle-Aquitaine"),
        ("Cluster Dentelle", "Nombre de membres", "2021", "1\u202f204"),
        ("Cluster Dentelle", "Nombre de membres", "2021", "1\u202f240"),
        ("Cluster Dentelle", "Année de création", "", "01/1994"),
        ("Cluster Dentelle", "Site web", "", "dentelle.example"),
        ("Cluster Dentelle", "Événements par an", "2021", "deux par mois"),
    ):
        rows.append([reseau, what, date, value])
    return delimited(rows, sign="\t", encoding="utf-16-be")


FRENCH = FieldFile(
    "indicateurs.txt",
    french_long,
    {
        "Pôle Châtaigne": {"members@2020-12-31": "85", "members@2021-12-31": "more_than 90", "staff@2021-12-31": "2.5", "region": "Nouvelle-Aquitaine"},
        "Cluster Dentelle": {"founding_year": "1994", "website": "dentelle.example"},
    },
    (("conflict", "Cluster Dentelle"), ("frequency_word", "Cluster Dentelle")),
)


def page_with_groups() -> bytes:
    return """<html><head><meta charset=iso-8859-15></head><body><table>
<tr><td colspan=6>Geförderte Verbünde (Stand 1.3.2020)</td></tr>
<tr><th>Verbund</th><th>PLZ</th><th>Ort</th><th>Mitglieder<sup>1)</sup></th><th>Beschäftigte Geschäftsstelle</th><th>Veranst. p. a.</th></tr>
<tr><td colspan=6><b>Brandenburg</b></td></tr>
<tr><td>Verbund Spargel Beelitz</td><td>14547</td><td>Beelitz</td><td>19</td><td>1&frac12;</td><td>3&nbsp;&ndash;&nbsp;4</td></tr>
<tr><td>Verbund Gurke<br/>Lübbenau</td><td>03222</td><td>Lübbenau/Spreewald</td><td>&asymp;&nbsp;60</td><td>2</td><td>&mdash;</td></tr>
<tr><td>Brandenburg zusammen</td><td></td><td></td><td>79</td><td>3,5</td><td>4</td></tr>
<tr><td colspan=6><b>Thüringen</b></td></tr>
<tr><td>Verbund Glas Lauscha <sup>2)</sup></td><td>98724</td><td>Lauscha</td><td>1.008</td><td>3,0</td><td>11</td></tr>
<tr><td>Thüringen zusammen</td><td></td><td></td><td>1.008</td><td>3</td><td>11</td></tr>
<tr><td colspan=6>1) nur zahlende</td></tr><tr><td colspan=6>2) vormals Glasbund</td></tr></table></body></html>""".encode("iso8859_15")


PAGE = FieldFile(
    "verbuende.xls",
    page_with_groups,
    {
        "Verbund Spargel Beelitz": {"seat_city": "Beelitz", "region": "Brandenburg", "members@2020-03-01": "19", "staff@2020-03-01": "1.5", "events_per_year": "between 3 4"},
        "Verbund Gurke Lübbenau": {"seat_city": "Lübbenau/Spreewald", "region": "Brandenburg", "members@2020-03-01": "about 60", "staff@2020-03-01": "2"},
        "Verbund Glas Lauscha": {"seat_city": "Lauscha", "region": "Thüringen", "members@2020-03-01": "1008", "staff@2020-03-01": "3", "events_per_year": "11"},
    },
    (),
)
FILES = (YEARS, SHEETS, STACK, MAC, CARDS, FRENCH, PAGE)
