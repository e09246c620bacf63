"""One of each thing that README says how to add, put into a copy of the tree."""

import csv
import functools
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

METRIC = """
[[metric]]
id = "apprentices"
label_en = "Apprentices"
label_de = "Auszubildende"
unit_en = "apprentices"
unit_de = "Auszubildende"
one_en = "apprentice"
one_de = "Auszubildender"
kind = "stock"
additive = true
better = "more"
about = "cluster_organisation"
description_en = "People in vocational training at the members."
description_de = "Menschen in Berufsausbildung bei den Mitgliedern."
"""
QUESTION = """\
-- One row per decade up to $year in which selected clusters were founded: how many of them.
select
    founding_year - founding_year % 10      as decade,
    count(*)                                as founded,
    list_sort(list(distinct source_id))     as source_ids
from founding
group by decade
order by decade
"""
CHART = '''\
"""Decades: how many clusters were founded in each."""

import pandas
import plotly.graph_objects as go

from atlas.charts.base import caption, style
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.view import View


def figure(rows: pandas.DataFrame, order: str, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw one bar a decade. `rows`: one row per decade from `foundings_by_decade`."""
    rows = rows.sort_values("decade", ascending=order == "oldest")
    drawn = go.Figure(
        go.Bar(
            x=rows["decade"].astype(str).tolist(),
            y=rows["founded"].tolist(),
            marker={"color": style.accent()},
        )
    )
    drawn.update_xaxes(title={"text": _("Decade")}, type="category")
    title = _("Foundings per decade")
    columns = {"decade": _("Decade")}
    return caption.finish(
        drawn, view, rows, evidence=evidence, title=title, alt=title, columns=columns
    )
'''
RECIPE = """\
def _decades(view: View, options: Options) -> Drawing:
    rows = view.run("foundings_by_decade")
    if rows.empty:
        raise NothingToDraw(not_reported(view, all_metrics()["founding_year"]))
    evidence = fetch(view, rows)
    return Drawing(decades.figure(rows, options["order"], view, evidence=evidence), rows, evidence)


"""
DECADES = """\
    "decades": Recipe(_decades, {"order": "oldest"}, {"order": ("oldest", "newest")}),
"""
SHOWN = """\
order = {"oldest": _("Oldest first"), "newest": _("Newest first")}
chart.render("decades", view, {"order": url.choose_one("order", _("Order"), order, "oldest")})
"""
PAGE = '''\
"""Training: how many apprentices the clusters have."""

from atlas.ui import chart, filters, frame

view = filters.read_view()
if filters.warn_if_empty(view):
    raise frame.End
chart.render("ranking", view, {"metric": "apprentices"})
'''
EXPORT = '''\
"""The rows of a chart as JSON, for programs."""

import pandas


def written(rows: pandas.DataFrame) -> bytes:
    """Return the rows, one object each."""
    return rows.to_json(orient="records").encode("utf-8")
'''
MAKER = """\
def _make_json(drawing: Drawing, _choice: FileChoice) -> bytes:
    from atlas.exports import json_rows

    return json_rows.written(drawing.rows)


"""
FORMAT = """\
    "json": Format(".json", "application/json", lambda: _("Rows (JSON)"), _make_json),
"""
SOURCE = "an-annual-report"
#: the new texts: English -> in the languages that have a catalogue by then
TEXTS = {
    "Decade": {"de": "Jahrzehnt", "fr": "Décennie"},
    "Foundings per decade": {"de": "Gründungen je Jahrzehnt", "fr": "Créations par décennie"},
    "Order": {"de": "Reihenfolge", "fr": "Ordre"},
    "Oldest first": {"de": "Älteste zuerst", "fr": "Les plus anciennes d'abord"},
    "Newest first": {"de": "Neueste zuerst", "fr": "Les plus récentes d'abord"},
    "what comes first": {"de": "was zuerst kommt", "fr": "ce qui vient d'abord"},
    "Training": {"de": "Ausbildung", "fr": "Formation"},
    "Rows (JSON)": {"de": "Zeilen (JSON)", "fr": "Lignes (JSON)"},
    "Apprentices": {"fr": "Apprentis"},
}


def put_before(path: Path, line: str, text: str) -> None:
    """Insert `text` before the one place in a file where `line` stands."""
    before, after = path.read_text(encoding="utf-8").split(line)
    path.write_text(f"{before}{text}{line}{after}", encoding="utf-8")


def append(path: Path, *lines: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in lines)


def append_row(path: Path, **cells: object) -> None:
    """Append a row to a table, its cells named by the table's own head, the others blank."""
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, head, restval="", lineterminator="\n").writerow(cells)


def collect_texts(copy: Path) -> None:
    """Run `make catalogues`, and translate what is new of ours in every language but English."""
    subprocess.run(
        [sys.executable, "-m", "atlas.locale.update"], cwd=copy, check=True, capture_output=True
    )
    for language in ("de", "fr"):
        path = copy / "atlas" / "locale" / language / "LC_MESSAGES" / "atlas.po"
        if not path.exists():
            continue
        catalogue = path.read_text(encoding="utf-8")
        for english, words in TEXTS.items():
            blank = f'msgid "{english}"\nmsgstr ""\n'
            done = f'msgid "{english}"\nmsgstr "{words.get(language, "")}"\n'
            catalogue = catalogue.replace(blank, done)
        path.write_text(catalogue, encoding="utf-8")


def add_metric(copy: Path) -> None:
    """Count apprentices, from a source of their own."""
    data = copy / "data"
    append(data / "metrics.toml", *METRIC.rstrip("\n").split("\n"))
    append_row(
        data / "sources.csv",
        source_id=SOURCE,
        title="An annual report",
        publisher="A publisher",
        date="2024-05-02",
        language="en",
        retrieved="2026-11-22",
        kind="press",
    )
    for page, (cluster, value) in enumerate({"niro": 41, "silicon-saxony": 97}.items(), 1):
        append_row(
            data / "observations.csv",
            cluster_id=cluster,
            metric_id="apprentices",
            value=value,
            qualifier="exact",
            as_of="2023-12-31",
            as_of_basis="stated",
            scope="cluster_organisation",
            source_id=SOURCE,
            locator=f"page {page}",
        )


def add_cluster(copy: Path) -> None:
    """Add a cluster in Saxony with its members, as another source says."""
    data = copy / "data"
    append(
        data / "clusters.csv",
        "test-valley,Test Valley e.V.,e.V.,Dresden,51.0509,13.7383,source,DE-SN,DE,Saxony,,",
    )
    append(data / "cluster_regions.csv", "test-valley,DE-SN,stated")
    append(data / "cluster_sectors.csv", "test-valley,ict,1")
    append_row(
        data / "sources.csv",
        source_id="test-valley-about-us",
        title="About us",
        publisher="Test Valley e.V.",
        date="2025-01-08",
        language="en",
        retrieved="2026-11-22",
        kind="own",
        written_by="test-valley",
    )
    append_row(
        data / "observations.csv",
        cluster_id="test-valley",
        metric_id="members",
        value=63,
        qualifier="more_than",
        as_of="2025-01-08",
        as_of_basis="publication_date",
        scope="cluster_organisation",
        source_id="test-valley-about-us",
        locator="paragraph 1",
    )


def add_question(copy: Path) -> None:
    """Ask in which decades clusters were founded."""
    (copy / "queries" / "foundings_by_decade.sql").write_text(QUESTION, encoding="utf-8")
    put_before(
        copy / "tests" / "queries" / "returned.py",
        '    "foundings_by_year": (',
        '    "foundings_by_decade": ({}, "decade founded source_ids"),\n',
    )


def add_chart(copy: Path) -> None:
    """Draw the decades, with an option of their own, and show them on the overview."""
    chart = copy / "atlas" / "charts" / "metrics" / "decades.py"
    chart.write_text(CHART, encoding="utf-8")
    gallery = copy / "atlas" / "gallery" / "metrics.py"
    put_before(gallery, "    distribution,\n    foundings,", "    decades,\n")
    put_before(gallery, "def _foundings(", RECIPE)
    put_before(gallery, '    "foundings": Recipe(', DECADES)
    append(copy / "pages" / "overview.py", *SHOWN.rstrip("\n").split("\n"))
    put_before(
        copy / "atlas" / "commands" / "options.py",
        '        "version": _("the earlier version',
        '        "order": _("what comes first"),\n',
    )
    put_before(copy / "atlas" / "model" / "pages.py", ')),\n    Page("clusters", ', ', "order"')
    collect_texts(copy)


def add_page(copy: Path) -> None:
    """Give the apprentices a page of their own, before the presentation."""
    (copy / "pages" / "training.py").write_text(PAGE, encoding="utf-8")
    put_before(
        copy / "atlas" / "model" / "pages.py",
        '    Page("presentation", ',
        '    Page("training", lambda: _("Training"), ":material/school:"),\n',
    )
    put_before(
        copy / "tests" / "browser" / "views.py",
        '    "presentation": [',
        '    "training": ["/training"],\n',
    )
    collect_texts(copy)


def add_language(copy: Path) -> None:
    """Begin French."""
    (copy / "atlas" / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    collect_texts(copy)


def add_export(copy: Path) -> None:
    """Let the rows of a chart be saved as JSON."""
    (copy / "atlas" / "exports" / "json_rows.py").write_text(EXPORT, encoding="utf-8")
    formats = copy / "atlas" / "exports" / "formats.py"
    put_before(formats, "#: by the name that the command line has", MAKER)
    put_before(formats, '    "csv-excel": Format(', FORMAT)
    collect_texts(copy)


#: what README calls a thing -> how one is added, and what its names stand for there
ADDITIONS: dict[str, tuple[Callable[[Path], None], dict[str, str]]] = {
    "A metric": (add_metric, {}),
    "A cluster": (add_cluster, {}),
    "A question": (add_question, {"NAME": "foundings_by_decade"}),
    "A chart": (add_chart, {"FAMILY": "metrics", "NAME": "decades", "PAGE": "overview"}),
    "A page": (add_page, {"NAME": "training"}),
    "An export": (add_export, {"NAME": "json_rows"}),
    "A language": (add_language, {"LANGUAGE": "fr"}),
}


def named_in_readme(copy: Path, thing: str, names: dict[str, str]) -> set[str]:
    """Return every file that README's entry about a thing names, with `names` filled in."""
    readme = (copy / "README.md").read_text(encoding="utf-8")
    (entry,) = re.findall(
        rf"^- \*\*{thing}:\*\* (.*?)\n(?=- |\n)", readme, re.DOTALL | re.MULTILINE
    )
    paths = set()
    for pattern in re.findall(r"`([\w.*-]+/[\w.*/-]+\.\w+)`", entry):
        path = functools.reduce(lambda text, name: text.replace(name, names[name]), names, pattern)
        found = {str(match.relative_to(copy)) for match in copy.glob(path)}
        paths |= found or {path}
    return paths
