"""The list of all selected clusters, with what everybody asks for first. A table."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, omissions, places
from atlas.text import evidence as evidence_text
from data import addresses
from data.words import folded

WIDTHS = (20, 10, 11, 15, 8, 10, 8, 10, 15, 12)
#: the metrics of the list -> the column of `cluster_overview` that holds their values, and the
#: beginning of the names of all that belongs to these
METRICS = {
    "founding_year": ("founding_year", "founded_"),
    "members": ("members", "members_"),
    "staff": ("staff", "staff_"),
    "events_per_year": ("events", "events_"),
}
#: the columns that the list may be sorted by; a minus before one turns its order round
SORTED_BY = (
    "name",
    "seat",
    "region",
    "sectors",
    "founding_year",
    "members",
    "staff",
    "events_per_year",
    "source",
    "website",
)
SORTS = tuple(sign + column for column in SORTED_BY for sign in ("", "-"))
#: what is sorted from the largest or newest on, unless turned round
LARGEST_FIRST = ("members", "staff", "events_per_year", "source")
NOTHING = "–"
Row = dict[str, Any]


def headings(metrics: Mapping[str, Metric]) -> dict[str, str]:
    """Return what each column is called, by what the list may be sorted by."""
    return {
        "name": _("Cluster"),
        "seat": _("Seat"),
        "region": _("Region"),
        "sectors": _("Sectors"),
        "founding_year": _("Founded"),
        **{name: metrics[name].label for name in ("members", "staff", "events_per_year")},
        "source": _("Newest source"),
        "website": _("Website"),
    }


def say_sorts(metrics: Mapping[str, Metric]) -> dict[str, str]:
    """Return every order in words, by what the address says: 'Members, most first'."""
    patterns = {
        "founding_year": (_("{column}, earliest first"), _("{column}, latest first")),
        "source": (_("{column}, latest first"), _("{column}, earliest first")),
        **dict.fromkeys(
            ("members", "staff", "events_per_year"),
            (_("{column}, most first"), _("{column}, fewest first")),
        ),
    }
    letters = (_("{column}, A to Z"), _("{column}, Z to A"))
    return {
        sign + column: pattern.format(column=heading)
        for column, heading in headings(metrics).items()
        for sign, pattern in zip(("", "-"), patterns.get(column, letters), strict=True)
    }


def is_ascending(sort: str) -> bool:
    """Return whether an order goes from A to Z, or from the smallest or oldest on."""
    return sort.startswith("-") == (sort.removeprefix("-") in LARGEST_FIRST)


def without(rows: pandas.DataFrame, missing: str) -> pandas.DataFrame:
    """Return those of `rows` that do not report the metric `missing`; all when it is none."""
    return rows if missing == "none" else rows[rows[METRICS[missing][0]].isna()]


def add_words(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` of `cluster_overview` with seat, region, sectors and website in words."""
    every = records.of(rows)
    return rows.assign(
        seat=[row["seat_city"] or None for row in every],
        region=[_region(row) for row in every],
        sectors=[", ".join(_sectors(row)) or None for row in every],
        website=[_website(row) for row in every],
    )


def ordered(rows: pandas.DataFrame, sort: str) -> pandas.DataFrame:
    """Return `rows` of `add_words` in the order `sort`; what is not known stands at the end."""
    column = sort.removeprefix("-")
    name_of_column = {"source": "newest_source_time", **{m: c for m, (c, _p) in METRICS.items()}}
    values = rows[name_of_column.get(column, column)]
    keys = values.map(_sort_key)
    by_name = rows["name"].map(folded)
    # the names decide between equals, and stay in their order when that is turned round
    order = pandas.DataFrame({"key": keys, "name": by_name, "id": rows["cluster_id"]})
    order = order.sort_values(
        ["key", "name", "id"],
        ascending=[is_ascending(sort), True, True],
        na_position="last",
        kind="stable",
    )
    return rows.loc[order.index]


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    sort: str,
    missing: str,
    most: int,
) -> go.Figure:
    """Draw the first `most` lines. `rows`: from `ordered`, as narrowed by `without`."""
    shown = rows.head(most)
    columns = cells(shown, metrics)
    title = (
        _("Clusters")
        if missing == "none"
        else _("Clusters without a figure for “{metric}”").format(metric=metrics[missing].label)
    )
    coverage = ngettext(
        "{count} of {selected} selected cluster",
        "{count} of {selected} selected clusters",
        view.selected,
    ).format(count=i18n.number(len(rows)), selected=i18n.number(view.selected))
    return caption.finish(
        table.drawn(columns, WIDTHS, cited(shown, metrics)),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=say_sorts(metrics)[sort],
        coverage=coverage,
        notes=[
            _("In brackets: the year for which a figure holds. A dash: no source states it."),
            omissions.note_rows(len(shown), len(rows)),
        ],
        explained=_(
            "Every selected cluster has a line, whether it reports figures or not. The newest "
            "source is the one with the latest date among all that say anything about the cluster; "
            "one without a date has the year of its newest fact in brackets."
        ),
        columns=_file_headings(metrics),
        alt=_("{title}. {said}.").format(title=title, said=coverage),
        height=table.height(columns, WIDTHS) + 30,
    )


def cells(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words."""
    write: dict[str, Callable[[Row], str]] = {
        "name": _name,
        "seat": lambda row: row["seat"] or NOTHING,
        "region": lambda row: row["region"] or NOTHING,
        "sectors": lambda row: row["sectors"] or NOTHING,
        "source": _newest_source,
        "website": lambda row: row["website"] or NOTHING,
    }
    every = records.of(rows)
    return {
        heading: [
            write[column](row) if column in write else _value(row, metrics[column]) for row in every
        ]
        for column, heading in headings(metrics).items()
    }


def cited(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> table.Cited:
    """Return the sources that the cells of `cells` name."""
    named = [
        (source_id,) if isinstance(source_id, str) else () for source_id in rows["newest_source_id"]
    ]
    return {headings(metrics)["source"]: named}


def _name(row: Row) -> str:
    name = places.name(row)
    if not isinstance(row["ended_on"], str):
        return name
    return _("{name} (ended {year})").format(name=name, year=row["ended_on"][:4])


def _newest_source(row: Row) -> str:
    """Return the newest source; one without a date with the year of its newest fact."""
    words = evidence_text.short_source(row, "newest_source")
    if isinstance(row["newest_source_date"], str) or not isinstance(row["newest_source_time"], str):
        return words or NOTHING
    return f"{words} ({row['newest_source_time'][:4]})"


def _value(row: Row, metric: Metric) -> str:
    """Return a value with its hedge and when it holds: 'about 200 (2021–24)'."""
    column, prefix = METRICS[metric.id]
    value = row[column]
    if value is None or math.isnan(value):
        return NOTHING
    hedge = {part: row[f"{prefix}{part}"] for part in ("low", "high", "pattern_en", "pattern_de")}
    written = metric.hedged({"value": value, **hedge})
    return dates.dated(written, row, prefix) if metric.dated else written


def _region(row: Row) -> str | None:
    known = isinstance(row["seat_region_name_en"], str)
    return i18n.name(row, "seat_region_name" if known else "country_name") or None


def _sectors(row: Row) -> Sequence[str]:
    english, german = row["sectors_en"], row["sectors_de"]
    if not hasattr(english, "__len__"):
        return []
    pairs = zip(english, german, strict=True)
    return [i18n.name({"name_en": name_en, "name_de": name_de}) for name_en, name_de in pairs]


def _website(row: Row) -> str | None:
    return addresses.parse_site(row["website"]) or None


def _sort_key(value: Any) -> Any:
    if isinstance(value, str):
        return folded(value) or None
    return value


def _file_headings(metrics: Mapping[str, Metric]) -> dict[str, str]:
    """Return the headings of what a table file holds beside the usual."""
    named: dict[str, str] = {
        "region": _("Region"),
        "sectors": _("Sectors"),
        "founded_qualifier": _("Founding year: qualifier"),
        "founded_source": _("Founding year: source"),
    }
    parts = {
        "": "{metric}",
        "_low": _("{metric}: low"),
        "_high": _("{metric}: high"),
        "_qualifier": _("{metric}: qualifier"),
        "_as_of": _("{metric}: as of"),
        "_window_begin": _("{metric}: undated text, from"),
        "_window_end": _("{metric}: undated text, until"),
        "_source": _("{metric}: source"),
    }
    for metric_id in ("members", "staff", "events_per_year"):
        column = METRICS[metric_id][0]
        label = metrics[metric_id].label
        named |= {column + end: pattern.format(metric=label) for end, pattern in parts.items()}
    return named | {"newest_source": _("Newest source"), "website": _("Website")}
