"""Rows about sector groups in regions or countries: put in order, put together, named."""

import pandas

from atlas import i18n
from atlas.charts.sectors.matrix import OTHERS
from atlas.gallery.recipe import NothingToDraw
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.model.view import View
from data.words import folded

Names = dict[str, str]


def pairs(view: View, by: str) -> pandas.DataFrame:
    """Return the clusters of every sector group in every place (`by`: region or country).

    Those without a known seat are of no place. Raises NothingToDraw when there are no others.
    """
    rows = view.run("clusters_by_field_and_place", by=by)
    if rows["place_id"].isna().all():
        raise NothingToDraw(
            _("No selected cluster has a known seat, so none can be put in its place.")
        )
    return rows


def ordered(rows: pandas.DataFrame, what: str) -> Names:
    """Return the sector groups ('field') or places of `pairs`, most clusters first: id -> name."""
    placed = rows[rows[f"{what}_id"].notna()]
    records = placed.drop_duplicates(f"{what}_id").to_dict("records")
    names = {str(row[f"{what}_id"]): i18n.name(row, f"{what}_name") for row in records}
    sizes = placed.groupby(f"{what}_id")["clusters"].sum()
    # of two with as many clusters the same one comes first in every language
    order = sorted(names, key=lambda one: (-sizes[one], one))
    return {one: names[one] for one in order}


def largest_first(names: Names, rows: pandas.DataFrame, column: str) -> Names:
    """Return `names` in the order of the totals that `rows` hold of them, the largest first.

    `rows`: from `measured`, of all names. `column`: which of its columns holds their ids. Those
    with the same total, or with none, keep their order.
    """
    totals = rows.groupby(column)["total"].sum()
    order = sorted(names, key=lambda one: -float(totals.get(one, 0.0)))
    return {one: names[one] for one in order}


def reduced(names: Names, most: int, what: str) -> Names:
    """Return at most `most` of `names`; the last then stands for all the others together.

    `what`: sector, region or country.
    """
    if len(names) <= most:
        return names
    kept = dict(list(names.items())[: most - 1])
    count = len(names) - len(kept)
    together = {
        "sector": ngettext("{count} other sector group", "{count} other sector groups", count),
        "region": ngettext("{count} other region", "{count} other regions", count),
        "country": ngettext("{count} other country", "{count} other countries", count),
    }[what]
    return kept | {OTHERS: together.format(count=i18n.number(count))}


def counted(rows: pandas.DataFrame, groups: Names, places: Names) -> pandas.DataFrame:
    """Return `pairs` put together into the groups and places kept, with the names of both."""
    placed = rows[rows["place_id"].notna()]
    together = placed.assign(
        field_id=placed["field_id"].where(placed["field_id"].isin(list(groups)), OTHERS),
        place_id=placed["place_id"].where(placed["place_id"].isin(list(places)), OTHERS),
    ).groupby(["field_id", "place_id"], as_index=False)
    found = together.agg({"clusters": "sum", "names": _joined, "source_ids": _joined})
    return _named(found, groups, places)


def measured(view: View, metric: Metric, by: str, groups: Names, places: Names) -> pandas.DataFrame:
    """Return what clusters report of `metric`, by the groups and places kept, with their names."""
    kept = {"fields": list(groups), "places": list(places)}
    rows = view.run("metric_by_field_and_place", metric=metric.id, by=by, **kept)
    return _named(rows[rows["place_id"].notna()].reset_index(drop=True), groups, places)


def cited(rows: pandas.DataFrame, amounts: pandas.DataFrame) -> list[list[str]]:
    """Return the sources behind each of `rows`, from those of `amounts`, group by group."""
    sources = {
        (row["field_id"], row["place_id"]): [one for one in row["source_ids"] if _is_id(one)]
        for row in amounts.to_dict("records")
    }
    pairs_of = zip(rows["field_id"], rows["place_id"], strict=True)
    return [sources.get(pair, []) for pair in pairs_of]


def _named(rows: pandas.DataFrame, groups: Names, places: Names) -> pandas.DataFrame:
    return rows.rename(columns={"field_id": "group_id"}).assign(
        group_name=rows["field_id"].map(groups), place_name=rows["place_id"].map(places)
    )


def _joined(lists: pandas.Series) -> list[str]:
    return sorted({one for part in lists for one in part if _is_id(one)}, key=folded)


def _is_id(one: object) -> bool:
    return isinstance(one, str)
