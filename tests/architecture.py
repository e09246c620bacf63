"""The drawing of the house in docs/architecture.md: rooms and arrows, read from the imports.

`python -m tests.architecture` writes it anew; a test fails when it is not what the imports say.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn from the imports -->", "<!-- end of the drawing -->"
#: what stands above the package: scripts that grimp does not read as modules
SCRIPTS = {"dashboard.py": ["dashboard.py"], "pages": ["pages/*.py"]}
Arrows = dict[str, dict[str, int]]


def layers() -> list[str]:
    """Return the rooms of `atlas` from the top down, as the import contract orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (ordered,) = (contract for contract in contracts if contract["type"] == "layers")
    return [f"atlas.{layer}" for layer in ordered["layers"]]


def rooms() -> list[str]:
    """Return every room from the top down."""
    return [*SCRIPTS, *layers(), "data"]


def room_of(module: str) -> str | None:
    """Return the room that a module stands in; None for what is none of ours."""
    return next((room for room in rooms() if module == room or module.startswith(f"{room}.")), None)


def _script_imports(pattern: str) -> Iterator[str]:
    """Yield the full names of what scripts import: modules, or modules with a name in them."""
    for path in sorted(ROOT.glob(pattern)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{name.name}" for name in node.names)
            elif isinstance(node, ast.Import):
                yield from (name.name for name in node.names)


def arrows() -> Arrows:
    """Return how many imports lead from each room to each other one."""
    found: Arrows = {room: {} for room in rooms()}
    pairs = [
        (script, room_of(module))
        for script, patterns in SCRIPTS.items()
        for pattern in patterns
        for module in _script_imports(pattern)
    ]
    graph = grimp.build_graph("atlas", "data", cache_dir=None)
    for module in graph.modules:
        source = room_of(module)
        pairs += [
            (source, room_of(imported))
            for imported in graph.find_modules_directly_imported_by(module)
            if source
        ]
    for source, target in pairs:
        if target and source != target:
            found[str(source)][target] = found[str(source)].get(target, 0) + 1
    return found


def _reaches(drawn: Arrows, start: str, goal: str) -> bool:
    """Return whether a way of two or more arrows leads from `start` to `goal`."""
    waiting = [room for room in drawn[start] if room != goal]
    seen: set[str] = set()
    while waiting:
        room = waiting.pop()
        if room == goal:
            return True
        if room not in seen:
            seen.add(room)
            waiting += drawn[room]
    return False


def drawing() -> str:
    """Return the diagram (Mermaid) and the table under it, in Markdown.

    An arrow that follows from others is left out of the diagram; the table names all.
    """
    every = arrows()
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'    {_node(room)}["{room.removeprefix("atlas.")}"]' for room in every]
    lines += [
        f"    {_node(room)} --> {_node(target)}"
        for room, targets in every.items()
        for target in sorted(targets, key=rooms().index)
        if not _reaches(every, room, target)
    ]
    # not how often: a new chart or page would change the picture, and says nothing new about it
    lines += ["```", "", "| room | imports from |", "|---|---|"]
    for room, targets in every.items():
        words = ", ".join(
            target.removeprefix("atlas.") for target in sorted(targets, key=rooms().index)
        )
        lines.append(f"| {room.removeprefix('atlas.')} | {words or 'nothing of ours'} |")
    return "\n".join(lines)


def _node(room: str) -> str:
    return room.replace(".", "_")


def current() -> str:
    """Return the drawing that stands in the document now."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return text.split(BEGIN)[1].split(END)[0].strip()


def main() -> None:
    """Write the drawing into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{drawing()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
