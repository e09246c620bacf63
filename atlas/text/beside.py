"""What stands beside the figure that speaks: other, undated and earlier figures, in few words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Notes
from atlas.model.metrics import Metric
from atlas.text import dates, evidence, locators

#: how many other or maybe later figures, and how many earlier ones, are named; the rest are counted
MOST_OTHERS, MOST_EARLIER = 3, 2
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Beside:
    """What stands beside a figure: `words`, and the ids of the sources that they name in order."""

    words: str = ""
    source_ids: tuple[str, ...] = ()


def by_metric(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], notes: Notes
) -> dict[str, Beside]:
    """Return what stands beside each figure of one cluster, by the id of its metric.

    `rows`: from `figures_beside`. `notes`: notes in all languages.
    """
    by_id: dict[str, list[Row]] = {}
    for row in records.of(rows):
        by_id.setdefault(str(row["metric_id"]), []).append(row)
    return {metric_id: _write(own, metrics[metric_id], notes) for metric_id, own in by_id.items()}


def write_years(rows: pandas.DataFrame) -> str:
    """Return the founding years that other sources state: '1999', '2006, 2007'; blank for none.

    `rows`: from `figures_beside`.
    """
    years = rows.loc[rows["metric_id"] == "founding_year", "value"].unique()
    return ", ".join(i18n.year(year) for year in sorted(years))


def _write(rows: list[Row], metric: Metric, notes: Notes) -> Beside:
    parts: list[str] = []
    source_ids: list[str] = []
    for kind, most, pattern in (
        ("beside", MOST_OTHERS, "{figures}"),
        ("later", MOST_OTHERS, _("Maybe later: {figures}")),
        ("older", MOST_EARLIER, _("Earlier: {figures}")),
    ):
        groups = _group((row for row in rows if row["beside"] == kind), metric)
        if not groups:
            continue
        figures = [_write_figure(group, metric, notes) for group in groups[:most]]
        more = len(groups) - most
        if more > 0:
            words = ngettext("{count} more", "{count} more", more)
            figures.append(words.format(count=i18n.number(more)))
        parts.append(pattern.format(figures="; ".join(figures)))
        source_ids += [row["source_id"] for group in groups[:most] for row in group]
    return Beside(". ".join(parts), tuple(source_ids))


def _group(rows: Iterable[Row], metric: Metric) -> list[list[Row]]:
    """Return rows that state the same for the same time together, in their order."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((metric.hedged(row), dates.years(row)), []).append(row)
    return list(groups.values())


def _write_figure(rows: list[Row], metric: Metric, notes: Notes) -> str:
    """Return a figure with its time and its sources: 'over 550 (undated text, 2000–26; …)'."""
    row = rows[0]
    sources = evidence.join(map(evidence.short_source, rows))
    years = dates.years(row) if metric.dated else ""
    if years and not isinstance(row["as_of"], str):
        years = _("undated text, {years}").format(years=years)
    figure = f"{metric.hedged(row)} ({'; '.join(part for part in (years, sources) if part)})"
    # what an industry takes in differs between sources, and their notes say how
    note = "" if metric.about_cluster else locators.note(row["note"], notes).rstrip(".")
    return f"{figure}: {note}" if note else figure
