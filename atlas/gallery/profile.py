"""The charts about one cluster: its profile, and the two slides of its fact sheet."""

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
from atlas.gallery.evidence import fetch
from atlas.gallery.recipe import Drawing, NothingToDraw, Options, Recipe
from atlas.i18n import _
from atlas.model.metrics import all_metrics
from atlas.model.view import View
from atlas.text import identity, peer_standing
from atlas.text import peers as peers_text

#: what a profile shows year by year
OVER_YEARS = ("members", "staff")
_ONE = {"cluster": ""}
_AMONG = {"cluster": "", "peers": "", "weights": ""}


def _figures(view: View, options: Options) -> Drawing:
    then = peer_search.in_its_life(view, options["cluster"])
    alone = then.only([options["cluster"]])
    own = _rows(alone, "cluster_figure", _("No figure of {name} is known up to {year}."))
    near, compared = _peers(then, options)
    rows = peer_standing.placed(own, _theirs(then, near), _fresh(alone))
    notes = [_ended(view, then), compared]
    evidence = fetch(alone, rows)
    figure = figures.figure(rows, notes, all_metrics(), alone, evidence=evidence)
    return Drawing(figure, rows, evidence)


def _rows(view: View, query: str, none: str) -> pandas.DataFrame:
    """Return what a query finds about the cluster. Raises NothingToDraw, with the words `none`."""
    rows = view.run(query)
    if rows.empty:
        raise NothingToDraw(none.format(name=view.words, year=view.year))
    return rows


def _ended(pool: View, then: View) -> str:
    if then.year == pool.year:
        return ""
    said = _("The cluster ended; these are its figures at the end of {year}.")
    return said.format(year=then.year)


def _peers(view: View, options: Options) -> tuple[list[str], str]:
    """Return the ids of the peers, and the sentence that says who they are."""
    cluster, by_hand, weights = (options[one] for one in ("cluster", "peers", "weights"))
    near = peer_search.chosen(view, cluster, by_hand, weights)
    picked = bool(peer_search.picked(view, cluster, by_hand))
    return near, peers_text.who(near, picked, view, peer_search.parse_weights(weights))


def _theirs(view: View, near: list[str]) -> pandas.DataFrame:
    """Return the peers' figures. Naming no cluster would mean all of them."""
    rows = view.only(near).fresh().run("cluster_figure")
    return rows if near else rows.head(0)


def _fresh(view: View) -> set[str]:
    """Return the metrics of which the figure is new enough to compare clusters by."""
    return set(view.fresh().run("cluster_figure")["metric_id"])


def _map(view: View, options: Options) -> Drawing:
    alone = view.only([options["cluster"]])
    places = alone.run("cluster_place")
    cluster = alone.run("cluster_profile").iloc[0]
    if places["region_id"].isna().all() and pandas.isna(cluster["lat"]):
        said = _("Neither the seat nor the regions of {name} are known.")
        raise NothingToDraw(said.format(name=alone.words))
    evidence = fetch(alone, places)
    figure = profile_map.figure(places, cluster, alone, evidence=evidence)
    return Drawing(figure, places, evidence)


def _years(view: View, options: Options) -> Drawing:
    alone = view.only([options["cluster"]])
    rows = over_years(alone)
    if not rows:
        said = _("No figure of members or staff of {name} is known up to {year}.")
        raise NothingToDraw(said.format(name=alone.words, year=alone.year))
    every = pandas.concat(rows.values(), ignore_index=True)
    evidence = fetch(alone, every)
    return Drawing(years.figure(rows, all_metrics(), alone, evidence=evidence), every, evidence)


def over_years(view: View) -> dict[str, pandas.DataFrame]:
    """Return members and staff year by year; only those that are reported."""
    rows = view.run("metrics_by_year", metrics=list(OVER_YEARS))
    found = {one: rows[rows["metric_id"] == one] for one in OVER_YEARS}
    return {one: part.reset_index(drop=True) for one, part in found.items() if not part.empty}


def _milestones(view: View, options: Options) -> Drawing:
    alone = view.only([options["cluster"]])
    none = _("No milestone of {name} is known up to {year}.")
    rows = _rows(alone, "cluster_milestone", none)
    evidence = fetch(alone, rows)
    return Drawing(profile_milestones.figure(rows, alone, evidence=evidence), rows, evidence)


def _labels(view: View, options: Options) -> Drawing:
    alone = view.only([options["cluster"]])
    none = _("No label, programme or network of {name} is known up to {year}.")
    rows = _rows(alone, "cluster_tie", none)
    evidence = fetch(alone, rows)
    return Drawing(labels.figure(rows, alone, evidence=evidence), labels.named(rows), evidence)


def _observations(view: View, options: Options) -> Drawing:
    alone = view.only([options["cluster"]])
    none = _("No source states a figure of {name} up to {year}.")
    rows = _rows(alone, "every_observation", none)
    decided = alone.run("conflicts").set_index("observation_id")["decided_by"]
    rows = rows.assign(decided_by=rows["observation_id"].map(decided))
    evidence = fetch(alone, rows)
    figure = observations.figure(rows, all_metrics(), alone, evidence=evidence)
    return Drawing(figure, rows, evidence)


def _fact_sheet_figures(view: View, options: Options) -> Drawing:
    """Draw the first slide of a fact sheet, which there is for every cluster."""
    then = peer_search.in_its_life(view, options["cluster"])
    alone = then.only([options["cluster"]])
    near, compared = _peers(then, options)
    rows = peer_standing.placed(alone.run("cluster_figure"), _theirs(then, near), _fresh(alone))
    undated = without_a_date(alone, rows)
    notes = [_ended(view, then), compared]
    every = pandas.concat([rows, undated], ignore_index=True)
    evidence = fetch(alone, every)
    figure = fact_sheet_figures.figure(
        rows, undated, who(alone), notes, all_metrics(), view=alone, evidence=evidence
    )
    return Drawing(figure, every, evidence)


def who(view: View) -> dict[str, str]:
    """Return who the cluster is: heading -> words."""
    cluster = view.run("cluster_profile").iloc[0].to_dict()
    places, fields = view.run("cluster_place"), view.run("cluster_field")
    return identity.facts(cluster, places, fields, _founded(view))


def _founded(view: View) -> str:
    (cluster_id,) = view.selection.clusters
    rows = peer_search.in_its_life(view, cluster_id).run("cluster_figure")
    found = rows[rows["metric_id"] == "founding_year"].to_dict("records")
    return all_metrics()["founding_year"].hedged(found[0]) if found else ""


def without_a_date(view: View, rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return an observation that may be later for each metric that `rows` lack, the most exact."""
    every = view.run("every_observation")
    undated = every[(every["standing"] == "undated") & ~every["metric_id"].isin(rows["metric_id"])]
    undated = undated[undated["exact"]] if view.selection.exact else undated
    best = undated.sort_values(["position", "rank", "observation_id"])
    return best.drop_duplicates("metric_id")


def _fact_sheet_story(view: View, options: Options) -> Drawing:
    """Draw the second slide of a fact sheet, which there is for every cluster."""
    alone = view.only([options["cluster"]])
    rows = over_years(alone)
    milestones, ties = alone.run("cluster_milestone"), alone.run("cluster_tie")
    every = all_metrics()
    evidence = fetch(alone, *rows.values(), milestones, ties)
    figure = fact_sheet_story.figure(rows, milestones, ties, every, alone, evidence=evidence)
    return Drawing(figure, fact_sheet_story.table(rows, milestones, ties, every), evidence)


CHARTS: dict[str, Recipe] = {
    "profile-figures": Recipe(_figures, _AMONG, page="profile"),
    "profile-map": Recipe(_map, _ONE, page="profile"),
    "profile-years": Recipe(_years, _ONE, page="profile"),
    "profile-milestones": Recipe(_milestones, _ONE, page="profile"),
    "profile-labels": Recipe(_labels, _ONE, page="profile"),
    "profile-observations": Recipe(_observations, _ONE, page="profile"),
    "fact-sheet-figures": Recipe(_fact_sheet_figures, _AMONG, page="profile"),
    "fact-sheet-story": Recipe(_fact_sheet_story, _ONE, page="profile"),
}
