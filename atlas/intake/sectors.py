"""Which sector of the data a file means: by its name in either language, or a word for it."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.intake.vocabulary import fold

Row = Mapping[str, str]
NEAR = 0.8
MOST_SUGGESTED = 3


@dataclass
class SectorMatch:
    """One text of a file: the sector it means, or ids that it may mean."""

    text: str
    sector_id: str
    near: list[str]


class KnownSectors:
    """The sectors of the data by name and by the words that synonyms.csv gives them."""

    def __init__(self, sectors: Iterable[Row], synonyms: Iterable[Row] = ()) -> None:
        """Read names and synonyms; a sector goes before the group that it lies in."""
        ordered = sorted(sectors, key=lambda row: not row["parent_id"])
        self.names: dict[str, str] = {}
        for row in ordered:
            for name in (row["name_de"], row["name_en"], row["sector_id"].replace("-", " ")):
                self.names.setdefault(fold(name), row["sector_id"])
        self.words: dict[str, list[str]] = {}
        for row in synonyms:
            for word in row["words"].split() if row["sector_id"] else ():
                self.words.setdefault(fold(word), []).append(row["sector_id"])

    def find(self, text: str) -> SectorMatch:
        """Return the sector that a text means."""
        said = fold(text)
        if said in self.names:
            return SectorMatch(text, self.names[said], [])
        meant = self.words.get(said, [])
        if len(meant) == 1:
            return SectorMatch(text, meant[0], [])
        close = difflib.get_close_matches(said, self.names, n=MOST_SUGGESTED, cutoff=NEAR)
        starting = [name for name in self.names if len(said) > 3 and name.startswith(said[:-1])]
        near = [*meant, *(self.names[name] for name in (*close, *starting))]
        near = list(dict.fromkeys(near))[:MOST_SUGGESTED]
        return SectorMatch(text, near[0] if len(near) == 1 and close else "", near)
