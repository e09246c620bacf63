"""README says how a thing is added: doing just that is enough, and touches no other file."""

import hashlib
import json
from pathlib import Path

import pytest
from pptx import Presentation

from tests import copies, suite
from tests.additions import ADDITIONS, named_in_readme
from tests.browser.conftest import serving
from tests.copies import run

#: tests that find what was forgotten, run on what was added
WATCHFUL = (
    "tests/test_architecture.py",
    "tests/atlas/model/test_pages.py",
    "tests/queries/test_known_answers.py::test_every_query_runs_and_names_what_it_returns",
    "tests/browser/test_views.py::test_every_page_is_walked",
)


def digests(folder: Path) -> dict[str, str]:
    """Return what is in each file of ours."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not {"__pycache__", "var"} & set(path.parts[len(folder.parts) :])
    }


def add_all(copy: Path) -> None:
    """Add one of each thing, and hold README to the files that each one touches."""
    before = digests(copy)
    for thing, (add, names) in ADDITIONS.items():
        add(copy)
        after = digests(copy)
        touched = {path for path, _digest in before.items() ^ after.items()}
        assert touched == named_in_readme(copy, thing, names), thing
        before = after


def see_commands(copy: Path) -> None:
    """See what was added on the command line."""
    listed = run(copy, "atlas", "charts")
    assert "\ndecades\n" in listed
    assert f"    {'apprentices':<28}Apprentices\n" in listed
    decades = run(copy, "atlas", "chart", "decades", "--format", "csv", "--out", "-")
    assert decades.startswith("founded,source,decade,snapshot_year,selection\n")
    assert ",2000," in decades
    values = run(copy, "atlas", "data", "--cluster", "test-valley", "--format", "csv", "--out", "-")
    assert "test-valley,Test Valley e.V.,Dresden,members,Members,members,63,63,75.6," in values
    rows = json.loads(run(copy, "atlas", "chart", "decades", "--format", "json", "--out", "-"))
    assert {2000, 2010} <= {row["decade"] for row in rows}


def see_deck(copy: Path) -> None:
    """See the chart and the metric in a deck, in the new language."""
    charts = ("--chart", "decades:order=newest", "--chart", "ranking:metric=apprentices")
    run(copy, "atlas", "deck", *charts, "--lang", "fr", "--out", "var/deck.pptx")
    deck = Presentation(str(copy / "var" / "deck.pptx"))
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title]
    native = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert "Créations par décennie" in titles
    # a slide is headed by what its chart says; what the chart is called stands in the contents
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any("Apprentis" in shape.text_frame.text for shape in shapes)
    assert [max(native[1].plots[0].series[0].values)] == [97]
    decades = list(native[0].plots[0].categories)
    assert "2000" in decades
    assert decades == sorted(decades, reverse=True)


def see_pages(copy: Path) -> None:
    """See everything in a browser: the new page, the new chart, both in the new language."""
    with serving(copy / copies.DATABASE, root=copy) as home:
        paths = ("/", "/training", "/training?lang=fr")
        seen = json.loads(run(copy, "tests.browser.seen", home, *paths))
    overview, training, french = (seen[path] for path in paths)
    assert "Foundings per decade" in overview
    assert "Oldest first" in overview
    assert "291 clusters" in overview
    assert "Training" in overview
    assert "Apprentices" in training
    assert "Silicon Saxony e.V." in training
    assert "Formation" in french
    assert "Apprentis" in french
    assert "Français" in french


@pytest.mark.slow
@pytest.mark.browser
def test_adding_takes_the_files_that_readme_names_and_no_others(tmp_path: Path) -> None:
    if suite.chromium() is None:
        pytest.skip("No Chromium is installed here, and none could be.")
    copy = copies.make(tmp_path / "copy")
    add_all(copy)
    run(copy, "data.build", "--out", str(copies.DATABASE))
    run(copy, "ruff", "check", "--quiet", ".")
    run(copy, "ruff", "format", "--check", "--quiet", ".")
    fast = ("-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist")
    with copies.beside(copy, "pytest", *fast, *WATCHFUL):
        see_commands(copy)
        see_deck(copy)
        see_pages(copy)
