"""The charts about sources, coverage and versions of the data."""

import pandas

from atlas.charts.sources import (
    conflicts,
    coverage,
    data_changes,
    documents,
    observations,
    staleness,
)
from atlas.db import database
from atlas.gallery.evidence import fetch, notes
from atlas.gallery.recipe import Drawing, NoChart, NothingToDraw, Options, Recipe, metric_of
from atlas.i18n import _
from atlas.model import data_versions
from atlas.model.metrics import all_metrics
from atlas.model.view import View


def _observations(view: View, options: Options) -> Drawing:
    metrics = all_metrics()
    rows = _rows_of_metric(view.run("every_observation"), options)
    matches = observations.search(rows, metrics, options["find"], notes())
    if matches.empty:
        sentence = _("No figure on record up to {year} matches.")
        advice = _("Use fewer words or filters, or another metric.")
        raise NothingToDraw(sentence.format(year=view.year) + " " + advice)
    evidence = fetch(view, matches)
    figure = observations.figure(
        matches,
        metrics,
        view,
        evidence=evidence,
        total=len(rows),
        find=options["find"],
        most=int(options["most"]),
    )
    return Drawing(figure, observations.in_words(matches), evidence)


def _conflicts(view: View, options: Options) -> Drawing:
    rows = _rows_of_metric(view.run("conflicts"), options)
    disputed = rows[rows["disputed"].astype(bool)]
    if disputed.empty:
        sentence = _("Sources do not contradict each other on any selected figure up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    disputed = observations.in_words(conflicts.add_reasons(disputed))
    all_rows = _rows_of_metric(view.run("every_observation"), options)
    evidence = fetch(view, disputed)
    figure = conflicts.figure(
        disputed,
        all_metrics(),
        view,
        evidence=evidence,
        figures=int((all_rows["standing"] == "charted").sum()),
        confirmed=count_confirmed(rows),
        most=int(options["most"]),
    )
    return Drawing(figure, disputed, evidence)


def count_confirmed(rows: pandas.DataFrame) -> int:
    """Return how many of the figures that charts show are stated by a second source as well.

    `rows`: from `conflicts`.
    """
    source_ids = rows.set_index("observation_id")["source_id"]
    same = rows[(rows["standing"] == "outranked") & rows["agrees"].astype(bool)]
    # a source that says the same twice does not confirm itself
    by_another = same["source_id"] != same["chosen_observation_id"].map(source_ids)
    return int(same.loc[by_another, "chosen_observation_id"].nunique())


def _coverage(view: View, options: Options) -> Drawing:
    by_year = options["by"] == "year"
    if by_year:
        rows = view.run("coverage_by_year").assign(clusters=view.selected)
    else:
        rows = view.run("coverage_by_group", by=options["by"])
    if rows.empty or not rows["reporting"].sum():
        sentence = _("No selected cluster reports anything up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    rows = _as_floats(coverage.shares(rows), "observed")
    evidence = fetch(view, rows)
    figure = coverage.figure(
        rows, all_metrics(), view, options["by"], int(options["most"]), evidence=evidence
    )
    return Drawing(figure, coverage.ordered(rows, all_metrics(), view, options["by"]), evidence)


def _staleness(view: View, options: Options) -> Drawing:
    rows = view.run("staleness")
    if rows.empty or not rows["reporting"].sum():
        sentence = _("No selected cluster reports a figure up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    evidence = fetch(view, rows)
    figure = staleness.figure(rows, all_metrics(), view, int(options["most"]), evidence=evidence)
    return Drawing(figure, staleness.ordered(rows), evidence)


def _sources(view: View, options: Options) -> Drawing:
    rows = view.run("facts_by_source")
    if rows.empty:
        sentence = _("No source says anything about this selection up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    evidence = fetch(view, rows)
    figure = documents.figure(rows, view, int(options["most"]), evidence=evidence)
    return Drawing(figure, rows, evidence)


def _changes_in_data(view: View, options: Options) -> Drawing:
    versions = data_versions.list_kept()
    if not versions:
        raise NothingToDraw(explain_single_version())
    wanted = options["version"] or versions[0].version
    earlier = next((version for version in versions if version.version == wanted), None)
    if earlier is None:
        known = ", ".join(version.version for version in versions)
        raise NoChart(f"No version '{wanted[:40]}' of the data is kept. There are: {known}.")
    try:
        rows = data_versions.changes(wanted, view.year)
    except (database.OtherTables, database.NoVersion) as error:
        sentence = _(
            "Version {version} was built by another edition of Cluster Atlas, whose tables differ. "
            "It cannot be compared."
        )
        raise NothingToDraw(sentence.format(version=wanted)) from error
    rows = _rows_of_selection(rows, view)
    if rows.empty:
        sentence = _(
            "All facts of this selection up to {year} are the same as in version {version}."
        )
        raise NothingToDraw(sentence.format(year=view.year, version=wanted))
    rows = data_changes.in_words(rows, all_metrics())
    evidence = fetch(view, rows)
    figure = data_changes.figure(
        rows,
        all_metrics(),
        view,
        evidence=evidence,
        earlier=earlier,
        current=data_versions.current(),
        most=int(options["most"]),
    )
    return Drawing(figure, rows, evidence)


def explain_single_version() -> str:
    """Return the sentences for when only one version is kept, so that none can be compared."""
    return " ".join(
        [
            _("Only the version of the data in use is kept, so there is nothing to compare with."),
            _(
                "As soon as a table in the folder “data” is changed and the database is built "
                "again, the version before is kept, the newest ten of them."
            ),
        ]
    )


def _as_floats(rows: pandas.DataFrame, column: str) -> pandas.DataFrame:
    """Return `rows` with a column of whole numbers as floats, NaN where one is missing."""
    return rows.assign(**{column: rows[column].astype("float64")})


def _rows_of_metric(rows: pandas.DataFrame, options: Options) -> pandas.DataFrame:
    """Return the rows about the metric asked for; all of them when none is. Raises NoChart."""
    rows = _as_floats(rows, "year")
    if not options["metric"]:
        return rows
    return rows[rows["metric_id"] == metric_of(options).id]


def _rows_of_selection(rows: pandas.DataFrame, view: View) -> pandas.DataFrame:
    """Return the facts about the selected clusters; without any filter those since removed too."""
    if view.selection.exact:
        exact = (rows["qualifier"] == "exact") | (rows["before_qualifier"] == "exact")
        rows = rows[exact | (rows["fact"] != "observation")]
    if view.selection.everything:
        return rows
    return rows[rows["cluster_id"].isin(view.run("selected_cluster")["cluster_id"])]


def _live_view(name: str) -> dict[str, str]:
    return {"sources": name}


CHARTS: dict[str, Recipe] = {
    "observations": Recipe(
        _observations,
        {"metric": "", "find": "", "most": "10"},
        page="sources",
        view_parameters=_live_view("observations"),
    ),
    "conflicts": Recipe(
        _conflicts,
        {"metric": "", "most": "8"},
        page="sources",
        view_parameters=_live_view("conflicts"),
    ),
    "coverage": Recipe(
        _coverage,
        {"by": "year", "most": "10"},
        {"by": ("year", "sector")},
        page="sources",
        view_parameters=_live_view("coverage"),
    ),
    "staleness": Recipe(
        _staleness, {"most": "12"}, page="sources", view_parameters=_live_view("staleness")
    ),
    "sources": Recipe(_sources, {"most": "12"}, page="sources", view_parameters=_live_view("list")),
    "changes-in-data": Recipe(
        _changes_in_data,
        {"version": "", "most": "10"},
        page="sources",
        view_parameters=_live_view("versions"),
    ),
}
