"""Rows in the order of their chart, so that a table reads as the chart does."""

from collections.abc import Iterable

import pandas

from atlas import i18n
from atlas.model.metrics import STATISTIC_COLUMNS, Metric
from data.words import folded


def sort_by(rows: pandas.DataFrame, column: str, order: Iterable[str]) -> pandas.DataFrame:
    """Return `rows` sorted by the position of their `column` in `order`; ties keep their order."""
    positions = {value: position for position, value in enumerate(order)}
    return rows.sort_values(
        column, key=lambda ids: ids.map(positions), kind="stable", ignore_index=True
    )


def largest_first(rows: pandas.DataFrame, metric: Metric, statistic: str) -> pandas.DataFrame:
    """Return `rows` of regions from large to small, dates from early to late, missing ones last.

    Places that are too few to compare come after the others, countries that no map draws last.
    """
    column = STATISTIC_COLUMNS[statistic]
    named = rows.assign(_name=[folded(i18n.name(row)) for row in rows.to_dict("records")])
    early = metric.calendar and statistic != "count"
    ordered = named.sort_values([column, "_name"], ascending=[early, True], ignore_index=True)
    for last in ("few", "outline"):
        if last in ordered:
            behind = ordered[last] if last == "few" else ~ordered[last].astype(bool)
            ordered = pandas.concat([ordered[~behind], ordered[behind]], ignore_index=True)
    return ordered.drop(columns="_name")


def largest_latest_first(
    rows: pandas.DataFrame, key_column: str, value_column: str
) -> pandas.DataFrame:
    """Return `rows` sorted by their latest value, the largest first, each year by year.

    `key_column`: the column that tells apart what is followed over the years.
    """
    name = "name" if "name" in rows else "name_en"
    latest = rows.sort_values("year").groupby(key_column).last()
    order = latest.sort_values([value_column, name], ascending=[False, True]).index
    return sort_by(rows.sort_values("year", kind="stable"), key_column, order)
