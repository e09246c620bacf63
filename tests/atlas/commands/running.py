"""Run the program as a cron job would: another process, no terminal, hardly any environment."""

import os
import subprocess
import sys
from pathlib import Path

from atlas.db import database
from tests.suite import ROOT


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    kept["PATH"] = f"{Path(sys.executable).parent}:{kept.get('PATH', '')}"
    own = {"PYTHONPATH": str(ROOT), "ATLAS_DATABASE": str(database.DATABASE)}
    return kept | own | more


def atlas(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "atlas", *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
