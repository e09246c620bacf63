"""Rows to publish in tests: one source of an editor's own, and figures that it states."""

from atlas.publish.requests import Request

SOURCE = {
    "source_id": "programme-office-2026",
    "title": "Members of our clusters",
    "publisher": "Programme office",
    "date": "2026-05",
    "language": "en",
    "retrieved": "2026-11-22",
    "kind": "programme",
}


def figure(cluster_id: str, value: str, **cells: str) -> dict[str, str]:
    """Return a count of members of a cluster, as the source of the tests states it."""
    row = {
        "cluster_id": cluster_id,
        "metric_id": "members",
        "value": value,
        "qualifier": "exact",
        "as_of": "2026-05",
        "as_of_basis": "stated",
        "scope": "cluster_organisation",
        "source_id": SOURCE["source_id"],
        "locator": f"{cluster_id}, row 2",
    }
    return row | cells


def request(*figures: dict[str, str], **more: object) -> Request:
    """Return a request with the source and figures."""
    return Request({"source": [SOURCE], "observation": list(figures)}, **more)  # type: ignore[arg-type]
