"""`python -m atlas publish FILE`: publish rows over the shipped data, as a new version."""

import argparse
from pathlib import Path

from atlas import i18n
from atlas.commands import publishing as shared
from atlas.commands.faults import Fault
from atlas.db import database as store
from atlas.i18n import _
from atlas.publish import publishing, requests, wording
from atlas.publish.publishing import Reason
from atlas.publish.requests import Request
from data.problems import BadData


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    words = _("a folder or .zip of tables as in data/, or the same as .json")
    parser.add_argument("file", metavar="FILE", help=words)
    words = _("only show what would change, and publish nothing")
    parser.add_argument("--dry-run", action="store_true", help=words)
    shared.add_reason(parser)


def run(given: argparse.Namespace) -> None:
    """Publish the file, or show what that would change."""
    who = shared.read_name(given)
    path = Path(given.file)
    try:
        request = _read(path)
        if given.dry_run:
            _show(request)
            return
        published = publishing.publish(
            request,
            Reason(who, given.why),
            source_file=path.name,
            database=store.DATABASE,
        )
    except (BadData, publishing.NothingNew, *shared.FAILURES) as error:
        raise shared.explain(error) from error
    shared.tell(published)


def _read(path: Path) -> Request:
    try:
        return requests.read(path)
    except OSError as error:
        words = _("{path} cannot be read: {why}.")
        raise Fault(words.format(path=path, why=error.strerror or error)) from error


def _show(request: Request) -> None:
    """Print what would change, cluster by cluster. Raises BadData when it cannot be published."""
    preview = publishing.preview(request, store.DATABASE)
    for changes in preview.comparison.by_cluster().values():
        for change in changes:
            if change.kind != "unchanged":
                print(wording.describe_row(change))
    counted = wording.count_kinds(change.kind for change in preview.comparison.changes)
    print(_("In all: {counts}.").format(counts=counted or i18n.number(0)))
    if preview.problems:
        raise BadData(list(preview.problems))
