"""What the commands that publish share: who does it, and what they print about a version."""

import argparse
import getpass
import sys

from atlas import i18n
from atlas.commands import filters, saving
from atlas.commands.faults import Fault, Nothing
from atlas.i18n import _
from atlas.publish import wording
from atlas.publish.publishing import NothingNew, Published, Refused
from data.build import NotWritten
from data.problems import BadData
from data.published import DamagedLog, NoLock

#: what says that nothing was published, in one sentence
FAILURES = (Refused, NotWritten, DamagedLog, NoLock)
#: lines about single rows that are printed of one version in a list of several
MOST = 10


def add_reason(parser: argparse.ArgumentParser) -> None:
    """Give `parser` who publishes and why."""
    parser.add_argument("--why", metavar="TEXT", required=True, help=_("the reason, in one line"))
    words = _("who publishes; left out: the user of this machine")
    parser.add_argument("--by", metavar="NAME", default="", help=words)
    filters.add_language(parser)


def read_name(given: argparse.Namespace) -> str:
    """Return who publishes. Raises Fault where neither the command nor the machine says."""
    if given.by:
        return str(given.by)
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise Fault(_("Say who publishes.")) from error


def tell(published: Published) -> None:
    """Print what was published, and what waits for an editor."""
    words = _("Version {number} is published ({version}): {changes}.")
    changes = wording.count_kinds(wording.kind_of(change) for change in published.changes)
    print(
        words.format(
            number=published.number,
            version=published.data_version,
            changes=changes or _("no row changes"),
        )
    )
    if not published.is_in_database:
        saving.note(_("The database could not be replaced; “python -m data.build” does it."))
    if published.conflicts:
        words = _("Conflicts with the release: {count}. The command “versions” lists them.")
        saving.note(words.format(count=i18n.number(len(published.conflicts))))


def explain(error: Exception) -> Fault:
    """Return the fault that ends the command; problems are printed first, one a line."""
    if isinstance(error, BadData):
        print(error, file=sys.stderr)
        return Fault(wording.count_problems(len(error.problems)))
    return Nothing(str(error)) if isinstance(error, NothingNew) else Fault(str(error))
