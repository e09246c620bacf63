"""Which cluster of the data an organisation of a file is: the same, perhaps one of these, or new."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from atlas.intake import vocabulary
from atlas.intake.vocabulary import fold, tokens

Row = Mapping[str, str]
#: how like two names are that may be of one cluster, from 0 to 1
NEAR = 0.78
MOST_SUGGESTED = 3
FORMER = re.compile(r"\((?:formerly|former|ehemals|vormals|früher|ex|ex-|bis \d{4}:?)\s*([^()]+)\)")
BECAME = re.compile(r"^(.{3,60}?) (?:becomes|became|was renamed|is now)\b")
ARTICLES = {"der", "die", "das", "the", "le", "la", "les", "il", "lo", "el", "los", "fur", "und", "and", "et", "e", "y"}


@dataclass
class ClusterMatch:
    """One organisation of a file. `how`: same, website, chosen or new; `near`: ids that may be it."""

    organisation: str
    cluster_id: str
    how: str
    near: list[str] = field(default_factory=list)


def simplify(name: str) -> str:
    """Return a name without case, accents, legal form, brackets, articles and hyphens."""
    bare = re.sub(r"\([^()]*\)", " ", name)
    said = " ".join(tokens(bare))
    said = re.sub(r"\b([a-z]) (?=[a-z]\b)", r"\1 ", said)
    for form in sorted(vocabulary.listed("legal_forms"), key=len, reverse=True):
        said = re.sub(rf"(?:^|\s){re.escape(form)}(?=$|\s)", " ", f" {said} ").strip()
    words = [word for word in said.split() if word not in ARTICLES]
    return " ".join(words) or fold(name)


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
        for row in clusters:
            cluster_id, name = row["cluster_id"], row["name"]
            self.ids.add(cluster_id)
            former = FORMER.findall(f"{name} {row.get('legal_form', '')}")
            parts = re.split(r"\s+[-–—|:]\s+", name)
            inside = re.findall(r"\(([^()]{3,})\)", name)
            for one in (name, *former, *inside, *(parts if len(parts) > 1 else ()), cluster_id.replace("-", " ")):
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
        likely = difflib.get_close_matches(simple, self.names, n=MOST_SUGGESTED, cutoff=NEAR)
        words = set(simple.split())
        for name in self.names:
            others = set(name.split())
            shared = words & others
            if len(shared) >= 2 and len(shared) >= 0.7 * max(len(words), len(others)):
                likely.append(name)
        return [one for name in likely for one in sorted(self.names[name])]


def make_id(name: str, taken: set[str]) -> str:
    """Return an id for a new cluster: its simple name, with a number where that is taken."""
    spelled = name.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain)]
    stem = "-".join(words)[:60].strip("-") or "cluster"
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    taken.add(found)
    return found
