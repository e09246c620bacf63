"""Names keep their letters in whatever encoding a program wrote them."""

import pytest

from atlas.intake import encodings
from tests.atlas.intake.field import delimited

GERMAN = [["Name", "Ort"], ["Förderkreis Müßiggang", "Köln"], ["Ölmühle", "Würzburg"]]
FRENCH = [["Nom", "Ville"], ["Pôle Forêt", "Orléans"], ["Grappe Leçon", "Besançon"]]
SPANISH = [["Entidad", "Ciudad"], ["Clúster Señal", "Málaga"], ["Red Añil", "Cádiz"]]


@pytest.mark.parametrize("rows", [GERMAN, FRENCH, SPANISH], ids=["de", "fr", "es"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le"]
)
def test_letters_survive_every_encoding(rows: list[list[str]], encoding: str) -> None:
    text, _name = encodings.decode(delimited(rows, encoding=encoding))
    assert text.lstrip("\ufeff") == delimited(rows).decode()
