"""The charts of a profile: each figure as stated, at its place; nothing unknown is drawn."""

from dataclasses import replace

import pandas
import pytest

from atlas import gallery, i18n
from atlas.charts.base import axes
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps import views
from atlas.charts.profile import story_rows
from atlas.model.choices import Choices
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import identity, locators
from atlas.text.chart_text import ChartText
from atlas.ui import table as table_view
from data import addresses
from tests.atlas.traces import in_role
from tests.queries import plain


def table(name: str, view: View, cluster: str, **options: str) -> pandas.DataFrame:
    shown = table_view.read_frame(gallery.draw(name, view, cluster=cluster, **options))
    return shown.map(lambda cell: getattr(cell, "words", cell))


def test_figures_with_hedge_date_source_and_place(view: View) -> None:
    rows = table("profile-figures", view, "silicon-saxony").set_index("Figure")
    events = rows.loc["Events per year"]
    assert events["Value"] == "about 50"
    assert events["As of"].startswith("2019 (worked out), ")
    assert events["Source"] == "BMWi, 2020"
    assert events["Where in the source"] == "chapter on Silicon Saxony, paragraph 8"
    ratio = rows.loc["Members per staff member"]
    assert ratio["Value"] == "23.3 members per person"
    assert ratio["Where in the source"] == "near “490 Mitgliedsfirmen”; near “Beschäftigte 21”"


def test_the_industry_of_the_region_stands_apart(view: View) -> None:
    names = table("profile-figures", view, "hamburg-aviation")["Figure"].tolist()
    line = names.index("About the industry of the region:")
    assert names[line + 1 :] == [
        "Employees in the regional industry",
        "Companies in the regional industry",
        "Turnover of the regional industry",
    ]
    figure = gallery.draw("profile-figures", view, cluster="hamburg-aviation").figure
    assert "not figures of the cluster" in " ".join(ChartText.of(figure).notes)


@pytest.mark.parametrize("cluster", ["silicon-saxony", "spectronet", "foodregio"])
def test_every_observation_is_listed_at_its_place(view: View, cluster: str) -> None:
    rows = table("profile-observations", view, cluster)
    wanted = sorted(
        locators.place(row["locator"])
        for row in plain.rows("observations")
        if row["cluster_id"] == cluster
    )
    assert sorted(one for one in rows["Where in the source"] if one) == wanted


def test_late_conflicting_and_foreign_figures_are_told_apart(view: View, known: Choices) -> None:
    """Of foodRegio's "more than 80" nobody knows in 2020 whether it is of that year."""
    then = view_of(Selection(2020), known)
    rows = table("profile-observations", then, "foodregio")
    figures, became = rows["Figure"].tolist(), rows["What became of it"].tolist()
    undated = figures.index("In undated texts that may be later than this year:")
    others = figures.index("About others, not the cluster itself:")
    assert 0 < undated < others
    assert set(became[undated + 1 : others]) == {"Not shown yet; it may be later than this year."}
    assert rows["Value"].tolist()[undated + 1] == "more than 80"
    assert rows["As of"].tolist()[undated + 1] == "2019–Nov 2026 (undated text)"
    assert all(one.startswith("Regional industry. ") for one in became[others + 1 :])
    conflict = next(one for one in became if one.startswith("Not shown; 2005 stands for"))
    assert "of a kind that goes first" in conflict
    at = became.index(conflict)
    assert figures[at] == figures[at + 1] == "Founding year"
    assert became[at + 1] == "Shown in charts."
    now = table("profile-observations", view, "foodregio").set_index("Value")
    beside = now.loc["more than 80", "What became of it"]
    assert beside.startswith("Not shown; 80 (2019) stands for that time. It has a date;")


def test_milestones_in_order_and_undated_ones_last(view: View) -> None:
    rows = table("profile-milestones", view, "silicon-saxony")
    first = rows["Date"].tolist().index("Other figures in its sources:")
    assert rows["What"].tolist()[:first] == ["Founded", "Association founded", "Other"]
    reported = rows[rows["What"] == "Reported figure"]["Details"].tolist()
    assert any(one.startswith("almost 20 years since the initiative") for one in reported)
    foreign = rows["Date"].tolist().index("About others, not the cluster:")
    assert rows["Details"].tolist()[-1].startswith("Regional industry: ")
    assert foreign > first


def test_labels_say_whether_a_source_or_a_rule_ends_them(view: View) -> None:
    niro = table("profile-labels", view, "niro").set_index("Organisation")
    assert niro.loc["ECEI Silver Label", "Until"] == "November 2022 (by the label's rule)"
    assert niro.loc["go-cluster", ["Since", "Until"]].tolist() == ["undated", "–"]
    minalogic = table("profile-labels", view, "minalogic").set_index("Organisation")
    assert minalogic["Until"].str.fullmatch("2026").any()


def test_map_shades_what_is_covered_and_marks_the_seat(view: View) -> None:
    figure = gallery.draw("profile-map", view, cluster="hamburg-aviation").figure
    (covered,) = in_role(figure, TraceRole.COVERED)
    assert set(covered.locations) == {"DE-HH", "DE-MV", "DE-NI", "DE-SH"}
    (seat,) = in_role(figure, TraceRole.SEAT)
    seated = plain.by_id("clusters")["hamburg-aviation"]
    assert (seat.lon[0], seat.lat[0]) == (float(seated["lon"]), float(seated["lat"]))
    outlined = {one for trace in in_role(figure, TraceRole.OUTLINE) for one in trace.locations}
    assert outlined.isdisjoint(covered.locations)


def test_a_seat_that_is_not_known_is_said_not_drawn(view: View) -> None:
    figure = gallery.draw("profile-map", view, cluster="ac-serbia").figure
    assert not in_role(figure, TraceRole.SEAT)
    assert "Its seat is not known." in ChartText.of(figure).notes


def test_views_hold_all_that_is_covered() -> None:
    assert views.around(["DE-SN"]) == views.AREAS["germany"].view
    assert views.around([]) == views.AREAS["europe"].view
    view = views.around(["DE-BW", "CH-SG", "LI"])
    assert view["lon"][0] < 6
    assert view["lon"][1] > 14
    assert view["lat"][0] < 46
    assert view["lat"][1] > 54
    small = views.around(["LU"])
    assert small["lon"][1] - small["lon"][0] == pytest.approx(views.LEAST["lon"])


def test_years_state_strongly_and_carry_lightly(view: View) -> None:
    figure = gallery.draw("profile-years", view, cluster="silicon-saxony").figure
    members, staff = in_role(figure, TraceRole.OBSERVED)
    assert list(members.x) == [2000, 2016, 2017, 2019, 2024]
    assert list(members.y) == [35, 320, 334, 350, 490]
    assert list(staff.y) == [11, 21]
    # only "about 350" has a range: ten percent to both sides
    assert list(members.error_y.array) == pytest.approx([0, 0, 0, 35, 0])
    carried = in_role(figure, TraceRole.CARRIED)[0]
    assert carried.x[-1] == view.year
    joined = in_role(figure, TraceRole.JOINED)[0]
    assert carried.line.width < joined.line.width / 2
    assert joined.y[list(joined.x).index(2010)] is None


def test_what_is_asked_first_stands_first_and_the_region_last(
    view: View, every: dict[str, Metric]
) -> None:
    rows = gallery.draw("profile-figures", view, cluster="hamburg-aviation").rows
    ids = rows["metric_id"].tolist()
    assert ids[:4] == ["members", "staff", "founding_year", "association_year"]
    assert ids[-4:] == ["age_years", "region_employees", "region_companies", "region_turnover_eur"]
    # the slide has the first of them
    few = gallery.draw("fact-sheet-figures", view, cluster="hamburg-aviation", most="3")
    assert table_view.read_frame(few)["Figure"].tolist() == [every[name].label for name in ids[:3]]


def test_a_figure_that_may_be_later_stands_with_its_own_kind(view: View) -> None:
    """An own figure never stands under the line of the region's industry."""
    then = replace(view, selection=replace(view.selection, year=2023))
    rows = gallery.draw("profile-figures", then, cluster="autoregion").rows
    later = rows[rows["is_undated"]]
    assert "events_total" in later["metric_id"].tolist()
    own = [every.startswith("region_") for every in rows["metric_id"]]
    assert own == sorted(own)
    shown = table_view.read_frame(gallery.draw("profile-figures", then, cluster="autoregion"))
    lines = shown.set_index("Figure")["Also stated"]
    assert lines["Events so far"] == "may be later than 2023"
    # beside the figure of 2015 stands what an undated text says that may be of 2024
    assert lines["Members"].words.startswith("Maybe later: about 200 (undated text, 2021–24; ")


def test_the_latest_figure_is_told_whether_dated_or_not(view: View) -> None:
    figure = gallery.draw("profile-years", view, cluster="autoregion").figure
    assert "Members: 35 (2015) – about 200 (2021–24)" in ChartText.of(figure).alt


@pytest.mark.parametrize(
    ("chart", "heading"),
    [("profile-milestones", "Source"), ("profile-labels", "Source"), ("conflicts", "Others say")],
)
def test_sources_in_tables_lead_to_their_addresses(chart: str, heading: str, view: View) -> None:
    named = {} if chart == "conflicts" else {"cluster": "silicon-saxony"}
    shown = table_view.read_frame(gallery.draw(chart, view, **named))
    cells = [cell for cell in shown[heading] if cell]
    assert cells
    for cell in cells:
        assert cell.sources
        assert all(source.words in cell.words for source in cell.sources)


@pytest.mark.parametrize("cluster", ["niro", "silicon-saxony", "hamburg-aviation"])
def test_labels_are_counted_alike_in_profile_fact_sheet_and_lists(cluster: str, view: View) -> None:
    held = {
        label
        for label in view.known.ids("labels")
        if view_of(Selection(view.year, labels=(label,), clusters=(cluster,)), view.known).selected
    }
    count = f"{len(held)} label"
    for chart in ("profile-labels", "fact-sheet-story"):
        text = ChartText.of(gallery.draw(chart, view, cluster=cluster).figure)
        assert count in text.coverage, chart


def test_a_story_tells_an_event_once_and_holds_no_undated_one(view: View) -> None:
    alone = view.only(["hamburg-aviation"])
    milestones, ties = alone.run("cluster_milestone"), alone.run("cluster_tie")
    told = story_rows.milestones(milestones, ties)
    assert told["as_of"].notna().all()
    assert not told.duplicated(["kind", "year"]).any()
    # the association is told of twice in 2011; the month is more precise than the year
    assert told.loc[told["kind"] == "association_founded", "as_of"].tolist() == ["2011-01"]
    assert len(story_rows.milestones(pandas.concat([milestones] * 4), ties)) <= story_rows.MOST


def test_bars_are_drawn_only_as_far_as_a_label_is_known_to_hold(view: View) -> None:
    niro = gallery.draw("fact-sheet-story", view, cluster="niro").figure
    (bar,) = in_role(niro, TraceRole.PERIOD)
    assert [one for one in bar.x if one] == pytest.approx(
        [axes.moment("2020-11"), axes.moment("2022-11-30")]
    )
    hamburg = gallery.draw("fact-sheet-story", view, cluster="hamburg-aviation").figure
    assert not in_role(hamburg, TraceRole.PERIOD)


@pytest.mark.parametrize(
    ("as_of", "place"), [("2020", 2020.0), ("2020-07", 2020.5), ("2020-07-09", 2020.5 + 8 / 365)]
)
def test_moments(as_of: str, place: float) -> None:
    assert axes.moment(as_of) == pytest.approx(place)


def test_who_it_is_leaves_out_what_is_not_known(view: View) -> None:
    alone = view.only(["ac-serbia"])
    cluster = alone.run("cluster_profile").iloc[0].to_dict()
    facts = identity.facts(cluster, alone.run("cluster_place"), alone.run("cluster_field"), {})
    assert facts["Seat"] == "Serbia"
    assert "Legal form" not in facts
    assert all(facts.values())
    assert addresses.parse_site("www.example.org") == "https://www.example.org"
    with i18n.speaking("de"):
        assert identity.seat(cluster) == "Serbien"
