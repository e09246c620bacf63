"""The house is drawn as it stands: rooms, arrows and file names in docs/architecture.md."""

import ast
import re
from pathlib import Path

import pytest

from tests import architecture, copies
from tests.suite import BIN

#: what stands for any name in the path of a file
ANY_NAME = re.compile("FAMILY|LANGUAGE|NAME|PAGE")
DOCS = sorted((architecture.ROOT / "docs").glob("*.md"))
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    *(str(path.relative_to(architecture.ROOT)) for path in DOCS),
)
FOLDERS = ("atlas", "pages", "data", "queries", "tests", "docs", "bench")


def test_drawing_is_what_the_imports_say() -> None:
    assert architecture.current() == architecture.drawing(), "python -m tests.architecture"


def test_no_arrow_points_up() -> None:
    order = architecture.rooms()
    up = [
        (room, target)
        for room, targets in architecture.arrows().items()
        for target in targets
        if order.index(target) <= order.index(room)
    ]
    assert up == []


def test_a_missing_arrow_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    every = architecture.arrows()
    assert every["pages"]["atlas.ui"] > 5
    del every["pages"]["atlas.ui"]
    monkeypatch.setattr(architecture, "arrows", lambda: every)
    assert architecture.current() != architecture.drawing()


def exists(path: str) -> bool:
    """Return whether there is such a file, of any name where the path leaves it open."""
    return any(architecture.ROOT.glob(ANY_NAME.sub("*", path).rstrip("/")))


#: what every file of ours is called, wherever it stands
FILES = {path.name for folder in FOLDERS for path in (architecture.ROOT / folder).rglob("*")} | {
    path.name for path in architecture.ROOT.iterdir()
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_named_in_documents_exist(document: str) -> None:
    text = (architecture.ROOT / document).read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./*-]*)`", text)
    assert [path for path in named if not exists(path)] == []
    unplaced = re.findall(r"`([\w-]+\.(?:py|js|css|sql|csv|toml))`", text)
    assert set(unplaced) <= FILES


def defined(path: Path) -> set[str]:
    """Return what a module defines: 'module.function', 'Class', 'Class.method'."""
    module = path.parent.name if path.stem == "__init__" else path.stem
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            inner = [member.name for member in node.body if isinstance(member, ast.FunctionDef)]
            names |= {node.name, *(f"{node.name}.{name}" for name in inner)}
        elif isinstance(node, ast.FunctionDef):
            names.add(f"{module}.{node.name}")
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(f"{module}.{node.target.id}")
    return names


def unknown(step: str) -> list[str]:
    """Return what a step of the way names that none of the modules it names defines."""
    paths = [architecture.ROOT / path for path in re.findall(r"`([\w./]+\.py)`", step)]
    known = set().union(*(defined(path) for path in paths))
    named = re.findall(r"`([A-Z]\w+|\w+\.(?!py`|sql`)\w+)`", step)
    return [name for name in named if name not in known and name not in CLASSES]


TEXT = architecture.DOCUMENT.read_text(encoding="utf-8")
STEPS = re.findall(
    r"^\d+\. (.*?)(?=^\d+\. |\Z)", TEXT.split("## The way of one chart")[1], re.M | re.S
)
#: named again in a later step than the one that names their file
CLASSES = {"View", "ChartText"}


@pytest.mark.parametrize("step", STEPS, ids=range(1, len(STEPS) + 1))
def test_every_step_of_the_way_is_there(step: str) -> None:
    assert re.search(r"`\w+\.(?!py`)\w+`", step), "name a function"
    assert unknown(step) == []


def test_the_way_is_a_dozen_steps_and_a_wrong_name_would_be_found() -> None:
    assert len(STEPS) == 12
    assert unknown("`chart.render` in `atlas/ui/chart.py`") == []
    assert unknown("`chart.rendered` in `atlas/ui/chart.py`") == ["chart.rendered"]
    assert unknown("`url.bind` in `atlas/ui/chart.py`") == ["url.bind"]
    assert unknown("`Recipe.make`, `Evidences` in `atlas/gallery/recipe.py`") == ["Evidences"]


README = (architecture.ROOT / "README.md").read_text(encoding="utf-8")
LOOK_UPS = re.findall(r"^\| (.+) \| `([\w./]+)` \|", README, re.M)
#: what a newcomer looks for, each has one file as its answer
ASKED = (
    "A colour of the map",
    "A hedge's interval",
    "A slide's footnote",
    "The exact-only filter",
    "A workbook's chart",
    "What a click on a filter runs",
    "A new metric",
    "A new chart",
    "A new page",
    "A new language",
    "A new export",
)


def test_every_look_up_has_one_file() -> None:
    answers = dict(LOOK_UPS)
    assert set(ASKED) <= set(answers)
    assert [question for question, path in LOOK_UPS if not exists(path)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "code", "named"),
    [
        ("atlas/stray.py", '"""A module in no room."""\n', "atlas.stray"),
        (
            "atlas/charts/stray.py",
            '"""A chart that knows the page."""\n\nimport streamlit\n',
            "atlas.charts.stray -> streamlit",
        ),
    ],
    ids=["in no room", "a chart with Streamlit"],
)
def test_a_stray_module_breaks_a_contract_and_is_named(
    path: str, code: str, named: str, tmp_path: Path
) -> None:
    copy = copies.make(tmp_path / "copy")
    (copy / path).write_text(code, encoding="utf-8")
    done = copies.start(copy, str(BIN / "lint-imports"), "--no-cache")
    assert done.returncode == 1
    assert named in done.stdout
    assert " 1 broken." in done.stdout
