"""What stands out: each of the five against a plain computation over the tables."""

import pandas
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from atlas import i18n
from atlas.gallery import highlights
from atlas.gallery.highlights import MOST_NAMES, Sentence
from atlas.model import metrics
from atlas.model.choices import Choices, choices
from atlas.model.metrics import Metric
from atlas.model.selection import OLDEST_COMPARED, Selection
from atlas.model.view import View, view_of
from atlas.text import dates
from tests.queries import plain
from tests.queries.test_properties import IDS

pytestmark = pytest.mark.slow

UNCLEAR = "cannot be told apart"
METRICS = {
    "largest": "members",
    "fastest-grown": "members_growth_pct_per_year",
    "youngest": "founding_year",
    "most-per-staff": "members_per_staff",
}
thorough = settings(max_examples=30, deadline=None, derandomize=True)
#: broad enough that most of them carry a sentence
SELECTIONS = st.builds(
    Selection,
    st.integers(1995, plain.years()[1]),
    groups=st.lists(st.sampled_from(IDS["groups"]), max_size=1).map(tuple),
    countries=st.lists(st.sampled_from(IDS["countries"]), max_size=1).map(tuple) | st.just(()),
)


def found(chosen: Selection) -> dict[str, Sentence]:
    view = view_of(chosen, choices())
    return {one.about: one for one in highlights.sentences(view, metrics.all_metrics())}


def reported(metric_id: str, chosen: Selection) -> pandas.DataFrame:
    """Return who reports a metric, without figures older than ten years or of unknown age."""
    rows = plain.report(metric_id, chosen)
    if plain.metrics()[metric_id]["kind"] == "attribute":
        return rows
    rows = rows[pandas.to_numeric(rows["aged_from"]) >= chosen.year - OLDEST_COMPARED]
    # growth from the founding members never stands out
    is_growth = metric_id == METRICS["fastest-grown"]
    return rows[~rows["at_founding"].astype(bool)] if is_growth else rows


def first(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return those of `rows` that nobody is surely ahead of: none begins where they end."""
    return rows[rows["high"] >= rows["low"].max()]


@thorough
@given(SELECTIONS, st.sampled_from(sorted(METRICS)))
def test_who_stands_out(chosen: Selection, about: str) -> None:
    rows = reported(METRICS[about], chosen)
    said = found(chosen).get(about)
    top = first(rows)
    shrinking = about == "fastest-grown" and len(top) and top.iloc[0]["low"] <= 0
    if len(rows) < 2 or shrinking:
        assert said is None
        return
    assert said
    named = [name for name in top["name"] if name in said.text]
    assert len(named) >= min(len(top), MOST_NAMES)
    others = set(rows["name"]) - set(top["name"])
    # a name may be part of another one
    loose = said.text
    for name in sorted(top["name"], key=len, reverse=True):
        loose = loose.replace(name, "")
    assert not any(name in loose for name in others)
    exact_tie = len(top) > 1 and top["low"].min() == top["high"].max()
    assert (UNCLEAR in said.text) == (len(top) > 1 and not exact_tie)
    if len(top) > MOST_NAMES:
        assert f"and {len(top) - MOST_NAMES} more" in said.text


@thorough
@given(SELECTIONS)
def test_the_figure_its_hedge_and_its_year_are_said(chosen: Selection) -> None:
    said = found(chosen).get("largest")
    rows = reported("members", chosen)
    assume(said is not None)
    assert said
    best = rows.iloc[0]
    time = {name: best[name] or None for name in ("as_of", "window_begin", "window_end")}
    assert f"{best['value']:,.0f} ({dates.years(time)})" in said.text
    if not best["exact"] and len(first(rows)) == 1:
        before = said.text.split(f"{best['value']:,.0f}")[0]
        assert before.rstrip().endswith(("about", "almost", "more than", "at least", "up to", ":"))


@thorough
@given(SELECTIONS)
def test_growth_names_the_counts_it_stands_on(chosen: Selection) -> None:
    said = found(chosen).get("fastest-grown")
    assume(said is not None)
    assert said
    best = reported(METRICS["fastest-grown"], chosen).iloc[0]
    counts = plain.spoken()["members", best["cluster_id"]]
    known = sorted(one for one in counts if one is not None and one <= chosen.year)
    start, end = known[0], known[-1]
    assert f" in {start} to " in said.text
    stated = f"{counts[end]['value']:,.0f}"
    assert f"{stated} in {end}" in said.text or f"{stated} (worked out) in {end}" in said.text
    assert f"{best['value']:,.1f}% per year" in said.text
    own = said.text[said.text.index(best["name"]) :].split(f" in {end}")[0]
    # an open hedge leaves one end of the growth open
    ranged = any(words in own for words in ("(between ", "at least ", "(at most "))
    open_at_both = "more than" in own.split(" to ")[0] and "more than" in own.split(" to ")[-1]
    assert ranged == (best["low"] < best["high"] and not open_at_both)


@thorough
@given(SELECTIONS)
def test_least_covered(chosen: Selection) -> None:
    said = found(chosen).get("least-covered")
    counts = {one: len(plain.report(one, chosen)) for one in highlights.HEADLINES}
    fewest = min(counts.values())
    if len(plain.selected(chosen)) < 2 or fewest == max(counts.values()):
        assert said is None
        return
    assert said
    for metric_id, count in counts.items():
        label = plain.metrics()[metric_id]["label_en"]
        assert (f"“{label}”" in said.text) == (count == fewest)
    of = f"{fewest} of {len(plain.selected(chosen))}" if fewest else "any selected cluster"
    assert of in said.text
    assert counts[said.options["missing"]] == fewest


def test_one_cluster_stands_out_from_nobody(known: Choices) -> None:
    assert not found(Selection(known.last_year, clusters=("niro",)))


def test_nothing_reported_says_nothing_of_clusters(known: Choices) -> None:
    assert set(found(Selection(known.first_year))) <= {"least-covered"}
    assert not found(Selection(known.last_year, search="nosuchcluster"))


def tied_pair(year: int) -> tuple[pandas.Series, pandas.Series]:
    """Return two clusters that report the same exact number of members."""
    rows = reported("members", Selection(year))
    exact = rows[rows["exact"].astype(bool)]
    same = exact[exact.duplicated("value", keep=False)]
    pair = same[same["value"] == same["value"].iloc[0]]
    return pair.iloc[0], pair.iloc[1]


def test_an_exact_tie_is_shared(known: Choices) -> None:
    one, other = tied_pair(known.last_year)
    chosen = Selection(known.last_year, clusters=(one["cluster_id"], other["cluster_id"]))
    said = found(chosen)["largest"].text
    assert said.endswith("have the most members, equally many.")
    assert one["name"] in said
    assert other["name"] in said


def test_leaders_of_hand_made_figures() -> None:
    some = [("a", 100, 90, 110), ("b", 105, 105, 105), ("c", 120, 120, 120), ("d", 119, 95, 125)]
    rows = pandas.DataFrame(some, columns=["name", "value", "low", "high"])
    rows = rows.assign(cluster_id=rows["name"])
    assert highlights.leaders(rows)["name"].tolist() == ["c", "d"]
    assert highlights.leaders(rows.head(1)).empty
    assert highlights.leaders(rows.head(0)).empty


def test_growth_from_the_founding_members_never_stands_out(
    view: View, every: dict[str, Metric]
) -> None:
    named = ("hamburg-aviation", "foodregio", "silicon-saxony", "skywin")
    said = found(Selection(view.year, clusters=named))["fastest-grown"].text
    assert said.startswith("Growth from founding members apart, Silicon Saxony")
    assert "from 35 in 2000 to 490 in 2024" in said
    metric = every[highlights.GROWTH]
    growth = view.run("figures_by_cluster", metrics=[metric.id])
    founding = growth["growth"].map(lambda counts: counts["at_founding"])
    assert founding.sum() > 10
    assert highlights.fastest_grown(growth[founding], metric) is None


def test_growth_that_may_be_none_is_left_out(view: View, every: dict[str, Metric]) -> None:
    metric = every[highlights.GROWTH]
    growth = view.run("figures_by_cluster", metrics=[metric.id])
    assert highlights.fastest_grown(growth, metric)
    unsure = growth[growth["low"] <= 0]
    assert len(unsure) > 1
    assert highlights.fastest_grown(unsure, metric) is None


def test_every_sentence_is_in_german(view: View, every: dict[str, Metric]) -> None:
    english = [one.text for one in highlights.sentences(view, every)]
    with i18n.speaking("de"):
        german = [one.text for one in highlights.sentences(view, every)]
    assert len(english) == len(german) == 5
    assert all(any(word in text for text in english) for word in ("most members", "grew", "fewest"))
    assert not any(word in text for text in german for word in ("most members", "grew", "fewest"))
