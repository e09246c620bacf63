"""The charts about labels, criteria and self-checks."""

from typing import Any

import pandas

from atlas.analysis import criteria as criteria_check
from atlas.charts.labels import criteria as criteria_chart
from atlas.charts.labels import criteria_met, self_check, timeline
from atlas.gallery.evidence import fetch
from atlas.gallery.recipe import Drawing, NoChart, NothingToDraw, Options, Recipe
from atlas.i18n import _
from atlas.model.metrics import all_metrics
from atlas.model.view import View
from atlas.text import label_periods

#: what the timeline shows: what is awarded, not the networks that clusters join
AWARDED = ("label", "programme")
SCHEME = "eccp-listing"


def _self_check(view: View, options: Options) -> Drawing:
    """Draw one cluster against a scheme; what else is selected does not matter to it."""
    scheme = _scheme_of(options)
    cluster_view = view.only([options["cluster"]])
    rows = criteria_check.check(cluster_view, scheme["scheme_id"])
    evidence = fetch(cluster_view, rows)
    figure = self_check.figure(rows, scheme, all_metrics(), cluster_view, evidence=evidence)
    return Drawing(figure, self_check.table(rows, all_metrics(), cluster_view.year), evidence)


def _criteria(view: View, options: Options) -> Drawing:
    scheme = _scheme_of(options)
    _require_clusters(view)
    rows = criteria_chart.counted(criteria_check.check(view, scheme["scheme_id"]))
    page = min(int(options["part"]), criteria_chart.pages_of(len(rows)))
    evidence = fetch(view, rows)
    figure = criteria_chart.figure(rows, scheme, all_metrics(), view, page, evidence=evidence)
    return Drawing(figure, rows.rename(columns={"rule_source_id": "source_id"}), evidence)


def _criteria_met(view: View, options: Options) -> Drawing:
    _require_clusters(view)
    schemes = [row for row in criteria_check.schemes().to_dict("records") if row["measurable"]]
    rows = pandas.concat(
        [
            criteria_met.counted(criteria_check.check(view, row["scheme_id"], measurable=True), row)
            for row in schemes
        ],
        ignore_index=True,
    )
    evidence = fetch(view, rows)
    return Drawing(criteria_met.figure(rows, view, evidence=evidence), rows, evidence)


def _timeline(view: View, options: Options) -> Drawing:
    rows = view.run("label_periods")
    rows = rows[rows["kind"].isin(AWARDED)]
    if rows.empty:
        sentence = _(
            "No source reports a label or programme of the selected clusters up to {year}."
        )
        raise NothingToDraw(sentence.format(year=view.year))
    page = min(int(options["part"]), timeline.pages_of(rows))
    evidence = fetch(view, rows)
    figure = timeline.figure(rows, view, page, evidence=evidence)
    return Drawing(figure, label_periods.table(rows, view.year), evidence)


def _scheme_of(options: Options) -> dict[str, Any]:
    """Return the scheme asked for. Raises NoChart."""
    try:
        return criteria_check.scheme(options["scheme"])
    except criteria_check.NoScheme as error:
        raise NoChart(str(error)) from error


def _require_clusters(view: View) -> None:
    """Raise NothingToDraw when no cluster is selected."""
    if not view.selected:
        raise NothingToDraw(_("No cluster is selected, so there is nothing to count."))


CHARTS: dict[str, Recipe] = {
    "self-check": Recipe(
        _self_check,
        {"cluster": "", "scheme": SCHEME},
        page="labels",
        view_parameters={"labels": "check"},
    ),
    "criteria": Recipe(
        _criteria,
        {"scheme": SCHEME, "part": "1"},
        page="labels",
        view_parameters={"labels": "criteria"},
    ),
    "criteria-met": Recipe(_criteria_met, page="labels", view_parameters={"labels": "criteria"}),
    "label-timeline": Recipe(
        _timeline, {"part": "1"}, page="labels", view_parameters={"labels": "time"}
    ),
}
