"""What stands beside a new figure as known so far: the one that speaks, not an undated one."""

import pytest

from atlas.db import database
from atlas.publish import publishing
from tests.atlas.publish.rows import figure, request


@pytest.mark.parametrize(
    ("cluster_id", "known"),
    [("silicon-saxony", 490), ("niro", 72), ("hamburg-aviation", 175), ("autoregion", 200)],
)
def test_what_speaks_is_known_so_far(cluster_id: str, known: float) -> None:
    preview = publishing.preview(request(figure(cluster_id, "650")), database.DATABASE)
    changes = {change.table: change for change in preview.comparison.changes}
    assert changes["observation"].kind == "changed"
    assert changes["observation"].old is not None
    assert changes["observation"].old["value"] == known
