"""Answers that were given before: the rows of a query, kept until others need their room.

A database is only read and swapped in whole, so the same statement with the same values on the same
file has the same answer, whoever asks. Rows are handed out as copies that share their memory until
somebody changes them (pandas' copy-on-write), so no reader can change another's.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy
import pandas


class Answers:
    """The answers given last, by what was asked; `most`: the bytes that all may take together."""

    def __init__(self, most: int) -> None:
        """Remember nothing yet."""
        self.most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, pandas.DataFrame] = OrderedDict()
        self._bytes = 0

    def get(self, asked: Hashable) -> pandas.DataFrame | None:
        """Return the answer to what is `asked`, if it is still kept."""
        with self._lock:
            found = self._kept.get(asked)
            if found is None:
                return None
            self._kept.move_to_end(asked)
        return found.copy(deep=False)

    def keep(self, asked: Hashable, rows: pandas.DataFrame) -> pandas.DataFrame:
        """Keep `rows` as the answer, and return them to work with; the oldest answers may go."""
        _freeze_lists(rows)
        size = _size(rows)
        if size <= self.most:
            with self._lock:
                self._forget(asked)
                self._kept[asked] = rows
                self._bytes += size
                while self._bytes > self.most:
                    self._forget(next(iter(self._kept)))
        return rows.copy(deep=False)

    def _forget(self, asked: Hashable) -> None:
        rows = self._kept.pop(asked, None)
        if rows is not None:
            self._bytes -= _size(rows)


def key(bound: Mapping[str, Any]) -> Hashable:
    """Return what a statement binds as something that can be looked up."""
    return tuple((name, _fixed(bound[name])) for name in sorted(bound))


def _fixed(value: Any) -> Hashable:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_fixed(one) for one in value)
    # 1, 1.0 and true are equal, but not the same to SQL
    return type(value), value


def _size(rows: pandas.DataFrame) -> int:
    return int(rows.memory_usage(deep=False).sum())


def _freeze_lists(rows: pandas.DataFrame) -> None:
    """Make the lists in cells unchangeable: copies of the rows share them."""
    for column in rows.select_dtypes("object", exclude="str"):
        for cell in rows[column]:
            if isinstance(cell, numpy.ndarray):
                cell.flags.writeable = False
