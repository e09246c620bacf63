"""What an editor asks for: rows to add or change, rows to withdraw, clusters that ended.

A file is a folder or a zip with tables as in `data/` (`observations.csv` …), rows to withdraw in
its folder `withdrawn`, ended clusters in `ended.csv`; or JSON with the same by name of the table.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath

from data.overlay import OPEN
from data.problems import BadData, Problem, shorten
from data.tables import FILES

#: table -> rows, each a text by column, with the columns that the table has in `data/`
Rows = Mapping[str, Sequence[Mapping[str, str]]]

WITHDRAWN = "withdrawn"
ENDED_FILE = "ended.csv"
#: what all that is read may take, in bytes, unpacked
LARGEST = 200_000_000
TABLE_OF = {file: table for table, (file, _readers) in FILES.items()}


@dataclass(frozen=True)
class Ended:
    """A cluster that was dissolved, or went `into` another, which then needs a source."""

    cluster_id: str
    on: str
    into: str = ""
    source_id: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Request:
    """All that one version is to change."""

    rows: Rows = field(default_factory=dict)
    withdrawn: Rows = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()


class _Reader:
    """The parts of a request as they are read, and what is wrong with them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.withdrawn: dict[str, list[dict[str, str]]] = {}
        self.ended: list[Ended] = []
        self.problems: list[Problem] = []

    def finish(self) -> Request:
        if self.problems:
            raise BadData(self.problems)
        return Request(self.rows, self.withdrawn, tuple(self.ended))

    def read_file(self, name: str, data: bytes) -> None:
        """Read one table; `name`: with its folder within the request."""
        path = PurePosixPath(name)
        records = self._records(path.name, data)
        if records is None:
            return
        if path.name == ENDED_FILE:
            self.add_ended(path.name, records)
            return
        table = TABLE_OF.get(path.name)
        if table not in OPEN:
            self.tell(path.name, "-", "nothing can be published into this table.", _name_open())
            return
        part = self.withdrawn if path.parent.name == WITHDRAWN else self.rows
        part.setdefault(table, []).extend(records)

    def add_ended(self, file: str, records: Iterable[Mapping[str, object]]) -> None:
        known = {one.name for one in fields(Ended)}
        for line, record in enumerate(records, 2):
            wrong = record.keys() - known
            if wrong or not record.get("cluster_id") or not record.get("on"):
                remedy = f"The columns are {', '.join(one.name for one in fields(Ended))}."
                words = "an ended cluster needs cluster_id and on, and nothing that is unknown."
                self.problems.append(Problem(file, line, "-", words, remedy))
                continue
            self.ended.append(Ended(**{name: str(value or "") for name, value in record.items()}))

    def tell(self, file: str, column: str, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(file, 0, column, wrong, remedy))

    def _records(self, file: str, data: bytes) -> list[dict[str, str]] | None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.tell(file, "-", "it is not UTF-8.", "Save the file as UTF-8.")
            return None
        lines = csv.reader(io.StringIO(text, newline=""))
        header = next(lines, [])
        records = []
        for cells in lines:
            if len(cells) != len(header):
                wrong = f"the row has {len(cells)} cells, the header {len(header)}."
                remedy = "Quote cells that hold a comma."
                self.problems.append(Problem(file, lines.line_num, "-", wrong, remedy))
                continue
            records.append(dict(zip(header, cells, strict=True)))
        return records


def read(path: Path) -> Request:
    """Read a request from a folder, a zip or a JSON file.

    Raises BadData with every problem, and OSError when it cannot be read.
    """
    if path.is_dir():
        return _read_folder(path)
    if path.stat().st_size > LARGEST:
        raise BadData([_too_large(path.name)])
    if zipfile.is_zipfile(path):
        return _read_zip(path)
    return _read_json(path)


def _read_folder(folder: Path) -> Request:
    reader = _Reader()
    files = [path for part in (folder, folder / WITHDRAWN) for path in sorted(part.glob("*.csv"))]
    if sum(path.stat().st_size for path in files) > LARGEST:
        raise BadData([_too_large(folder.name)])
    for path in files:
        reader.read_file(str(path.relative_to(folder)), path.read_bytes())
    if not files:
        reader.tell(folder.name, "-", "there is no table in this folder.", _name_open())
    return reader.finish()


def _read_zip(path: Path) -> Request:
    reader = _Reader()
    try:
        with zipfile.ZipFile(path) as packed:
            listed = [one for one in packed.infolist() if one.filename.endswith(".csv")]
            if sum(one.file_size for one in listed) > LARGEST:
                raise BadData([_too_large(path.name)])
            for one in listed:
                reader.read_file(one.filename, packed.read(one))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        wrong = f"the archive cannot be opened: {shorten(str(error))}."
        raise BadData([Problem(path.name, 0, "-", wrong, "Pack it anew.")]) from error
    if not listed:
        reader.tell(path.name, "-", "there is no table in this archive.", _name_open())
    return reader.finish()


def _read_json(path: Path) -> Request:
    remedy = "Write tables by name, each a list of rows; every cell a text."
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        wrong = "this is no folder, no zip and no JSON."
        raise BadData([Problem(path.name, 0, "-", wrong, remedy)]) from None
    reader = _Reader()
    parts = document if isinstance(document, dict) else {}
    if not parts.keys() & {"rows", WITHDRAWN, "ended"}:
        parts = {"rows": parts}
    for name, part in (("rows", reader.rows), (WITHDRAWN, reader.withdrawn)):
        listed = parts.get(name) or {}
        for table, records in listed.items() if isinstance(listed, dict) else []:
            if table not in OPEN:
                reader.tell(
                    path.name, str(table), "nothing can be published into it.", _name_open()
                )
            elif _is_rows(records):
                part[table] = records
            else:
                reader.tell(path.name, str(table), "these are no rows.", remedy)
    ended = parts.get("ended") or []
    if _is_rows(ended):
        reader.add_ended(path.name, ended)
    else:
        reader.tell(path.name, "ended", "these are no rows.", remedy)
    if not (reader.rows or reader.withdrawn or reader.ended or reader.problems):
        reader.tell(path.name, "-", "there are no rows.", remedy)
    return reader.finish()


def _is_rows(records: object) -> bool:
    return isinstance(records, list) and all(
        isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values())
        for row in records
    )


def _too_large(name: str) -> Problem:
    wrong = f"all tables together have more than {LARGEST // 1_000_000} MB."
    return Problem(name, 0, "-", wrong, "Publish them in parts.")


def _name_open() -> str:
    return f"Use {', '.join(FILES[table][0] for table in OPEN)}."
