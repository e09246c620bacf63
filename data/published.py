"""The log of what was published: one file a version, chained, behind a small pointer.

    published/
        head.json              which version is the newest: its number, and the sum of its file
        versions/000001.json   who published what, when and why; never changed after that
        shipped/<id>.zip       the tables that a version was published over
        lock

A version counts from the moment in which the pointer names it. Whoever is killed before leaves a
file that nobody reads; whoever is killed after has published, and the next build has it.
"""

import contextlib
import hashlib
import io
import json
import os
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from data.replacing import alone, write_through

#: of a file of the log; another one was written by a later edition of the program
FORMAT = 1
#: what a version is built from besides the log, as `build` reads it
TABLES = (".csv", ".toml", ".sql", ".geojson")
READ_ONLY = 0o444


class DamagedLog(Exception):
    """The log of what was published cannot be trusted. The message says what is wrong with it."""


class NoLock(Exception):
    """Nobody can be kept from writing into the log meanwhile."""


class Overtaken(Exception):
    """Somebody else published first."""


@dataclass(frozen=True)
class Change:
    """One row that a version adds (no `old`), withdraws (no `new`) or puts in the place of another.

    Cells are texts, as in the tables. `seen`: the sums of shipped rows about the same that were
    there when it was published, so that a later release's own change can be told.
    """

    table: str
    old: Mapping[str, str] | None
    new: Mapping[str, str] | None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settlement:
    """What an editor decided of a conflict: what was published holds, or the shipped row does."""

    item: str
    keep_published: bool
    seen: tuple[str, ...] = ()
    #: the sums of the shipped rows that give way for good
    hides: tuple[str, ...] = ()
    #: of a table with ids: the shipped row as it was when this was decided
    shipped: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Entry:
    """One version: who published it, when, why, from which file, and what.

    `before`: the sum of the version before it. `shipped`: the tables that it was published over.
    `restores`: the version that it brings back; it then has no changes of its own.
    """

    number: int
    before: str
    at: str
    by: str
    why: str
    file: str
    shipped: str
    changes: tuple[Change, ...] = ()
    settled: tuple[Settlement, ...] = ()
    restores: int | None = None

    def write(self) -> bytes:
        """Return the file of this version."""
        text = json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1)
        return text.encode() + b"\n"


@dataclass(frozen=True)
class Log:
    """What was published, the oldest first. `head`: the sum of the newest version."""

    entries: tuple[Entry, ...] = ()
    head: str = ""

    @property
    def number(self) -> int:
        """Return the number of the newest version; 0 when nothing was published."""
        return len(self.entries)

    def until(self, number: int) -> "Log":
        """Return the log as it was when the version `number` was the newest."""
        if not 0 <= number <= self.number:
            raise ValueError(f"There is no version {number}; the newest is {self.number}.")
        return Log(self.entries[:number], self._sum(number))

    def _sum(self, number: int) -> str:
        if number == self.number:
            return self.head
        return self.entries[number].before

    def followed_by(self, entry: Entry) -> "Log":
        """Return the log with one more version. Raises Overtaken when another took its place."""
        if (entry.number, entry.before) != (self.number + 1, self.head):
            raise Overtaken(f"Version {entry.number} was published meanwhile.")
        return Log((*self.entries, entry), sum_of(entry.write()))


def sum_of(data: bytes) -> str:
    """Return the sum by which a file is known."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until nobody else publishes into `folder`, which is made if need be. Raises NoLock."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder) as is_alone:
        if not is_alone:
            raise NoLock(
                f"{folder} stands on a disk that knows no locks; move it to one that does."
            )
        for left in folder.rglob("*.new"):
            left.unlink(missing_ok=True)
        if not (folder / "head.json").exists() and not any((folder / "versions").glob("*.json")):
            _point(folder, Log())
        yield


def read_head(folder: Path) -> tuple[int, str]:
    """Return number and sum of the newest version; 0 and no sum when there is none."""
    path = folder / "head.json"
    try:
        written = json.loads(path.read_bytes())
        number, head = int(written["number"]), str(written["sum"])
    except FileNotFoundError:
        if any((folder / "versions").glob("*.json")):
            raise DamagedLog(f"{path} is missing. Restore it from a backup.") from None
        return 0, ""
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedLog(f"{path} cannot be read. Restore it from a backup.") from error
    return number, head


def read(folder: Path) -> Log:
    """Return what was published, each file held against the sum in the one after it."""
    number, head = read_head(folder)
    entries: list[Entry] = []
    expected = head
    for place in range(number, 0, -1):
        path = path_of(folder, place)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise DamagedLog(f"{path} is missing. Restore it from a backup.") from None
        if sum_of(data) != expected:
            raise DamagedLog(f"{path} is not as it was published. Restore it from a backup.")
        entry = _parse(path, data)
        entries.append(entry)
        expected = entry.before
    if number and expected:
        raise DamagedLog(f"{path_of(folder, 1)} is not the first version. Restore a backup.")
    return Log(tuple(reversed(entries)), head)


def path_of(folder: Path, number: int) -> Path:
    """Return the file of a version."""
    return folder / "versions" / f"{number:06d}.json"


def append(folder: Path, log: Log) -> None:
    """Write the newest version of `log`, and let the pointer name it. Hold the lock meanwhile.

    Raises OSError when the disk does not take it; the log is then as it was.
    """
    path = path_of(folder, log.number)
    try:
        _write(path, log.entries[-1].write())
        path.chmod(READ_ONLY)
        _point(folder, log)
    except OSError:
        if read_head(folder)[0] < log.number:
            path.unlink(missing_ok=True)
        raise


def keep_shipped(folder: Path, tables: Path) -> str:
    """Keep the shipped tables, unless these are kept already, and return their id."""
    files = {path.name: path.read_bytes() for path in sorted(tables.iterdir()) if _is_table(path)}
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(name.encode() + b"\0" + data)
    shipped = digest.hexdigest()[:16]
    path = shipped_path(folder, shipped)
    if not path.exists():
        _write(path, pack(files))
        path.chmod(READ_ONLY)
    return shipped


def shipped_path(folder: Path, shipped: str) -> Path:
    """Return the file that holds the shipped tables of an id."""
    return folder / "shipped" / f"{shipped}.zip"


def unpack_shipped(folder: Path, shipped: str, to: Path) -> None:
    """Write the shipped tables of an id into the folder `to`. Raises DamagedLog."""
    path = shipped_path(folder, shipped)
    try:
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                (to / Path(name).name).write_bytes(packed.read(name))
    except (FileNotFoundError, zipfile.BadZipFile) as error:
        raise DamagedLog(f"{path} is missing or damaged. Restore it from a backup.") from error


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip that is the same whenever it is made of the same."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _is_table(path: Path) -> bool:
    return path.suffix in TABLES


def _point(folder: Path, log: Log) -> None:
    words = json.dumps({"number": log.number, "sum": log.head})
    _write(folder / "head.json", words.encode() + b"\n")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and wait until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex[:12]}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
        with contextlib.suppress(OSError):  # not every system can do this with a folder
            write_through(path.parent)
            write_through(path.parent.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _parse(path: Path, data: bytes) -> Entry:
    try:
        written: dict[str, Any] = json.loads(data)
        if written.pop("format") != FORMAT:
            raise DamagedLog(f"{path} was written by a later edition of the program. Update it.")
        entry = Entry(**written)
        changes = tuple(Change(**change) for change in entry.changes)  # type: ignore[arg-type]
        settled = tuple(Settlement(**one) for one in entry.settled)  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedLog(f"{path} cannot be read. Restore it from a backup.") from error
    return replace(
        entry,
        changes=tuple(replace(change, seen=tuple(change.seen)) for change in changes),
        settled=tuple(
            replace(one, seen=tuple(one.seen), hides=tuple(one.hides)) for one in settled
        ),
    )
