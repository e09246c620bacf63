"""Whether one figure is surely more than another, given how their sources hedge them."""

import math
from typing import Literal

Verdict = Literal["more", "less", "equal", "unclear"]


def compare(low_a: float, high_a: float, low_b: float, high_b: float) -> Verdict:
    """Return how the figure a, somewhere in low_a..high_a, stands to the figure b.

    'more' and 'less' only when it holds whatever the true values are; 'equal' only for the same
    value without a hedge; 'unclear' when the ranges touch or overlap, so that nobody can tell.
    Raises ValueError for a missing end and for a range that ends before it begins: what is not
    reported cannot be compared.
    """
    for low, high in ((low_a, high_a), (low_b, high_b)):
        if math.isnan(low) or math.isnan(high):
            raise ValueError("A value that is not reported cannot be compared.")
        if low > high:
            raise ValueError(f"A range cannot begin at {low} and end at {high}.")
    if low_a > high_b:
        return "more"
    if high_a < low_b:
        return "less"
    # nothing is left between the ends: all four are one value
    if low_a == high_a == low_b == high_b:
        return "equal"
    return "unclear"
