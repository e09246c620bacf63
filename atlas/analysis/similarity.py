"""How near two clusters are by structure: one distance a trait, and their weighted average.

The average is Gower's general coefficient (J. C. Gower, "A general coefficient of similarity and
some of its properties", Biometrics 27, 1971, pp. 857–871) as a distance: traits of any kind, each
from 0 (alike) to 1 (nothing alike), and what is not known of either cluster is left out. The
formulas with an example by hand stand in docs/peers.md.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy
import pandas

#: the traits in the order in which they are shown
TRAITS = ("age", "members", "staff", "sector", "region", "border")
#: compared as ratios: 20 against 40 members is as far apart as 200 against 400
RATIOS = ("members", "staff")
#: the share of the weight that must be compared for an average to be worth anything
LEAST_COMPARED = 0.5
#: the share from which on a cluster is compared well, and comes before those that are not
WELL_COMPARED = 2 / 3

Scales = Mapping[str, tuple[float, float]]


def distances(own: Mapping[str, Any], rows: pandas.DataFrame, scales: Scales) -> pandas.DataFrame:
    """Return the distance of each of `rows` to `own`, trait by trait; NaN where it is not known.

    `own`, `rows`: from the query `structure`. `scales`: trait -> (low, high), the values between
    which the middle nine tenths of all clusters lie; that span counts as nothing alike, and so
    does more than it, so that a single giant cannot squeeze all others together.
    """
    columns = {
        trait: _scaled_difference(
            trait, own[f"{trait}_value"], rows[f"{trait}_value"], scales.get(trait)
        )
        for trait in ("age", *RATIOS)
    }
    columns["sector"] = pandas.Series(
        [
            (_jaccard(own["sectors"], sectors) + _jaccard(own["sector_groups"], groups)) / 2
            for sectors, groups in zip(rows["sectors"], rows["sector_groups"], strict=True)
        ],
        index=rows.index,
        dtype=float,
    )
    for trait, column in (("region", "region_kind"), ("border", "cross_border")):
        columns[trait] = _differs(own[column], rows[column])
    return pandas.DataFrame(columns, columns=list(TRAITS), index=rows.index)


def average(apart: pandas.DataFrame, weights: Mapping[str, float]) -> pandas.DataFrame:
    """Return `distance` (0 to 1), `compared` and `well`, whether enough of the weight is compared.

    `compared` is the number of weighted traits known of both. `apart`: from `distances`. The
    distance is NaN where less than half of the weight is compared, and where every weight is 0.
    """
    weight = numpy.array([weights[trait] for trait in TRAITS], dtype=float)
    values = apart[list(TRAITS)].to_numpy(dtype=float)
    known = ~numpy.isnan(values) & (weight > 0)
    compared = (known * weight).sum(axis=1)
    total = (numpy.where(known, values, 0.0) * weight).sum(axis=1)
    enough = (compared > 0) & (compared >= LEAST_COMPARED * weight.sum())
    distance = numpy.divide(total, compared, out=numpy.full(len(apart), numpy.nan), where=enough)
    well = (compared > 0) & (compared >= WELL_COMPARED * weight.sum() - 1e-9)
    columns = {"distance": distance, "compared": known.sum(axis=1), "well": well}
    return pandas.DataFrame(columns, apart.index)


def _scaled_difference(
    trait: str, own: float, values: pandas.Series, scale: tuple[float, float] | None
) -> pandas.Series:
    """Return the difference as a share of the scale, at most 1; of logarithms for `RATIOS`."""
    values = values.astype(float)
    low, high = scale or (math.nan, math.nan)
    # two reported zeros give no difference of logarithms, but are the same
    with numpy.errstate(divide="ignore", invalid="ignore"):
        level = numpy.log if trait in RATIOS else numpy.asarray
        steps = numpy.abs(level(values.to_numpy()) - level(own))
        span = float(level(high) - level(low))
    # without a span (all are the same, or none is reported) figures are only alike or not
    share = steps / span if span > 0 else numpy.ones(len(values))
    distance = numpy.where(values == own, 0.0, numpy.minimum(share, 1.0))
    known = values.notna() & bool(pandas.notna(own))
    return pandas.Series(distance, index=values.index).where(known)


def _jaccard(own: Any, other: Any) -> float:
    """Return 1 - shared / all of two lists of ids (Jaccard 1912); NaN when either is missing."""
    if not _is_known(own) or not _is_known(other):
        return math.nan
    mine, theirs = set(own), set(other)
    return 1 - len(mine & theirs) / len(mine | theirs)


def _is_known(ids: Any) -> bool:
    return hasattr(ids, "__len__") and len(ids) > 0


def _differs(own: Any, values: pandas.Series) -> pandas.Series:
    known = values.notna() & bool(pandas.notna(own))
    return (values != own).astype(float).where(known)
