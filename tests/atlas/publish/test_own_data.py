"""One reader's own rows: what is good stays usable, what is shown says whose it is."""

import threading
from pathlib import Path

import pytest

from atlas import i18n
from atlas.db import database
from atlas.intake.judgement import judge
from atlas.intake.rows import Choices, DeclaredSource
from atlas.publish import own_data, uploads
from atlas.publish.own_data import OwnData
from tests.atlas.intake import messy
from tests.atlas.publish import rows

pytestmark = pytest.mark.slow

SOURCE = DeclaredSource("Übersicht", "Landesprogramm", "programme", "2026-11-22")
MEMBERS = "select value from observation where cluster_id = ? and metric_id = 'members'"


@pytest.fixture(autouse=True)
def _on_the_test_database(database: Path) -> None:
    """Use the database of the tests."""


def test_rows_without_a_problem_stay_usable() -> None:
    listed = [rows.figure("niro", "500"), rows.figure("nosuch", "5"), rows.figure("acod", "-3")]
    draft = own_data.draft({"source": [rows.SOURCE], "observation": listed}, own_data.read_base())
    assert [row["cluster_id"] for row in draft.rows["observation"]] == ["niro"]
    assert {left.row["cluster_id"] for left in draft.left_out} == {"nosuch", "acod"}
    assert all(left.problem.remedy for left in draft.left_out)


def test_without_its_source_no_figure_is_left() -> None:
    source = rows.SOURCE | {"kind": "hearsay"}
    draft = own_data.draft(
        {"source": [source], "observation": [rows.figure("niro", "500")]}, own_data.read_base()
    )
    assert not any(draft.rows.values())
    assert len(draft.left_out) == 2


def test_a_messy_file_is_laid_among_all_others_and_says_whose_it_is() -> None:
    reading = judge(messy.make(), "Übersicht.xlsx")
    laid = uploads.lay(reading, SOURCE, Choices(), own_data.read_base())
    own = OwnData("Übersicht.xlsx", laid.draft)
    assert own.new_clusters >= 1
    titles = {}
    for language in ("de", "en"):
        with i18n.speaking(language), own.database().cursor() as cursor:
            titles[language] = cursor.execute(
                "select title from source where origin = 'yours'"
            ).fetchall()
    assert titles == {"de": [("Ihre Daten: Übersicht",)], "en": [("Your data: Übersicht",)]}
    with own.database().cursor() as cursor:
        assert (310,) in cursor.execute(MEMBERS, ["hamburg-aviation"]).fetchall()
    own.close()


def test_whoever_is_not_looked_up_asks_the_file() -> None:
    listed = {"source": [rows.SOURCE], "observation": [rows.figure("niro", "987")]}
    own = OwnData("a.csv", own_data.draft(listed, own_data.read_base()))
    mine = threading.local()
    database.look_up(lambda: getattr(mine, "private", None))
    titles: dict[str, list[str]] = {}

    def ask(who: str, private: object) -> None:
        mine.private = private
        found = database.run("source_list", source_ids=[rows.SOURCE["source_id"]])
        titles[who] = found["title"].tolist()

    try:
        for who, private in (("me", own.database()), ("you", None), ("me again", own.database())):
            thread = threading.Thread(target=ask, args=(who, private))
            thread.start()
            thread.join()
    finally:
        database.look_up(lambda: None)
        own.close()
    mine_told = [f"Your data: {rows.SOURCE['title']}"]
    assert titles == {"me": mine_told, "you": [], "me again": mine_told}
