"""From a reading to rows of the tables in `data/`: its file as a source, its facts as observations.

An organisation that is known gets its figures, nothing else of it is changed; one that is not
becomes a new cluster, as long as its region and sector are known. What is missing is a `Gap`.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atlas.intake import places
from atlas.intake.clusters import ClusterMatch, KnownClusters, make_id
from atlas.intake.reading import Fact, Reading
from atlas.intake.sectors import KnownSectors, SectorMatch
from atlas.intake.vocabulary import METRICS, fold
from data import addresses
from data.columns import COLUMNS

Row = dict[str, str]
Tables = dict[str, list[Row]]
DATA = Path(__file__).resolve().parent.parent.parent / "data"
#: the tables that an upload adds to
WRITTEN = ("sources", "clusters", "cluster_regions", "cluster_sectors", "observations")
#: the tables that it is held against
READ = (*WRITTEN, "sectors", "synonyms", "milestones")
SCOPE = "cluster_organisation"


@dataclass(frozen=True)
class DeclaredSource:
    """What is asked of a file once: it is a source like any other.

    `kind`: an id of source_kinds.csv. `retrieved`: the day of the upload, YYYY-MM-DD, at which the
    window of undated figures ends.
    """

    title: str
    publisher: str
    kind: str
    retrieved: str
    date: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class Choices:
    """What the reader decided where a file leaves it open: by name in the file, an id of the data.

    `clusters`: an id, or blank for a new cluster. `sector`: for all that have none.
    """

    clusters: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    sector: str = ""


@dataclass
class Gap:
    """Why an organisation cannot become a cluster yet. `kind`: no_region or no_sector."""

    organisation: str
    kind: str
    found: str = ""
    near: list[str] = field(default_factory=list)


@dataclass
class Prepared:
    """Rows by table, with exactly the columns of the CSV files, and how names were matched."""

    rows: Tables
    clusters: list[ClusterMatch]
    sectors: list[SectorMatch]
    gaps: list[Gap]


def read_tables(folder: Path = DATA) -> Tables:
    """Return the rows of the tables that an upload is held against, as they stand in `folder`."""
    tables: Tables = {}
    for table in READ:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[table] = list(csv.DictReader(file))
    return tables


def make_rows(
    reading: Reading,
    source: DeclaredSource,
    known: Mapping[str, Sequence[Row]] | None = None,
    choices: Choices | None = None,
) -> Prepared:
    """Return what a reading adds to the data. `known`: the tables as they are, the shipped ones."""
    return _Maker(known if known is not None else read_tables(), source, choices or Choices()).make(
        reading
    )


class _Maker:
    """Makes the rows of one file."""

    def __init__(
        self, known: Mapping[str, Sequence[Row]], source: DeclaredSource, choices: Choices
    ) -> None:
        self.known, self.source, self.choices = known, source, choices
        self.clusters = KnownClusters(known["clusters"], known.get("milestones", ()))
        self.sectors = KnownSectors(known["sectors"], known.get("synonyms", ()))
        self.taken = set(self.clusters.ids)
        self.rows: Tables = {table: [] for table in WRITTEN}
        self.gaps: list[Gap] = []
        self.sector_matches: dict[str, SectorMatch] = {}
        taken_sources = {row["source_id"] for row in known["sources"]}
        self.source_id = make_id(f"{source.publisher} {source.title}"[:60], taken_sources)
        self.seats = _known_seats(known["clusters"])

    def make(self, reading: Reading) -> Prepared:
        grouped: dict[str, list[Fact]] = {}
        for fact in reading.facts:
            if not fact.only_if:
                grouped.setdefault(fold(fact.organisation), []).append(fact)
        matches = []
        for facts in grouped.values():
            match = self._match(facts)
            matches.append(match)
            if match.how == "new" and not self._add_cluster(match, facts):
                continue
            for fact in facts:
                if fact.metric in (*METRICS, "founding_year"):
                    self.rows["observations"].append(self._observe(match.cluster_id, fact))
        if self.rows["observations"] or self.rows["clusters"]:
            self._add_source([match.cluster_id for match in matches if match.cluster_id])
        return Prepared(self.rows, matches, list(self.sector_matches.values()), self.gaps)

    def _match(self, facts: list[Fact]) -> ClusterMatch:
        name = facts[0].organisation
        chosen = self.choices.clusters.get(name)
        if chosen:
            return ClusterMatch(name, chosen, "chosen")
        website = next((str(f.value) for f in facts if f.metric == "website"), "")
        match = self.clusters.find(name, website)
        if chosen == "":
            return ClusterMatch(name, "", "new", match.near)
        return match

    def _add_source(self, written_by: list[str]) -> None:
        row = _blank("sources")
        row |= {
            "source_id": self.source_id,
            "title": self.source.title,
            "publisher": self.source.publisher,
            "date": self.source.date,
            "language": self.source.language,
            "url": self.source.url,
            "retrieved": self.source.retrieved,
            "kind": self.source.kind,
        }
        if self.source.kind == "own":
            row["written_by"] = ";".join(dict.fromkeys(written_by))
        self.rows["sources"].append(row)

    def _add_cluster(self, match: ClusterMatch, facts: list[Fact]) -> bool:
        """Add a new cluster; return whether its region and sector are known."""
        regions = self._find_regions(facts)
        sectors = self._find_sectors(facts)
        name = match.organisation
        if not regions:
            stated = [str(f.value) for f in facts if f.metric == "seat_city"]
            self.gaps.append(Gap(name, "no_region", ", ".join(stated)))
        if not sectors:
            stated = [str(f.value) for f in facts if f.metric == "sector"]
            near = [one for text in stated for one in self.sectors.find(text).near]
            self.gaps.append(Gap(name, "no_sector", ", ".join(stated), near))
        if not regions or not sectors:
            return False
        match.cluster_id = make_id(name, self.taken)
        self.rows["clusters"].append(self._describe(match.cluster_id, name, regions, facts))
        for region_id in regions:
            row = {"cluster_id": match.cluster_id, "region_id": region_id, "basis": "stated"}
            self.rows["cluster_regions"].append(row)
        for position, sector_id in enumerate(sectors, start=1):
            row = {"cluster_id": match.cluster_id, "sector_id": sector_id}
            self.rows["cluster_sectors"].append({**row, "position": str(position)})
        return True

    def _find_regions(self, facts: list[Fact]) -> list[str]:
        chosen = self.choices.regions.get(facts[0].organisation)
        if chosen:
            return [chosen]
        regions = [f.region_id for f in facts if f.metric == "region"]
        countries = [f.region_id for f in facts if f.metric == "country"]
        return list(dict.fromkeys(regions or countries))

    def _find_sectors(self, facts: list[Fact]) -> list[str]:
        found = []
        for fact in facts:
            if fact.metric != "sector":
                continue
            text = str(fact.value)
            chosen = self.choices.sectors.get(text)
            match = SectorMatch(text, chosen, []) if chosen else self.sectors.find(text)
            self.sector_matches[text] = match
            if match.sector_id:
                found.append(match.sector_id)
        return list(dict.fromkeys(found)) or ([self.choices.sector] if self.choices.sector else [])

    def _describe(self, cluster_id: str, name: str, regions: list[str], facts: list[Fact]) -> Row:
        """Return the row of a new cluster; its seat only where one of ours lies in that town."""
        region = places.regions()[regions[0]]
        town = next((str(f.value) for f in facts if f.metric == "seat_city"), "")
        site = next((str(f.value) for f in facts if f.metric == "website"), "")
        row = _blank("clusters")
        row |= {
            "cluster_id": cluster_id,
            "name": name,
            "seat_city": town,
            "country_id": region.country,
            "region_label": region.name_en,
            "website": site if addresses.parse_site(site) else "",
        }
        seat = self.seats.get((fold(town), regions[0]))
        if seat:
            row |= {**seat, "seat_basis": "inferred", "seat_region_id": regions[0]}
        return row

    def _observe(self, cluster_id: str, fact: Fact) -> Row:
        row = _blank("observations")
        dated = bool(fact.as_of) and fact.metric != "founding_year"
        row |= {
            "cluster_id": cluster_id,
            "metric_id": fact.metric,
            "value": _write(float(fact.value)),
            "qualifier": fact.qualifier,
            "scope": SCOPE,
            "source_id": self.source_id,
            "locator": f"{fact.sheet}!{fact.cell}" if fact.sheet else fact.cell,
        }
        if fact.qualifier == "between" and fact.low is not None and fact.high is not None:
            row |= {"low": _write(fact.low), "high": _write(fact.high)}
        if dated:
            row |= {"as_of": fact.as_of, "as_of_basis": "stated"}
        elif fact.metric != "founding_year":
            row["window_end"] = self.source.retrieved
        return row


def _blank(table: str) -> Row:
    """Return a row of a table with every column, all blank."""
    return dict.fromkeys(COLUMNS[f"{table}.csv"][1], "")


def _write(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _known_seats(clusters: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """Return where known clusters have their seat, by town and region."""
    return {
        (fold(row["seat_city"]), row["seat_region_id"]): {"lat": row["lat"], "lon": row["lon"]}
        for row in clusters
        if row["seat_city"] and row["lat"] and row["seat_region_id"]
    }
