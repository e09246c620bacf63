"""What a session keeps stands in one module, each under a name of its own."""

import ast
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.model import pages
from atlas.state import session
from atlas.state.session import Key

ROOT = Path(__file__).resolve().parents[3]
CODE = [
    ROOT / "dashboard.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "atlas").rglob("*.py")),
]
#: what belongs to a session -> the one module that touches it
HOMES = {"session_state": "atlas/state/session.py", "query_params": "atlas/state/url.py"}
KEYS = [value for value in vars(session).values() if isinstance(value, Key)]
MAKERS = [
    made
    for made in vars(session).values()
    if inspect.isfunction(made) and made.__module__ == session.__name__
]


def touched(code: str) -> set[str]:
    """Return what of the session `code` touches, by whatever name it was imported."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            names |= {part.name for part in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)  # getattr(st, "session_state")
    return names & HOMES.keys()


@pytest.mark.parametrize(
    "code",
    [
        'st.session_state["a"] = 1',
        "from streamlit import session_state as kept",
        'getattr(st, "session_state")',
    ],
)
def test_a_touch_would_be_found(code: str) -> None:
    assert touched(code) == {"session_state"}


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_session_is_touched_in_its_own_modules_only(path: Path) -> None:
    own = str(path.relative_to(ROOT))
    assert {HOMES[name] for name in touched(path.read_text(encoding="utf-8"))} <= {own}


def unnamed(code: str) -> list[str]:
    """Return the keys of widgets whose value persists that `code` writes out itself."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    given = [{part.arg: part.value for part in call.keywords} for call in calls]
    keys = [parts.get("key") for parts in given if "persist_state" in parts]
    return [ast.unparse(key) for key in keys if isinstance(key, ast.Constant | ast.JoinedStr)]


def test_a_key_that_is_written_out_would_be_found() -> None:
    assert unnamed('st.toggle("A", key="a", persist_state="session")') == ["'a'"]
    assert unnamed('st.toggle("A", key=session.A.name, persist_state="session")') == []
    assert unnamed('st.button("A", key="a")') == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_persists_has_its_key_from_the_session(path: Path) -> None:
    assert unnamed(path.read_text(encoding="utf-8")) == []


def test_no_key_takes_the_name_of_another_or_of_a_part_of_the_address() -> None:
    names = [key.name for key in KEYS]
    assert len(names) > 15
    assert len(set(names)) == len(names)
    assert not set(names) & set(pages.parameters())


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_key_says_for_what_it_stands(make: Callable[[object], Key[object]]) -> None:
    first, second = make("a"), make("b")
    assert first.name != second.name
    assert first.name.replace("a", "b") == second.name.replace("a", "b")


def test_a_key_keeps_its_default_until_it_is_set_and_after_it_is_taken_out() -> None:
    def script() -> None:
        import streamlit as st

        from atlas.state.session import Key

        key = Key("tried", 3)
        said = [key.is_set(), key.get()]
        key.put(5)
        said += [key.is_set(), key.get(), key.pop(), key.get(), key.pop(), key.is_set()]
        st.caption(repr(said))

    ran = AppTest.from_function(script).run()
    assert ran.caption[0].value == "[False, 3, True, 5, 5, 3, 3, False]"
