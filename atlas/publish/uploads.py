"""From a file that was read to rows among all that is known: matched, checked, compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from atlas.intake import rows
from atlas.intake.reading import Reading
from atlas.intake.rows import Choices, DeclaredSource, Prepared
from atlas.publish import own_data
from atlas.publish.history import write_table
from atlas.publish.own_data import Draft
from atlas.publish.private import Base
from data import published
from data.overlay import write_row
from data.tables import FILES

#: the tables as the reader of spreadsheets names them -> as the data name them
TABLES = {FILES[table][0].removesuffix(".csv"): table for table in FILES}

_known: dict[str, Mapping[str, Sequence[rows.Row]]] = {}


@dataclass(frozen=True)
class Upload:
    """What a file adds: how its names were matched, and which rows can be used."""

    prepared: Prepared
    draft: Draft


def lay(reading: Reading, source: DeclaredSource, choices: Choices, base: Base) -> Upload:
    """Return what a reading adds to all that is known."""
    prepared = rows.make_rows(reading, source, known_tables(base), choices)
    listed = {TABLES[name]: list(made) for name, made in prepared.rows.items() if made}
    return Upload(prepared, own_data.draft(listed, base))


def known_tables(base: Base) -> Mapping[str, Sequence[rows.Row]]:
    """Return the tables that a file is held against, as texts; kept for the newest ones."""
    if base.version not in _known:
        tables = {
            name: [write_row(row.cells) for row in base.whole.tables[TABLES[name]]]
            for name in rows.READ
        }
        _known.clear()
        _known[base.version] = tables
    return _known[base.version]


def pack(draft: Draft) -> bytes:
    """Return the usable rows as a zip of tables, which the command `publish` takes."""
    files = {
        FILES[table][0]: write_table(table, listed)
        for table, listed in draft.rows.items()
        if listed
    }
    return published.pack(files)
