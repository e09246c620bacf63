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
    """The latest answers by their questions; `most`: the bytes that all may take together."""

    def __init__(self, most: int) -> None:
        """Remember nothing yet."""
        self.most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, pandas.DataFrame] = OrderedDict()
        self._bytes = 0

    def get(self, question: Hashable) -> pandas.DataFrame | None:
        """Return the answer to `question`, if it is still kept."""
        with self._lock:
            rows = self._kept.get(question)
            if rows is None:
                return None
            self._kept.move_to_end(question)
        return rows.copy(deep=False)

    def keep(self, question: Hashable, rows: pandas.DataFrame) -> pandas.DataFrame:
        """Keep `rows` as the answer, and return them to work with; the oldest answers may go."""
        _freeze_lists(rows)
        size = _size(rows)
        if size <= self.most:
            with self._lock:
                self._forget(question)
                self._kept[question] = rows
                self._bytes += size
                while self._bytes > self.most:
                    self._forget(next(iter(self._kept)))
        return rows.copy(deep=False)

    def _forget(self, question: Hashable) -> None:
        rows = self._kept.pop(question, None)
        if rows is not None:
            self._bytes -= _size(rows)


def make_key(bound: Mapping[str, Any]) -> Hashable:
    """Return the values that a statement binds as a key to look answers up by."""
    return tuple((name, _make_hashable(bound[name])) for name in sorted(bound))


def _make_hashable(value: Any) -> Hashable:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_make_hashable(item) for item in value)
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
