"""Publish a file as the command does, but die at the step N to the disk: `killed_at N FILE`.

A step is a call by which something becomes lasting or visible. Without N, they are counted.
"""

import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from atlas.commands import program

STEPS = ("replace", "fsync", "link", "unlink", "chmod", "mkdir")


class Steps:
    """Counts the steps, and ends the process before the one at which it is to die."""

    def __init__(self, last: int) -> None:
        self.last, self.taken = last, 0

    def watch(self, step: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(step)
        def watched(*given: Any, **named: Any) -> Any:
            self.taken += 1
            if self.taken == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*given, **named)

        return watched


def main(last: int, file: str) -> int:
    steps = Steps(last)
    for name in STEPS:
        setattr(os, name, steps.watch(getattr(os, name)))
    code = program.main(["publish", file, "--why", "A test", "--by", "Ann"])
    print(f"{steps.taken} steps")
    return code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
