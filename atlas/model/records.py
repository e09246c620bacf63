"""Rows of a query as dicts of Python's own values."""

from typing import Any

import pandas


def of(rows: pandas.DataFrame) -> list[dict[Any, Any]]:
    """Return one dict a row, as `rows.to_dict("records")` does, but faster."""
    # all cells become Python's values at once; `to_dict` converts each by itself, and converting
    # column by column would take longer still where rows are few
    lines = rows.to_numpy(dtype=object).tolist()
    for place, dtype in enumerate(rows.dtypes):
        # where rows were joined or stacked, a missing text may be NaN, which counts as true
        if dtype in ("object", "str") and any(isinstance(line[place], str) for line in lines):
            for line in lines:
                line[place] = line[place] if line[place] == line[place] else None
        # a missing whole number or truth value is None
        if getattr(dtype, "na_value", None) is pandas.NA:
            for line in lines:
                line[place] = None if line[place] is pandas.NA else line[place]
    names = list(rows)
    return [dict(zip(names, line, strict=True)) for line in lines]
