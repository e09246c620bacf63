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

    `rows`: as in `profile_years.figure`, maybe none. `milestones`, `ties`: from
    `cluster_milestone` and `cluster_tie`.
    """
    happened = story_rows.milestones(milestones, ties)
    held = story_rows.labels(ties)
    title = _("{name}: how it got here").format(name=view.words)
    panels = [metrics[one].label for one in rows]
    panels += [_("Milestones")] if len(happened) else []
    panels += [_("Labels, programmes and networks")] if len(held) else []
    if panels:
        drawn = _panels(panels, rows, happened, held, metrics, evidence=evidence, last=view.year)
    else:
        drawn = table_traces.drawn({title: [_("No dated development is known.")]}, (1,))
    every = pandas.concat([*rows.values(), happened, held], ignore_index=True)
    stated = every[every["observed"].eq(True)] if "observed" in every else every.head(0)
    return caption.finish(
        drawn,
        view,
        every,
        evidence=evidence,
        title=title,
        unit=_("{first} to {last}").format(
            first=i18n.year(_first(rows, happened, held, view.year)), last=i18n.year(view.year)
        ),
        coverage=_coverage(rows, milestones, ties),
        notes=[
            timeline.carried_note() if rows else "",
            timeline.window_note(pandas.concat(rows.values())) if rows else "",
            caption.hedges(stated) if rows else "",
            _left_out(milestones, happened, ties, held),
            _("A bar shows how long a label holds; a dot alone means that its end is not known.")
            if len(held)
            else "",
        ],
        explained=profile_years.explained(),
        columns={
            "what": _("What"),
            "until": _("Until, as stated"),
            "until_date": _("Until, at the latest"),
            "locator": _("Where in the source"),
        },
        alt=_alt(title, rows, happened, held, metrics),
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
        part[part["observed"]].assign(what=metrics[one].label, unit=metrics[one].unit)
        for one, part in rows.items()
    ]
    own = milestones[milestones["own_scope"] & milestones["on_lifeline"]]
    listed = own.to_dict("records")
    own = own.assign(
        what=[i18n.name(row) for row in listed],
        unit=[profile_milestones.counted(row) for row in listed],
    )
    held = ties[ties["belongs"]]
    named = [i18n.name(row, "organisation_name") for row in held.to_dict("records")]
    parts = [
        part.reindex(columns=KEPT) for part in (*figures, own, held.assign(what=named)) if len(part)
    ]
    if not parts:
        return pandas.DataFrame(columns=list(KEPT))
    every = pandas.concat([part.astype(object) for part in parts], ignore_index=True)
    return every.sort_values("as_of", kind="stable", na_position="last")


def _panels(
    headings: list[str],
    rows: Mapping[str, pandas.DataFrame],
    happened: pandas.DataFrame,
    held: pandas.DataFrame,
    metrics: dict[str, Metric],
    *,
    evidence: Evidence,
    last: int,
) -> go.Figure:
    lines = -(-len(headings) // COLUMNS)
    drawn = make_subplots(
        rows=lines,
        cols=min(COLUMNS, len(headings)),
        horizontal_spacing=0.08,
        vertical_spacing=0.14 if lines > 1 else 0,
        subplot_titles=headings,
    )
    first = _first(rows, happened, held, last)
    places = [{"row": n // COLUMNS + 1, "col": n % COLUMNS + 1} for n in range(len(headings))]
    for place, (metric_id, part) in enumerate(rows.items()):
        year_panel.add(
            drawn, part, metrics[metric_id], place, first, evidence=evidence, **places[place]
        )
    rest = places[len(rows) :]
    if len(happened):
        story_rows.add_milestones(drawn, happened, evidence, first, last + 1, **rest[0])
    if len(held):
        story_rows.add_labels(drawn, held, evidence, first, last, **rest[-1])
    for where in rest:
        drawn.update_xaxes(showgrid=False, **axes.years_axis(first, last + 1), **where)
        drawn.update_xaxes(range=[first - 0.5, last + 1], **where)
    axes.headings(drawn, 13, style.quiet())
    drawn.update_layout(margin={"t": 34}, showlegend=False)
    return drawn


def _first(
    rows: Mapping[str, pandas.DataFrame],
    happened: pandas.DataFrame,
    held: pandas.DataFrame,
    last: int,
) -> int:
    """Return the first year in which anything is known."""
    years = [int(part["year"].min()) for part in rows.values()]
    years += [int(date[:4]) for part in (happened, held) for date in part["as_of"]]
    return min(years, default=last)


def _coverage(
    rows: Mapping[str, pandas.DataFrame], milestones: pandas.DataFrame, ties: pandas.DataFrame
) -> str:
    own = milestones[milestones["own_scope"] & milestones["on_lifeline"]]
    counts = (
        (sum(int(part["observed"].sum()) for part in rows.values()), _dated_values),
        (len(own), _milestones),
        (int(ties["belongs"].sum()), _labels),
    )
    return ", ".join(said(count) for count, said in counts)


def _dated_values(count: int) -> str:
    return ngettext("{count} dated value", "{count} dated values", count).format(
        count=i18n.number(count)
    )


def _milestones(count: int) -> str:
    return ngettext("{count} milestone", "{count} milestones", count).format(
        count=i18n.number(count)
    )


def _labels(count: int) -> str:
    return ngettext(
        "{count} label, programme or network", "{count} labels, programmes and networks", count
    ).format(count=i18n.number(count))


def _left_out(
    milestones: pandas.DataFrame,
    happened: pandas.DataFrame,
    ties: pandas.DataFrame,
    held: pandas.DataFrame,
) -> str:
    """Return the note on what has no date or no room; blank when all is drawn."""
    own = milestones[milestones["own_scope"] & milestones["on_lifeline"]]
    count = len(own) - len(happened) + int(ties["belongs"].sum()) - len(held)
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
    happened: pandas.DataFrame,
    held: pandas.DataFrame,
    metrics: dict[str, Metric],
) -> str:
    said = [profile_years.alt(title, rows, metrics) if rows else f"{title}."]
    names = [f"{i18n.name(row)} ({row['as_of'][:4]})" for row in happened.to_dict("records")]
    names += [
        f"{i18n.name(row, 'organisation_name')} ({row['as_of'][:4]})"
        for row in held.to_dict("records")
    ]
    return " ".join([*said, ", ".join(names) + "." if names else ""]).strip()
