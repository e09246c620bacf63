"""Labels: a self-check by its link, another cluster by a click, periods over time."""

import re

import pytest
from playwright.sync_api import Page, expect

from atlas.db import database
from atlas.model.selection import Selection
from atlas.text import label_periods
from tests.browser import charts
from tests.browser.conftest import Opener, settled

SELF_CHECK = "/labels?labels=check&cluster=silicon-saxony&scheme=eccp-listing"


def test_link_opens_the_self_check_of_its_cluster(look: Opener) -> None:
    page = look(SELF_CHECK)
    expect(page.get_by_role("heading", name="Self-check: Listing on the European")).to_be_visible()
    line = page.get_by_role("row").filter(has_text="Committed members")
    expect(line).to_contain_text("at least 15 members")
    expect(line).to_contain_text("490 members; June 2024")
    expect(line.get_by_role("cell", name="Met", exact=True)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Website in English")).to_contain_text(
        "Not known"
    )
    page.get_by_role("button", name="How to read this").click()
    expect(page.get_by_text("low ≥ threshold")).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=False).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def test_another_label_changes_the_address_and_back_returns(look: Opener) -> None:
    page = look(SELF_CHECK.replace("eccp-listing", "go-cluster"))
    expect(page.get_by_role("row").filter(has_text="Visibility and impact")).to_contain_text(
        "no threshold is public"
    )
    choose(page, "Label or listing", "BW database")
    page.wait_for_function("location.search.includes('scheme=bw-cluster-database')")
    expect(page.get_by_role("row").filter(has_text="Committed partners")).to_contain_text(
        "usually at least 12 partners"
    )
    page.go_back()
    page.wait_for_function("location.search.includes('scheme=go-cluster')")
    settled(page)
    expect(page.get_by_role("row").filter(has_text="Visibility and impact")).to_be_visible()


def test_without_a_cluster_the_page_asks_for_one(look: Opener) -> None:
    page = look("/labels")
    expect(page.get_by_text("Choose a cluster to hold it against the criteria.")).to_be_visible()


def test_no_cluster_left_is_explained_with_the_way_out(look: Opener) -> None:
    page = look("/labels?labels=time&q=nosuchcluster")
    expect(page.get_by_text("No cluster matches all of these filters")).to_be_visible()
    page.get_by_role("button", name="Remove all filters").click()
    settled(page)
    expect(page.get_by_role("heading", name="Labels and programmes over time")).to_be_visible()


def test_periods_over_time_show_what_held_at_the_chosen_year(look: Opener) -> None:
    page = look("/labels?labels=time&label=ecei-silver&year=2019")
    valid = charts.role(page, "label-timeline", "valid")
    ends = [x for x in valid["x"][1::3]]
    held = database.run("label_periods", Selection(2019, labels=("ecei-silver",)).parameters())
    untils = held["until_date"][held["until_date"] >= "2020-01-01"]
    assert len(ends) == len(untils) >= 8
    assert sorted(ends) == pytest.approx(sorted(label_periods.moment(day) for day in untils))
    assert all(end > 2020 for end in ends)
    said = f"{len(untils)} valid beyond the end of 2019"
    expect(page.get_by_text(re.compile(rf"(?<!\d){said}")).first).to_be_visible()


def test_an_unknown_scheme_is_ignored_with_a_note(look: Opener) -> None:
    page = look("/labels?cluster=niro&scheme=platinum")
    expect(page.get_by_text("cannot be shown here: Label or listing: platinum")).to_be_visible()
    expect(page.get_by_role("heading", name="Self-check: Listing on the European")).to_be_visible()
