"""Sources and organisations of the collected facts, each with a readable id of its own."""

import hashlib
from collections import Counter

from data import fact_text
from data.fact_inputs import BadInput, Record

SourceKey = tuple[str, str, str]

KINDS = {
    "programme": "programme",
    "state programme": "programme",
    "label scheme": "label",
    "meta-network": "network",
}


def source_key(fact: Record) -> SourceKey:
    """Return what tells one source from another: address, title and date."""
    return fact["source_url"], fact["source_title"], fact["source_date"]


def sources(facts: list[Record], taken: set[str]) -> dict[SourceKey, Record]:
    """Return one row per source the facts name. `taken`: ids that others hold already."""
    texts: dict[SourceKey, set[str]] = {}
    first: dict[SourceKey, Record] = {}
    for fact in facts:
        key = source_key(fact)
        texts.setdefault(key, {fact["source_title"]}).add(fact["locator"].partition('"')[2])
        first.setdefault(key, fact)
    stems = {key: _stem(fact) for key, fact in first.items()}
    shared = {stem for stem, count in Counter(stems.values()).items() if count > 1} | taken
    return {
        key: {
            "source_id": f"{stem}-{_mark(key)}" if stem in shared else stem,
            "title": fact["source_title"].translate(fact_text.PLAIN),
            "publisher": fact["source_publisher"].translate(fact_text.PLAIN),
            "date": fact["source_date"],
            "language": fact_text.language(" ".join(sorted(texts[key])), fact["source_url"]),
            "url": fact["source_url"],
        }
        for key, fact in first.items()
        for stem in [stems[key]]
    }


def _stem(fact: Record) -> str:
    parts = (
        fact_text.slug(fact["source_publisher"], 24),
        fact_text.slug(fact["source_title"], 40),
        fact["source_date"],
    )
    return "-".join(part for part in parts if part)


def _mark(key: SourceKey) -> str:
    return hashlib.sha256("\n".join(key).encode()).hexdigest()[:4]


class Organisations:
    """The organisations clusters relate to: those that are there, and those the facts add."""

    def __init__(
        self, kept: list[Record], named: list[Record], clusters: list[Record], related: list[Record]
    ) -> None:
        """Know the rows of organisations.csv and fact_organisations.csv, clusters, programmes."""
        self.rows = {row["organisation_id"]: row for row in kept}
        self._of_value: dict[str, list[Record]] = {}
        for row in named:
            self._of_value.setdefault(row["value"], []).append(row)
        self._clusters = {row["slug"]: row for row in clusters}
        for row in related:
            if row["slug"] in self._of_value:
                self.ids(row["slug"])
            else:
                self._add(row["slug"], KINDS[row["kind"]], row)

    def ids(self, value: str) -> list[str]:
        """Return the ids of the organisations that a fact names, adding rows that are missing.

        Raises BadInput when nobody said which organisation it is.
        """
        named = self._of_value.get(value)
        if named:
            for row in named:
                columns = ("organisation_id", "kind", "name", "name_de", "country_id", "website")
                self.rows.setdefault(row["organisation_id"], {c: row[c] for c in columns})
            return [row["organisation_id"] for row in named]
        if value in self._clusters and value not in self.rows:
            self._add(value, "organisation", self._clusters[value])
        if value not in self.rows:
            raise BadInput(f"fact_organisations.csv: no row for '{value}'.")
        return [value]

    def _add(self, organisation_id: str, kind: str, row: Record) -> None:
        self.rows.setdefault(
            organisation_id,
            {
                "organisation_id": organisation_id,
                "kind": kind,
                "name": row["name"],
                "name_de": "",
                "country_id": row["country"],
                "website": row["website"],
            },
        )
