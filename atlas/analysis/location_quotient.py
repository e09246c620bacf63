"""Specialisation: how much larger a field's share is in one place than overall.

The location quotient, after P. Sargant Florence, "Report on the Location of Industry" (1939), as
described by A. M. Isserman, "The Location Quotient Approach to Estimating Regional Economic
Impacts", Journal of the American Institute of Planners 43(1), 1977, pp. 33–41:

    (amount of the field here / amount of all fields here)
    / (amount of the field overall / amount of all fields overall)
"""

import math

import pandas

#: a place, or a field overall, with fewer clusters gets no quotient: one cluster more or less would
#: move its share by more than 20 percentage points
FEWEST = 5
COLUMNS = ["field_id", "place_id", "value", "low", "high", "here", "all_here", "overall"]
COLUMNS += ["all_overall", "clusters_here", "all_clusters_here", "clusters_overall"]
AMOUNTS = ["reporting", "total", "low", "high"]


def compute(here: float, all_here: float, overall: float, all_overall: float) -> float:
    """Return the location quotient of four amounts of which each but the first is above zero."""
    return (here / all_here) / (overall / all_overall)


def compute_range(
    here: tuple[float, float],
    beside: tuple[float, float],
    elsewhere: tuple[float, float],
    rest: tuple[float, float],
) -> tuple[float, float]:
    """Return the lowest and highest quotient that is possible within the hedges of the amounts.

    The four parts, each as (low, high), do not overlap: the field here, other fields here, the
    field elsewhere, other fields elsewhere. The quotient

        q = a (a + b + c + d) / ((a + b) (a + c))

    falls with b and c and rises with d, whatever the others are, so their ends bound it. Along a
    it rises up to one peak and falls after it (or only does one of both): its least value lies at
    an end of a, its greatest at an end or at the peak, the positive root of
    d a² - 2 b c a - b c (b + c + d) = 0.
    NaN where all of here, or all of the field, may be nothing.
    """
    least = [_quotient(a, beside[1], elsewhere[1], rest[0]) for a in here]
    b, c, d = beside[0], elsewhere[0], rest[1]
    ends = [*here, min(max(_peak(b, c, d), here[0]), here[1])]
    return min(least), max(_quotient(a, b, c, d) for a in ends)


def _quotient(a: float, b: float, c: float, d: float) -> float:
    below = (a + b) * (a + c)
    return a * (a + b + c + d) / below if below else math.nan


def _peak(b: float, c: float, d: float) -> float:
    """Return at which amount here the quotient is greatest; infinite when it only rises."""
    if not d:
        return math.inf
    return (b * c + math.sqrt(b * b * c * c + d * b * c * (b + c + d))) / d


def compute_table(amounts: pandas.DataFrame) -> pandas.DataFrame:
    """Return the quotient of every field in every place that has enough clusters.

    `amounts`: one row per field and place with clusters: `field_id`, `place_id` (missing: of no
    place, counts overall only), `reporting` (how many of them report), and `total`, `low`, `high`
    (what those add up to).
    One row per field and place with at least FEWEST clusters each: `field_id`, `place_id`, `value`,
    `low`, `high`, and what it is made of: `here`, `all_here`, `overall`, `all_overall` (amounts),
    `clusters_here`, `all_clusters_here`, `clusters_overall`. A field of which no cluster is in a
    place has the quotient zero there; that is known, not missing.
    """
    counted = amounts[amounts["reporting"] > 0]
    fields = counted.groupby("field_id")[AMOUNTS].sum()
    places = counted.groupby("place_id")[AMOUNTS].sum()
    whole = counted[AMOUNTS].sum()
    pairs = amounts.dropna(subset=["place_id"]).set_index(["field_id", "place_id"])[AMOUNTS]
    rows = []
    for place_id, there in _enough(places).iterrows():
        for field_id, field in _enough(fields).iterrows():
            pair = (field_id, place_id)
            here = pairs.loc[pair] if pair in pairs.index else there * 0
            if pair in pairs.index and not here["reporting"]:
                continue
            names = {"field_id": field_id, "place_id": place_id}
            rows.append(names | _quotients(here, there, field, whole))
    return pandas.DataFrame(rows, columns=COLUMNS)


def _enough(amounts: pandas.DataFrame) -> pandas.DataFrame:
    return amounts[(amounts["reporting"] >= FEWEST) & (amounts["total"] > 0)]


def _quotients(
    here: pandas.Series, there: pandas.Series, field: pandas.Series, whole: pandas.Series
) -> dict[str, float]:
    """Return a row of `compute_table`; each amount has `reporting`, `total`, `low` and `high`."""
    value = compute(here["total"], there["total"], field["total"], whole["total"])
    low, high = value, value
    if whole["high"] > whole["low"]:
        parts = (here, there - here, field - here, whole - there - field + here)
        low, high = compute_range(*((part["low"], part["high"]) for part in parts))
    return {
        "value": value,
        "low": min(low, value),
        "high": max(high, value),
        "here": here["total"],
        "all_here": there["total"],
        "overall": field["total"],
        "all_overall": whole["total"],
        "clusters_here": int(here["reporting"]),
        "all_clusters_here": int(there["reporting"]),
        "clusters_overall": int(field["reporting"]),
    }
