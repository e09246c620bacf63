"""The whole suite: `make test`. Lint, format, import layers, types, then every test.

The browser tests need Chromium: the one that is there, else Debian's package, else Playwright's
own download. Without any, this says what to do.

A browser on a busy machine may stall, so a browser test that fails is tried once more. The report
ends with each that was, and why it failed at first. Look at those: a chart that was missing on
paper and letters that were lost while typing showed themselves in no other way.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("import layers", ["lint-imports", "--no-cache"]),
    ("types", ["mypy", "--no-error-summary"]),
)
#: two at a time, and no more than a few tried again, or the machine is not to blame
HOW = ("-n", "2", "--dist", "worksteal", "--max-suite-reruns", "3", "--rerun-show-tracebacks")


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


def _from_debian() -> str | None:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    print("Installing Debian's Chromium …", flush=True)
    _quietly("apt-get", "update")
    _quietly("apt-get", "install", "-y", "--no-install-recommends", "chromium")
    return _on_path()


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
    """Run every check and test; return 0 when all pass. The last line is the test runner's."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        if subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, check=False).returncode:
            failed.append(name)
    browser = chromium()
    if browser is None:
        print(
            "No Chromium was found or could be installed. Install Chromium or Chrome, or set "
            "ATLAS_CHROMIUM to its path, then run this again.",
            file=sys.stderr,
        )
        return 1
    print("== tests", flush=True)
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}", flush=True)
    command = [sys.executable, "-m", "pytest", *HOW, *sys.argv[1:]]
    environment = os.environ | {"ATLAS_CHROMIUM": browser}
    tests = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return 1 if failed or tests else 0


if __name__ == "__main__":
    sys.exit(main())
