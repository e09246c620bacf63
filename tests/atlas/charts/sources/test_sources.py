"""The charts about sources: what they write is what the tables hold, and why."""

import itertools
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery, i18n
from atlas.charts.sources import conflicts, data_changes, documents, observations, staleness
from atlas.gallery import sources
from atlas.gallery.evidence import fetch, notes
from atlas.model.choices import choices
from atlas.model.metrics import Metric, all_metrics
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import evidence, locators, plotly_text, shortening
from atlas.text.chart_text import ChartText
from tests.atlas.charts.every_chart import changed, drawn
from tests.queries import plain


def column(figure: go.Figure, heading: str) -> list[str]:
    (table,) = figure.data
    return list(table.cells["values"][list(table.header["values"]).index(heading)])


def test_conflicts_show_both_sides_and_the_rule_that_decided(view: View) -> None:
    figure, rows = drawn("conflicts", view, metric="founding_year", most="999")
    by_id = {row["observation_id"]: row for row in rows.to_dict("records")}
    disputes = rows[rows["standing"] == "charted"]
    assert len(column(figure, "Cluster")) == len(disputes) > 10
    found = {
        (plotly_text.plain(name), int(shown[:4]), int(other[:4]), why)
        for name, shown, other, why in zip(
            *(column(figure, one) for one in ("Cluster", "Charts show", "Others say")),
            column(figure, "Why this one"),
            strict=True,
        )
    }
    for row in rows[rows["standing"] == "outranked"].to_dict("records"):
        chosen = by_id[row["chosen_observation_id"]]
        name = shortening.shorten(row["name"], conflicts.LONGEST_NAME)
        assert (name, chosen["value"], row["value"], row["reason"]) in found
    assert set(column(figure, "Year")) == {"–"}


def test_conflicts_are_counted_among_all_figures_that_charts_show(view: View) -> None:
    figure, rows = drawn("conflicts", view)
    shown = (view.run("every_observation")["standing"] == "charted").sum()
    disputes = (rows["standing"] == "charted").sum()
    said = ChartText.of(figure).coverage
    assert said.startswith(f"Sources disagree on {disputes} of {i18n.number(shown)} figures")
    assert len(column(figure, "Cluster")) == 8
    assert f"the first 8 of {disputes}" in " ".join(ChartText.of(figure).notes)


def test_a_source_does_not_confirm_itself() -> None:
    def pair(source: str, agrees: bool) -> list[dict[str, Any]]:
        name = f"{source}{agrees}"
        chosen = {"observation_id": name, "standing": "charted", "source_id": "one"}
        other = {"observation_id": f"{name}2", "standing": "outranked", "source_id": source}
        return [
            chosen | {"agrees": True, "chosen_observation_id": None},
            other | {"agrees": agrees, "chosen_observation_id": name},
        ]

    rows = pandas.DataFrame([*pair("two", True), *pair("one", True), *pair("two", False)])
    assert sources.count_confirmed(rows) == 1


def test_confirmed_figures_of_the_real_data(view: View) -> None:
    stated: dict[str, set[tuple[float, str]]] = {}
    for row in plain.statements():
        metric = plain.metrics()[row["metric_id"]]
        # what speaks when the statement comes: for the years after it, when its window ends
        then = view.year if metric["kind"] == "attribute" else int(row["ends"][:4])
        speaker = plain.known(row["metric_id"], row["cluster_id"], then)
        if row["scope"] == metric["about"] and speaker:
            stated.setdefault(speaker["id"], set()).add((float(row["value"]), row["source_id"]))
    rows = view.run("conflicts")
    wanted = 0
    for row in rows[rows["standing"] == "charted"].to_dict("records"):
        alike = {source for value, source in stated[row["observation_id"]] if value == row["value"]}
        wanted += bool(alike - {row["source_id"]})
    assert sources.count_confirmed(rows) == wanted > 5


@pytest.mark.parametrize(
    ("words", "cluster"),
    [
        ("NIRO", "niro"),
        ("münchen", None),
        ("MUENCHEN", None),
        ("mitglieder niro", "niro"),
        ("bmwi expedition niro", "niro"),
        ("more than 170", "mahreg-automotive"),
    ],
)
def test_search_finds_in_every_column_whatever_the_spelling(
    words: str, cluster: str | None, view: View, every: dict[str, Metric]
) -> None:
    rows = view.run("every_observation")
    found = observations.search(rows, every, words, notes())
    assert 0 < len(found) < len(rows)
    if cluster:
        assert cluster in set(found["cluster_id"])
    assert observations.search(rows, every, f"{words} nosuchword", notes()).empty


def test_a_blank_search_finds_all(view: View, every: dict[str, Metric]) -> None:
    rows = view.run("every_observation")
    assert len(observations.search(rows, every, "  ", notes())) == len(rows)


@settings(deadline=None, derandomize=True, max_examples=12)
@given(st.lists(st.sampled_from(["members", "2019", "near", "Sachsen", "e.V."]), max_size=3))
def test_more_words_never_find_more(words: list[str]) -> None:
    known = choices()
    now = view_of(Selection(known.last_year, groups=("all-ict-digital",)), known)
    rows, every = now.run("every_observation"), all_metrics()
    found = [
        set(observations.search(rows, every, " ".join(words[:count]), notes())["observation_id"])
        for count in range(len(words) + 1)
    ]
    assert all(after <= before for before, after in itertools.pairwise(found))


def test_the_full_list_names_what_is_shown_instead(view: View, every: dict[str, Metric]) -> None:
    rows = view.run("every_observation")
    full = observations.full(rows, every, fetch(view, rows))
    instead = full["Note"].str.startswith("Shown instead: ")
    others = full["Note"].str.contains("Shown instead: ", regex=False)
    assert others.tolist() == (rows["standing"] == "outranked").tolist()
    assert instead.sum() > 0
    cited = [one for (one,) in full["Source"]]
    assert [one.place for one in cited] == [locators.place(one) for one in rows["locator"]]
    opened = rows["url"].fillna("").str.startswith("http")
    assert [bool(one.url) for one in cited] == opened.tolist()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", "", None, float("nan")])
def test_only_addresses_of_pages_can_be_opened(url: Any) -> None:
    assert evidence.address(url) is None


@pytest.mark.parametrize("by", ["year", "sector"])
def test_coverage_draws_every_share_and_zero_only_where_nobody_reports(by: str, view: View) -> None:
    figure, rows = drawn("coverage", view, by=by, most="40")
    (cells,) = figure.data
    other = "year" if by == "year" else "group_id"
    shares = {
        (row["metric_id"], str(row[other])): (100 * row["reporting"] / row["clusters"], row)
        for row in rows.to_dict("records")
    }
    drawn_values = cells.meta["values"]
    seen = 0
    for line, names, texts in zip(drawn_values, cells.customdata, cells.text, strict=True):
        for value, pair, text in zip(line, names, texts, strict=True):
            metric = pair[0] if pair[0] in plain.metrics() else pair[1]
            place = pair[1] if metric == pair[0] else pair[0]
            share, _row = shares.get((metric, place), (0.0, None))
            assert value == pytest.approx(share)
            assert (text == "0%") == (share == 0)
            assert text == plotly_text.written("<1%") or text == f"{i18n.number(share)}%"
            seen += share > 0
    assert seen > 50


def test_ages_fill_each_row_and_undated_ones_stay_apart(view: View) -> None:
    figure, rows = drawn("staleness", view, most="40")
    (cells,) = figure.data
    by_metric = rows.set_index("metric_id")
    assert list(cells.x) == ["0–1", "2–3", "4–5", "6–10", "over 10", "not known"]
    assert [column for _metric, column in cells.customdata[0]] == list(staleness.classes())
    for name, line, pairs in zip(cells.y, cells.meta["values"], cells.customdata, strict=True):
        row = by_metric.loc[pairs[0][0]]
        assert sum(line) == pytest.approx(100)
        undated = f" + {row['undated']}" if row["undated"] else ""
        assert name.endswith(f"({row['reporting']}{undated})")
        for share, (_metric, column) in zip(line, pairs, strict=True):
            assert share == pytest.approx(100 * row[column] / row["reporting"])
    assert len(cells.y) == (rows["reporting"] > 0).sum()


def test_the_oldest_figures_come_first_with_their_age(view: View, every: dict[str, Metric]) -> None:
    rows = view.run("latest_figures")
    table = staleness.oldest(rows, every, fetch(view, rows), view.year)
    unknown = table["Age in years"] == "not known"
    # of unknown age first: nobody can say that they are not the oldest
    assert unknown.tolist() == sorted(unknown, reverse=True)
    assert table.loc[unknown, "As of"].str.startswith("by ").all()
    ages = table.loc[~unknown, "Age in years"].astype(int)
    assert ages.is_monotonic_decreasing
    for said, age in zip(table.loc[~unknown, "As of"], ages, strict=True):
        years = "year" if age == 1 else "years"
        assert said.endswith(f"{age} {years} before {view.year}") == (age > 0)


def test_sources_list_counts_every_fact(view: View) -> None:
    figure, rows = drawn("sources", view)
    full = documents.full(rows)
    for kind in ("Facts", "Figures", "Milestones", "Relations"):
        full[kind] = full[kind].str.replace(",", "").astype(int)
    counted = full["Figures"] + full["Milestones"] + full["Relations"]
    assert (counted == full["Facts"]).all()
    assert full["Facts"].sum() == rows["facts"].sum()
    assert len(column(figure, "Title")) == 12
    assert ChartText.of(figure).coverage.startswith(i18n.number(rows["facts"].sum()))


def test_languages_are_named_in_the_language_in_use() -> None:
    assert documents.language("de") == "German"
    assert documents.language("qq-strange") == "qq-strange"
    assert documents.language(None) == "–"
    with i18n.speaking("de"):
        assert documents.language("fr") == "Französisch"


def test_changes_say_before_and_now(view: View, every: dict[str, Metric]) -> None:
    _figure, rows = changed(view, every)
    table = data_changes.cells(rows, every)
    for change, before, after in zip(table["Change"], table["Before"], table["Now"], strict=True):
        assert (before == "") == (change == "added")
        assert (after == "") == (change == "removed")
        assert change != "changed" or before != after
    assert set(table["Change"]) == {"added", "changed"}


def test_exact_figures_only_leaves_out_what_is_hedged(view: View) -> None:
    exact = view_of(Selection(view.year, exact=True), view.known)
    for chart in ("observations", "conflicts"):
        rows = gallery.draw(chart, exact).rows
        assert set(rows["qualifier"]) == {"exact"}
        assert len(rows) < len(gallery.draw(chart, view).rows)
