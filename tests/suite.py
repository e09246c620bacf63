"""The whole suite: `make test`. Lint, format, import contracts, types, and every test.

`--check` (`make check`) leaves out the tests that are slow or need a browser; `--soak`
(`make soak`) runs no checks and only the tests that count high, in full. All other arguments go to
pytest. Types are checked beside the tests, and told after them when something is wrong.

The browser tests need Chromium: the one that is there, else Debian's package, else Playwright's
own download. Without any, this says what to do. The test of the dashboard behind a proxy needs
nginx: the one that is there, else Debian's package.

A browser on a busy machine may stall, so a browser test that fails is tried once more. The report
ends with each that was, and why it failed at first. Look at those: a chart that was missing on
paper and letters that were lost while typing showed themselves in no other way.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import soak

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("import contracts", ["lint-imports", "--no-cache"]),
)
TYPES = ["mypy", "--no-error-summary"]
#: two at a time, and no more than a few tried again, or the machine is not to blame
HOW = ("-n", "2", "--dist", "worksteal", "--max-suite-reruns", "3", "--rerun-show-tracebacks")
FAST = ("-m", "not browser and not slow")


def chromium() -> str | None:
    """Return the path of a Chromium that starts, installing one where that is possible."""
    named = os.environ.get("ATLAS_CHROMIUM")
    for place in (lambda: named, _on_path, _playwrights, _from_debian, _downloaded):
        found = place()
        if found and Path(found).exists():
            return found
    return None


def _on_path() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _playwrights() -> str | None:
    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


def nginx() -> str | None:
    """Return the path of nginx, installing Debian's where that is possible."""
    path = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
    found = shutil.which("nginx", path=path)
    if not found and _install("nginx-light"):
        found = shutil.which("nginx", path=path)
    return found


def _from_debian() -> str | None:
    return _on_path() if _install("chromium") else None


def _install(package: str) -> bool:
    """Install a package of Debian's where that is possible; return whether it was tried."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print(f"Installing Debian's {package} …", flush=True)
    _quietly("apt-get", "update")
    _quietly("apt-get", "install", "-y", "--no-install-recommends", package)
    return True


def _quietly(*command: str) -> None:
    subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )


def _downloaded() -> str | None:
    print("Downloading Playwright's Chromium …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return _playwrights()


def main() -> int:
    """Run the checks and tests asked for; return 0 when all pass.

    When they do, the last line is the test runner's.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--check", action="store_true", help="checks and the fast tests")
    which.add_argument("--soak", action="store_true", help="the big counts in full")
    asked, more = parser.parse_known_args()
    if asked.soak:
        seed = os.environ.get(soak.VARIABLE) or str(random.randrange(2**32))
        print(f"== soak, to be repeated with {soak.VARIABLE}={seed}", flush=True)
        return _tests(more, {soak.VARIABLE: seed})
    with tempfile.TemporaryFile() as told:
        types = subprocess.Popen([BIN / TYPES[0], *TYPES[1:]], cwd=ROOT, stdout=told, stderr=told)
        failed = []
        for name, command in CHECKS:
            print(f"== {name}", flush=True)
            if subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, check=False).returncode:
                failed.append(name)
        if failed:
            print(f"Failed before the tests: {', '.join(failed)}", flush=True)
        print("== types, beside the tests", flush=True)
        tests = _pytest([*FAST, *more]) if asked.check else _tests(more)
        if types.wait():
            failed.append("types")
            told.seek(0)
            print("== types", told.read().decode(errors="replace"), sep="\n", flush=True)
    return 1 if failed or tests else 0


def _tests(arguments: list[str], environment: dict[str, str] | None = None) -> int:
    """Find a browser and run the tests."""
    browser = chromium()
    if browser is None:
        print(
            "No Chromium was found or could be installed. Install Chromium or Chrome, or set "
            "ATLAS_CHROMIUM to its path, then run this again.",
            file=sys.stderr,
        )
        return 1
    return _pytest(arguments, {"ATLAS_CHROMIUM": browser} | (environment or {}))


def _pytest(arguments: list[str], environment: dict[str, str] | None = None) -> int:
    print("== tests", flush=True)
    command = [sys.executable, "-m", "pytest", *HOW, *arguments]
    known = os.environ | (environment or {})
    return subprocess.run(command, cwd=ROOT, env=known, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
