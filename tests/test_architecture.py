"""The house is drawn as it stands: rooms, arrows and file names in docs/architecture.md."""

import re

import pytest

from tests import architecture

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/design.md")


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


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_named_in_documents_exist(document: str) -> None:
    text = (architecture.ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:atlas|pages|data|queries|tests|docs|bench)/[\w./-]*)`", text)
    missing = [path for path in named if not (architecture.ROOT / path).exists()]
    assert missing == []
