"""The program as others run it: files, exit codes, one sentence on the error output."""

import csv
import io
import json
import os
from pathlib import Path

import openpyxl
import pptx
import pytest

from atlas import gallery
from atlas.commands import program
from atlas.exports import csv_table
from atlas.gallery import presentation
from atlas.model.view import View
from atlas.text.chart_text import ChartText
from tests.atlas.commands.running import apart, atlas
from tests.suite import chromium


def sentence(stderr: bytes) -> str:
    """Return the one line that a failure prints."""
    text = stderr.decode("utf-8")
    assert "Traceback" not in text
    (line,) = text.splitlines()
    assert line.startswith("atlas: ")
    return line


@pytest.mark.slow
def test_a_table_is_the_one_of_the_page(tmp_path: Path, view: View) -> None:
    done = apart(tmp_path, "chart", "ranking", "--format", "csv")
    drawing = gallery.draw("ranking", view)
    name = ChartText.of(drawing.figure).file_name + ".csv"
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{name}\n", b"")
    text = ChartText.of(drawing.figure)
    assert (tmp_path / name).read_bytes() == csv_table.csv(drawing.rows, text, "international")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_clusters_themselves_may_be_counted(tmp_path: Path, view: View) -> None:
    done = atlas(tmp_path, "chart", "heatmap", "--metric", "clusters", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, b"")
    drawing = gallery.draw("heatmap", view, metric="clusters")
    assert (tmp_path / done.stdout.decode().strip()).read_bytes() == csv_table.csv(
        drawing.rows, ChartText.of(drawing.figure), "international"
    )


@pytest.mark.slow
def test_the_standard_output_holds_the_file_alone(tmp_path: Path) -> None:
    done = apart(tmp_path, "chart", "foundings", "--format", "xlsx", "--out", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Foundings per year" in openpyxl.load_workbook(io.BytesIO(done.stdout)).sheetnames
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--title", "Größe der Cluster: Überblick"], "groesse-der-cluster-ueberblick_2026.pptx"),
        (["--title", "群"], "cluster-atlas_2026.pptx"),
        (["--country", "AT", "--year", "2024", "--lang", "de"], "oesterreich_2024.pptx"),
    ],
)
def test_a_deck_is_called_as_its_title(tmp_path: Path, words: list[str], name: str) -> None:
    done = atlas(tmp_path, "deck", "--chart", "foundings", *words)
    assert (done.stdout.decode(), done.stderr) == (f"{name}\n", b"")
    assert (tmp_path / name).exists()


def test_a_deck_has_the_charts_asked_for_in_order(tmp_path: Path) -> None:
    charts = ["--chart", "foundings", "--chart", "ranking:metric=staff,most=3"]
    done = atlas(tmp_path, "deck", *charts, "--title", "Two", "--lang", "de", "--out", "d.pptx")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"d.pptx\n", b"")
    slides = pptx.Presentation(str(tmp_path / "d.pptx")).slides
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title is not None]
    assert titles[0] == "Two"
    first = next(n for n, title in enumerate(titles) if title.startswith("Die meisten Gründungen"))
    assert titles[first + 1].startswith("Höchste Angabe: ")
    contents = slides[1].placeholders[1].text_frame.text.splitlines()
    assert contents == ["1. Gründungen pro Jahr", "2. Personal nach Cluster"]


def test_a_map_has_its_table_beside_it_where_that_is_asked_for(tmp_path: Path) -> None:
    deck = ["deck", "--chart", "map", "--chart", "foundings"]
    for asked in (["chart", "map", "--format", "pptx"], deck):
        for more, tables in (([], 0), (["--map-table"], 1)):
            assert atlas(tmp_path, *asked, *more, "--out", "d.pptx").returncode == 0
            slides = pptx.Presentation(str(tmp_path / "d.pptx")).slides
            assert sum(shape.has_table for slide in slides for shape in slide.shapes) == tables


def test_a_deck_goes_on_ones_own_template(tmp_path: Path) -> None:
    own = pptx.Presentation()
    own.slide_width, own.slide_height = 9_000_000, 6_000_000  # type: ignore[assignment]
    own.save(str(tmp_path / "own.pptx"))
    asked = ["deck", "--chart", "foundings", "--template", "own.pptx", "--out", "d.pptx"]
    assert atlas(tmp_path, *asked).returncode == 0
    assert pptx.Presentation(str(tmp_path / "d.pptx")).slide_width == 9_000_000
    (tmp_path / "own.pptx").write_bytes(b"no template")
    broken = atlas(tmp_path, *asked)
    assert broken.returncode == 1
    sentence(broken.stderr)


def test_a_saved_list_becomes_a_workbook(tmp_path: Path, view: View) -> None:
    items = [presentation.freeze("foundings", {}, view), presentation.freeze("changes", {}, view)]
    (tmp_path / "list.json").write_bytes(presentation.save(items))
    done = atlas(tmp_path, "deck", "--list", "list.json", "--out", "b.xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    names = openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames
    assert names[1] == "Foundings per year"
    (tmp_path / "list.json").write_text(json.dumps({"format": "other"}))
    assert atlas(tmp_path, "deck", "--list", "list.json").returncode == 1


def test_what_nobody_reports_is_left_out_of_a_deck(tmp_path: Path) -> None:
    charts = ["--chart", "ranking:metric=staff", "--chart", "foundings"]
    done = atlas(tmp_path, "deck", *charts, "--year", "1990", "--out", "d.xlsx")
    assert done.returncode == 0
    assert done.stderr.decode().startswith("Left out: ranking. No selected cluster reports")
    assert atlas(tmp_path, "deck", *charts[:2], "--year", "1990").returncode == 3


def test_data_holds_every_metric_with_its_own(tmp_path: Path, view: View) -> None:
    done = atlas(tmp_path, "data", "--cluster", "niro,hamburg-aviation", "--out", "d.csv")
    assert done.returncode == 0
    lines = list(csv.DictReader(io.StringIO((tmp_path / "d.csv").read_text(encoding="utf-8"))))
    asked = view.only(["niro", "hamburg-aviation"])
    for metric in ("members", "founding_year"):
        rows = asked.run("metric_by_cluster", metric=metric)
        found = {one["cluster_id"]: one["value"] for one in lines if one["metric_id"] == metric}
        expected = zip(rows["cluster_id"], rows["value"], strict=True)
        assert found == {one: f"{value:.0f}" for one, value in expected}
        assert found


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("chart ranking --format csv --sector automotiv", "Did you mean automotive (Automotive)"),
        ("chart ranking --format csv --region automotive", "Did you mean --sector automotive?"),
        ("chart ranking --format csv --country Austria", "Did you mean AT (Austria)?"),
        ("chart ranking --format csv --label zzzz", "Unknown label: “zzzz”."),
        ("chart ranking --format csv --cluster nirro", "Did you mean niro"),
        ("chart ranking --format csv --region DE-BY,DE-XX", "Unknown region: “DE-XX”."),
        ("chart ranking --format csv --year 1800", "no data for 1800"),
        ("chart ranking --format csv --year soon", "must be a number"),
        ("chart ranking --format csv --lang xx", "Unknown language"),
        ("chart ranking --format csv --metric member", "Did you mean members?"),
        ("chart ranking --format csv --most 0", "1 to 999"),
        ("chart ranking --format csv --axis age", "no option “axis”"),
        ("chart distribution --format csv --by cluster", "sector, region, country"),
        ("chart map --format csv --metric founding_year --stat sum", "does not add up"),
        ("chart rankin --format csv", "Did you mean ranking?"),
        ("chart side-by-side --format csv", "needs clusters by name"),
        ("chart ranking", "--format"),
        ("chart ranking --out x.doc", "--format"),
        ("chart ranking --format png --width 9", "between 320 and 4000"),
        ("data --metric nothing --out x.csv", "Unknown metric"),
        ("deck --chart ranking:most", "“most” is no option"),
        ("deck --chart ranking --list x", "either"),
    ],
)
def test_a_wrong_command_line_says_what_there_is(
    arguments: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert program.main(arguments.split()) == 2
    written, complained = capfdbinary.readouterr()
    assert written == b""
    assert words in sentence(complained)
    assert not list(tmp_path.iterdir())


def test_a_wrong_command_line_ends_the_process_with_its_code(tmp_path: Path) -> None:
    done = apart(tmp_path, "chart", "rankin", "--format", "csv")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Did you mean ranking?" in sentence(done.stderr)


def test_no_cluster_and_no_figure_are_nothing_to_show(tmp_path: Path) -> None:
    for more in (["--country", "NO", "--sector", "plastics"], ["--year", "1960"]):
        done = atlas(tmp_path, "chart", "ranking", "--format", "csv", *more)
        assert done.returncode == 3
        assert sentence(done.stderr).startswith("atlas: No ")


def test_errors_are_german_when_asked(tmp_path: Path) -> None:
    done = atlas(tmp_path, "chart", "ranking", "--format", "csv", "--year", "1960", "--lang", "de")
    assert done.returncode == 3
    assert "kein ausgewählter Cluster" in sentence(done.stderr)


def test_files_are_replaced_whole_and_folders_never(tmp_path: Path) -> None:
    asked = ["chart", "foundings", "--format", "csv", "--out"]
    assert atlas(tmp_path, *asked, ".").returncode == 1
    assert "no folder" in sentence(atlas(tmp_path, *asked, "none/x.csv").stderr)
    assert "no ordinary file" in sentence(atlas(tmp_path, *asked, os.devnull).stderr)
    assert not Path(os.devnull).is_file()
    old = tmp_path / "old.csv"
    old.write_text("before")
    old.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(old)
    assert atlas(tmp_path, *asked, "link.csv").returncode == 0
    assert old.read_text().startswith("year,")
    assert old.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.csv").is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"old.csv", "link.csv"}


@pytest.mark.slow
def test_no_database_and_no_browser_are_failures(tmp_path: Path) -> None:
    done = apart(tmp_path, "data", ATLAS_DATABASE=str(tmp_path / "none.duckdb"))
    assert done.returncode == 1
    assert "python -m data.build" in sentence(done.stderr)
    done = apart(tmp_path, "chart", "foundings", "--out", "x.png", ATLAS_CHROMIUM="/nowhere")
    assert done.returncode == 1
    assert "slides, workbooks and tables work" in sentence(done.stderr)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_picture_is_made(tmp_path: Path) -> None:
    browser = chromium()
    if browser is None:
        pytest.skip("No Chromium is installed here, and none could be.")
    done = apart(tmp_path, "chart", "foundings", "--out", "x.pdf", ATLAS_CHROMIUM=browser)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"x.pdf\n", b"")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_a_log_that_knows_no_umlauts_gets_them_escaped(tmp_path: Path) -> None:
    done = apart(tmp_path, "charts", "--lang", "de", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"Gr\\xfcndungsjahr" in done.stdout


def test_the_list_names_every_chart_option_and_metric(
    tmp_path: Path, every: dict[str, object]
) -> None:
    words = atlas(tmp_path, "charts").stdout.decode().split()
    options = {f"--{one}" for recipe in gallery.CHARTS.values() for one in recipe.options}
    assert {*gallery.CHARTS, *options, *every} <= set(words)


@pytest.mark.parametrize("command", ["", "deck", "chart", "data", "charts"])
def test_help_has_examples_and_exit_codes(command: str, tmp_path: Path) -> None:
    done = atlas(tmp_path, *filter(None, [command]), "--help")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"  python -m atlas {command or 'deck'}" in text
    assert "3 nothing to show" in text


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/usr/bin/cluster-atlas", "cluster-atlas"),
        ("cluster-atlas.exe", "cluster-atlas"),
        ("/srv/atlas/__main__.py", "python -m atlas"),
    ],
)
def test_help_names_the_program_as_it_was_typed(
    path: str, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [path, "deck", "--help"])
    with pytest.raises(SystemExit):
        program.main()
    text = capsys.readouterr().out
    assert text.startswith(f"usage: {typed} deck ")
    assert f"  {typed} deck --sector automotive" in text
    assert text.count("python -m atlas") == (text.count(typed) if "python" in typed else 0)
