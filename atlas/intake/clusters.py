"""Which cluster of the data an organisation is: a known one, perhaps one of these, or new."""

import difflib
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from atlas.intake import vocabulary
from atlas.intake.vocabulary import fold, tokens
from data.words import GERMAN

Row = Mapping[str, str]
#: how like two names are that may be of one cluster, from 0 to 1
NEAR = 0.78
MOST_SUGGESTED = 3
#: words that begin with the same letters may be the same, and so many names are compared at most
SAME_START, MOST_COMPARED = 4, 25
FORMER = re.compile(r"\((?:formerly|former|ehemals|vormals|früher|ex|ex-|bis \d{4}:?)\s*([^()]+)\)")
BECAME = re.compile(r"^(.{3,60}?) (?:becomes|became|was renamed|is now)\b")
ARTICLES = {
    "der",
    "die",
    "das",
    "the",
    "le",
    "la",
    "les",
    "il",
    "lo",
    "el",
    "los",
    "fur",
    "und",
    "and",
    "et",
    "e",
    "y",
}


@dataclass
class ClusterMatch:
    """One organisation. `how`: same, website, chosen or new; `near`: ids that it may be instead."""

    organisation: str
    cluster_id: str
    how: str
    near: list[str] = field(default_factory=list)


def simplify(name: str) -> str:
    """Return a name without case, accents, legal form, brackets, articles and hyphens."""
    bare = re.sub(r"\([^()]*\)", " ", name)
    said = _legal_forms().sub(" ", " ".join(tokens(bare)))
    words = [word for word in said.split() if word not in ARTICLES]
    return " ".join(words) or fold(name)


@functools.cache
def _legal_forms() -> re.Pattern[str]:
    forms = sorted(vocabulary.listed("legal_forms"), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)")


def host(website: str) -> str:
    """Return the domain of a website."""
    bare = re.sub(r"^https?://", "", website.strip().casefold())
    return re.sub(r"^www\.", "", bare).split("/")[0]


class KnownClusters:
    """The clusters of the data by every name that they have or had."""

    def __init__(self, clusters: Iterable[Row], milestones: Iterable[Row] = ()) -> None:
        """Read names, former names and websites."""
        self.names: dict[str, set[str]] = {}
        self.hosts: dict[str, set[str]] = {}
        self.ids: set[str] = set()
        self.by_start: dict[str, set[str]] = {}
        for row in clusters:
            cluster_id, name = row["cluster_id"], row["name"]
            self.ids.add(cluster_id)
            former = FORMER.findall(f"{name} {row.get('legal_form', '')}")
            parts = re.split(r"\s+[-–—|:]\s+", name)
            inside = re.findall(r"\(([^()]{3,})\)", name)
            for one in (
                name,
                *former,
                *inside,
                *(parts if len(parts) > 1 else ()),
                cluster_id.replace("-", " "),
            ):
                self._add(one, cluster_id)
            if row.get("website"):
                self.hosts.setdefault(host(row["website"]), set()).add(cluster_id)
        for row in milestones:
            became = BECAME.match(row.get("note", "")) if row.get("kind") == "renamed" else None
            if became:
                self._add(became[1], row["cluster_id"])

    def _add(self, name: str, cluster_id: str) -> None:
        simple = simplify(name)
        if len(simple) > 2:
            self.names.setdefault(simple, set()).add(cluster_id)
            for word in simple.split():
                self.by_start.setdefault(word[:SAME_START], set()).add(simple)

    def find(self, organisation: str, website: str = "") -> ClusterMatch:
        """Return which cluster an organisation is; `new` with what it may be instead."""
        simple = simplify(organisation)
        same = self.names.get(simple, set())
        if len(same) == 1:
            return ClusterMatch(organisation, next(iter(same)), "same")
        sites = self.hosts.get(host(website), set()) if website else set()
        near = self._find_near(simple)
        if len(sites) == 1:
            return ClusterMatch(organisation, next(iter(sites)), "website")
        suggested = list(dict.fromkeys([*sorted(same), *sorted(sites), *near]))[:MOST_SUGGESTED]
        return ClusterMatch(organisation, "", "new", suggested)

    def _find_near(self, simple: str) -> list[str]:
        """Return the ids of clusters with names like this one; only likely ones are compared."""
        words = simple.split()
        likely: Counter[str] = Counter()
        for word in words:
            for name in self.by_start.get(word[:SAME_START], ()):
                likely[name] += 1
        compared = [name for name, _count in likely.most_common(MOST_COMPARED)]
        near = difflib.get_close_matches(simple, compared, n=MOST_SUGGESTED, cutoff=NEAR)
        for name in compared:
            others = set(name.split())
            shared = len(others & set(words))
            if shared >= 2 and shared >= 0.7 * max(len(words), len(others)):
                near.append(name)
        return [one for name in near for one in sorted(self.names[name])]


def make_id(name: str, taken: set[str]) -> str:
    """Return an id for a new cluster: its simple name, with a number where that is taken."""
    spelled = name.lower().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain)]
    stem = "-".join(words)[:60].strip("-") or "cluster"
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    taken.add(found)
    return found
