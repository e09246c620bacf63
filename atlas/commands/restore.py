"""`python -m atlas restore N`: bring back what was published up to an earlier version."""

import argparse

from atlas.commands import publishing as shared
from atlas.db import database as store
from atlas.i18n import _
from atlas.publish import publishing
from atlas.publish.publishing import Reason
from data.problems import BadData


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    words = _("number of the version; 0: as it was before anything was published")
    parser.add_argument("number", metavar="N", type=int, help=words)
    shared.add_reason(parser)


def run(given: argparse.Namespace) -> None:
    """Publish the earlier state as a new version."""
    who = shared.read_name(given)
    try:
        published = publishing.restore(
            given.number, Reason(who, given.why), database=store.DATABASE
        )
    except (BadData, publishing.NothingNew, *shared.FAILURES) as error:
        raise shared.explain(error) from error
    shared.tell(published)
