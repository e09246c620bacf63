"""Reading in a process of its own, which is killed when it takes too long or too much.

The bytes go in through a pipe and the reading comes back as JSON, so nothing is written to disk.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from atlas.intake import limits
from atlas.intake.reading import Answers, Problem, Reading

ROOT = Path(__file__).resolve().parent.parent.parent
#: the result may be so long
LONGEST = 400 * limits.MIB
#: at most so many files are read at once on one machine; others wait
TURNS = threading.BoundedSemaphore(2)


def read(content: bytes, name: str, answers: Answers | None = None) -> Reading:
    """Read a file in a process of its own. Whatever happens there, a reading comes back."""
    if len(content) > limits.BYTES:
        return _refuse(name, "too_large", f"{len(content) // limits.MIB} MiB")
    given = json.dumps({"name": name, "answers": vars(answers or Answers())}).encode()
    environment = {
        **{
            key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "LANG")
        },
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        # libraries of numbers reserve memory for each thread
        **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with TURNS:
        worker = subprocess.Popen(
            [sys.executable, "-m", "atlas.intake.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=ROOT,
        )
        try:
            said, _errors = worker.communicate(given + b"\n" + content, limits.SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.communicate()
            return _refuse(name, "too_slow", f"{limits.SECONDS} s")
        except BaseException:
            worker.kill()
            worker.wait()
            raise
    return _understand(said, worker.returncode, name)


def _understand(said: bytes, code: int, name: str) -> Reading:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        if len(said) <= LONGEST:
            return Reading.from_dict(json.loads(said))
    # a process that was killed, or could not even say that memory ran out
    return _refuse(name, "too_slow" if code in (-24, -14) else "too_much_memory", "")


def _refuse(name: str, kind: str, found: str) -> Reading:
    return Reading(name, refused=kind, problems=[Problem(kind, found=found)])
