"""Numbers as they are written to files: plain, and to their last digit."""

import math
from typing import Any


def number(value: Any) -> float | int | None:
    """Return a plain number to the last digit; None for what is missing or no number."""
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, str | bool) or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)


class Exact(float):
    """A number that is written to its last digit, where Excel's writers stop at the sixteenth."""

    def __format__(self, form: str) -> str:
        """Return the shortest text that reads back as the same number."""
        return repr(int(self)) if self.is_integer() else float.__repr__(self)
