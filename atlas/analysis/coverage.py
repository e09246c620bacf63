"""When enough clusters report for a total to say what there is, not who reports."""

from typing import Any


def may_be_quoted(reporting: Any, clusters: Any) -> Any:
    """Return whether at least half of the clusters report: of two counts, or of columns of them."""
    return 2 * reporting >= clusters
