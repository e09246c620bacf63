"""Who wrote a source: its kind and, where a cluster or its carrier did, which clusters.

A row of sources.csv that fills `kind` is taken at its word. For all others the address of a
cluster's own website decides, then the first row of source_rules.csv that fits.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from data.problems import Problem, Row
from data.tables import Tables

OWN = "own"
PARTNER = "partner"


@dataclass(frozen=True)
class Author:
    """The kind of a source and the clusters whose own words it holds; they are none but for own."""

    kind: str | None
    clusters: tuple[str, ...] = ()

    def kind_for(self, cluster_id: str) -> str | None:
        """Return the kind that the source has for one cluster: another cluster is a partner."""
        return PARTNER if self.kind == OWN and cluster_id not in self.clusters else self.kind


def authors(tables: Tables) -> dict[str, Author]:
    """Return the author of every source by its id. A kind that nothing decides is None."""
    websites: dict[str, list[str]] = defaultdict(list)
    for row in tables["cluster"]:
        if row["website"]:
            websites[_host(row["website"])].append(row["cluster_id"])
    rules = tables["source_rule"]
    return {row["source_id"]: _author(row, websites, rules) for row in tables["source"]}


def _author(source: Row, websites: dict[str, list[str]], rules: list[Row]) -> Author:
    if source["kind"]:
        return Author(source["kind"], listed(source["written_by"]))
    host = _host(source["url"])
    own = tuple(one for domain in _domains_above(host) for one in websites.get(domain, ()))
    if own:
        return Author(OWN, own)
    fitting = next((rule for rule in rules if _fits(rule, host, source["publisher"])), None)
    return Author(fitting["kind"], listed(fitting["written_by"])) if fitting else Author(None)


def listed(cell: str | None) -> tuple[str, ...]:
    """Return the ids in a cell that separates them by semicolons."""
    return tuple(dict.fromkeys(one.strip() for one in (cell or "").split(";") if one.strip()))


def problems(tables: Tables) -> Iterator[Problem]:
    """Return every source whose author is not known, and every author that is none."""
    known = {row["cluster_id"] for row in tables["cluster"]}
    for table, file in (("source", "sources.csv"), ("source_rule", "source_rules.csv")):
        for row in tables[table]:
            named = listed(row["written_by"])
            if (row["kind"] == OWN) != bool(named):
                wrong = "kind and written_by do not fit together."
                remedy = "'own' names the clusters that wrote it; other kinds name none."
                yield Problem(file, row.line, "written_by", wrong, remedy)
            for one in named:
                if known and one not in known:
                    remedy = "Use an id of clusters.csv."
                    yield Problem(file, row.line, "written_by", f"unknown cluster '{one}'.", remedy)
    found = authors(tables)
    for row in tables["source"]:
        if found[row["source_id"]].kind is None:
            remedy = "Fill kind, or add its publisher or address to source_rules.csv."
            yield Problem("sources.csv", row.line, "kind", "nothing says who wrote it.", remedy)


def _fits(rule: Row, host: str, publisher: str | None) -> bool:
    if rule["part"] == "domain":
        return _is_under(host, rule["pattern"])
    return fnmatchcase((publisher or "").lower(), rule["pattern"].lower())


def _is_under(host: str, domain: str) -> bool:
    return bool(host) and (host == domain or host.endswith(f".{domain}"))


def _domains_above(host: str) -> list[str]:
    """Return the host and every domain that it is under: of a.b.de also b.de, and de."""
    parts = host.split(".") if host else []
    return [".".join(parts[place:]) for place in range(len(parts))]


def _host(address: str | None) -> str:
    """Return the host of an address without www; also of one that lacks http."""
    if not address:
        return ""
    whole = address if "//" in address else f"//{address}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        return ""
    host = parts.netloc.lower().split(":")[0].rstrip(".")
    return re.sub(r"^www\d?\.", "", host)
