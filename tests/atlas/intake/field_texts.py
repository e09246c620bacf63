"""Field files of text: CSV, TSV and HTML, in five encodings and five languages."""
# fmt: off

from tests.atlas.intake.field import FieldFile, delimited


def italian_tsv() -> bytes:
    return delimited(
        [
            ["Reti e distretti: elenco regionale"],
            ["Dati al 31/12/2022"],
            [],
            ["Denominazione", "Sede legale", "Regione", "Settore", "Anno di costituzione", "Numero soci", "Dipendenti", "di cui part-time", "Eventi annui", "Fatturato soci (M€)", "Sito web"],
            ["Distretto della Calzatura Brenta", "Stra (VE)", "Veneto", "Calzature", "2003", "oltre 120", "6", "2", "14", "1,2", "www.calzatura-brenta.example"],
            ["Rete Città Metallo", "25121 Brescia (BS)", "Lombardia", "Metalmeccanica", "dal 2011", "circa 90", "4,5", "1", "n.d.", "n.d.", "citta-metallo.example"],
            ["Polo Caffè Trieste", "Trieste", "Friuli-Venezia Giulia", "Agroalimentare", "1998/2004", "tra 40 e 50", "3", "-", "9", "0,4", "-"],
            ["Consorzio Più Legno", "I-33044 Manzano", "Friuli Venezia Giulia", "Legno", "20.02.2009", "quasi 200", "fino a 8", "0", "2 al mese", "2,1", "www.piu-legno.example/"],
            ["Cluster Qualità Vino", "Asti", "Piemonte", "Enologia", "2015", "1.250", "12", "3", "almeno 20", "5,5", ""],
            ["Aggregazione Mobilità Umbra", "Perugia", "Umbria", "Mobilità", "2018", "65%", "n.d.", "", "7", "", "https://mobilita-umbra.example"],
            ["Totale", "", "", "", "", "1.765", "33,5", "6", "52", "9,2", ""],
            [],
            ["Fonte: rilevazione annuale presso le reti"],
        ],
        sign="\t",
        encoding="mac_roman",
        end="\r",
    )


ITALIAN = FieldFile(
    "reti.tsv",
    italian_tsv,
    {
        "Distretto della Calzatura Brenta": {"seat_city": "Stra", "region": "Venetien", "sector": "Calzature", "founding_year": "2003", "members@2022-12-31": "more_than 120", "staff@2022-12-31": "6", "events_per_year": "14", "website": "www.calzatura-brenta.example"},
        "Rete Città Metallo": {"seat_city": "Brescia", "region": "Lombardei", "sector": "Metalmeccanica", "founding_year": "2011", "members@2022-12-31": "about 90", "staff@2022-12-31": "4.5", "website": "citta-metallo.example"},
        "Polo Caffè Trieste": {"seat_city": "Trieste", "region": "Friaul-Julisch Venetien", "sector": "Agroalimentare", "members@2022-12-31": "between 40 50", "staff@2022-12-31": "3", "events_per_year": "9"},
        "Consorzio Più Legno": {"seat_city": "Manzano", "region": "Friaul-Julisch Venetien", "sector": "Legno", "founding_year": "2009", "members@2022-12-31": "almost 200", "staff@2022-12-31": "up_to 8", "website": "www.piu-legno.example/"},
        "Cluster Qualità Vino": {"seat_city": "Asti", "region": "Piemont", "sector": "Enologia", "founding_year": "2015", "members@2022-12-31": "1250", "staff@2022-12-31": "12", "events_per_year": "at_least 20"},
        "Aggregazione Mobilità Umbra": {"seat_city": "Perugia", "region": "Umbrien", "sector": "Mobilità", "founding_year": "2018", "events_per_year": "7", "website": "https://mobilita-umbra.example"},
    },
    (("two_years", "Polo Caffè Trieste"), ("frequency_word", "Consorzio Più Legno"), ("share", "Aggregazione Mobilità Umbra")),
    {"Consorzio Più Legno": {"events_per_year": "24"}},
)


def german_long() -> bytes:
    rows = [["Organisation", "Merkmal", "Jahr", "Wert", "Bemerkung"]]
    for name, what, year, value, note in (
        ("Netzwerk Küstentechnik Husum", "Bundesland", "", "SH", ""),
        ("Netzwerk Küstentechnik Husum", "Ort", "", "25813 Husum", ""),
        ("Netzwerk Küstentechnik Husum", "Anzahl Mitglieder", "2021", "84", ""),
        ("Netzwerk Küstentechnik Husum", "Anzahl Mitglieder", "2022", "fast 90", ""),
        ("Netzwerk Küstentechnik Husum", "Beschäftigte der Mitgliedsunternehmen", "2022", "4.300", ""),
        ("Netzwerk Küstentechnik Husum", "Mitarbeitende", "2022", "3,5", "in Vollzeitstellen"),
        ("Netzwerk Küstentechnik Husum", "Gründungsjahr", "", "2006/11", ""),
        ("Verbund Papier Düren e. V.", "Bundesland", "", "NRW", ""),
        ("Verbund Papier Düren e. V.", "Anzahl Mitglieder", "2021", "gut 200", ""),
        ("Verbund Papier Düren e. V.", "Anzahl Mitglieder", "2022", "k. A.", "keine Rückmeldung"),
        ("Verbund Papier Düren e. V.", "Veranstaltungen", "2022", "50–60", ""),
        ("Verbund Papier Düren e. V.", "Gründungsjahr", "", "1.998", ""),
        ("Verbund Papier Düren e. V.", "Internetseite", "", "www.papier-dueren.example", ""),
        ("Allianz Glas Weißwasser", "Bundesland", "", "Sachsen", ""),
        ("Allianz Glas Weißwasser", "Anzahl Mitglieder", "2022", "95+", ""),
        ("Allianz Glas Weißwasser", "Anzahl Mitglieder (Ziel)", "2022", "120", ""),
        ("Allianz Glas Weißwasser", "Veranstaltungen", "2022", "regelmäßig", ""),
        ("Allianz Glas Weißwasser", "Branche", "", "Glas", ""),
    ):
        rows.append([name, what, year, value, note])
    return b"\xff\xfe" + delimited(rows, encoding="utf-16-le")


LONG = FieldFile(
    "langform.csv",
    german_long,
    {
        "Netzwerk Küstentechnik Husum": {"region": "Schleswig-Holstein", "seat_city": "Husum", "members@2021": "84", "members@2022": "almost 90", "staff@2022": "3.5", "founding_year": "2006"},
        "Verbund Papier Düren e. V.": {"region": "Nordrhein-Westfalen", "members@2021": "more_than 200", "events_per_year@2022": "between 50 60", "founding_year": "1998", "website": "www.papier-dueren.example"},
        "Allianz Glas Weißwasser": {"region": "Sachsen", "members@2022": "at_least 95", "sector": "Glas"},
    },
    (("frequency_word", "Allianz Glas Weißwasser"),),
)


def german_cp850() -> bytes:
    return delimited(
        [
            ["Auswertung Förderprogramm", "", "", "", "", "", ""],
            ["", "Träger / Verein", "PLZ/Ort", "Land", "gegr.", "Mitgl.", "MA"],
            ["1", "Verein für Bürstentechnik Bürstadt", "68642 Bürstadt", "HE", "seit 1987", "über 170", "2"],
            ["2", "Förderkreis Möbel Löhne", "32584 Löhne", "NW", "2006", "ungefähr 60", "1,5"],
            ["3", "Größere Räume Gießen GmbH", "35390 Gießen", "HE", "02/2011", "höchstens 25", "O"],
            ["4", "Ölmühlen Thüringen", "99084 Erfurt", "TH", "1990er", "weniger als 40", "-"],
            ["5", "Süßwaren Köln", "50667 Köln", "NW", "20O4", "33 Firmen", "4 Stellen"],
            ["", "Mittelwert", "", "", "", "66", "2,5"],
            ["* Angaben ohne Gewähr", "", "", "", "", "", ""],
        ],
        encoding="cp850",
    )


CP850 = FieldFile(
    "PROGRAMM.TXT",
    german_cp850,
    {
        "Verein für Bürstentechnik Bürstadt": {"seat_city": "Bürstadt", "region": "Hessen", "founding_year": "1987", "members": "more_than 170", "staff": "2"},
        "Förderkreis Möbel Löhne": {"seat_city": "Löhne", "region": "Nordrhein-Westfalen", "founding_year": "2006", "members": "about 60", "staff": "1.5"},
        "Größere Räume Gießen GmbH": {"seat_city": "Gießen", "region": "Hessen", "founding_year": "2011", "members": "up_to 25"},
        "Ölmühlen Thüringen": {"seat_city": "Erfurt", "region": "Thüringen", "members": "up_to 40"},
        "Süßwaren Köln": {"seat_city": "Köln", "region": "Nordrhein-Westfalen", "members": "33", "staff": "4"},
    },
    (("no_number", "Größere Räume Gießen GmbH"), ("no_year", "Ölmühlen Thüringen"), ("typo", "Süßwaren Köln")),
    {"Süßwaren Köln": {"founding_year": "2004"}},
)


def english_panel() -> bytes:
    return delimited(
        [
            ["Hub", "Country", "State/Region", "HQ", "Founded", "Reporting year", "Membership", "FTE", "Events held", "Attendees", "Homepage"],
            ["Solent Foils", "UK", "", "Southampton", "03/28/2014", "2021", "1,020", "3.5", "12", "800", "solent-foils.example"],
            ["Solent Foils", "UK", "", "Southampton", "03/28/2014", "2022", "1,080", "4", "15", "950", "solent-foils.example"],
            ["Tyrol Rope Makers", "Austria", "Tyrol", "Innsbruck", "circa 1990", "2021", "just under 50", "2", "n/a", "n/a", ""],
            ["Tyrol Rope Makers", "Austria", "Tyrol", "Innsbruck", "circa 1990", "2022", "52", "2", "weekly", "70", ""],
            ["Brabant Lace Circle", "Netherlands", "North Brabant", "Tilburg", "2031", "2022", "at most 30", "1", "4", "60", "http://lace.example/"],
            ["Brabant Lace Circle", "Netherlands", "North Brabant", "Tilburg", "2031", "2022", "34", "1", "4", "60", "http://lace.example/"],
            ["", "", "", "", "", "", "3,268", "13.5", "35", "1,880", ""],
        ],
        sign=",",
        encoding="utf-8-sig",
        end="\n",
    )


PANEL = FieldFile(
    "panel.csv",
    english_panel,
    {
        "Solent Foils": {"seat_city": "Southampton", "founding_year": "2014", "members@2021": "1020", "members@2022": "1080", "staff@2021": "3.5", "staff@2022": "4", "events_per_year@2021": "12", "events_per_year@2022": "15", "website": "solent-foils.example"},
        "Tyrol Rope Makers": {"seat_city": "Innsbruck", "region": "Tirol", "founding_year": "about 1990", "members@2021": "almost 50", "members@2022": "52", "staff@2021": "2", "staff@2022": "2"},
        "Brabant Lace Circle": {"seat_city": "Tilburg", "region": "Nordbrabant", "staff@2022": "1", "events_per_year@2022": "4", "website": "http://lace.example/"},
    },
    (("frequency_word", "Tyrol Rope Makers"), ("conflict", "Brabant Lace Circle"), ("future_year", "Brabant Lace Circle")),
    {"Tyrol Rope Makers": {"events_per_year@2022": "52"}},
)


def swiss_utf16() -> bytes:
    return delimited(
        [
            ["Verzeichnis der Netzwerke / Répertoire des réseaux"],
            ["Erstellt am 14.02.2024"],
            ["Netzwerk", "Standort", "Kanton", "Themenfeld", "Gründung", "Mitglieder Ende 2022", "Mitglieder Ende 2023", "Geschäftsstelle (Vollzeitstellen)", "Website"],
            ["Uhrenstein Grenchen", "2540 Grenchen", "SO", "Uhren", "2001", "1'250", "1'310", "5.4", "uhrenstein.example"],
            ["Cluster Eau du Léman", "CH-1003 Lausanne", "VD", "Eau", "2013", "env. 70", "plus de 75", "2", "www.leman-eau.example"],
            ["Berner Käsefasern", "3011 Bern", "BE", "Textil", "2019", "–", "41", "0.8", "–"],
            ["Seta Ticino", "6900 Lugano", "TI", "Textil", "1985", "max. 20", "ca. 20", "keine", ""],
            ["Rheinsalz Basel", "4058 Basel", "BS", "Chemie", "2004", "88", "88", "3", "rheinsalz.example"],
            ["Total", "", "", "", "", "1'428", "1'534", "11.2", ""],
        ],
        sign="\t",
        encoding="utf-16-le",
    )


SWISS = FieldFile(
    "verzeichnis.tsv",
    swiss_utf16,
    {
        "Uhrenstein Grenchen": {"seat_city": "Grenchen", "region": "Solothurn", "sector": "Uhren", "founding_year": "2001", "members@2022": "1250", "members@2023": "1310", "staff": "5.4", "website": "uhrenstein.example"},
        "Cluster Eau du Léman": {"seat_city": "Lausanne", "region": "Waadt", "sector": "Eau", "founding_year": "2013", "members@2022": "about 70", "members@2023": "more_than 75", "staff": "2", "website": "www.leman-eau.example"},
        "Berner Käsefasern": {"seat_city": "Bern", "region": "Bern", "sector": "Textil", "founding_year": "2019", "members@2023": "41", "staff": "0.8"},
        "Seta Ticino": {"seat_city": "Lugano", "region": "Tessin", "sector": "Textil", "founding_year": "1985", "members@2022": "up_to 20", "members@2023": "about 20"},
        "Rheinsalz Basel": {"seat_city": "Basel", "region": "Basel-Stadt", "sector": "Chemie", "founding_year": "2004", "members@2022": "88", "members@2023": "88", "staff": "3", "website": "rheinsalz.example"},
    },
    (("no_number", "Seta Ticino"),),
)


def html_two_tables() -> bytes:
    return """<!DOCTYPE html><html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style>
<script>alert("x")</script></head><body><h1>Netzwerke</h1>
<table border=1>
<tr><th rowspan=2>Land</th><th rowspan=2>Netzwerk</th><th rowspan=2>Sitz</th><th colspan=2>Mitglieder</th><th rowspan=2>Team</th><th rowspan=2>Link</th></tr>
<tr><th>2021</th><th>2022</th></tr>
<tr><td rowspan=2>Bayern</td><td>Hopfen Hallertau</td><td>Mainburg</td><td>61</td><td>64<sup>1</sup></td><td>3</td><td><a href="https://hopfen.example/">zur Seite</a></td></tr>
<tr><td>Feinmechanik Fürth&nbsp;e.&nbsp;V.</td><td>Fürth</td><td>&gt;&nbsp;30</td><td>rund&nbsp;40</td><td>&ndash;</td><td>www.feinmechanik.example</td></tr>
<tr style="display:none"><td>Bayern</td><td>Altes Netz</td><td>Passau</td><td>12</td><td>13</td><td>1</td><td></td></tr>
<tr><td>Hessen</td><td>Leder<br>Offenbach</td><td>Offenbach</td><td>k.&nbsp;A.</td><td>1.004</td><td>zwei</td><td></td></tr>
<tr><td colspan=3>Summe</td><td>91</td><td>1.108</td><td>6</td><td></td></tr>
</table>
<p>Fußnoten</p>
<table><tr><td><sup>1</sup></td><td>geschätzt</td></tr></table>
<table>
<tr><td>Netzwerk</td><td>Land</td><td>Veranstaltungen 2022</td></tr>
<tr><td>Hopfen Hallertau</td><td>BY</td><td>12</td></tr>
<tr><td>Leder Offenbach</td><td>HE</td><td>8 bis 10</td></tr>
</table></body></html>""".encode()


HTML = FieldFile(
    "netzwerke.xls",
    html_two_tables,
    {
        "Hopfen Hallertau": {"seat_city": "Mainburg", "region": "Bayern", "members@2021": "61", "members@2022": "about 64", "staff": "3", "website": "https://hopfen.example/", "events_per_year@2022": "12"},
        "Feinmechanik Fürth e. V.": {"seat_city": "Fürth", "region": "Bayern", "members@2021": "more_than 30", "members@2022": "about 40", "website": "www.feinmechanik.example"},
        "Leder Offenbach": {"seat_city": "Offenbach", "region": "Hessen", "members@2022": "1004", "events_per_year@2022": "between 8 10"},
    },
    (("hidden_row", "Altes Netz"), ("no_number", "Leder Offenbach")),
    {"Altes Netz": {"seat_city": "Passau", "region": "Bayern", "members@2021": "12", "members@2022": "13", "staff": "1"}, "Leder Offenbach": {"staff": "2"}},
)
FILES = (ITALIAN, LONG, CP850, PANEL, SWISS, HTML)
