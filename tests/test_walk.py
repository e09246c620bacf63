"""A walk through every view with every option of every control, over the server's own WebSocket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests import walker
from tests.browser.conftest import serving
from tests.browser.views import VIEWS
from tests.soak import Soak
from tests.walker import Control, Screen, Visit

pytestmark = pytest.mark.slow

#: longer lists, such as those of clusters, are tried in part: in a soak, and else
LONGEST, LONG = 30, 8
#: so many of their values
FEW = 4
#: these stand beside every page, and are tried with something else at a time
FILTERS = re.compile(r"_(age|group|sector|country|region|label|cluster|year|exact|subject)$")
#: of no interest here: the language, which each walk keeps; links between charts and tables
LEFT_OUT = re.compile(r"_lang$|part-of-|^deck_language")


@dataclass(frozen=True)
class Server:
    """A server: its home, the scripts of its pages, and what it logs."""

    home: str
    scripts: dict[str, str]
    log: Path


@pytest.fixture(scope="module")
def running(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("walk") / "log"
    with serving(database, log=log) as address:
        home = address.split("//")[1]
        with walker.visiting(home) as visit:
            visit.run()
            yield Server(home, visit.scripts, log)


def check(screen: Screen, said: str) -> list[str]:
    """Return what is wrong on a screen, each with `said`: how one came there."""
    wrong = [f"{said}: {fault}" for fault in screen.faults]
    return wrong + ([] if screen.shown else [f"{said}: shows nothing, and not why"])


def try_out(
    visit: Visit, random: Random, soak: Soak, tried: set[tuple[str, tuple[Any, ...]]]
) -> list[str]:
    """Set every control of a view to every option, then some in pairs; return what went wrong.

    `tried`: controls of other views of the page, of which one option more will do but in a soak.
    """
    first = visit.run()
    wrong = check(first, visit.query)
    controls = [one for one in first.controls.values() if not LEFT_OUT.search(one.key)]
    own = [one for one in controls if not FILTERS.search(one.key) and one.values]
    start = visit.query
    back: dict[Control, Any] = {}
    for control in own:
        for value in options(control, random, soak, (control.key, control.values) in tried):
            said = f"{start}, {control.key} = {value}"
            wrong += check(visit.run(back | {control: value}), said)
            back = {}
        tried.add((control.key, control.values))
        # set back together with the next control
        before = first.controls[control.id].values[:1]
        back = {control: before[0]} if before else {}
    return wrong + _pairs(visit, controls, random, soak)


def options(control: Control, random: Random, soak: Soak, again: bool) -> list[Any]:
    """Return the values that a control is set to: all, or some of a long list, or one `again`."""
    values = list(control.values)
    if len(values) > (LONGEST if soak.full else LONG):
        values = random.sample(values, soak.times(FEW, full=LONGEST))
    return random.sample(values, 1) if again and not soak.full else values


def _pairs(visit: Visit, controls: list[Control], random: Random, soak: Soak) -> list[str]:
    wrong: list[str] = []
    able = [one for one in controls if one.values]
    for _pair in range(soak.times(3, full=25) if len(able) > 1 else 0):
        chosen = {one: random.choice(one.values) for one in random.sample(able, 2)}
        told = ", ".join(f"{one.key} = {value}" for one, value in chosen.items())
        wrong += check(visit.run(chosen), f"{visit.query}, {told}")
    return wrong


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("page", sorted(VIEWS))
def test_every_option_of_every_control(
    page: str, language: str, running: Server, soak: Soak
) -> None:
    before = running.log.stat().st_size
    wrong: list[str] = []
    tried: set[tuple[str, tuple[Any, ...]]] = set()
    for place, path in enumerate(VIEWS[page]):
        address, _sign, query = path.partition("?")
        query = f"{query}&lang={language}".lstrip("&")
        script = running.scripts[address.strip("/")]
        with walker.visiting(running.home, script, query) as visit:
            # each view in full in one language, and in both in a soak
            if soak.full or (place % 2 == 0) == (language == "de"):
                wrong += try_out(visit, soak.random, soak, tried)
            else:
                wrong += check(visit.run(), path)
    logged = running.log.read_bytes()[before:].decode("utf-8", "replace")
    assert wrong == []
    assert not re.search(r"Traceback|ERROR|CRITICAL|Uncaught", logged), logged[-3000:]


@pytest.mark.parametrize("page", sorted(VIEWS))
def test_every_button_of_every_page(page: str, running: Server) -> None:
    wrong: list[str] = []
    for path in VIEWS[page][:2]:
        address, _sign, query = path.partition("?")
        script = running.scripts[address.strip("/")]
        with walker.visiting(running.home, script, query + "&lang=de") as visit:
            for button, label in visit.run().buttons.items():
                wrong += check(visit.run(button=button), f"{path}, pressed {label}")
    assert wrong == []
