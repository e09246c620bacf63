"""docs/command-line.md does what it says: every example runs and prints what stands there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.atlas.commands.running import environment
from tests.suite import ROOT, chromium

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = [
    (command, said)
    for block in BLOCKS
    for command, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_there_are_examples_of_every_command() -> None:
    assert len(EXAMPLES) == TEXT.count("\n$ python") + TEXT.count("\n$ ATLAS")
    commands = {command.split(" -m atlas ")[1].split()[0] for command, _said in EXAMPLES}
    assert commands == {"deck", "chart", "data"}


@pytest.mark.parametrize(("command", "said"), EXAMPLES, ids=[one for one, _said in EXAMPLES])
def test_the_example_prints_what_the_page_says(command: str, said: str, tmp_path: Path) -> None:
    more = {}
    if re.search(r"\.(png|svg|pdf)\b", command):
        browser = chromium()
        if browser is None:
            pytest.skip("No Chromium is installed here, and none could be.")
        more["ATLAS_CHROMIUM"] = browser
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    printed = done.stdout.decode("utf-8").replace("\r\n", "\n")
    assert printed == said
    made = [line for line in said.splitlines() if re.fullmatch(r"[\w.-]+\.\w+", line)]
    assert sorted(path.name for path in tmp_path.iterdir()) == made
