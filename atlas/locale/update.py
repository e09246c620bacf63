"""Collect every text of the program into the catalogues: `python -m atlas.locale.update`.

New texts are added blank (in English: as they are), unused ones are dropped, translations stay.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from data import tables

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
METHODS = [("atlas/**.py", "python"), ("pages/**.py", "python")]
#: languages that the data hold themselves; a further one has the names of the data in its catalogue
OWN = ("en", "de")
KEYWORDS = {"_": None, "ngettext": (1, 2)}


def collected() -> Catalog:
    """Return a catalogue of every text in `atlas/` and `pages/`, with the files that use it."""
    catalogue = Catalog(project="Cluster Atlas")
    texts = extract_from_dir(str(ROOT), METHODS, keywords=KEYWORDS)
    for file, _line, message, comments, context in sorted(texts, key=lambda text: text[:2]):
        catalogue.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalogue


def named() -> list[str]:
    """Return every English name, note and explanation of the data, sorted."""
    rows, _problems = tables.read(ROOT / "data")
    every_row = [row for table in rows.values() for row in table]
    cells = [cell for row in every_row for cell in row.cells.items()]
    texts = {text for column, text in cells if column.endswith("_en") and text}
    # units have their English as their id
    return sorted(texts | {row["unit"] for row in rows["unit"]})


def updated(language: str) -> Catalog:
    """Return the catalogue of `language` brought up to date with the program's texts."""
    path = HERE / language / "LC_MESSAGES" / "atlas.po"
    catalogue = Catalog(locale=language, project="Cluster Atlas")
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    texts = collected()
    if language not in OWN:
        for text in named():
            texts.add(text, None, [("data", 0)])
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# Texts of Cluster Atlas ({language})."
    catalogue.fuzzy = False
    for message in catalogue:
        message.flags.discard("python-format")
    if language == "en":
        for message in catalogue:
            if message.id:
                message.string = message.id
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of its file, without dates, so that versions compare well."""
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=False, include_lineno=False, width=100, sort_output=True)
    personal = (b"Report-Msgid-Bugs-To", b"Last-Translator", b"Language-Team")
    dated = (b"POT-Creation-Date", b"PO-Revision-Date", b"Generated-By", *personal)
    lines = [line for line in out.getvalue().split(b"\n") if not line[1:].startswith(dated)]
    return b"\n".join(lines)


def missing(catalogue: Catalog) -> list[str]:
    """Return the texts that have no translation, or one without its plural."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def main() -> None:
    """Update the catalogue of every language that has a folder."""
    for folder in sorted(path for path in HERE.iterdir() if (path / "LC_MESSAGES").is_dir()):
        catalogue = updated(folder.name)
        (folder / "LC_MESSAGES" / "atlas.po").write_bytes(written(catalogue))
        print(f"{folder.name}: {len(catalogue)} texts, {len(missing(catalogue))} untranslated")


if __name__ == "__main__":
    main()
