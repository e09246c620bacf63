"""How much is read of one file, and what is said when it holds more."""

import dataclasses
import io
import zipfile

MIB = 1024 * 1024
#: the file as it comes
BYTES = 25 * MIB
#: what is packed in it, all together and for one part
UNPACKED = 250 * MIB
PART = 150 * MIB
PARTS = 2_000
SHEETS = 100
ROWS = 200_000
COLUMNS = 1_000
CELLS = 600_000
#: letters in one cell; what is longer is cut
LETTERS = 5_000
#: what is longer is no figure, date, place or heading
LONGEST_FIGURE = 300
#: seconds of work, and bytes of memory, of the process that reads
SECONDS = 18
MEMORY = 1_000 * MIB
#: facts and problems that one file may have
RESULTS = 200_000


@dataclasses.dataclass
class Refused(Exception):
    """The file is not read. `kind`: why, as in wording.py; `found`: what shows it."""

    kind: str
    found: str = ""

    def __str__(self) -> str:
        """Return kind and finding."""
        return f"{self.kind}: {self.found}"


class Counter:
    """Counts what is read of a file, and refuses it at the limit."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.cells = 0

    def count(self, row: int, column: int) -> None:
        """Count one cell. Raises Refused at the limit."""
        self.cells += 1
        if self.cells > CELLS:
            raise Refused("too_many_cells", str(CELLS))
        if row > 1_048_576 or row < 1:
            raise Refused("too_many_rows", str(row))
        if column > COLUMNS:
            raise Refused("too_many_columns", str(column))


def unpack(content: bytes) -> zipfile.ZipFile:
    """Open a packed file whose parts stay within the limits. Raises Refused."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Refused("damaged", str(error)) from error
    if len(parts) > PARTS:
        raise Refused("too_large_unpacked", f"{len(parts)} parts")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if total > UNPACKED or largest > PART:
        raise Refused("too_large_unpacked", f"{total // MIB} MiB")
    return packed


def read_part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Return one part, as long as it stays within the limits whatever its header says."""
    try:
        with packed.open(name) as part:
            content = part.read(PART + 1)
    except KeyError:
        raise
    except Exception as error:
        # a damaged part fails in as many ways as there are ways to pack
        raise Refused("damaged", f"{name}: {error}") from error
    if len(content) > PART:
        raise Refused("too_large_unpacked", f"{name}")
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise Refused("entities", name)
    return content
