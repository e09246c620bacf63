"""A database in memory that one session alone asks: all that is known, with its reader's own rows.

It has the same tables as the file, so every question can be asked of it. Nothing of it is ever on
the disk, nor in what is kept for all sessions: its answers are kept with it, and gone with it.
"""

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import duckdb

from atlas.db import cache

#: what its answers may take, and what it may take itself, in bytes
ROOM = 20_000_000
MEMORY = "2GB"
#: no place on the disk: what does not fit into memory fails
NO_DISK: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "max_temp_directory_size": "0KB",
    "memory_limit": MEMORY,
}
LOCK = "set enable_external_access = false; set lock_configuration = true"

_numbers = itertools.count(1)
_Value = TypeVar("_Value")


class PrivateDatabase:
    """One reader's own database. `number`: no other one of this process has it."""

    def __init__(self, write: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        """Let `write` fill an empty database in memory."""
        self.number = next(_numbers)
        self.answers = cache.Answers(ROOM)
        self._lock = threading.Lock()
        self._kept: dict[Callable[[], Any], Any] = {}
        self._connection = duckdb.connect(":memory:", config=NO_DISK)
        self._connection.execute(LOCK)
        try:
            write(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @contextlib.contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor."""
        with self._connection.cursor() as cursor:
            yield cursor

    def keep(self, work_out: Callable[[], _Value]) -> _Value:
        """Return what a function works out from these data, kept as long as they are."""
        with self._lock:
            if work_out in self._kept:
                value: _Value = self._kept[work_out]
                return value
        value = work_out()
        with self._lock:
            self._kept[work_out] = value
        return value

    def close(self) -> None:
        """Give the memory back. Nothing can be asked after that."""
        self.answers = cache.Answers(ROOM)
        self._kept.clear()
        self._connection.close()
