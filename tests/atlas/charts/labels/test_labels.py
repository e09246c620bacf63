"""Charts about labels: what is asked for and known, side by side; who held which label when."""

import datetime
import re
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import gallery
from atlas.analysis import criteria
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.labels import timeline
from atlas.gallery import NoChart, NothingToDraw
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import label_periods
from atlas.text.chart_text import ChartText
from tests.atlas.traces import in_role

RESULT, ASKED, KNOWN, MIND, SOURCE = (
    "Result",
    "Asked for",
    "Known",
    "Caveat",
    "Source of the figure",
)


def table(figure: go.Figure) -> dict[str, dict[str, str]]:
    """Return the first cell of each line -> heading -> cell."""
    (trace,) = figure.data
    headings = list(trace.header["values"])
    lines = zip(*trace.cells["values"], strict=True)
    return {line[0]: dict(zip(headings, line, strict=True)) for line in lines}


def checked(view: View, cluster: str, scheme: str = "eccp-listing") -> dict[str, dict[str, str]]:
    return table(gallery.draw("self-check", view, cluster=cluster, scheme=scheme).figure)


def roles(figure: go.Figure) -> dict[TraceRole | None, Any]:
    return {TraceRole.of(trace.meta): trace for trace in figure.data}


def at(known: Choices, year: int, **filters: Any) -> View:
    return view_of(Selection(year, **filters), known)


def test_self_check_says_what_is_asked_known_and_found(view: View) -> None:
    lines = checked(view, "silicon-saxony")
    members = lines["Committed members"]
    assert members[ASKED] == "at least 15 members"
    assert members[KNOWN].startswith("490 members; June 2024 (date of publication), ")
    assert members[RESULT] == "Met"
    assert "Silicon Saxony" in members[SOURCE]
    assert "committed" in members[MIND]
    website = lines["Website in English"]
    assert website[RESULT] == "Not known: none of our figures measures it"
    assert (website[KNOWN], website[SOURCE]) == ("–", "")


@pytest.mark.parametrize(
    ("cluster", "shown", "result"),
    [
        (
            "automotiveland-nrw",
            "15 members (worked out); ",
            "Not distinguishable: from 13.5 to 16.5",
        ),
        ("proholz-schwarzwald", "11 members; by Nov 2026 (undated text)", "Not met"),
        ("cluster-automotive-bayern", "–", "Not known: no figure is known"),
        ("itnet-thueringen", "20 members; 5 July 2016", "Met"),
    ],
)
def test_self_check_says_why_nothing_could_be_judged(
    cluster: str, shown: str, result: str, view: View
) -> None:
    line = checked(view, cluster)["Committed members"]
    assert line[KNOWN].startswith(shown)
    assert line[RESULT] == result


def test_what_may_be_later_than_the_year_judges_nothing(known: Choices) -> None:
    line = checked(at(known, 2025), "proholz-schwarzwald")["Committed members"]
    assert line[KNOWN] == "11 members; by Nov 2026 (undated text)"
    assert line[RESULT] == "Not known: the figure may be later than the year"


def test_a_softened_threshold_that_is_missed_is_told_as_such(view: View) -> None:
    line = checked(view, "proholz-schwarzwald", "bw-cluster-database")["Committed partners"]
    assert (line[ASKED], line[RESULT]) == ("usually at least 12 partners", "Not met")
    assert "usually" in line[MIND]
    assert "usually" not in checked(view, "niro", "bw-cluster-database")["Committed partners"][MIND]


def test_a_share_shows_both_counts_and_its_range(view: View) -> None:
    line = checked(view, "minalogic", "bw-cluster-database")
    share = line["Share of companies among the members"]
    assert share[KNOWN].startswith("84.2% (more than 400 of 475), between 84.2% and 100%; ")
    assert share[RESULT] == "Met"


def test_no_threshold_is_shown_where_none_is_public(view: View) -> None:
    drawing = gallery.draw("self-check", view, cluster="niro", scheme="ecei-gold-2013")
    lines = table(drawing.figure)
    assert lines["1.1.2 Number of committed participants"][KNOWN].startswith("72 members")
    assert {line[ASKED] for name, line in lines.items() if name[0].isdigit()} == {"not public"}
    assert lines["Overall score"][ASKED] == "at least 80% of the points"
    # those of which only the name is public share a line, and none is lost
    codes = re.findall(r"\d(?:\.\d)+", " ".join(lines))
    assert sorted(codes) == sorted(drawing.rows["code"].dropna())
    assert "Financing: 2 known by name only (3.1, 3.2)" in lines
    assert len(drawing.rows) == 33


def test_self_check_cites_the_criterion_and_the_figure(view: View) -> None:
    drawing = gallery.draw("self-check", view, cluster="niro")
    members = drawing.rows.set_index("criterion_id").loc["eccp-listing-2", "source_ids"]
    assert members[0] == "european-cluster-register-as-a-cluster-organisation"
    assert len(members) == 2
    text = ChartText.of(drawing.figure)
    assert len(text.sources) == len({one for ids in drawing.rows["source_ids"] for one in ids})
    assert "low ≥ threshold" in text.explanation
    assert set(text.columns) <= set(drawing.rows.columns)


def test_what_else_is_selected_does_not_change_a_self_check(view: View, known: Choices) -> None:
    few = at(known, view.year, countries=("FR",))
    assert checked(few, "niro") == checked(view, "niro")
    assert checked(at(known, view.year, clusters=("niro",)), "") == checked(view, "niro")


def test_an_ended_cluster_says_so(view: View) -> None:
    drawing = gallery.draw("self-check", view, cluster="windcomm-sh")
    assert any("ended in October 2019" in note for note in ChartText.of(drawing.figure).notes)


def test_wrong_scheme_or_cluster_is_told(view: View) -> None:
    with pytest.raises(NoChart, match="No scheme 'gold'"):
        gallery.draw("self-check", view, cluster="niro", scheme="gold")
    with pytest.raises(NoChart, match="No cluster has the id 'nobody'"):
        gallery.draw("self-check", view, cluster="nobody")
    with pytest.raises(NothingToDraw):
        gallery.draw("self-check", view)


def test_criteria_of_both_pages_are_the_whole_list(view: View) -> None:
    pages = [
        table(gallery.draw("criteria", view, scheme="ecei-gold-2013", part=part).figure)
        for part in "12"
    ]
    names = [name for page in pages for name in page]
    assert len(names) == len(set(names)) == 33
    assert [name.split()[0] for name in names][:4] == ["1.1.0", "1.1.1", "1.1.2", "1.2"]
    silver = [line["Audited for silver"] for page in pages for line in page.values()]
    assert (silver.count("yes"), silver.count("no")) == (19, 12)
    beyond = gallery.draw("criteria", view, scheme="ecei-gold-2013", part="9").figure
    assert table(beyond) == pages[1]


def test_criteria_count_the_clusters_that_publish_a_figure(view: View) -> None:
    drawing = gallery.draw("criteria", view)
    reporting = len(view.run("metric_by_cluster", metric="members"))
    line = table(drawing.figure)["Committed members"]
    assert line["Clusters that publish it"] == f"{reporting} of {view.selected}"
    assert table(drawing.figure)["Website in English"]["Clusters that publish it"] == "–"


def test_each_threshold_counts_every_cluster_once(view: View, known: Choices) -> None:
    for asked in (view, at(known, 2019, countries=("DE",)), view.only(["niro"])):
        drawing = gallery.draw("criteria-met", asked)
        counts = drawing.rows[list(criteria.RESULTS)]
        assert (counts.sum(axis=1) == asked.selected).all()
        assert drawing.rows["threshold"].notna().all()
        cells = drawing.figure.data[0]
        written = [[int(text.split("<br>")[0]) for text in line] for line in cells.text[::-1]]
        assert written == counts.values.tolist()
        shaded = [line[:-1] for line in cells.meta["values"][::-1]]
        assert shaded == counts.drop(columns="unpublished").values.tolist()
        assert all(line[-1] is None for line in cells.z), "what is not known has no shade"
    by_id = gallery.draw("criteria-met", view).rows.set_index("criterion_id")
    rows = criteria.check(view, "eccp-listing")
    members = rows[rows["criterion_id"] == "eccp-listing-2"]["result"].value_counts()
    assert by_id.loc["eccp-listing-2", list(criteria.RESULTS)].to_dict() == members.to_dict()


def test_a_bar_runs_from_award_to_expiry_and_tells_what_it_ends_in(known: Choices) -> None:
    """Silver of NIRO, November 2020: held at the end of 2021, over at the end of 2022."""
    for year, role in ((2021, TraceRole.VALID), (2022, TraceRole.ENDED)):
        figure = gallery.draw("label-timeline", at(known, year, clusters=("niro",))).figure
        bars = roles(figure)
        assert {TraceRole.VALID, TraceRole.ENDED, TraceRole.OPEN} & set(bars) == {role}
        start, end, gap = bars[role].x
        assert start == pytest.approx(2020 + 305 / 366)
        assert end == pytest.approx(2022 + 333 / 366)
        assert gap is None
    names = bars[TraceRole.NAMES].text
    assert names == ("NIRO - Netzwerk Industrie RuhrOst e.V. · not dated: go-cluster",)
    assert bars[TraceRole.NAMES].meta["short"] == ["NIRO - Netzwerk Industrie… · 1 not dated"]


def test_statuses_differ_by_more_than_their_colour(known: Choices) -> None:
    figure = gallery.draw("label-timeline", at(known, 2019)).figure
    bars = roles(figure)
    lines = [bars[one].line for one in (TraceRole.VALID, TraceRole.ENDED, TraceRole.OPEN)]
    assert len({(line.width, line.dash) for line in lines}) == 3
    ends = in_role(figure, TraceRole.EXPIRY)
    assert len({trace.marker.symbol for trace in ends}) == len(ends) == 3
    awards = in_role(figure, TraceRole.AWARDS)
    assert len({trace.marker.symbol for trace in awards}) == len(awards) > 4


def test_an_unknown_end_stops_at_the_next_award_or_at_the_year(known: Choices) -> None:
    """GCE NODE: gold in 2012 and 2024, no validity published; nothing in between is made up."""
    figure = gallery.draw("label-timeline", at(known, 2025, clusters=("gce-node",))).figure
    line = roles(figure)[TraceRole.OPEN]
    spans = list(zip(line.x[::3], line.x[1::3], strict=True))
    assert (2012.0, 2024.0) in spans
    assert (2024.0, 2026.0) in spans
    assert not {TraceRole.VALID, TraceRole.ENDED} & set(roles(figure))


@pytest.mark.parametrize("year", [2013, 2019, 2025])
def test_every_period_is_drawn_once_on_one_of_the_pages(year: int, known: Choices) -> None:
    asked = at(known, year)
    rows = asked.run("label_periods")
    rows = rows[rows["kind"].isin(["label", "programme"])]
    drawn: list[str] = []
    names: list[str] = []
    for part in range(1, timeline.pages_of(rows) + 1):
        figure = gallery.draw("label-timeline", asked, part=str(part)).figure
        for trace in figure.data:
            if TraceRole.of(trace.meta) is TraceRole.AWARDS:
                drawn += trace.customdata
        names += roles(figure)[TraceRole.NAMES].text
        assert len(roles(figure)[TraceRole.NAMES].text) <= timeline.PER_PAGE
    assert sorted(drawn) == sorted(rows.dropna(subset=["as_of"])["cluster_id"])
    assert len(names) == rows["cluster_id"].nunique()


def test_nobody_with_a_label_is_said(known: Choices) -> None:
    with pytest.raises(NothingToDraw, match="No source reports a label"):
        gallery.draw("label-timeline", at(known, 2025, clusters=("ac-serbia",)))


DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31))


@given(st.none() | DAYS, st.none() | DAYS, st.integers(2000, 2030))
def test_status_says_no_more_than_is_known(
    begins: datetime.date | None, ends: datetime.date | None, year: int
) -> None:
    row = {"from_date": pandas.Timestamp(begins), "until_date": pandas.Timestamp(ends)}
    found = label_periods.status(row, year)
    if begins is None:
        assert found == "undated"
    elif ends is None:
        assert found == "open"
    else:
        assert found == ("valid" if ends.year > year else "ended")
    assert found in label_periods.status_words(year)


@given(DAYS, DAYS)
def test_moments_keep_the_order_of_days_inside_their_year(
    one: datetime.date, other: datetime.date
) -> None:
    first, second = (label_periods.moment(pandas.Timestamp(day)) for day in sorted((one, other)))
    assert first <= second
    assert int(first) == min(one, other).year
