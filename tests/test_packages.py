"""Ranges in pyproject.toml, pins in requirements.txt and locks beneath them say the same."""

import ast
import importlib
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import atlas.__main__
from atlas.exports.pptx.template import safety

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"atlas", "data", "queries", "tests", "bench"}


def requirements(lines: list[str]) -> dict[str, Requirement]:
    """Return what the lines of a requirements file name; comments and options are passed over."""
    stated = [line.split("#")[0].strip() for line in lines]
    found = [Requirement(line) for line in stated if line and not line.startswith("-")]
    return {canonicalize_name(one.name): one for one in found}


def pinned(file: str) -> dict[str, str]:
    """Return the versions that a file pins, of what this system needs."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    versions = {}
    for name, requirement in requirements(lines).items():
        (exact,) = requirement.specifier
        assert exact.operator == "==", f"{file} does not pin {name}"
        if requirement.marker is None or requirement.marker.evaluate():
            versions[name] = exact.version
    return versions


RANGES = requirements(PROJECT["dependencies"])
PINS = pinned("requirements.txt")
LOCK = pinned("requirements.lock")
TEST_PINS = PINS | pinned("tests/requirements.txt")
TEST_LOCK = pinned("tests/requirements.lock")


def test_every_range_has_its_pin_and_the_other_way_round() -> None:
    assert set(RANGES) == set(PINS)


@pytest.mark.parametrize("name", RANGES)
def test_a_pin_lies_within_its_range(name: str) -> None:
    """A range has both ends: what a next major version breaks shows before it is let in."""
    assert RANGES[name].specifier.contains(PINS[name])
    assert {one.operator for one in RANGES[name].specifier} == {">=", "<"}


@pytest.mark.parametrize(
    ("pins", "lock"), [(PINS, LOCK), (TEST_PINS, TEST_LOCK), (LOCK, TEST_LOCK)]
)
def test_a_lock_holds_every_pin(pins: dict[str, str], lock: dict[str, str]) -> None:
    assert {name: lock.get(name) for name in pins} == pins


def needed(names: list[str]) -> set[str]:
    """Return these packages and all that they need on this system, as their metadata say."""
    found: set[str] = set()
    extras = {name: sorted(RANGES[name].extras) if name in RANGES else [] for name in names}
    waiting = [(canonicalize_name(name), one) for name in names for one in ("", *extras[name])]
    done = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in done:
            continue
        done.add((name, extra))
        found.add(name)
        for line in metadata.requires(name) or ():
            more = Requirement(line)
            if more.marker is None or more.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(more.name), one) for one in ("", *more.extras)]
    return found


@pytest.mark.parametrize(("pins", "lock"), [(PINS, LOCK), (TEST_PINS, TEST_LOCK)])
def test_a_lock_holds_all_that_is_needed_and_nothing_else(
    pins: dict[str, str], lock: dict[str, str]
) -> None:
    assert set(lock) == needed(list(pins)), "run `make lock`"


@pytest.mark.parametrize("file", ["requirements.lock", "tests/requirements.lock"])
def test_a_lock_names_no_place_to_download_from(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--", text, re.MULTILINE)


def imported(*places: str) -> set[str]:
    """Return the packages of others that the Python files in these places import."""
    files = [path for place in places for path in sorted(ROOT.glob(place))]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    modules |= {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    roots = {module.split(".")[0] for module in modules} - sys.stdlib_module_names - OURS
    owners = metadata.packages_distributions()
    return {canonicalize_name(owners[root][0]) for root in roots}


@pytest.mark.slow
def test_what_is_imported_is_named() -> None:
    """What comes along with another package today may be gone from it tomorrow."""
    assert imported("dashboard.py", "atlas/**/*.py", "pages/*.py", "data/*.py") == set(RANGES)
    assert imported("tests/**/*.py", "bench/*.py") <= set(TEST_PINS)


def test_the_command_is_the_one_of_the_module() -> None:
    module, function = PROJECT["scripts"]["cluster-atlas"].split(":")
    assert getattr(importlib.import_module(module), function) is atlas.__main__.main


def test_what_may_be_uploaded_is_what_a_template_may_weigh() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * safety.MEGABYTE == safety.LARGEST
