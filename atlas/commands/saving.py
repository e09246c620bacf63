"""Where a file goes: a path, the current folder, or the standard output. All of it or nothing."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from atlas.commands.faults import Fault, Misuse
from atlas.exports.formats import FORMATS
from atlas.i18n import _

STDOUT = "-"
#: no template or list that is read here is larger
LARGEST = 60_000_000


def add(parser: argparse.ArgumentParser, formats: Iterable[str], default: str = "") -> None:
    """Give `parser` the choice of the format and of the file."""
    names = tuple(formats)
    words = _("what to make; left out, the ending of --out decides")
    if default:
        words += ", " + _("else {format}").format(format=default)
    parser.add_argument("--format", choices=names, help=words)
    parser.add_argument(
        "--out",
        metavar="FILE",
        help=_("where to write, - for the standard output; left out: the current folder"),
    )
    parser.set_defaults(formats=names, default_format=default)


def say_map_table() -> str:
    """Return the help for --map-table, which two commands have."""
    return _("on slides, beside a map the table of its values")


def choose_format(given: argparse.Namespace) -> str:
    """Return the format asked for. Raises Misuse when neither --format nor --out says."""
    if given.format:
        return str(given.format)
    ending = Path(given.out or "").suffix.lower()
    for form in given.formats:
        if FORMATS[form].ending == ending:
            return str(form)
    if given.default_format and not ending:
        return str(given.default_format)
    words = _("Say what to make with --format: {formats}.")
    raise Misuse(words.format(formats=", ".join(given.formats)))


def check_writable(out: str | None) -> None:
    """Raise Fault when `out` cannot be written, before any work is done."""
    if out in (None, STDOUT):
        return
    path = Path(str(out))
    if path.is_dir():
        raise Fault(_("{path} is a folder; name a file in it.").format(path=out))
    if path.exists() and not path.is_file():
        raise Fault(_("{path} is no ordinary file; use --out - instead.").format(path=out))
    if not path.parent.is_dir():
        raise Fault(_("There is no folder {folder}.").format(folder=path.parent))


def write(data: bytes, out: str | None, name: str) -> None:
    """Write `data` to `out` in one step and print the path; without `out`, to the file `name`."""
    if out == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    shown = out or name
    check_writable(shown)
    # A link keeps pointing where it did: what it points at is replaced.
    path = Path(shown).resolve()
    fresh = path.with_name(f".{path.name[:80]}.{os.getpid()}.new")
    try:
        _put(fresh, data)
        with contextlib.suppress(FileNotFoundError):
            fresh.chmod(path.stat().st_mode & 0o777)
        os.replace(fresh, path)
    except OSError as error:
        words = _("{path} cannot be written: {why}.")
        raise Fault(words.format(path=shown, why=error.strerror or error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    print(shown)


def note(sentence: str) -> None:
    """Tell the reader something that is no failure."""
    print(sentence, file=sys.stderr)


def read(path: str) -> bytes:
    """Return the bytes of a file that the reader names. Raises Fault."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        words = _("{path} cannot be read: {why}.")
        raise Fault(words.format(path=path, why=error.strerror or error)) from error
    if len(data) > LARGEST:
        raise Fault(_("{path} is too large to be read here.").format(path=path))
    return data


def _put(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
