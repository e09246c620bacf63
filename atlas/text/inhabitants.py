"""Figures per inhabitant in words: how many inhabitants, of which year, and why they are told."""

from collections.abc import Mapping
from typing import Any

from atlas import i18n
from atlas.i18n import _

Row = Mapping[Any, Any]
#: with fewer clusters or fewer inhabitants a place is not compared; `per_inhabitant.sql` says so
FEWEST_CLUSTERS, FEWEST_INHABITANTS = 3, 100_000


def counted(row: Row) -> str:
    """Return how many inhabitants a place has, and in which year: '993,186 inhabitants (2024)'."""
    return _("{count} inhabitants ({year})").format(
        count=i18n.number(row["population"]), year=i18n.year(row["population_year"])
    )


def too_few() -> str:
    """Return why the figure of a place is not compared with others."""
    return _(
        "Not compared: fewer than {clusters} clusters or {inhabitants} inhabitants, or few report."
    ).format(clusters=FEWEST_CLUSTERS, inhabitants=i18n.number(FEWEST_INHABITANTS))


def explain(per_metric: bool) -> str:
    """Return how to read a map or matrix per inhabitant. `per_metric`: not of clusters alone."""
    return " ".join(
        [
            _(
                "A total shades large regions dark, whatever happens there: North Rhine-Westphalia "
                "has eighteen times the inhabitants of Saarland. Per inhabitant, regions of any "
                "size can be compared; totals stay a choice away."
            ),
            _(
                "The figure is the sum over those clusters that report, divided by the inhabitants "
                "of the place. Where few report, it is too low."
            )
            if per_metric
            else _("The figure is the number of selected clusters, whether they report or not."),
            _(
                "With fewer than {clusters} clusters, or {inhabitants} inhabitants, a place is not "
                "compared: one cluster in a small region would lead Europe."
            ).format(clusters=FEWEST_CLUSTERS, inhabitants=i18n.number(FEWEST_INHABITANTS)),
            _("A cluster that covers a whole country counts for the country only."),
            _("Inhabitants, their year and source stand in the table."),
        ]
    )


def columns() -> dict[str, str]:
    """Return the headings of what a table holds besides the usual."""
    return {
        "level": _("Region or country"),
        "per_100000": _("Per 100,000 inhabitants"),
        "per_100000_low": _("Per 100,000 inhabitants: low"),
        "per_100000_high": _("Per 100,000 inhabitants: high"),
        "clusters_per_million": _("Clusters per million inhabitants"),
        "few": _("Too few to compare"),
        "population": _("Inhabitants"),
        "population_year": _("Inhabitants: year"),
        "population_source": _("Inhabitants: source"),
    }
