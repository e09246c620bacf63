"""The charts about one cluster: its profile, and the two slides of its fact sheet."""

from dataclasses import dataclass

import pandas

from atlas.analysis import peers as peer_search
from atlas.charts.maps import profile_map
from atlas.charts.profile import (
    fact_sheet_figures,
    fact_sheet_story,
    figures,
    labels,
    observations,
    years,
)
from atlas.charts.profile import milestones as profile_milestones
from atlas.gallery.evidence import fetch, notes
from atlas.gallery.recipe import Drawing, NothingToDraw, Options, Recipe
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import all_metrics
from atlas.model.view import View
from atlas.text import beside, identity, peer_standing
from atlas.text import peers as peers_text

#: what a profile shows year by year
OVER_YEARS = ("members", "staff")
_ONE = {"cluster": ""}
_AMONG = {"cluster": "", "peers": "", "weights": ""}


def _figures(view: View, options: Options) -> Drawing:
    stated = _fetch_stated(view, options)
    if stated.rows.empty:
        sentence = _("No figure of {name} is known up to {year}.")
        raise NothingToDraw(sentence.format(name=stated.view.words, year=stated.view.year))
    figure = figures.figure(
        stated.rows, stated.notes, all_metrics(), stated.view, evidence=stated.evidence
    )
    return Drawing(figure, stated.rows, stated.evidence)


@dataclass(frozen=True)
class _Stated:
    """The figures of one cluster as the page and the fact sheet show them, and what they rest on.

    `rows`: from `figures.put_together`. `view`: of the cluster, at the end of its life at most.
    `notes`: who its peers are, and whether it has ended.
    """

    rows: pandas.DataFrame
    view: View
    notes: list[str]
    evidence: Evidence


def _fetch_stated(view: View, options: Options) -> _Stated:
    """Fetch the figures of a cluster; `rows` are empty when no source states any."""
    view_in_life = peer_search.limit_to_lifetime(view, options["cluster"])
    cluster_view = view_in_life.only([options["cluster"]])
    peer_ids, peers_sentence = _peers(view_in_life, options)
    rows = peer_standing.add_standings(
        cluster_view.run("cluster_figure"),
        _peers_figures(view_in_life, peer_ids),
        _find_fresh(cluster_view),
    )
    others = cluster_view.run("figures_beside")
    undated = fetch_undated(cluster_view, rows)
    evidence = fetch(cluster_view, rows, undated, others)
    stated = figures.put_together(rows, undated, others, all_metrics(), evidence.notes)
    notes = [_note_if_ended(view, view_in_life), peers_sentence]
    return _Stated(stated, cluster_view, notes, evidence)


def _fetch_rows(view: View, query: str, sentence: str) -> pandas.DataFrame:
    """Run a query about the cluster. Raises NothingToDraw with `sentence` when it finds nothing."""
    rows = view.run(query)
    if rows.empty:
        raise NothingToDraw(sentence.format(name=view.words, year=view.year))
    return rows


def _note_if_ended(pool: View, view_in_life: View) -> str:
    """Return the note that the cluster has ended; blank when it has not."""
    if view_in_life.year == pool.year:
        return ""
    sentence = _("The cluster ended; these are its figures at the end of {year}.")
    return sentence.format(year=view_in_life.year)


def _peers(view: View, options: Options) -> tuple[list[str], str]:
    """Return the ids of the peers, and the sentence that says who they are."""
    cluster, by_hand, weights = (options[name] for name in ("cluster", "peers", "weights"))
    peer_ids = peer_search.list_in_use(view, cluster, by_hand, weights)
    picked = bool(peer_search.parse_picked(view, cluster, by_hand))
    return peer_ids, peers_text.describe(peer_ids, picked, view, peer_search.parse_weights(weights))


def _peers_figures(view: View, peer_ids: list[str]) -> pandas.DataFrame:
    """Return the figures of the peers; no rows when there are none."""
    # a selection that names no cluster means all of them
    rows = view.only(peer_ids).fresh().run("cluster_figure")
    return rows if peer_ids else rows.head(0)


def _find_fresh(view: View) -> set[str]:
    """Return the metrics of which the figure is new enough to compare clusters by."""
    return set(view.fresh().run("cluster_figure")["metric_id"])


def _map(view: View, options: Options) -> Drawing:
    cluster_view = view.only([options["cluster"]])
    places = cluster_view.run("cluster_place")
    cluster = cluster_view.run("cluster_profile").iloc[0]
    if places["region_id"].isna().all() and pandas.isna(cluster["lat"]):
        sentence = _("Neither the seat nor the regions of {name} are known.")
        raise NothingToDraw(sentence.format(name=cluster_view.words))
    evidence = fetch(cluster_view, places)
    figure = profile_map.figure(places, cluster, cluster_view, evidence=evidence)
    return Drawing(figure, places, evidence)


def _years(view: View, options: Options) -> Drawing:
    cluster_view = view.only([options["cluster"]])
    rows = fetch_by_year(cluster_view)
    if not rows:
        sentence = _("No figure of members or staff of {name} is known up to {year}.")
        raise NothingToDraw(sentence.format(name=cluster_view.words, year=cluster_view.year))
    all_rows = pandas.concat(rows.values(), ignore_index=True)
    evidence = fetch(cluster_view, all_rows)
    return Drawing(
        years.figure(rows, all_metrics(), cluster_view, evidence=evidence), all_rows, evidence
    )


def fetch_by_year(view: View) -> dict[str, pandas.DataFrame]:
    """Fetch members and staff year by year; only those that are reported."""
    rows = view.run("metrics_by_year", metrics=list(OVER_YEARS))
    rows_by_metric = {metric_id: rows[rows["metric_id"] == metric_id] for metric_id in OVER_YEARS}
    return {
        metric_id: own_rows.reset_index(drop=True)
        for metric_id, own_rows in rows_by_metric.items()
        if not own_rows.empty
    }


def _milestones(view: View, options: Options) -> Drawing:
    cluster_view = view.only([options["cluster"]])
    sentence = _("No milestone of {name} is known up to {year}.")
    rows = _fetch_rows(cluster_view, "cluster_milestone", sentence)
    evidence = fetch(cluster_view, rows)
    return Drawing(profile_milestones.figure(rows, cluster_view, evidence=evidence), rows, evidence)


def _labels(view: View, options: Options) -> Drawing:
    cluster_view = view.only([options["cluster"]])
    sentence = _("No label, programme or network of {name} is known up to {year}.")
    rows = _fetch_rows(cluster_view, "cluster_tie", sentence)
    evidence = fetch(cluster_view, rows)
    return Drawing(
        labels.figure(rows, cluster_view, evidence=evidence), labels.add_words(rows), evidence
    )


def _observations(view: View, options: Options) -> Drawing:
    cluster_view = view.only([options["cluster"]])
    sentence = _("No source states a figure of {name} up to {year}.")
    rows = _fetch_rows(cluster_view, "every_observation", sentence)
    decided = cluster_view.run("conflicts").set_index("observation_id")["decided_by"]
    rows = rows.assign(decided_by=rows["observation_id"].map(decided))
    evidence = fetch(cluster_view, rows)
    figure = observations.figure(rows, all_metrics(), cluster_view, evidence=evidence)
    return Drawing(figure, rows, evidence)


def _fact_sheet_figures(view: View, options: Options) -> Drawing:
    """Draw the first slide of a fact sheet, which there is for every cluster."""
    stated = _fetch_stated(view, options)
    figure = fact_sheet_figures.figure(
        stated.rows,
        identify(stated.view),
        stated.notes,
        all_metrics(),
        view=stated.view,
        evidence=stated.evidence,
        most=int(options["most"]),
    )
    return Drawing(figure, stated.rows, stated.evidence)


def identify(view: View) -> dict[str, str]:
    """Return the facts that identify the cluster: heading -> words."""
    cluster = view.run("cluster_profile").iloc[0].to_dict()
    places, fields = view.run("cluster_place"), view.run("cluster_field")
    return identity.facts(cluster, places, fields, notes(), _founding_year(view))


def _founding_year(view: View) -> str:
    """Return the cluster's founding year with its hedge; blank when it is not known."""
    (cluster_id,) = view.selection.clusters
    view_in_life = peer_search.limit_to_lifetime(view, cluster_id)
    rows = view_in_life.run("cluster_figure")
    founding = rows[rows["metric_id"] == "founding_year"].to_dict("records")
    if not founding:
        return ""
    year = all_metrics()["founding_year"].hedged(founding[0])
    others = beside.write_years(view_in_life.run("figures_beside"))
    return _("{year} (others say {years})").format(year=year, years=others) if others else year


def fetch_undated(view: View, rows: pandas.DataFrame) -> pandas.DataFrame:
    """Fetch for each metric that `rows` lack its most exact observation that may be later."""
    all_observations = view.run("every_observation")
    undated = all_observations[
        (all_observations["standing"] == "undated")
        & ~all_observations["metric_id"].isin(rows["metric_id"])
    ]
    best = undated.sort_values(["position", "rank", "observation_id"])
    return best.drop_duplicates("metric_id")


def _fact_sheet_story(view: View, options: Options) -> Drawing:
    """Draw the second slide of a fact sheet, which there is for every cluster."""
    cluster_view = view.only([options["cluster"]])
    rows = fetch_by_year(cluster_view)
    milestones, ties = cluster_view.run("cluster_milestone"), cluster_view.run("cluster_tie")
    metrics = all_metrics()
    evidence = fetch(cluster_view, *rows.values(), milestones, ties)
    figure = fact_sheet_story.figure(
        rows, milestones, ties, metrics, cluster_view, evidence=evidence
    )
    return Drawing(figure, fact_sheet_story.table(rows, milestones, ties, metrics), evidence)


CHARTS: dict[str, Recipe] = {
    "profile-figures": Recipe(_figures, _AMONG, page="profile"),
    "profile-map": Recipe(_map, _ONE, page="profile"),
    "profile-years": Recipe(_years, _ONE, page="profile"),
    "profile-milestones": Recipe(_milestones, _ONE, page="profile"),
    "profile-labels": Recipe(_labels, _ONE, page="profile"),
    "profile-observations": Recipe(_observations, _ONE, page="profile"),
    "fact-sheet-figures": Recipe(
        _fact_sheet_figures, {**_AMONG, "most": str(fact_sheet_figures.MOST)}, page="profile"
    ),
    "fact-sheet-story": Recipe(_fact_sheet_story, _ONE, page="profile"),
}
