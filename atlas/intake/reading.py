"""What came of a file: tables that were recognised, facts, problems, and what is left to ask."""

import dataclasses
import hashlib
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fact:
    """One thing that a file states of an organisation.

    `metric`: members, staff, events_per_year, founding_year, seat_city, region, sector, website or
    country. `only_if`: what the reader has to agree to first, such as hidden_row; blank where the
    fact simply stands there. `region_id`: of a region or country.
    """

    organisation: str
    metric: str
    value: str | float
    as_of: str = ""
    qualifier: str = "exact"
    low: float | None = None
    high: float | None = None
    sheet: str = ""
    cell: str = ""
    only_if: str = ""
    region_id: str = ""


@dataclass
class Problem:
    """One thing that is reported instead of read. `kind`: why, as in wording.py."""

    kind: str
    sheet: str = ""
    cell: str = ""
    organisation: str = ""
    column: str = ""
    found: str = ""

    @property
    def why(self) -> str:
        """Return what is wrong, in the language in use."""
        from atlas.intake import wording

        return wording.explain(self.kind)

    @property
    def remedy(self) -> str:
        """Return what would help, in the language in use."""
        from atlas.intake import wording

        return wording.advise(self.kind)


@dataclass
class Question:
    """Something that only the reader can say: `kind` as in `Fact.only_if`, and how many facts."""

    kind: str
    facts: int

    @property
    def words(self) -> str:
        """Return the question, in the language in use."""
        from atlas.intake import wording

        return wording.ask(self.kind)


@dataclass
class Column:
    """One column as it was understood. `id`: for correcting it. `ignored`: why it is not read."""

    id: str
    heading: str
    role: str
    place: str
    as_of: str = ""
    sureness: float = 0.0
    ignored: str = ""
    hidden: bool = False


@dataclass
class Table:
    """One table as it was recognised. `turned`: each column is an organisation."""

    id: str
    sheet: str
    header_rows: list[int]
    first_row: int
    last_row: int
    turned: bool = False
    as_of: str = ""
    hidden: bool = False
    sureness: float = 0.0
    columns: list[Column] = field(default_factory=list)

    @property
    def shape(self) -> str:
        """Return what tells whether another file has the same columns: for remembering answers."""
        said = "\n".join(column.heading for column in self.columns)
        return hashlib.sha256(f"{self.turned}\n{said}".encode()).hexdigest()[:16]


@dataclass
class Answers:
    """What a reader said to a reading, handed back for the next one.

    `agreed`: kinds of questions answered with yes. `roles`: by column id, the role it has; blank
    for none. `dates`: by table or column id, the date of its figures. `skipped`: table ids.
    """

    agreed: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """All that came of one file. `refused`: why nothing at all was read, as in wording.py."""

    name: str
    format: str = ""
    tables: list[Table] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for handing it from process to process."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Reading":
        """Return what `to_dict` made plain."""
        reading = cls(plain["name"], plain["format"], notes=plain["notes"])
        reading.refused = plain["refused"]
        reading.facts = [Fact(**fact) for fact in plain["facts"]]
        reading.problems = [Problem(**problem) for problem in plain["problems"]]
        reading.questions = [Question(**question) for question in plain["questions"]]
        for table in plain["tables"]:
            columns = [Column(**column) for column in table.pop("columns")]
            reading.tables.append(Table(**table, columns=columns))
        return reading
