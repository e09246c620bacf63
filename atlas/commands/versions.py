"""`python -m atlas versions`: what was published, by whom, when and why; one of them as a file."""

import argparse
import datetime
import tempfile
from pathlib import Path

from atlas import i18n
from atlas.commands import filters, saving
from atlas.commands import publishing as shared
from atlas.commands.faults import Fault, Misuse, Nothing
from atlas.db import database as store
from atlas.i18n import _
from atlas.publish import history, publishing, wording
from atlas.publish.history import NoVersion, Version
from data.problems import BadData

ENDINGS = (".zip", ".duckdb")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    words = _("only this version, with every row that it changed; 0: as it is shipped")
    parser.add_argument("number", metavar="N", type=int, nargs="?", help=words)
    words = _("write the tables (.zip) or the database (.duckdb) of version N; - for a zip")
    parser.add_argument("--out", metavar="FILE", help=words)
    filters.add_language(parser)


def run(given: argparse.Namespace) -> None:
    """Print the list, or write one version."""
    if given.out and given.number is None:
        raise Misuse(_("Say which version to write: versions N --out FILE."))
    try:
        if given.out:
            _write(given.number, given.out)
        else:
            _list(given.number)
    except (BadData, *shared.FAILURES) as error:
        raise shared.explain(error) from error
    except NoVersion as error:
        raise Misuse(str(error.args[0])) from error


def _list(number: int | None) -> None:
    database = store.DATABASE
    versions = history.list_versions(database)
    if number is not None:
        versions = [version for version in versions if version.number == number]
        if not versions:
            raise NoVersion(_("There is no version {number}.").format(number=number))
    elif not versions:
        raise Nothing(_("Nothing was published yet; the data are those that are shipped."))
    for version in versions:
        _print_version(version, None if number is not None else shared.MOST)
    if number is None:
        _tell_state(database, versions[0].number)


def _print_version(version: Version, most: int | None) -> None:
    moment = datetime.datetime.fromisoformat(version.at)
    words = _("Version {number}, {date} {time} UTC, {who}: {why}")
    when = {"date": i18n.date(moment.date().isoformat()), "time": f"{moment:%H:%M}"}
    print(words.format(number=version.number, who=version.by, why=version.why, **when))
    if version.file:
        print("  " + _("File: {file}").format(file=version.file))
    if version.restores is not None:
        print("  " + _("Brings back version {number}").format(number=version.restores))
    for change in version.changes[:most]:
        print("  " + wording.describe_change(change))
    if most is not None and len(version.changes) > most:
        words = _("and {count} more; “versions {number}” lists all")
        left = i18n.number(len(version.changes) - most)
        print("  " + words.format(count=left, number=version.number))


def _tell_state(database: Path, newest: int) -> None:
    """Print the conflicts, and whether the database has the newest version."""
    held = publishing.built_number(database)
    if held != newest:
        words = _(
            "The database does not hold version {number} yet; “python -m data.build” does it."
        )
        saving.note(words.format(number=newest))
    conflicts = publishing.list_conflicts(database)
    if conflicts:
        print(_("Conflicts with the release, to be settled with the command “settle”:"))
    for conflict in conflicts:
        print(f"  {conflict.item.id}  {wording.describe_conflict(conflict)}")


def _write(number: int, out: str) -> None:
    saving.check_writable(out)
    ending = Path(out).suffix.lower() if out != saving.STDOUT else ENDINGS[0]
    if ending not in ENDINGS:
        raise Misuse(_("Name a file that ends in {endings}.").format(endings=", ".join(ENDINGS)))
    if ending == ENDINGS[0]:
        saving.write(history.export_tables(number, store.DATABASE), out, "")
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / f"version{ending}"
        try:
            history.export_database(number, fresh, store.DATABASE)
            saving.write(fresh.read_bytes(), out, "")
        except OSError as error:
            words = _("{path} cannot be written: {why}.")
            raise Fault(words.format(path=out, why=error.strerror or error)) from error
