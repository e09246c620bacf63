"""Metrics: what is counted, its unit, and how its values are written with their hedge."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from atlas import i18n
from atlas.db import database
from atlas.i18n import _, ngettext

#: what a chart may show of several clusters' values -> the column of rows that holds it
STATISTIC_COLUMNS = {
    "sum": "total",
    "median": "median",
    "count": "reporting",
    "per_100000": "per_100000",
    "per_million": "clusters_per_million",
}
STATISTICS = ("sum", "median", "count")
#: those that only places have: what is counted, and clusters, for so many inhabitants
PER_INHABITANT = ("per_100000", "per_million")
#: the first one is what a place shows unless another is asked for
PLACE_STATISTICS = ("per_100000", *STATISTICS, "per_million")
#: what a reader asks for first of a cluster; and what only repeats the founding year
ASKED_FIRST = (
    "members",
    "staff",
    "events_per_year",
    "events_total",
    "founding_year",
    "association_year",
    "members_growth_pct_per_year",
    "members_per_staff",
    "working_groups",
    "members_sme",
)
REPEATING = ("association_year", "age_years")


@dataclass(frozen=True)
class Metric:
    """One metric: a row of the table `metric`."""

    row: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The metric's id, such as 'members'."""
        return str(self.row["metric_id"])

    @property
    def label(self) -> str:
        """Its name in the language in use."""
        return i18n.name(self.row, "label")

    @property
    def unit(self) -> str:
        """Its unit in the language in use."""
        return i18n.name(self.row, "unit")

    @property
    def description(self) -> str:
        """One sentence that says what is counted."""
        return i18n.name(self.row, "description")

    @property
    def additive(self) -> bool:
        """Whether a sum over clusters means anything."""
        return bool(self.row["additive"])

    @property
    def calendar(self) -> bool:
        """Whether its values are years."""
        return bool(self.row["calendar"])

    @property
    def derived(self) -> bool:
        """Whether it is computed from other metrics."""
        return isinstance(self.row["derived"], str)

    @property
    def grows(self) -> bool:
        """Whether it is a rate of growth between two counts."""
        return bool(self.row["derived"] == "growth")

    @property
    def dated(self) -> bool:
        """Whether its values hold for a date, as those of a founding year do not."""
        return self.row["kind"] != "attribute"

    @property
    def about_cluster(self) -> bool:
        """Whether it counts the cluster itself, not the industry of its region."""
        return self.row["about"] == "cluster_organisation"

    @property
    def over_time(self) -> bool:
        """Whether sources state it again and again, so that a timeline means anything."""
        return self.row["kind"] != "attribute" and not self.derived

    @property
    def statistics(self) -> tuple[str, ...]:
        """The ways in which several clusters' values may be put into one figure."""
        return STATISTICS if self.additive else STATISTICS[1:]

    @property
    def place_statistics(self) -> tuple[str, ...]:
        """The same for the clusters of one place, whose inhabitants are known."""
        return PLACE_STATISTICS if self.additive else (*STATISTICS[1:], PLACE_STATISTICS[-1])

    def write(self, value: float | None, extra: int = 0) -> str:
        """Return `value` as the language writes it; a dash for what is not reported.

        `extra`: decimals on top of the metric's own, as a median may need.
        """
        if value is None or math.isnan(value):
            return "–"
        if self.calendar:
            return i18n.year(value)
        if self.row["unit_en"] == "EUR" and abs(value) >= 1e6 and value == round(value, -4):
            return i18n.large_number(value)
        decimals = int(self.row["decimals"])
        whole = value == int(value)
        return i18n.number(value, decimals if whole else decimals + extra)

    def with_unit(self, written: str) -> str:
        """Return one of its written values with its unit: '21 people', '1 person', '2019'."""
        return written if self.calendar else i18n.with_unit(written, i18n.unit(self.row, written))

    def together(self, value: float, statistic: str) -> str:
        """Return a total, median or count of several clusters as the language writes it."""
        if statistic in PER_INHABITANT:
            return rate(value)
        return i18n.number(value) if statistic == "count" else self.write(value, extra=1)

    def together_with_unit(self, value: float, statistic: str) -> str:
        """Return the same with its unit: '21 people', '3 clusters'."""
        if statistic == "count":
            return cluster_count(value)
        if statistic in PER_INHABITANT:
            return i18n.with_unit(rate(value), self.statistic_unit(statistic))
        return self.with_unit(self.together(value, statistic))

    def statistic_unit(self, statistic: str) -> str:
        """Return the unit of a total, median, count or rate of several clusters."""
        if statistic == "count":
            return _("clusters")
        if statistic == "per_million":
            return clusters_per_million()
        if statistic == "per_100000":
            return _("{unit} per 100,000 inhabitants").format(unit=self.unit)
        return self.unit

    def hedged(self, observation: Mapping[str, Any]) -> str:
        """Return a value with its hedge, such as 'more than 170'.

        `observation` holds value, low, high, pattern_en and pattern_de.
        """
        if self.derived or not isinstance(observation.get("pattern_en"), str):
            return self.write(observation["value"])
        return i18n.name(observation, "pattern").format(
            value=self.write(observation["value"]),
            low=self.write(observation["low"]),
            high=self.write(observation["high"]),
        )


def all_metrics() -> dict[str, Metric]:
    """Return every metric by its id, in the order of `data/metrics.toml`."""
    return dict(_metrics())


@database.keep
def _metrics() -> dict[str, Metric]:
    """Return the metrics of the database in use; kept, because pages need them often."""
    rows = database.run("metric_list").to_dict("records")
    return {str(row["metric_id"]): Metric(row) for row in rows}


def cluster_count(count: float) -> str:
    """Return a number of clusters in words: '1 cluster', '21 clusters'."""
    return ngettext("{count} cluster", "{count} clusters", int(count)).format(
        count=i18n.number(count)
    )


def clusters_per_million() -> str:
    """Return the unit of clusters for so many inhabitants."""
    return _("clusters per million inhabitants")


def rate(value: float) -> str:
    """Return a figure per inhabitants, with three digits that mean something."""
    if math.isnan(value):
        return "–"
    if value == int(value) or abs(value) >= 100:
        return i18n.number(value)
    return i18n.number(value, 1 if abs(value) >= 1 else 2)


def statistic_name(statistic: str) -> str:
    """Return the words for sum, median, count or a figure per inhabitants."""
    return {
        "sum": _("Total"),
        "median": _("Median"),
        "count": _("Number of clusters"),
        "per_100000": _("Per 100,000 inhabitants"),
        "per_million": _("Clusters per million inhabitants"),
    }[statistic]


def statistic_word(statistic: str) -> str:
    """Return the words for such a statistic as they stand inside a sentence."""
    return {
        "sum": _("total"),
        "median": _("median"),
        "count": _("number of clusters"),
        "per_100000": _("per 100,000 inhabitants"),
        "per_million": _("clusters per million inhabitants"),
    }[statistic]


def statistic_in(column: str) -> str:
    """Return the statistic that a column of rows holds."""
    return next(statistic for statistic, name in STATISTIC_COLUMNS.items() if name == column)
