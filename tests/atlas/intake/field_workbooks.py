"""Field files with sheets: XLSX, real BIFF XLS and ODS, with what only formatting says."""
# fmt: off

import datetime
import io
import zipfile
from typing import Any

import xlsxwriter
import xlwt

from tests.atlas.intake.field import FieldFile


def workbook(**options: Any) -> tuple[io.BytesIO, Any]:
    """Return an empty Excel workbook, and where it is written to."""
    target = io.BytesIO()
    return target, xlsxwriter.Workbook(target, {"in_memory": True, **options})


def fill(sheet: Any, rows: list[list[Any]], top: int = 0, left: int = 0) -> None:
    """Write rows; None leaves a cell blank."""
    for number, row in enumerate(rows, start=top):
        for column, value in enumerate(row, start=left):
            if value is not None:
                sheet.write(number, column, value)


def spanish_wide() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Agrupaciones")
    sheet.merge_range(0, 0, 0, 9, "Agrupaciones empresariales innovadoras, evolución")
    for column, text in enumerate(("Entidad", "Municipio", "CCAA", "Sector")):
        sheet.merge_range(2, column, 3, column, text)
    sheet.merge_range(2, 4, 2, 7, "Socios")
    sheet.merge_range(2, 8, 2, 9, "Plantilla")
    fill(sheet, [["2021", 2022, 2023, "2027 (previsión)", 2022, 2023]], 3, 4)
    rows: list[list[Any]] = [
        ["Clúster del Corcho", "Palafrugell (Girona)", "Cataluña", "Corcho", 41, 44, "unos 45", 60, 3, 3.5],
        ["AEI Granito Galego", "36400 O Porriño", "Galicia", "Piedra", "más de 100", 112, 118, 150, 5, "s/d"],
        ["Red Almendra", "Alicante", "Comunidad Valenciana", "Agroalimentario", "–", "casi 80", "80/85", 100, 2, 2],
        ["Polo Textil Béjar", "Béjar", "Castilla y León", "Textil", "al menos 30", 33, None, 40, "uno", 1],
        ["Suma Energía Asturias", "Gijón", "Asturias", "Energía", 25, 27, "hasta 30", 45, 2, 2],
        ["Total general", None, None, None, 196, 296, 273, 395, 12, 8.5],
    ]
    fill(sheet, rows, 4)
    raised = book.add_format({"font_script": 1})
    sheet.write_rich_string(5, 6, "118", raised, "2")
    fill(sheet, [["¹ dato provisional"], ["² dato estimado"]], 11)
    sheet.write_comment(4, 5, "Revisar con la entidad")
    book.close()
    return target.getvalue()


SPANISH = FieldFile(
    "agrupaciones.xlsx",
    spanish_wide,
    {
        "Clúster del Corcho": {"seat_city": "Palafrugell", "region": "Katalonien", "sector": "Corcho", "members@2021": "41", "members@2022": "44", "members@2023": "about 45", "staff@2022": "3", "staff@2023": "3.5"},
        "AEI Granito Galego": {"seat_city": "O Porriño", "region": "Galicien", "sector": "Piedra", "members@2021": "more_than 100", "members@2022": "112", "members@2023": "about 118", "staff@2022": "5"},
        "Red Almendra": {"seat_city": "Alicante", "region": "Valencianische Gemeinschaft", "sector": "Agroalimentario", "members@2022": "almost 80", "staff@2022": "2", "staff@2023": "2"},
        "Polo Textil Béjar": {"seat_city": "Béjar", "region": "Kastilien und León", "sector": "Textil", "members@2021": "at_least 30", "members@2022": "33", "staff@2023": "1"},
        "Suma Energía Asturias": {"seat_city": "Gijón", "region": "Asturien", "sector": "Energía", "members@2021": "25", "members@2022": "27", "members@2023": "up_to 30", "staff@2022": "2", "staff@2023": "2"},
    },
    (("two_numbers", "G7"), ("no_number", "I8"), ("plan", "H4:H10")),
    {"Polo Textil Béjar": {"staff@2022": "1"}},
)


def old_excel() -> bytes:
    book = xlwt.Workbook()
    dated = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    percent = xlwt.easyxf(num_format_str="0%")
    for name, figures in (("Stand 2021", (31, "44", 0.85)), ("Stand 2022", (33, "ca. 45", "12-15"))):
        sheet = book.add_sheet(name)
        sheet.write_merge(0, 0, 0, 5, "Interne Liste – nicht weitergeben")
        for column, text in enumerate(("Einrichtung", "Ort", "Gründungsdatum", "Mitglieder", "Personal", "Förderquote")):
            sheet.write(1, column, text)
        rows = (("Zentrum Optik Wetzlar", "Wetzlar", datetime.date(2003, 5, 14)), ("Zentrum Seide\u00a0Krefeld ", "47798 Krefeld", "März 1999"), ("Zentrum Klinge Solingen", "Solingen", datetime.date(2011, 1, 1)))
        for number, (row, count) in enumerate(zip(rows, figures, strict=True), start=2):
            sheet.write(number, 0, row[0])
            sheet.write(number, 1, row[1])
            sheet.write(number, 2, row[2], dated)
            sheet.write(number, 3, count, percent if isinstance(count, float) else xlwt.Style.default_style)
            sheet.write(number, 4, number + 0.5)
            sheet.write(number, 5, 0.5, percent)
        sheet.write(5, 0, "Zentrum Alt")
        sheet.write(5, 3, 9)
        sheet.row(5).hidden = True
        sheet.write(6, 0, "Gesamt")
        sheet.write(6, 3, xlwt.Formula("SUM(D3:D5)"))
    hidden = book.add_sheet("Auswahl")
    hidden.visibility = 1
    for number, text in enumerate(("ja", "nein", "offen")):
        hidden.write(number, 0, text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


BIFF = FieldFile(
    "liste.xls",
    old_excel,
    {
        "Zentrum Optik Wetzlar": {"seat_city": "Wetzlar", "founding_year": "2003", "members@2021": "31", "members@2022": "33", "staff@2021": "2.5", "staff@2022": "2.5"},
        "Zentrum Seide Krefeld": {"seat_city": "Krefeld", "founding_year": "1999", "members@2021": "44", "members@2022": "about 45", "staff@2021": "3.5", "staff@2022": "3.5"},
        "Zentrum Klinge Solingen": {"seat_city": "Solingen", "founding_year": "2011", "members@2022": "between 12 15", "staff@2021": "4.5", "staff@2022": "4.5"},
    },
    (("share", "D5"), ("hidden_row", "6:6")),
    {"Zentrum Alt": {"members@2021": "9", "members@2022": "9"}},
)

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def ods(body: str, styles: str = "") -> bytes:
    """Return an OpenDocument file with this content."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return target.getvalue()


def ods_row(*cells: Any, more: str = "") -> str:
    """Return a row of an OpenDocument sheet; a text with a tag is taken as it is."""
    parts = []
    for cell in cells:
        if cell is None:
            parts.append("<table:table-cell/>")
        elif isinstance(cell, int | float):
            parts.append(f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>')
        else:
            parts.append(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>')
    return f"<table:table-row {more}>{''.join(parts)}</table:table-row>"


def stacked_ods() -> bytes:
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/></table:table-row>'
    head = ods_row("Verein", "Ort", "Gegründet", "Mitglieder", "Hauptamtliche", "Web")
    body = "".join(
        (
            '<table:table table:name="Übersicht"><table:table-column table:number-columns-repeated="6"/>',
            ods_row("Bayern"),
            ods_row("Stand: 1. Juli 2021"),
            head,
            ods_row("Kachelkreis Landshut", "Landshut", 1995, 77, 2, "www.kachel.example"),
            ods_row("Bündnis<text:s/>Brauwesen<text:line-break/>Kulmbach", "Kulmbach", "’98", '1021<text:span text:style-name="T1">a</text:span>', "k. A.", "-"),
            ods_row("Insgesamt", None, None, 1098, 2),
            blank,
            ods_row("Sachsen"),
            ods_row("Stand: 31.12.2022"),
            head,
            ods_row("Spitzenkreis Plauen", "Plauen", "um 1890", "> 20", 1, "spitze.example"),
            ods_row("Uhrwerk Glashütte", "Glashütte", 2008, "über 60", "1 – 2", None),
            ods_row("Versteckt Zittau", "Zittau", 2010, 5, 1, None, more='table:visibility="filter"'),
            ods_row("Insgesamt", None, None, 85, 3),
            blank,
            ods_row("a) geschätzt"),
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>',
            "</table:table>",
        )
    )
    return ods(body, '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>')


STACKED = FieldFile(
    "uebersicht.ods",
    stacked_ods,
    {
        "Kachelkreis Landshut": {"seat_city": "Landshut", "region": "Bayern", "founding_year": "1995", "members@2021-07-01": "77", "staff@2021-07-01": "2", "website": "www.kachel.example"},
        "Bündnis Brauwesen Kulmbach": {"seat_city": "Kulmbach", "region": "Bayern", "members@2021-07-01": "about 1021"},
        "Spitzenkreis Plauen": {"seat_city": "Plauen", "region": "Sachsen", "founding_year": "about 1890", "members@2022-12-31": "more_than 20", "staff@2022-12-31": "1", "website": "spitze.example"},
        "Uhrwerk Glashütte": {"seat_city": "Glashütte", "region": "Sachsen", "founding_year": "2008", "members@2022-12-31": "more_than 60", "staff@2022-12-31": "between 1 2"},
    },
    (("no_year", "Bündnis Brauwesen Kulmbach"), ("hidden_row", "Versteckt Zittau")),
    {"Versteckt Zittau": {"seat_city": "Zittau", "region": "Sachsen", "founding_year": "2010", "members@2022-12-31": "5", "staff@2022-12-31": "1"}, "Bündnis Brauwesen Kulmbach": {"founding_year": "1998"}},
)


def french_groups() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Réseaux")
    fill(
        sheet,
        [
            ["Enquête annuelle sur les réseaux"],
            ["Situation au 30 juin 2022"],
            [],
            ["Structure", "Commune", "Région", "Création", "Membres", None, "dont PME", "Effectifs des membres", "Salariés (ETP)", "Manifestations\n2021", "Site"],
            ["Bretagne"],
            ["Réseau Algues Roscoff", "29680 Roscoff", "BRE", "2012", 66, None, 50, 2100, 2.5, 18, "algues.example"],
            ["Grappe Granit Dinan", "Dinan", "Bretagne", "printemps 2009", 41, "e", 30, 900, "1,0", "une dizaine", "n.c."],
            ["Sous-total", None, None, None, 107, None, 80, 3000, 3.5, 28],
            ["Normandie"],
            ["Pôle Lin Caux", "Yvetot", "Normandie", "12/05/2001", "moins de 90", None, "nd", "nd", 4, 9, "www.lin-caux.example"],
            ["Alliance Cidre Auge (ex-Réseau Pomme)", "Lisieux", "NOR", "depuis 1997", "1 105", "p", 800, 7000, "jusqu'à 6", "trimestriel", None],
            ["Sous-total", None, None, None, 1195, None, None, None, 10, None],
            ["Ensemble", None, None, None, 1302, None, 880, None, 13.5, 37],
            [],
            ["e : estimé ; p : provisoire"],
            ["Imprimé le 05/09/2023"],
        ],
    )
    book.close()
    return target.getvalue()


FRENCH = FieldFile(
    "reseaux.xlsx",
    french_groups,
    {
        "Réseau Algues Roscoff": {"seat_city": "Roscoff", "region": "Bretagne", "founding_year": "2012", "members@2022-06-30": "66", "staff@2022-06-30": "2.5", "events_per_year@2021": "18", "website": "algues.example"},
        "Grappe Granit Dinan": {"seat_city": "Dinan", "region": "Bretagne", "founding_year": "2009", "members@2022-06-30": "about 41", "staff@2022-06-30": "1"},
        "Pôle Lin Caux": {"seat_city": "Yvetot", "region": "Normandie", "founding_year": "2001", "members@2022-06-30": "up_to 90", "staff@2022-06-30": "4", "events_per_year@2021": "9", "website": "www.lin-caux.example"},
        "Alliance Cidre Auge (ex-Réseau Pomme)": {"seat_city": "Lisieux", "region": "Normandie", "founding_year": "1997", "members@2022-06-30": "1105", "staff@2022-06-30": "up_to 6"},
    },
    (("no_number", "J7"), ("frequency_word", "J11")),
    {"Grappe Granit Dinan": {"events_per_year@2021": "about 10"}, "Alliance Cidre Auge (ex-Réseau Pomme)": {"events_per_year@2021": "4"}},
)


def beside_each_other() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Nord und Süd")
    fill(sheet, [["Netzwerk", "Sitz", "Mitglieder"], ["Reetdach Rügen", "Putbus", 12], ["Bernstein Usedom", "Heringsdorf", "gut 40"], ["Summe", None, 52]], 1, 0)
    fill(sheet, [["Verband", "Ort", "Mitglieder 2022", "Team"], ["Geigenbau Mittenwald", "Mittenwald", 25, 1], ["Zinn Wunsiedel", "Wunsiedel", "25-30", 0.5], ["Gesamt", None, 52, 1.5]], 1, 4)
    yearly = book.add_worksheet("Mitglieder")
    fill(
        yearly,
        [
            ["Netzwerk", "Kürzel", "2019", "2020", "2021", "Trend"],
            ["Reetdach Rügen", "MV", 9, 10, "11*", "+10 %"],
            ["Bernstein Usedom", "MV", "k.A.", 38, "#NV", "steigend"],
            ["* Schätzung"],
        ],
    )
    yearly.set_column(2, 2, None, None, {"hidden": True})
    draft = book.add_worksheet("Entwurf 2018")
    fill(draft, [["Netzwerk", "Mitglieder", "Team"], ["Reetdach Rügen", 7, 1]])
    draft.hide()
    book.close()
    return target.getvalue()


BESIDE = FieldFile(
    "nordsued.xlsx",
    beside_each_other,
    {
        "Reetdach Rügen": {"seat_city": "Putbus", "members": "12", "members@2020": "10", "members@2021": "about 11"},
        "Bernstein Usedom": {"seat_city": "Heringsdorf", "members": "more_than 40", "members@2020": "38"},
        "Geigenbau Mittenwald": {"seat_city": "Mittenwald", "members@2022": "25", "staff": "1"},
        "Zinn Wunsiedel": {"seat_city": "Wunsiedel", "members@2022": "between 25 30", "staff": "0.5"},
    },
    (("hidden_column", "C:C"), ("hidden_sheet", "Entwurf 2018")),
    {"Reetdach Rügen": {"members@2019": "9", "members@2018": "7", "staff@2018": "1"}},
)


def turned_english() -> bytes:
    target, book = workbook(date_1904=True)
    sheet = book.add_worksheet("Profiles")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    unit = book.add_format({"num_format": '0" firms"'})
    share = book.add_format({"num_format": "0%"})
    fill(
        sheet,
        [
            ["Cluster profiles"],
            [None],
            [None, "Shannon Aero Loop", "Galway Marine Net", "Cork Pharma Ring"],
            ["Location", "Shannon", "Galway, Ireland", "Cork"],
            ["Field", "Aviation", "Maritime", "Pharma"],
            ["Established", None, "c. 2010", "1989"],
            ["Members (as of March 2023)", None, "between 45 and 50", "in excess of 300"],
            ["SMEs among members", None, None, None],
            ["Staff", "4 people", "2 (plus 1 intern)", "nine"],
            ["Events per year", "6 times a year", "10+", "monthly"],
            ["Website", "shannon-aero.example", "not available", "https://cork-pharma.example/en"],
        ],
    )
    sheet.write_datetime(5, 1, datetime.datetime(2015, 9, 1), day)
    sheet.write(6, 1, 58, unit)
    for column, value in enumerate((0.6, 0.7, 0.8), start=1):
        sheet.write(7, column, value, share)
    book.close()
    return target.getvalue()


TURNED = FieldFile(
    "profiles.xlsx",
    turned_english,
    {
        "Shannon Aero Loop": {"seat_city": "Shannon", "sector": "Aviation", "founding_year": "2015", "members@2023-03": "58", "staff": "4", "events_per_year": "6", "website": "shannon-aero.example"},
        "Galway Marine Net": {"seat_city": "Galway", "sector": "Maritime", "founding_year": "about 2010", "members@2023-03": "between 45 50", "staff": "2", "events_per_year": "at_least 10"},
        "Cork Pharma Ring": {"seat_city": "Cork", "sector": "Pharma", "founding_year": "1989", "members@2023-03": "more_than 300", "website": "https://cork-pharma.example/en"},
    },
    (("no_number", "D9"), ("frequency_word", "D10")),
    {"Cork Pharma Ring": {"staff": "9", "events_per_year": "12"}},
)


def austrian_formulas() -> bytes:
    target, book = workbook()
    sheet = book.add_worksheet("Clusterliste")
    day = book.add_format({"num_format": "DD. MMM"})
    fill(
        sheet,
        [
            ["Liste der Cluster", None, None, None, None, None, None, "Anzahl:"],
            ["lfd. Nr.", "Clusterorganisation", "Standort", "NUTS", "Leitbranche", "Startjahr", "Stichtag", "Partner gesamt", "Mitglieder", "Beschäftigte"],
            [1, "Holzkreis Kuchl", "A-5431 Kuchl", "AT32", "Holz", 1999, "12/2021", 90, 61, 4],
            [2, "Wasserkreis Wels", "Wels", "AT31", "Wasser", 2006.0, "Q4 2022", 80, None, "5 VZÄ"],
            [3, "Steinkreis Bad Deutsch-Altenburg", "Bad Deutsch-Altenburg", "AT12", "Stein", 2019, "2023-03-31", 30, None, None],
            [4, "Kreis der Sensorik Villach", "Villach", "AT21", "Sensorik", "seit Herbst 2014", "31. März 2023", 44, -3, 2],
            [5, "Alpenrose Innsbruck", "Innsbruck", "AT33", "Tourismus", "unbekannt", None, 12, "siehe Anhang", 1],
            [None, "Mittelwert", None, None, None, None, None, 51, 58, 3],
        ],
    )
    sheet.write_formula(3, 8, "=20+31", None, 51)
    sheet.write_formula(4, 8, "=H5*0.5", None, "")
    sheet.write_datetime(4, 9, datetime.datetime(2024, 4, 3), day)
    sheet.write_formula(0, 8, "=COUNTA(B3:B7)", None, 5)
    book.close()
    # a formula whose value was never stored
    source = zipfile.ZipFile(io.BytesIO(target.getvalue()))
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as packed:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<f>H5*0.5</f><v></v>", b"<f>H5*0.5</f>")
            packed.writestr(name, part)
    return result.getvalue()


AUSTRIAN = FieldFile(
    "clusterliste.xlsx",
    austrian_formulas,
    {
        "Holzkreis Kuchl": {"seat_city": "Kuchl", "region": "Salzburg", "sector": "Holz", "founding_year": "1999", "members@2021-12": "61", "staff@2021-12": "4"},
        "Wasserkreis Wels": {"seat_city": "Wels", "region": "Oberösterreich", "sector": "Wasser", "founding_year": "2006", "members@2022-12": "51", "staff@2022-12": "5"},
        "Steinkreis Bad Deutsch-Altenburg": {"seat_city": "Bad Deutsch-Altenburg", "region": "Niederösterreich", "sector": "Stein", "founding_year": "2019"},
        "Kreis der Sensorik Villach": {"seat_city": "Villach", "region": "Kärnten", "sector": "Sensorik", "founding_year": "2014", "staff@2023-03-31": "2"},
        "Alpenrose Innsbruck": {"seat_city": "Innsbruck", "region": "Tirol", "sector": "Tourismus", "staff": "1"},
    },
    (("formula_no_value", "I5"), ("date_in_count", "J5"), ("negative", "I6"), ("no_number", "I7")),
    {"Steinkreis Bad Deutsch-Altenburg": {"staff@2023-03-31": "between 3 4"}},
)
FILES = (SPANISH, BIFF, STACKED, FRENCH, BESIDE, TURNED, AUSTRIAN)
