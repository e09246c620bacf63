"""Peers: every distance again in plain pandas; the pool, the order and the address."""

import itertools
import math
from typing import Any

import numpy
import pandas
import pytest

from atlas.analysis import peers
from atlas.analysis.peers import parse_weights
from atlas.analysis.similarity import TRAITS
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from data.words import folded
from tests.queries import plain

EVEN = dict.fromkeys(TRAITS, 1)
SUBJECTS = ("silicon-saxony", "niro", "acod", "biolago", "ac-serbia")
SIZES = {"age": "age_years", "members": "members", "staff": "staff"}
CITIES = {"AT-9", "BE-BRU", "CH-BS", "CZ-10", "DE-BE", "DE-HB", "DE-HH", "ES-CE", "ES-ML"}


# The same again, from the CSV files


def traits_of(cluster_id: str, year: int) -> dict[str, Any]:
    links = [row for row in plain.rows("cluster_regions") if row["cluster_id"] == cluster_id]
    places = [plain.by_id("regions")[link["region_id"]] for link in links]
    countries = {place["parent_id"] or place["region_id"] for place in places}
    whole = any(place["level"] == "country" for place in places)
    sectors = plain.sectors_of()[cluster_id]
    if whole and len(countries) == 1:
        kind = "country"
    elif len(places) > 1:
        kind = "several"
    else:
        kind = "city" if places[0]["region_id"] in CITIES else "one"
    found = {name: plain.fresh(metric, cluster_id, year) for name, metric in SIZES.items()}
    return {
        **{name: value["value"] if value else math.nan for name, value in found.items()},
        "sectors": sectors,
        "groups": {plain.parents("sectors")[one] for one in sectors},
        "kind": kind,
        "cross": len(countries) > 1,
    }


def exists(cluster_id: str, year: int) -> bool:
    ended = plain.by_id("clusters")[cluster_id]["ended_on"]
    began = [
        float(row["value"])
        for row in plain.rows("observations")
        if row["cluster_id"] == cluster_id
        and row["metric_id"] == "founding_year"
        and row["scope"] == "cluster_organisation"
    ]
    return not (ended and int(ended[:4]) <= year) and not (began and min(began) > year)


def plainly(subject: str, year: int) -> pandas.DataFrame:
    """Return the distances of all clusters to one, with even weights, nearest first."""
    every = plain.by_id("clusters")
    frame = pandas.DataFrame({one: traits_of(one, year) for one in every}).T
    for name in SIZES:
        frame[name] = pandas.to_numeric(frame[name])
    own = frame.loc[subject]
    apart = pandas.DataFrame(index=frame.index)
    low, high = frame["age"].quantile([0.05, 0.95])
    apart["age"] = ((frame["age"] - own["age"]).abs() / (high - low)).clip(upper=1)
    for name in ("members", "staff"):
        low, high = frame.loc[frame[name] > 0, name].quantile([0.05, 0.95])
        apart[name] = numpy.log(frame[name] / own[name]).abs() / math.log(high / low)
    apart = apart.clip(upper=1)
    apart["sector"] = [
        1
        - len(own["sectors"] & row["sectors"]) / len(own["sectors"] | row["sectors"]) / 2
        - len(own["groups"] & row["groups"]) / len(own["groups"] | row["groups"]) / 2
        for _one, row in frame.iterrows()
    ]
    apart["region"] = (frame["kind"] != own["kind"]).astype(float)
    apart["border"] = (frame["cross"] != own["cross"]).astype(float)
    found = pandas.DataFrame(
        {"distance": apart.mean(axis=1), "compared": apart.notna().sum(axis=1)}
    )
    found.loc[found["compared"] < 3, "distance"] = math.nan
    there = [one for one in every if one != subject and exists(one, year)]
    return pandas.concat([found, apart], axis=1).loc[there]


@pytest.mark.parametrize("year", [2012, 2025])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_distance_computed_again(subject: str, year: int, view: View) -> None:
    asked = view_of(Selection(year), view.known)
    found = peers.compare_all(asked, subject, EVEN).set_index("cluster_id")
    wanted = plainly(subject, year)
    assert set(found.index) == set(wanted.index)
    for column in ("distance", "compared", *TRAITS):
        numpy.testing.assert_allclose(
            found[column].astype(float),
            wanted.loc[found.index, column].astype(float),
            err_msg=column,
            atol=1e-12,
        )
    near = wanted.dropna(subset="distance")
    names = [plain.by_id("clusters")[one]["name"] for one in near.index]
    ranked = near.assign(name=[folded(one) for one in names], near=near["distance"].round(9))
    in_order = ranked.sort_values(["near", "name"])
    best = set(in_order[in_order["compared"] >= 4].index[:10])
    best |= set(in_order[in_order["compared"] < 4].index[: 10 - len(best)])
    ten = [one for one in in_order.index if one in best]
    assert list(peers.find_nearest(asked, subject, EVEN)["cluster_id"]) == ten


# The pool, the order, the address


def test_ties_stand_in_the_order_of_their_names_every_time(view: View) -> None:
    found = peers.compare_all(view, "acod", EVEN)
    tied = [
        list(group)
        for _near, group in itertools.groupby(
            zip(found["distance"].round(9), found["name"], strict=True), key=lambda one: one[0]
        )
    ]
    assert any(len(group) > 1 for group in tied)
    for group in tied:
        names = [folded(name) for _near, name in group]
        assert names == sorted(names)
    again = peers.compare_all(view, "acod", EVEN)
    assert list(again["cluster_id"]) == list(found["cluster_id"])


def test_the_subject_is_found_whatever_the_filters_say(view: View) -> None:
    pool = view_of(Selection(view.year, countries=("AT",)), view.known)
    found = peers.compare_all(pool, "niro", EVEN)
    assert len(found) > 5
    assert "niro" not in set(found["cluster_id"])
    assert set(found["cluster_id"]) <= plain.selected(pool.selection)
    everywhere = peers.compare_all(view, "niro", EVEN).set_index("cluster_id")["distance"]
    for row in found.to_dict("records"):
        numpy.testing.assert_equal(row["distance"], everywhere[row["cluster_id"]])


def test_clusters_that_ended_or_had_not_begun_are_no_peers(view: View) -> None:
    then = view_of(Selection(2010), view.known)
    found = set(peers.compare_all(then, "niro", EVEN)["cluster_id"])
    gone = {one for one in plain.by_id("clusters") if not exists(one, 2010)}
    assert gone
    assert not gone & found


def test_an_unknown_cluster_is_named(view: View) -> None:
    with pytest.raises(LookupError, match="No cluster has the id 'nobody'"):
        peers.find_nearest(view, "nobody", EVEN)


@pytest.mark.parametrize(
    ("text", "changed", "unknown"),
    [
        ("", {}, []),
        ("age:2,sector:0", {"age": 2, "sector": 0}, []),
        (" age:3 ,", {"age": 3}, []),
        ("age:4,members:-1,staff:x,border", {}, ["age:4", "members:-1", "staff:x", "border"]),
        ("colour:2,region:0", {"region": 0}, ["colour:2"]),
    ],
)
def test_weights(text: str, changed: dict[str, int], unknown: list[str], view: View) -> None:
    assert parse_weights(text) == peers.USUAL | changed
    assert peers.list_ignored(view, "niro", "", text) == [f"weights: {one}" for one in unknown]
    assert parse_weights(peers.write_weights(peers.USUAL | changed)) == peers.USUAL | changed
    assert parse_weights(peers.write_weights(EVEN)) == EVEN


def test_picked_by_hand(view: View) -> None:
    text = "acod,niro,acod,nobody,silicon-saxony"
    assert peers.parse_picked(view, "niro", text) == ["acod", "silicon-saxony"]
    assert peers.list_ignored(view, "niro", text, "") == ["peers: nobody"]
    assert set(peers.list_in_use(view, "niro", text, "")) == {"acod", "silicon-saxony"}
    pool = view_of(Selection(view.year, countries=("AT",)), view.known)
    assert set(peers.list_in_use(pool, "niro", text, "")) == {"acod", "silicon-saxony"}
    assert peers.list_in_use(view, "niro", "niro,nobody", "") == peers.list_in_use(
        view, "niro", "", ""
    )


def test_with_every_weight_0_nobody_is_near(view: View) -> None:
    none = ",".join(f"{trait}:0" for trait in TRAITS)
    assert peers.list_in_use(view, "niro", "", none) == []
    assert peers.list_in_use(view, "niro", "acod", none) == ["acod"]


def test_who_is_known_by_little_comes_last_and_only_fills_up(view: View) -> None:
    found = peers.compare_all(view, "silicon-saxony", EVEN)
    assert (found.head(5)["compared"] == 3).any(), "little known, and so near"
    assert (peers.find_nearest(view, "silicon-saxony", EVEN)["compared"] >= 4).all()
    filled = peers.find_nearest(view, "silicon-saxony", EVEN, count=len(found))
    assert set(filled["cluster_id"]) == set(found.loc[found["distance"].notna(), "cluster_id"])


def test_more_weight_on_a_size_drops_those_of_which_no_size_is_known(view: View) -> None:
    even = peers.compare_all(view, "silicon-saxony", EVEN)
    assert even.loc[even["compared"] == 3, "distance"].notna().any()
    heavier = peers.compare_all(view, "silicon-saxony", parse_weights("members:3"))
    assert heavier.loc[heavier["compared"] == 3, "distance"].isna().all()
