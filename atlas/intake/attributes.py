"""What a row says of an organisation besides figures: town, region, sector, website."""

import dataclasses
import re

from atlas.intake import counts, headers, marks, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.columns import Meaning, is_site
from atlas.intake.reading import Fact, Problem
from atlas.intake.row_kinds import columns_of_numbers, columns_to_fill, rows_of_sums
from atlas.intake.tables import Found
from data import addresses


@dataclasses.dataclass
class Context:
    """What headings between the rows say of those below them."""

    region: places.Region | None = None
    region_cell: str = ""
    country: places.Region | None = None
    sector: str = ""
    sector_cell: str = ""
    metric: str = ""


def _first_site(text: str) -> str | None:
    """Return the one website in a text with words beside it, where it begins as one does."""
    sites = [
        word.strip("(),;")
        for word in text.split()
        if re.match(r"(https?://|www\.)", word, re.IGNORECASE) and is_site(word.strip("(),;"))
    ]
    return sites[0] if len(sites) == 1 else None


def _is_plate(cell: Cell, column: Meaning) -> bool:
    """Return whether a cell is a plate of a car: Karlsruhe is KA, and no missing answer."""
    parts = places.parts_of(column.heading) if column.role == "region" else ()
    return parts == ("plate",) and cell.text.isupper() and bool(places.candidates(cell.text, parts))


class Attributes:
    """What a row says of its organisation besides figures; kept with all that a table states."""

    def __init__(self, table: Found) -> None:
        """Keep the table, and begin with what its titles say."""
        self.table, self.grid = table, table.grid
        self.sheet = table.grid.sheet
        self.facts: list[Fact] = []
        self.problems: list[Problem] = []
        self.context = Context()
        name = table.column("name")
        assert name is not None
        self.name = name
        self.by_role = {one.role: one for one in reversed(table.columns) if one.role}
        self.last_seen: dict[str, Cell] = {}
        self.filling = columns_to_fill(table)
        self.numbering = columns_of_numbers(table)
        self.sums = rows_of_sums(table)
        for title in (table.grid.sheet.name, *table.titles[-3:]):
            found = places.find_in_line(title)
            if found is not None:
                self._set_place(found, "")

    def _usual_country(self) -> str:
        column = self.by_role.get("region")
        return column.usual_country if column else ""

    def _set_place(self, found: places.Region, place: str) -> None:
        if found.is_country:
            self.context.country, self.context.region = found, None
        else:
            self.context.region, self.context.region_cell = found, place

    def _read_attributes(self, row: int, name: str, conditions: list[str]) -> None:
        country = self._read_place(row, name, conditions, "country", "")
        region = self._read_place(row, name, conditions, "region", country.id if country else "")
        town_region = self._read_town(row, name, conditions)
        if (
            region is None
            and town_region is None
            and self.context.region is not None
            and "region" not in self.by_role
        ):
            where = self.context.region
            self._state_text(
                name,
                "region",
                where.name_de,
                self.context.region_cell,
                needed=conditions,
                region_id=where.id,
            )
        if country is None and self.context.country is not None and "country" not in self.by_role:
            where = self.context.country
            self._state_text(
                name, "country", where.name_de, "", needed=conditions, region_id=where.id
            )
        sector = self._attribute(row, "sector")
        if sector is not None and sector[0].kind == "text":
            text = marks.strip(sector[0].text)[0]
            self._state_text(
                name, "sector", text, sector[0].place, needed=[*sector[1], *conditions]
            )
        elif "sector" not in self.by_role and self.context.sector:
            self._state_text(
                name, "sector", self.context.sector, self.context.sector_cell, needed=conditions
            )
        self._read_website(row, name, conditions)

    def _attribute(self, row: int, role: str) -> tuple[Cell, list[str]] | None:
        """Return the cell of a row with a role, and what the reader has to agree to first."""
        column = self.by_role.get(role)
        if column is None:
            cell = self._named_cell(row, role)
            return (cell, []) if cell is not None else None
        cell = self.grid.spread(row, column.number)
        if cell is None and column.number in self.filling:
            cell = self.last_seen.get(role)
        elif cell is not None:
            self.last_seen[role] = cell
        if cell is None or (counts.is_nothing(cell.text) and not _is_plate(cell, column)):
            return None
        hidden = "hidden_row" if self.grid.turned else "hidden_column"
        return cell, [hidden] if column.hidden else []

    def _named_cell(self, row: int, role: str) -> Cell | None:
        """Return the value of a row that names an attribute in a column of its own."""
        indicator, value = self.by_role.get("indicator"), self.by_role.get("value")
        if indicator is None or value is None:
            return None
        label = self.grid.spread(row, indicator.number)
        cell = self.grid.cell(row, value.number)
        if label is None or cell is None or counts.is_nothing(cell.text):
            return None
        return cell if vocabulary.match(headers.heading(label)).role == role else None

    def _read_place(
        self, row: int, name: str, conditions: list[str], role: str, country: str
    ) -> places.Region | None:
        found = self._attribute(row, role)
        if found is None:
            return None
        cell, hidden = found
        column = self.by_role.get(role)
        usual = column.usual_country if column else ""
        text = marks.strip(cell.text, cell.marks)[0]
        parts = places.parts_of(column.heading) if column and role == "region" else ()
        where = places.find(text, country, usual, role == "country", parts)
        needed = [*hidden, *conditions]
        if where is None or (role == "region" and where.is_country and not where.drawn):
            if not needed and role == "region":
                heading = column.heading if column else ""
                self._report("unknown_region", cell.place, name, heading, cell.text)
            return None
        self._state_text(name, role, where.name_de, cell.place, needed=needed, region_id=where.id)
        return where

    def _read_town(self, row: int, name: str, conditions: list[str]) -> places.Region | None:
        found = self._attribute(row, "seat_city")
        if found is None or found[0].kind != "text":
            return None
        cell, hidden = found
        needed = [*hidden, *conditions]
        town, behind = places.split_town(marks.strip(cell.text, cell.marks)[0])
        if not any(map(str.isalpha, town)) or vocabulary.fold(town) in vocabulary.listed(
            "no_towns"
        ):
            return None
        self._state_text(name, "seat_city", town, cell.place, needed=needed)
        usual = self._usual_country() or "DE"
        where = places.find(behind, usual=usual, parts=places.PROVINCES) if behind else None
        if where is not None and not where.is_country and "region" not in self.by_role:
            self._state_text(
                name, "region", where.name_de, cell.place, needed=needed, region_id=where.id
            )
            return where
        return None

    def _read_website(self, row: int, name: str, conditions: list[str]) -> None:
        found = self._attribute(row, "website")
        if found is None:
            return
        cell, hidden = found
        needed = [*hidden, *conditions]
        text = marks.strip(cell.text, cell.marks)[0]
        if is_site(text):
            self._state_text(name, "website", text, cell.place, needed=needed)
        elif addresses.parse(cell.link):
            self._state_text(name, "website", cell.link, cell.place, needed=needed)
        elif (first := _first_site(text)) is not None:
            self._state_text(name, "website", first, cell.place, needed=needed)
        elif not needed:
            column = self.by_role.get("website")
            self._report("no_website", cell.place, name, column.heading if column else "", text)

    def _state_text(
        self,
        name: str,
        metric: str,
        value: str,
        place: str,
        *,
        needed: list[str],
        region_id: str = "",
    ) -> None:
        fact = Fact(name, metric, value, sheet=self.sheet.name, cell=place, region_id=region_id)
        fact.only_if = " and ".join(dict.fromkeys(needed))
        self.facts.append(fact)

    def _report(
        self, kind: str, place: str, name: str = "", column: str = "", found: str = ""
    ) -> None:
        self.problems.append(Problem(kind, self.sheet.name, place, name, column, found[:300]))
