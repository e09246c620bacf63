"""What holds for the code as a whole."""

import ast
import re
from pathlib import Path

import pytest

from atlas.db import queries
from atlas.model import metrics

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500
CODE = sorted(
    path
    for folder in ("atlas", "pages", "data", "tests", "queries")
    for ending in ("py", "sql", "js", "css")
    for path in (ROOT / folder).rglob(f"*.{ending}")
)
PYTHON = [path for path in CODE if path.suffix == ".py"] + [ROOT / "dashboard.py"]
RUNS_SQL = {"execute", "executemany", "sql", "query", "run"}
STATED = [
    "members",
    "founding_members",
    "members_sme",
    "members_companies",
    "members_research",
    "staff",
    "volunteers",
    "events_per_year",
    "events_total",
    "event_participants_total",
    "working_groups",
    "projects_total",
    "member_cap",
    "region_employees",
    "region_companies",
    "region_turnover_eur",
    "members_employees",
    "founding_year",
]
WORKED_OUT = ["age_years", "members_per_staff", "events_per_staff", "members_growth_pct_per_year"]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("query", queries.names())
def test_every_query_begins_by_saying_what_it_answers(query: str) -> None:
    first = (queries.QUERIES / f"{query}.sql").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("-- ")
    assert len(first) > 20


@pytest.mark.parametrize("query", queries.names())
def test_lists_come_in_an_order_that_holds(query: str) -> None:
    asked = (queries.QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    assert not re.search(r"(?<!list_sort\()\blist\((distinct\b|(?![^()]*order by)[^()]*\))", asked)


def formatted_sql(tree: ast.AST) -> list[int]:
    """Return the lines that hand a query runner an f-string or pieces glued together."""
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in RUNS_SQL
        and call.args
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]


@pytest.mark.parametrize(
    "code", ['c.execute(f"from {t}")', 'c.sql("from " + t)', 'c.sql("%s" % t)']
)
def test_formatted_sql_would_be_found(code: str) -> None:
    assert formatted_sql(ast.parse(code)) == [1]


@pytest.mark.parametrize("path", [one for one in PYTHON if "tests" not in one.parts], ids=name)
def test_values_never_become_part_of_a_statement(path: Path) -> None:
    assert formatted_sql(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", [one for one in PYTHON if "text" not in one.parts], ids=name)
def test_only_chart_text_reads_what_a_figure_says(path: Path) -> None:
    written = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    layouts = [
        one.value for one in written if isinstance(one, ast.Attribute) and one.attr == "meta"
    ]
    assert not [one for one in layouts if isinstance(one, ast.Attribute) and one.attr == "layout"]


@pytest.mark.parametrize("path", [one for one in PYTHON if "tests" not in one.parts], ids=name)
def test_markup_of_figures_and_addresses_are_decided_in_one_place_each(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name != "plotly_text.py" and "exports" not in path.parts:
        assert not re.search(r"</?b>|<br\b", text), "use atlas/text/plotly_text.py"
    if path.name != "addresses.py":
        assert not re.search(r"startswith\(\(?.https?:", text), "use data/addresses.py"


def test_files_stay_short() -> None:
    long = {
        name(path): lines
        for path in CODE
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize("metric", STATED + WORKED_OUT)
def test_metric_exists_with_words_in_both_languages(metric: str) -> None:
    found = metrics.all_metrics()[metric]
    assert found.derived == (metric in WORKED_OUT)
    for field in ("label", "unit", "description"):
        assert found.row[f"{field}_en"]
        assert found.row[f"{field}_de"]
    if metric.startswith("region_"):
        assert found.row["about"] == "regional_industry"
    else:
        assert found.row["about"] == "cluster_organisation"
