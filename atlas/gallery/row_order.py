"""Rows in the order of their chart, so that a table reads as the chart does."""

from collections.abc import Iterable

import pandas

from atlas import i18n
from atlas.model.metrics import STATISTIC_COLUMNS, Metric
from data.words import folded


def of(rows: pandas.DataFrame, column: str, order: Iterable[str]) -> pandas.DataFrame:
    """Return `rows` by the place of their `column` in `order`; rows of the same keep their own."""
    place = {one: idx for idx, one in enumerate(order)}
    return rows.sort_values(
        column, key=lambda ids: ids.map(place), kind="stable", ignore_index=True
    )


def largest_first(rows: pandas.DataFrame, metric: Metric, statistic: str) -> pandas.DataFrame:
    """Return `rows` of regions from large to small, dates from early to late, nothing last."""
    column = STATISTIC_COLUMNS[statistic]
    named = rows.assign(_name=[folded(i18n.name(row)) for row in rows.to_dict("records")])
    early = metric.calendar and statistic != "count"
    ordered = named.sort_values([column, "_name"], ascending=[early, True], ignore_index=True)
    return ordered.drop(columns="_name")


def largest_latest_first(rows: pandas.DataFrame, one: str, value: str) -> pandas.DataFrame:
    """Return `rows` with those of the largest latest `value` first, each year by year.

    `one`: the column that tells apart what is followed over the years.
    """
    name = "name" if "name" in rows else "name_en"
    latest = rows.sort_values("year").groupby(one).last()
    order = latest.sort_values([value, name], ascending=[False, True]).index
    return of(rows.sort_values("year", kind="stable"), one, order)
