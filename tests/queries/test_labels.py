"""Labels: who held one when, until when, and what is known beside each criterion. By hand."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from atlas.db import database
from atlas.model.selection import Selection
from data.build import HERE, build

DAY = datetime.date.fromisoformat
COLUMNS = ["from_date", "until_date", "until_basis"]


def periods(cluster: str, year: int = 2025) -> dict[tuple[str, str | None], list[Any]]:
    """Return label and as-of date -> from, until, and what the end rests on."""
    rows = database.run("label_periods", Selection(year, clusters=(cluster,)).parameters())
    found = {}
    for row in rows.to_dict("records"):
        as_of = row["as_of"] if isinstance(row["as_of"], str) else None
        ends = [
            row[one].date().isoformat() if row[one] == row[one] else None for one in COLUMNS[:2]
        ]
        basis = row["until_basis"] if isinstance(row["until_basis"], str) else None
        found[row["organisation_id"], as_of] = [*ends, basis]
    return found


def test_the_end_is_stated_or_follows_the_published_rule_or_is_unknown() -> None:
    """Silver holds two years from the month; gold has no published validity."""
    assert periods("niro") == {
        ("ecei-silver", "2020-11"): ["2020-11-01", "2022-11-30", "rule"],
        ("go-cluster", None): [None, None, None],
    }
    assert periods("afbw")["ecei-gold", "2020-07-09"] == ["2020-07-09", "2023-07-09", "stated"]
    assert periods("minalogic") == {
        ("pole-de-competitivite", "2023-03-27"): ["2023-03-27", "2026-12-31", "stated"]
    }
    assert periods("life-science-nord")["ecei-gold", "2016"] == ["2016-01-01", None, None]


def test_a_renewal_does_not_end_as_a_first_award_does() -> None:
    assert periods("innozent-owl")["ecei-silver", "2018-01-30"] == ["2018-01-30", None, None]
    assert periods("microtec-suedwest")["clusterlabel-bw", "2015-02-04"][1:] == [None, None]


def test_one_award_is_one_period_however_many_sources_tell_it() -> None:
    assert list(periods("spectronet")) == [
        ("go-cluster", "2015-02-26"),
        ("ecei-silver", "2019-02-07"),
    ]
    assert list(periods("kosice-it-valley")) == [("ecei-gold", "2015"), ("ecei-gold", "2025-09-10")]
    # shown on a page in 2018, while the award of 2017 still held
    assert [one for one in periods("metal-processing-cluster") if one[0] == "ecei-silver"] == [
        ("ecei-silver", "2017")
    ]
    # a programme has one row: its earliest date
    assert [one for one in periods("theen") if one[0] == "go-cluster"] == [("go-cluster", "2021")]
    assert [one for one in periods("mowin-net")] == [("go-cluster", "2016-08")]


def test_what_came_later_or_is_only_announced_stays_out() -> None:
    assert list(periods("gce-node", 2013)) == [
        ("arena", "2006"),
        ("nce", "2009"),
        ("ecei-gold", "2012"),
    ]
    assert list(periods("cluster-automotive-bayern")) == [("go-cluster", "2025-09-04")]
    assert periods("spectronet", 2014) == {}


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that rebuilds the database with rows added to relations.csv."""

    def rebuilt(*rows: str) -> None:
        folder = tmp_path / "data"
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
        path = folder / "relations.csv"
        lines = [f"{row},bmwi-cluster-expedition-2020,here,\n" for row in rows]
        path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")
        built = tmp_path / "clusters.duckdb"
        build(folder, built)
        monkeypatch.setattr(database, "DATABASE", built)

    return rebuilt


def test_bronze_renewals_add_three_years_to_the_period_before(spoilt: Any) -> None:
    """2 years from March 2016, then 3 more from the end of that, whenever it was renewed."""
    spoilt(
        "acod,holds_label,ecei-bronze,2016-03,stated,,no",
        "acod,holds_label,ecei-bronze,2018-09,stated,,no",
    )
    bronze = {key: ends for key, ends in periods("acod").items() if key[0] == "ecei-bronze"}
    assert bronze == {
        ("ecei-bronze", "2016-03"): ["2016-03-01", "2018-03-31", "rule"],
        ("ecei-bronze", "2018-09"): ["2018-09-01", "2021-03-31", "rule"],
    }


def test_renewals_that_are_missing_leave_the_end_open(spoilt: Any) -> None:
    """2016 + 2 + 3 years is over before 2024, so there were others in between."""
    spoilt(
        "acod,holds_label,ecei-bronze,2016-03,stated,,no",
        "acod,holds_label,ecei-bronze,2024-05,stated,,no",
        "acicae,holds_label,ecei-bronze,2024-05,stated,,yes",
    )
    assert periods("acod")["ecei-bronze", "2024-05"][1:] == [None, None]
    assert periods("acicae")["ecei-bronze", "2024-05"][1:] == [None, None]


def test_evidence_beside_a_criterion_is_that_of_the_snapshot() -> None:
    """Whether a figure is dated or not, it is the one that every other chart shows."""
    chosen = Selection(2025).parameters()
    rows = database.run("criterion_evidence", chosen)
    members = rows[rows["criterion_id"] == "eccp-listing-2"].set_index("cluster_id")
    shown = database.run("metric_by_cluster", chosen, metric="members").set_index("cluster_id")
    known = members["value"].dropna()
    assert known.to_dict() == shown["value"].to_dict()
    undated = members["undated_value"].dropna()
    assert not set(undated.index) & set(known.index)
    counted = database.run("metric_totals", chosen, metrics=["members"])["undated"].iloc[0]
    assert len(undated) == counted > 10
    assert len(members) == 290


def test_exact_only_leaves_hedged_figures_out_undated_ones_too() -> None:
    chosen = Selection(2025, exact=True).parameters()
    rows = database.run("criterion_evidence", chosen)
    assert set(rows["qualifier"].dropna()) == {"exact"}
    assert set(rows["undated_pattern_en"].dropna()) == {"{value}"}
