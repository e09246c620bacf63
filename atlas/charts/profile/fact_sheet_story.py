"""The second slide of a fact sheet: members and staff over time, with milestones and labels."""

from collections.abc import Mapping

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.charts.base import table as table_traces
from atlas.charts.metrics import timeline
from atlas.charts.profile import milestones as profile_milestones
from atlas.charts.profile import story_rows, year_panel
from atlas.charts.profile import years as profile_years
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import label_periods

COLUMNS = 2
HEIGHT = 330
#: the columns of the table
KEPT = (
    "cluster_id",
    "name",
    "what",
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "as_of",
    "as_of_basis",
    "until",
    "until_date",
    "source_id",
    "locator",
    "note",
)


def figure(
    rows: Mapping[str, pandas.DataFrame],
    milestones: pandas.DataFrame,
    ties: pandas.DataFrame,
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw up to four panels: members, staff, milestones, labels; a sentence without any.

    `rows`: as in `years.figure`, maybe none. `milestones`, `ties`: from
    `cluster_milestone` and `cluster_tie`.
    """
    shown_milestones = story_rows.milestones(milestones, ties)
    shown_labels = story_rows.labels(ties)
    title = _("{name}: how it got here").format(name=view.words)
    panels = [metrics[metric_id].label for metric_id in rows]
    panels += [_("Milestones")] if len(shown_milestones) else []
    panels += [_("Labels, programmes and networks")] if len(shown_labels) else []
    if panels:
        chart = _draw_panels(
            panels, rows, shown_milestones, shown_labels, metrics, evidence=evidence, last=view.year
        )
    else:
        chart = table_traces.drawn({title: [_("No dated development is known.")]}, (1,))
    all_rows = pandas.concat([*rows.values(), shown_milestones, shown_labels], ignore_index=True)
    stated = all_rows[all_rows["observed"].eq(True)] if "observed" in all_rows else all_rows.head(0)
    return caption.finish(
        chart,
        view,
        all_rows,
        evidence=evidence,
        title=title,
        unit=_("{first} to {last}").format(
            first=i18n.year(_first_year(rows, shown_milestones, shown_labels, view.year)),
            last=i18n.year(view.year),
        ),
        coverage=_coverage(rows, milestones, ties),
        notes=[
            timeline.carried_note() if rows else "",
            timeline.window_note(pandas.concat(rows.values())) if rows else "",
            caption.hedges(stated) if rows else "",
            _left_out_note(milestones, shown_milestones, ties, shown_labels),
            _("A bar shows how long a label holds; a dot alone means that its end is not known.")
            if len(shown_labels)
            else "",
        ],
        explained=profile_years.explain(),
        columns={
            "what": _("What"),
            "until": _("Until, as stated"),
            "until_date": _("Until, at the latest"),
            "locator": _("Where in the source"),
        },
        alt=_alt(title, rows, shown_milestones, shown_labels, metrics),
        height=HEIGHT * -(-max(1, len(panels)) // COLUMNS),
    )


def table(
    rows: Mapping[str, pandas.DataFrame],
    milestones: pandas.DataFrame,
    ties: pandas.DataFrame,
    metrics: dict[str, Metric],
) -> pandas.DataFrame:
    """Return the whole story as one table, also what the slide has no room for, by date.

    `what` says what a row is about: a metric, a milestone or an organisation.
    """
    figures = [
        metric_rows[metric_rows["observed"]].assign(
            what=metrics[metric_id].label, unit=metrics[metric_id].unit
        )
        for metric_id, metric_rows in rows.items()
    ]
    own_milestones = _own_milestones(milestones)
    records = own_milestones.to_dict("records")
    own_milestones = own_milestones.assign(
        what=[i18n.name(row) for row in records],
        unit=[profile_milestones.write_unit(row) for row in records],
    )
    own_ties = ties[ties["belongs"]]
    names = [i18n.name(row, "organisation_name") for row in own_ties.to_dict("records")]
    frames = [
        frame.reindex(columns=KEPT)
        for frame in (*figures, own_milestones, own_ties.assign(what=names))
        if len(frame)
    ]
    if not frames:
        return pandas.DataFrame(columns=list(KEPT))
    all_rows = pandas.concat([frame.astype(object) for frame in frames], ignore_index=True)
    return all_rows.sort_values("as_of", kind="stable", na_position="last")


def _draw_panels(
    headings: list[str],
    rows: Mapping[str, pandas.DataFrame],
    shown_milestones: pandas.DataFrame,
    shown_labels: pandas.DataFrame,
    metrics: dict[str, Metric],
    *,
    evidence: Evidence,
    last: int,
) -> go.Figure:
    lines = -(-len(headings) // COLUMNS)
    chart = make_subplots(
        rows=lines,
        cols=min(COLUMNS, len(headings)),
        horizontal_spacing=0.08,
        vertical_spacing=0.14 if lines > 1 else 0,
        subplot_titles=headings,
    )
    first = _first_year(rows, shown_milestones, shown_labels, last)
    places = [{"row": n // COLUMNS + 1, "col": n % COLUMNS + 1} for n in range(len(headings))]
    for place, (metric_id, metric_rows) in enumerate(rows.items()):
        year_panel.add(
            chart, metric_rows, metrics[metric_id], place, first, evidence=evidence, **places[place]
        )
    free_places = places[len(rows) :]
    if len(shown_milestones):
        story_rows.add_milestones(
            chart, shown_milestones, evidence, first, last + 1, **free_places[0]
        )
    if len(shown_labels):
        story_rows.add_labels(chart, shown_labels, evidence, first, last, **free_places[-1])
    for where in free_places:
        chart.update_xaxes(showgrid=False, **axes.years_axis(first, last + 1), **where)
        chart.update_xaxes(range=[first - 0.5, last + 1], **where)
    axes.headings(chart, 13, style.quiet())
    chart.update_layout(margin={"t": 34}, showlegend=False)
    return chart


def _first_year(
    rows: Mapping[str, pandas.DataFrame],
    shown_milestones: pandas.DataFrame,
    shown_labels: pandas.DataFrame,
    last: int,
) -> int:
    """Return the first year in which anything is known."""
    years = [int(metric_rows["year"].min()) for metric_rows in rows.values()]
    years += [
        int(date[:4]) for frame in (shown_milestones, shown_labels) for date in frame["as_of"]
    ]
    return min(years, default=last)


def _own_milestones(milestones: pandas.DataFrame) -> pandas.DataFrame:
    """Return the milestones of the cluster itself that belong on its lifeline."""
    return milestones[milestones["own_scope"] & milestones["on_lifeline"]]


def _coverage(
    rows: Mapping[str, pandas.DataFrame], milestones: pandas.DataFrame, ties: pandas.DataFrame
) -> str:
    observed = sum(int(metric_rows["observed"].sum()) for metric_rows in rows.values())
    return ", ".join(
        (
            _count_dated_values(observed),
            _count_milestones(len(_own_milestones(milestones))),
            label_periods.count_words(ties[ties["belongs"]]),
        )
    )


def _count_milestones(count: int) -> str:
    # the profile counts all of its own, also those that a lifeline leaves out
    return ngettext(
        "{count} milestone on the lifeline", "{count} milestones on the lifeline", count
    ).format(count=i18n.number(count))


def _count_dated_values(count: int) -> str:
    return ngettext("{count} dated value", "{count} dated values", count).format(
        count=i18n.number(count)
    )


def _left_out_note(
    milestones: pandas.DataFrame,
    shown_milestones: pandas.DataFrame,
    ties: pandas.DataFrame,
    shown_labels: pandas.DataFrame,
) -> str:
    """Return the note on what has no date or no room; blank when all is drawn."""
    own = _own_milestones(milestones)
    count = len(own) - len(shown_milestones) + int(ties["belongs"].sum()) - len(shown_labels)
    if not count:
        return ""
    return ngettext(
        "{count} more is undated, told twice or has no room here; the live profile holds it.",
        "{count} more are undated, told twice or have no room here; the live profile holds them.",
        count,
    ).format(count=i18n.number(count))


def _alt(
    title: str,
    rows: Mapping[str, pandas.DataFrame],
    shown_milestones: pandas.DataFrame,
    shown_labels: pandas.DataFrame,
    metrics: dict[str, Metric],
) -> str:
    sentences = [profile_years.alt(title, rows, metrics) if rows else f"{title}."]
    names = [
        f"{i18n.name(row)} ({row['as_of'][:4]})" for row in shown_milestones.to_dict("records")
    ]
    names += [
        f"{i18n.name(row, 'organisation_name')} ({row['as_of'][:4]})"
        for row in shown_labels.to_dict("records")
    ]
    return " ".join([*sentences, ", ".join(names) + "." if names else ""]).strip()
