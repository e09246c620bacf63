"""The audit list: who asked to publish what, and how that ended. It is no part of the data.

One line of JSON an event, in a file beside the database that no version, download or export holds.
"""

import datetime
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from data.replacing import alone

FILE = "audit.jsonl"


@dataclass(frozen=True)
class Event:
    """One thing that was asked for. `account`: of the login, blank for the command line."""

    at: str
    who: str
    account: str
    action: str
    outcome: str
    details: str = ""


def path_of(database: Path) -> Path:
    """Return the file of the audit list of a database."""
    return database.parent / FILE


def record(
    database: Path, *, who: str, account: str, action: str, outcome: str, details: str = ""
) -> None:
    """Write one event, and wait until the disk has it. Raises OSError."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    event = Event(at, who, account, action, outcome, details)
    path = path_of(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path.parent), path.open("ab") as file:
        # what a killed one wrote half must not take this line with it
        begins_anew = path.stat().st_size and not _ends_line(path)
        line = json.dumps(asdict(event), ensure_ascii=False).encode() + b"\n"
        file.write(b"\n" + line if begins_anew else line)
        file.flush()
        os.fsync(file.fileno())


def read(database: Path) -> list[Event]:
    """Return every event, the newest first; lines that a killed process left unfinished are not."""
    path = path_of(database)
    if not path.exists():
        return []
    events = []
    for line in path.read_bytes().splitlines():
        try:
            written = json.loads(line)
        except ValueError:
            continue
        if isinstance(written, Mapping):
            events.append(Event(**written))
    return events[::-1]


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
