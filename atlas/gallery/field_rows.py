"""Rows about sector groups in regions or countries: put in order, put together, named."""

import pandas

from atlas import i18n
from atlas.analysis.coverage import may_be_quoted
from atlas.charts.sectors.matrix import OTHERS
from atlas.db import database
from atlas.gallery.recipe import NothingToDraw
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text.inhabitants import FEWEST_CLUSTERS, FEWEST_INHABITANTS
from data.words import folded

Names = dict[str, str]
#: columns of rows about places that say what clusters report
OF_METRIC = [
    "exact",
    "exact_total",
    "open_above",
    "total",
    "low",
    "high",
    "per_100000",
    "per_100000_low",
]
OF_METRIC += ["per_100000_high", "first_as_of", "last_as_of", "source_ids"]


def fetch_pairs(view: View, by: str) -> pandas.DataFrame:
    """Fetch the clusters of every sector group in every place (`by`: region or country).

    Clusters without a known seat are of no place. Raises NothingToDraw when there are no others.
    """
    rows = view.run("clusters_by_field_and_place", by=by)
    if rows["place_id"].isna().all():
        raise NothingToDraw(
            _("No selected cluster has a known seat, so none can be put in its place.")
        )
    return rows


def names_by_size(rows: pandas.DataFrame, dimension: str) -> Names:
    """Return the names of sector groups or places by their ids, those with most clusters first.

    `rows`: from `fetch_pairs`. `dimension`: 'field' for the sector groups, or 'place'.
    """
    placed = rows[rows[f"{dimension}_id"].notna()]
    records = placed.drop_duplicates(f"{dimension}_id").to_dict("records")
    names = {str(row[f"{dimension}_id"]): i18n.name(row, f"{dimension}_name") for row in records}
    sizes = placed.groupby(f"{dimension}_id")["clusters"].sum()
    # of two with as many clusters the same one comes first in every language
    order = sorted(names, key=lambda item_id: (-sizes[item_id], item_id))
    return {item_id: names[item_id] for item_id in order}


def sort_by_total(names: Names, rows: pandas.DataFrame, column: str) -> Names:
    """Return `names` sorted by the totals that `rows` hold of them, the largest first.

    `rows`: from `fetch_metric`, of all names. `column`: which of its columns holds their ids.
    Those with the same total, or with none, keep their order.
    """
    totals = rows.groupby(column)["total"].sum()
    order = sorted(names, key=lambda item_id: -float(totals.get(item_id, 0.0)))
    return {item_id: names[item_id] for item_id in order}


def keep_largest(names: Names, most: int, dimension: str) -> Names:
    """Return at most `most` of `names`; the last then stands for all the others together.

    `dimension`: sector, region or country.
    """
    if len(names) <= most:
        return names
    kept = dict(list(names.items())[: most - 1])
    count = len(names) - len(kept)
    together = {
        "sector": ngettext("{count} other sector group", "{count} other sector groups", count),
        "region": ngettext("{count} other region", "{count} other regions", count),
        "country": ngettext("{count} other country", "{count} other countries", count),
    }[dimension]
    return kept | {OTHERS: together.format(count=i18n.number(count))}


def count_clusters(rows: pandas.DataFrame, groups: Names, places: Names) -> pandas.DataFrame:
    """Return how many clusters the groups and places kept have, with the names of both.

    `rows`: from `fetch_pairs`.
    """
    placed = rows[rows["place_id"].notna()]
    together = placed.assign(
        field_id=placed["field_id"].where(placed["field_id"].isin(list(groups)), OTHERS),
        place_id=placed["place_id"].where(placed["place_id"].isin(list(places)), OTHERS),
    ).groupby(["field_id", "place_id"], as_index=False)
    summed = together.agg({"clusters": "sum", "names": _join_lists, "source_ids": _join_lists})
    return _add_names(summed, groups, places)


def fetch_metric(
    view: View, metric: Metric, by: str, groups: Names, places: Names
) -> pandas.DataFrame:
    """Fetch what clusters report of `metric`, by the groups and places kept, with their names."""
    kept = {"fields": list(groups), "places": list(places)}
    rows = view.run("metric_by_field_and_place", metric=metric.id, by=by, **kept)
    return _add_names(rows[rows["place_id"].notna()].reset_index(drop=True), groups, places)


def add_inhabitants(rows: pandas.DataFrame, places: Names, all_places: Names) -> pandas.DataFrame:
    """Return rows about places with their inhabitants and the figures per inhabitant.

    `places`: those kept; the others of `all_places` are one place together. Adds `population`, its
    year and source, `clusters_per_million`, `few` and, where there is a `total`, `per_100000`.
    """
    population = database.run("population_list").set_index("region_id")
    known = population.reindex([place_id for place_id in places if place_id != OTHERS])
    together = population.loc[[place_id for place_id in all_places if place_id not in places]]
    for column, value in (
        ("population", together["population"].sum()),
        ("population_year", together["population_year"].max()),
    ):
        known.loc[OTHERS, column] = value
    people = known.loc[rows["place_id"]].reset_index(drop=True)
    counted = people["population"].astype(float)
    added = rows.assign(
        population=counted,
        population_year=people["population_year"],
        population_source_id=people["source_id"],
        clusters_per_million=rows["clusters"] * 1_000_000 / counted,
        few=(rows["clusters"] < FEWEST_CLUSTERS) | (counted < FEWEST_INHABITANTS),
    )
    if "total" not in rows:
        return added
    return added.assign(
        per_100000=rows["total"].astype(float) * 100_000 / counted,
        # a rate of those that report, over all inhabitants, is too low where few report
        few=added["few"] | ~may_be_quoted(rows["reporting"], rows["clusters"]),
    )


def list_sources(rows: pandas.DataFrame, amounts: pandas.DataFrame) -> list[list[str]]:
    """Return the ids of the sources behind each of `rows`, taken from the rows of `amounts`."""
    sources = {
        (row["field_id"], row["place_id"]): list(filter(_is_text, row["source_ids"]))
        for row in amounts.to_dict("records")
    }
    pairs_of = zip(rows["field_id"], rows["place_id"], strict=True)
    return [sources.get(pair, []) for pair in pairs_of]


def _add_names(rows: pandas.DataFrame, groups: Names, places: Names) -> pandas.DataFrame:
    return rows.rename(columns={"field_id": "group_id"}).assign(
        group_name=rows["field_id"].map(groups), place_name=rows["place_id"].map(places)
    )


def _join_lists(lists: pandas.Series) -> list[str]:
    return sorted({cell for cells in lists for cell in cells if _is_text(cell)}, key=folded)


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)
