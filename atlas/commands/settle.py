"""`python -m atlas settle ITEM`: decide between what was published and what a release says."""

import argparse

from atlas.commands import publishing as shared
from atlas.db import database as store
from atlas.i18n import _
from atlas.publish import publishing
from atlas.publish.publishing import Reason
from data.problems import BadData

PUBLISHED, SHIPPED = "published", "shipped"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    words = _("the conflict, as “versions” names it, such as 3-1")
    parser.add_argument("item", metavar="CONFLICT", help=words)
    words = _("which of the two holds from now on: what was published here, or what is shipped")
    parser.add_argument("--keep", choices=(PUBLISHED, SHIPPED), required=True, help=words)
    shared.add_reason(parser)


def run(given: argparse.Namespace) -> None:
    """Publish the decision as a new version."""
    who = shared.read_name(given)
    try:
        published = publishing.settle(
            given.item,
            Reason(who, given.why),
            keep_published=given.keep == PUBLISHED,
            database=store.DATABASE,
        )
    except (BadData, publishing.NothingNew, *shared.FAILURES) as error:
        raise shared.explain(error) from error
    shared.tell(published)
