"""Private: no page and no export asks another host for anything, and all draw without a network."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT

#: Streamlit's own, for the length of a session: it proves that an uploaded file comes from the page
COOKIES = {"_streamlit_xsrf"}
ALONE = ["unshare", "--map-root-user", "--net"]


def shut_off() -> bool:
    """Return whether this system lets a process be cut off from the network."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0


def test_every_page_and_export_works_without_a_network_and_asks_nobody(database: Path) -> None:
    if not shut_off():
        pytest.skip("This system does not let a process have a network of its own (unshare).")
    command = [*ALONE, sys.executable, "-m", "tests.browser.alone", str(database)]
    environment = os.environ | {"ATLAS_NO_NETWORK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["wrong"] == []
    assert said["abroad"] == []
    assert said["server"] == []
    assert said["pages"] > 10
    assert sorted(said["saved"]) == ["csv", "csv", "png", "pptx", "pptx", "svg", "xlsx"]
    assert set(said["cookies"]) <= COOKIES


def test_telemetry_is_off() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
