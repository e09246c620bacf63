"""Run the program, in this process or as a cron job would: no terminal, hardly any environment."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

from atlas import i18n
from atlas.commands import program
from atlas.db import database
from tests.suite import ROOT


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    kept["PATH"] = f"{Path(sys.executable).parent}:{kept.get('PATH', '')}"
    own = {"PYTHONPATH": str(ROOT), "ATLAS_DATABASE": str(database.DATABASE)}
    return kept | own | more


def atlas(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program here, which spares each run a start of Python and of all that it loads."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in range(2))
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        i18n.speaking(i18n.current()),
    ):
        try:
            code = program.main(arguments)
        except SystemExit as ended:  # argparse ends by itself after it has shown the help
            code = int(ended.code or 0)
    written, complained = (_bytes(stream) for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, written, complained)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def apart(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process and an environment of its own."""
    return subprocess.run(
        [sys.executable, "-m", "atlas", *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
