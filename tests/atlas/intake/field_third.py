"""A third set of field files: persons, parts of years, parts of regions, tables in a heap."""
# fmt: off

from typing import Any

from tests.atlas.intake.field import FieldFile, delimited


def letters_list() -> bytes:
    return delimited([
        ["Titel", "Vorname", "Name", "Position", "Tel.", "Verband / Netzwerk", "Sitz", "Kfz-Kennz.", "MITGL_23", "MA (Köpfe)", "MA (VZÄ)", "Zuwachs Mitglieder"],
        ["Dr.", "Ilse", "Brandt", "Vorstand", "0721 1", "Fächerkreis Sensorik", "76131 Karlsruhe, Am Wall 4", "KA", "an die 80", "4", "2½", "3"],
        ["", "Omar", "Yilmaz", "Beirat", "0721 2", "Fächerkreis Sensorik", "76131 Karlsruhe, Am Wall 4", "KA", "an die 80", "4", "2½", "3"],
        ["Dr.", "Eva", "Kranz", "Sprecherin", "0541 3", "Hasetal Agrar e. V.", "Osnabrück", "OS", "1,2 Tsd.", "7", "6", "12"],
        ["", "Jens", "Pohl", "Mitglied", "0541 4", "", "Bramsche", "OS", "5", "", "", ""],
        ["Dr.", "Rolf", "Thoma", "Vorstand", "0203 5", "Duisburger Stahlrunde e. V.", "dezentral", "DU", "120 und 135", "2", "2", "1"],
        ["", "Anna", "Jahn", "Kasse", "0203 6", "Duisburger Stahlrunde e.V.", "Duisburg", "XX", "130", "2", "2", "1"],
    ])


LETTERS = FieldFile(
    "rundschreiben.csv",
    letters_list,
    {
        "Fächerkreis Sensorik": {"seat_city": "Karlsruhe", "region": "Baden-Württemberg", "members@2023": "about 80", "staff": "4"},
        "Hasetal Agrar e. V.": {"seat_city": "Osnabrück", "region": "Niedersachsen", "members@2023": "1200", "staff": "7"},
        "Duisburger Stahlrunde e. V.": {"seat_city": "Duisburg", "region": "Nordrhein-Westfalen", "members@2023": "130", "staff": "2"},
    },
    (("no_name", "F5"), ("two_numbers", "Duisburger Stahlrunde e. V."), ("unknown_region", "Duisburger Stahlrunde e. V.")),
)


def heap() -> bytes:
    rows: list[list[Any]] = [
        ["Bericht der Geschäftsstellen"],
        ["Datum:", "14.02.2024"],
        ["Stichtag:", "30.11.2023"],
        [],
        ["Bundesland: Hessen"],
        ["Netzwerk", "Mitgl.", "Netzwerk", "Mitgl."],
        ["Lahnkreis Optik", 40, "Rhöner Holzweg", 22],
        ["Edersee Tourismus", "bijna 30", "Werra Kali Dialog", 51],
        ["Fuldaer Textilforum", 12, "Main Pharma Treff", 9],
        ["Alle Netzwerke", 82, "Endsumme", 82],
        [],
        ["Branche: Wasserstoff"],
        ["Thüringen 2022"],
        [],
        ["Organisation", "Ort", "Veranstaltungen 2021", "Mitglieder Q1 2022", "Mitglieder Q3 2022"],
        ["Saaletal Glas", "Jena", 11, 60, 64],
        ["Werkbank Suhl", "Suhl", 7, "k. A.", "ruim 20"],
        ["Ilmtal Porzellan", "Ilmenau", 3, 15, 16],
        ["Kreis Gera", "Gera", 1, 25, 20],
        ["Über alles", None, 22, 100, 120],
        [],
        ["Wer hilft weiter?"],
        ["Name", "Telefon", "E-Mail", "zuständig für"],
        ["Petra Vogel", "0611 1", "vogel@x.example", "Hessen"],
        ["Timo Lang", "0361 1", "lang@x.example", "Thüringen"],
    ]
    return delimited(rows)


HEAP = FieldFile(
    "haufen.csv",
    heap,
    {
        "Lahnkreis Optik": {"region": "Hessen", "members@2023-11-30": "40"},
        "Edersee Tourismus": {"region": "Hessen", "members@2023-11-30": "almost 30"},
        "Fuldaer Textilforum": {"region": "Hessen", "members@2023-11-30": "12"},
        "Rhöner Holzweg": {"region": "Hessen", "members@2023-11-30": "22"},
        "Werra Kali Dialog": {"region": "Hessen", "members@2023-11-30": "51"},
        "Main Pharma Treff": {"region": "Hessen", "members@2023-11-30": "9"},
        "Saaletal Glas": {"seat_city": "Jena", "region": "Thüringen", "events_per_year@2021": "11", "members@2022-03": "60", "members@2022-09": "64"},
        "Werkbank Suhl": {"seat_city": "Suhl", "region": "Thüringen", "events_per_year@2021": "7", "members@2022-09": "more_than 20"},
        "Ilmtal Porzellan": {"seat_city": "Ilmenau", "region": "Thüringen", "events_per_year@2021": "3", "members@2022-03": "15", "members@2022-09": "16"},
        "Kreis Gera": {"seat_city": "Gera", "region": "Thüringen", "events_per_year@2021": "1", "members@2022-03": "25", "members@2022-09": "20"},
    },
    (("persons", "23:23"),),
)


def french_turned() -> bytes:
    return delimited([
        ["", "Filière Lin du Littoral", "Réseau Noix Périgord", "Cluster Ocre du Luberon", "Pôle Nacre Bastia"],
        ["Siège", "59140 Dunkerque Cedex 02", "Périgueux", "Apt", "Bastia"],
        ["Département", "59", "Dordogne", "84 - Vaucluse", "2B"],
        ["Adhérents", "", "", "", ""],
        ["2021", "40", "env. 30", "12", "8"],
        ["2022", "44", "31", "n.c.", "9"],
        ["Équipe", "", "", "", ""],
        ["2021", "3", "2", "1", "1"],
        ["2022", "3", "2,5", "1", "1"],
        ["Sorties 2022", "2", "1", "3", "4"],
        ["Directrice", "Anne Blanc", "Zoé Petit", "Luc Roux", "Ange Mori"],
    ])


FRENCH = FieldFile(
    "fiches.csv",
    french_turned,
    {
        "Filière Lin du Littoral": {"seat_city": "Dunkerque", "region": "Hauts-de-France", "members@2021": "40", "members@2022": "44", "staff@2021": "3", "staff@2022": "3"},
        "Réseau Noix Périgord": {"seat_city": "Périgueux", "region": "Nouvelle-Aquitaine", "members@2021": "about 30", "members@2022": "31", "staff@2021": "2", "staff@2022": "2.5"},
        "Cluster Ocre du Luberon": {"seat_city": "Apt", "region": "Provence-Alpes-Côte d'Azur", "members@2021": "12", "staff@2021": "1", "staff@2022": "1"},
        "Pôle Nacre Bastia": {"seat_city": "Bastia", "region": "Korsika", "members@2021": "8", "members@2022": "9", "staff@2021": "1", "staff@2022": "1"},
    },
)


def persons_only() -> bytes:
    return delimited([
        ["Name", "Vorname", "Ort", "Mitglied seit", "Beitrag"],
        ["Hellwig", "Jutta", "Hannover", "2004", "120"],
        ["Opitz", "Karsten", "Bremen", "2011", "120"],
        ["Aydin", "Selma", "Hagen", "1999", "60"],
    ])


PERSONS = FieldFile("vereinsmitglieder.csv", persons_only, {}, (("persons", "1:1"),))


def addresses() -> bytes:
    """What looks like a list of persons by its headings, and is one of organisations."""
    return delimited([
        ["Name", "Position", "Ort", "Telefon", "E-Mail", "Gebiet", "Mitgl. Dez 22", "Mitgl. Dez 23", "Diff."],
        ["Netzwerk Holz e.V.", "1", "Kleve", "02821 1", "a@holz.example", "Bayern", "20", "22", "2"],
        ["Alle Wetter Cluster", "2", "Ulm", "0731 1", "b@wetter.example", "Sauerland", "44", "50", "6"],
        ["Summe Mobilität Verbund", "3", "Celle", "05141 1", "c@mobil.example", "Nds.", "5", "4", "-1"],
    ])


ADDRESSES = FieldFile(
    "adressen.csv",
    addresses,
    {
        "Netzwerk Holz e.V.": {"seat_city": "Kleve", "region": "Bayern", "members@2022-12": "20", "members@2023-12": "22"},
        "Alle Wetter Cluster": {"seat_city": "Ulm", "members@2022-12": "44", "members@2023-12": "50"},
        "Summe Mobilität Verbund": {"seat_city": "Celle", "region": "Niedersachsen", "members@2022-12": "5", "members@2023-12": "4"},
    },
    (("unknown_region", "Alle Wetter Cluster"),),
)
FILES = (LETTERS, HEAP, FRENCH, ADDRESSES)
