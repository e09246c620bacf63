"""How many clusters, sources and other figures stand behind a figure, in words."""

from collections.abc import Mapping
from typing import Any

from atlas import i18n
from atlas.i18n import ngettext
from atlas.text import citation


def of_clusters(row: Mapping[Any, Any]) -> str:
    """Return how many of the clusters in one place report a metric, and how many exactly."""
    return ngettext(
        "{reporting} of {count} clusters reports, {exact} exact",
        "{reporting} of {count} clusters report, {exact} exact",
        row["reporting"],
    ).format(
        reporting=i18n.number(row["reporting"]),
        count=i18n.number(row["clusters"]),
        exact=i18n.number(row["exact"]),
    )


def in_year(row: Mapping[Any, Any]) -> str:
    """Return how many clusters report a metric, how many of them in that year, how many exactly."""
    return ngettext(
        "{reporting} cluster reports, {observed} with a figure of that year, {exact} exact",
        "{reporting} clusters report, {observed} with a figure of that year, {exact} exact",
        row["reporting"],
    ).format(**{key: i18n.number(row[key]) for key in ("reporting", "observed", "exact")})


def sources(row: Mapping[Any, Any]) -> str:
    """Return how many sources a figure is put together from; `source_ids` may hold gaps."""
    source_ids = [source_id for source_id in row["source_ids"] if isinstance(source_id, str)]
    return citation.count_sources(len(source_ids))


def worked_out(count: int) -> str:
    """Return how many figures are worked out from others; blank for none."""
    if not count:
        return ""
    return ngettext(
        "{count} more is worked out from them", "{count} more are worked out from them", count
    ).format(count=i18n.number(count))
