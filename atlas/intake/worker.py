"""The process that reads one file: takes limits upon itself, reads, and says what came of it."""

import contextlib
import json
import sys

from atlas.intake import limits
from atlas.intake.judgement import judge
from atlas.intake.reading import Answers, Problem, Reading


def main() -> None:
    """Read what stands on the standard input, and write the reading as JSON."""
    _limit()
    given = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    name = str(given["name"])
    try:
        reading = judge(content, name, Answers(**given["answers"]))
        result = json.dumps(reading.to_dict())
    except MemoryError:
        content = b""
        result = json.dumps(_refuse(name, "too_much_memory", ""))
    except RecursionError:
        result = json.dumps(_refuse(name, "damaged", "nesting"))
    except Exception as error:
        # a file that we did not foresee must not take the page down with it
        result = json.dumps(_refuse(name, "unreadable", type(error).__name__))
    sys.stdout.write(result)


def _refuse(name: str, kind: str, found: str) -> dict[str, object]:
    return Reading(name, refused=kind, problems=[Problem(kind, found=found)]).to_dict()


def _limit() -> None:
    """Let the system end this process where it takes too much. Windows knows no such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # nothing of ours writes a file here
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
