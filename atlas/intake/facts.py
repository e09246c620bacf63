"""What the rows of a table state: facts, and what is reported instead."""

import dataclasses
import re
from collections.abc import Iterator

from atlas.intake import counts, dates, founding, headers, limits, marks, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.columns import WEBSITE, Meaning
from atlas.intake.counts import Count, Trouble
from atlas.intake.reading import Fact, Problem
from atlas.intake.tables import Found
from atlas.intake.vocabulary import METRICS, fold, listed, tokens

ATTRIBUTES = ("seat_city", "region", "country", "sector", "website", "founding_year")


@dataclasses.dataclass
class Context:
    """What headings between the rows say of those below them."""

    region: places.Region | None = None
    region_cell: str = ""
    country: places.Region | None = None
    sector: str = ""
    sector_cell: str = ""


class Rows:
    """Reads the rows of one table from the top down."""

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
        self.filling = _columns_to_fill(table)
        for title in table.titles[-3:]:
            found = places.find(title.strip(" :"))
            if found is not None:
                self._set_place(found, "")

    def read(self) -> None:
        """Read all rows."""
        for row in self.table.rows:
            self._read_row(row)
        self._report_columns()

    def _report_columns(self) -> None:
        table = self.table
        last = self._last_row()
        for column in table.columns:
            if column.planned and self._is_filled(column):
                place = self.grid.name_part(column.number, table.header_rows[-1], last)
                self._report("plan", place, column=column.heading, found=column.heading)
            elif column.hidden and column.role and column.role not in ("name", "postcode"):
                place = self.grid.name_column(column.number)
                kind = "hidden_row" if self.grid.turned else "hidden_column"
                if self._is_filled(column):
                    self._report(kind, place, column=column.heading, found=column.heading)

    def _is_filled(self, column: Meaning) -> bool:
        return any(self.grid.cell(row, column.number) for row in self.table.rows)

    def _last_row(self) -> int:
        rows = [row for row in self.table.rows if len(self.grid.row(row)) > 1]
        return rows[-1] if rows else self.table.rows[-1]

    # one row ---------------------------------------------------------------------------------

    def _read_row(self, row: int) -> None:
        numbers = [one.number for one in self.table.columns]
        cells = {n: cell for n, cell in self.grid.row(row).items() if n in numbers}
        if not cells:
            return
        if len(cells) == 1 and self._take_heading(row, next(iter(cells.values()))):
            return
        name_cell = self._spread_name(row)
        name = clean_name(name_cell, self.table.notes)
        if self._is_total(row, cells, name):
            return
        if len(cells) == 1 and name_cell is None:
            return
        if not has_letters(name):
            self._report_nameless(row, cells, name)
            return
        conditions = []
        if self.sheet.hidden:
            conditions.append("hidden_sheet")
        if row in self.grid.hidden_rows:
            kind = "hidden_column" if self.grid.turned else "hidden_row"
            conditions.append(kind)
            self._report(kind, self.grid.name_row(row), name, found=name)
        before = len(self.facts)
        self._read_figures(row, name, conditions)
        self._read_attributes(row, name, conditions)
        if len(self.facts) == before and row in self.grid.hidden_rows:
            self.problems = [p for p in self.problems if p.cell != self.grid.name_row(row)]

    def _spread_name(self, row: int) -> Cell | None:
        cell = self.grid.spread(row, self.name.number)
        if cell is None and self.name.number in self.filling:
            return self.last_seen.get("name")
        if cell is not None:
            self.last_seen["name"] = cell
        return cell

    def _take_heading(self, row: int, cell: Cell) -> bool:
        """Return whether a cell that stands alone in its row is a heading of rows or a note."""
        if cell.kind != "text":
            return True
        text = cell.text.strip(" :")
        said = tokens(text)
        if not said or said[0] in listed("notes") or marks.BEFORE.match(cell.text):
            return True
        found = places.find(re.sub(r"\(\s*\d+.*\)$", "", text), usual=self._usual_country())
        if found is not None and len(fold(text)) > 2:
            self._set_place(found, cell.place)
            return True
        others = self.by_role.keys() & {*METRICS, "founding_year", "seat_city", "website"}
        if others and "sector" not in self.by_role and cell.column != self.name.number:
            return True
        if "sector" not in self.by_role and _is_sector(text):
            self.context.sector, self.context.sector_cell = text, cell.place
            return True
        return True

    def _usual_country(self) -> str:
        column = self.by_role.get("region")
        return column.usual_country if column else ""

    def _set_place(self, found: places.Region, place: str) -> None:
        if found.is_country:
            self.context.country, self.context.region = found, None
        else:
            self.context.region, self.context.region_cell = found, place

    def _is_total(self, row: int, cells: dict[int, Cell], name: str) -> bool:
        """Return whether a row sums up others."""
        attributes = [
            self.by_role[role].number
            for role in ("seat_city", "website", "sector", "founding_year", "postcode")
            if role in self.by_role and self.by_role[role].number != self.name.number
        ]
        described = sum(
            1
            for number in attributes
            if (cell := cells.get(number)) is not None
            and not counts.is_nothing(cell.text)
            and not tokens(cell.text)[:1] == ["total"]
        )
        totals = listed("totals")
        for number, cell in cells.items():
            if cell.kind != "text":
                continue
            said = tokens(cell.text)
            if not said:
                if cell.text.strip() in ("Σ", "∑", "Ø", "∅"):
                    return True
                continue
            begins = said[0] in totals or " ".join(said[:2]) in totals
            ends = said[-1] in totals and len(said) > 1
            if not (begins or ends) or len(said) > 9:
                continue
            if number != self.name.number and number != min(cells) and name:
                continue
            rest = [
                w
                for w in said
                if w not in totals and w not in listed("fillers") and not w.isdigit()
            ]
            if begins and (not rest or not described):
                return True
            if ends and not described and (not rest or places.candidates(" ".join(rest))):
                return True
        region = places.candidates(name) if name and not described else set()
        return bool(region) and len(cells) > 1 and "region" not in self.by_role

    def _report_nameless(self, row: int, cells: dict[int, Cell], name: str) -> None:
        """Report a row without a name, unless it only sums up or continues."""
        described = [
            cell
            for role in ("seat_city", "website", "sector", "founding_year", "region")
            if role in self.by_role
            and (cell := cells.get(self.by_role[role].number)) is not None
            and not counts.is_nothing(cell.text)
        ]
        figures = [
            n for n in cells if any(c.number == n and c.role in METRICS for c in self.table.columns)
        ]
        if not described and not name:
            return
        if not described and not figures:
            return
        if row in self.grid.hidden_rows or self.sheet.hidden:
            return
        shown = " | ".join(cell.text for _n, cell in sorted(cells.items()))
        place = self.grid.name_part(self.name.number, row, row).partition(":")[0]
        self._report("no_name", place, name, self.name.heading, shown[:300])

    # figures ---------------------------------------------------------------------------------

    def _read_figures(self, row: int, name: str, conditions: list[str]) -> None:
        row_date, yearly = self._read_row_date(row, name, conditions)
        for position, column in enumerate(self.table.columns):
            metric = column.role
            if metric == "value":
                metric = self._named_metric(row, name, column, conditions)
            if metric not in (*METRICS, "founding_year"):
                continue
            cell = self.grid.spread(row, column.number)
            if cell is None:
                continue
            status = ""
            following = self.table.columns[position + 1 : position + 2]
            if following and following[0].status:
                beside = self.grid.cell(row, following[0].number)
                status = beside.text if beside else ""
            as_of = column.as_of
            if metric == "founding_year":
                as_of = ""
            elif not as_of:
                as_of = row_date if (row_date and (yearly or metric != "events_per_year")) else ""
                if (
                    not as_of
                    and not row_date
                    and (self.table.yearly or metric != "events_per_year")
                ):
                    as_of = self.table.as_of if not self._has_dates() else ""
            self._read_figure(cell, column, metric, name, as_of, status, conditions)

    def _has_dates(self) -> bool:
        return "date" in self.by_role or "year" in self.by_role

    def _named_metric(self, row: int, name: str, value: Meaning, conditions: list[str]) -> str:
        """Return the figure that a row is about, where a column names it."""
        column = self.by_role.get("indicator")
        cell = self.grid.spread(row, column.number) if column else None
        if cell is None:
            return ""
        found = vocabulary.match(headers.heading(cell))
        if found.excluded == "plan" and not conditions:
            planned = self.grid.cell(row, value.number)
            if planned is not None:
                self._report("plan", planned.place, name, value.heading, planned.text)
        figure = found.role in (*METRICS, "founding_year") and found.coverage >= 0.34
        return found.role if figure and not found.excluded else ""

    def _read_row_date(self, row: int, name: str, conditions: list[str]) -> tuple[str, bool]:
        """Return the date that a row gives for its figures, and whether it is a whole year."""
        for role in ("year", "date"):
            column = self.by_role.get(role)
            cell = self.grid.spread(row, column.number) if column else None
            if column is None or cell is None or counts.is_nothing(cell.text):
                continue
            if cell.kind == "date":
                date = _date_of(cell)
            else:
                try:
                    date = dates.read(marks.strip(cell.text, cell.marks)[0])
                except dates.Unclear as error:
                    if not conditions:
                        self._report(error.kind, cell.place, name, column.heading, cell.text)
                    continue
                if not date:
                    if not conditions:
                        self._report("unclear_date", cell.place, name, column.heading, cell.text)
                    continue
            if dates.in_future(date):
                if not conditions:
                    self._report("future_date", cell.place, name, column.heading, cell.text)
                return "", False
            return date, len(date) == 4
        return "", False

    def _read_figure(
        self,
        cell: Cell,
        column: Meaning,
        metric: str,
        name: str,
        as_of: str,
        status: str,
        conditions: list[str],
    ) -> None:
        cell, letter = self._take_letter(cell)
        notes = self.table.notes
        if (
            cell.kind == "text"
            and (meaning := notes.get(cell.text.strip()))
            and marks.means_nothing(meaning)
        ):
            return
        hidden = ["hidden_row" if self.grid.turned else "hidden_column"] if column.hidden else []
        needed = [*hidden, *conditions]
        try:
            count = founding.read(cell) if metric == "founding_year" else counts.read(cell, metric)
        except Trouble as trouble:
            if not needed:
                self._report(trouble.kind, cell.place, name, column.heading, _shown(cell))
            if trouble.meant is not None:
                self._state(name, metric, trouble.meant, as_of, cell, [trouble.kind, *needed])
            return
        if count is None:
            return
        behind = [*count.marks, *column.marks, status, letter]
        if count.qualifier == "exact" and any(
            marks.is_estimate(notes.get(marks.name(mark), "")) for mark in behind if mark
        ):
            count.qualifier = "about"
        if metric == "founding_year":
            count.as_of = ""
        self._state(name, metric, count, count.as_of or as_of, cell, needed)

    def _take_letter(self, cell: Cell) -> tuple[Cell, str]:
        """Return a cell without the letter of the legend behind its number: '51 e'."""
        found = re.match(r"^(.*\d)\s*([a-z]{1,2})\)?$", cell.text) if cell.kind == "text" else None
        if found and found[2] in self.table.notes and found[2] not in ("x", "l", "o"):
            return dataclasses.replace(cell, value=found[1]), found[2]
        return cell, ""

    def _state(
        self, name: str, metric: str, count: Count, as_of: str, cell: Cell, needed: list[str]
    ) -> None:
        value = int(count.value) if float(count.value).is_integer() else round(count.value, 6)
        self.facts.append(
            Fact(
                name,
                metric,
                value,
                as_of,
                count.qualifier,
                count.low,
                count.high,
                self.sheet.name,
                cell.place,
                " and ".join(dict.fromkeys(needed)),
            )
        )

    # texts -----------------------------------------------------------------------------------

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
                name, "region", where.name_de, self.context.region_cell, conditions, where.id
            )
        if country is None and self.context.country is not None and "country" not in self.by_role:
            where = self.context.country
            self._state_text(name, "country", where.name_de, "", conditions, where.id)
        sector = self._attribute(row, "sector")
        if sector is not None and sector[0].kind == "text":
            text = marks.strip(sector[0].text)[0]
            self._state_text(name, "sector", text, sector[0].place, [*sector[1], *conditions])
        elif "sector" not in self.by_role and self.context.sector:
            self._state_text(
                name, "sector", self.context.sector, self.context.sector_cell, conditions
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
        if cell is None or counts.is_nothing(cell.text):
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
        where = places.find(text, country, usual, want_country=role == "country")
        needed = [*hidden, *conditions]
        if where is None or (role == "region" and where.is_country and not where.drawn):
            if not needed and role == "region":
                heading = column.heading if column else ""
                self._report("unknown_region", cell.place, name, heading, cell.text)
            return None
        self._state_text(name, role, where.name_de, cell.place, needed, where.id)
        return where

    def _read_town(self, row: int, name: str, conditions: list[str]) -> places.Region | None:
        found = self._attribute(row, "seat_city")
        if found is None or found[0].kind != "text":
            return None
        cell, hidden = found
        needed = [*hidden, *conditions]
        town, behind = places.split_town(marks.strip(cell.text, cell.marks)[0])
        if not has_letters(town):
            return None
        self._state_text(name, "seat_city", town, cell.place, needed)
        where = places.find(behind, usual=self._usual_country() or "DE") if behind else None
        if where is not None and not where.is_country and "region" not in self.by_role:
            self._state_text(name, "region", where.name_de, cell.place, needed, where.id)
            return where
        return None

    def _read_website(self, row: int, name: str, conditions: list[str]) -> None:
        found = self._attribute(row, "website")
        if found is None:
            return
        cell, hidden = found
        needed = [*hidden, *conditions]
        text = marks.strip(cell.text, cell.marks)[0]
        if WEBSITE.match(text):
            self._state_text(name, "website", text, cell.place, needed)
        elif cell.link.startswith(("http://", "https://")):
            self._state_text(name, "website", cell.link, cell.place, needed)
        elif not needed:
            column = self.by_role.get("website")
            self._report("no_website", cell.place, name, column.heading if column else "", text)

    def _state_text(
        self, name: str, metric: str, value: str, place: str, needed: list[str], region_id: str = ""
    ) -> None:
        fact = Fact(name, metric, value, sheet=self.sheet.name, cell=place, region_id=region_id)
        fact.only_if = " and ".join(dict.fromkeys(needed))
        self.facts.append(fact)

    def _report(
        self, kind: str, place: str, name: str = "", column: str = "", found: str = ""
    ) -> None:
        self.problems.append(Problem(kind, self.sheet.name, place, name, column, found[:300]))


def _shown(cell: Cell) -> str:
    return cell.formula or cell.text


def _date_of(cell: Cell) -> str:
    """Return a date as precise as its format shows it."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]', "", cell.format.lower())
    text = cell.text
    if "y" in shown and "d" not in shown:
        return text[:7] if "m" in shown else text[:4]
    return text


def has_letters(text: str) -> bool:
    """Return whether a text can be a name: it says more than a bracket or a number."""
    bare = re.sub(r"\([^()]*\)", "", text)
    return bool(re.search(r"[^\W\d_]{2}", bare)) and not counts.is_nothing(bare)


def clean_name(cell: Cell | None, notes: dict[str, str]) -> str:
    """Return a name on one line, without marks of footnotes."""
    if cell is None or cell.kind not in ("text", "number"):
        return ""
    text = cell.text[: limits.LONGEST_FIGURE]
    while True:
        mark = marks.BEHIND.search(text)
        if not mark or mark.start() == 0:
            return text.strip()
        known = (
            marks.name(mark[1]) in notes
            or not mark[1].strip("()[]").isdigit()
            or mark[1][0] in marks.SUPER
        )
        if not known:
            return text.strip()
        text = text[: mark.start()]


def _is_sector(text: str) -> bool:
    return text and fold(text) in _sectors()


def _sectors() -> set[str]:
    import csv

    if not _SECTORS:
        path = places.REGIONS.with_name("sectors.csv")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                _SECTORS.update({fold(row["name_de"]), fold(row["name_en"])})
    return _SECTORS


_SECTORS: set[str] = set()


def _columns_to_fill(table: Found) -> set[int]:
    """Return the columns in which a blank cell means the same as above: each text begins a group."""
    filled = set()
    named = any(one.role == "indicator" for one in table.columns)
    rows = [row for row in table.rows if len(table.grid.row(row)) > 1]
    for column in table.columns:
        if column.role not in ("region", "country", "sector") and not (
            column.role == "name" and named
        ):
            continue
        texts = [cell.text if (cell := table.grid.cell(row, column.number)) else "" for row in rows]
        said = [text for text in texts if text]
        if not said or texts[0] == "" or len(said) > 0.6 * len(texts):
            continue
        first = column.number == min(one.number for one in table.columns)
        if first and len(set(said)) == len(said):
            filled.add(column.number)
    return filled


def walk(tables: list[Found]) -> Iterator[Rows]:
    """Read the rows of every table."""
    for table in tables:
        rows = Rows(table)
        rows.read()
        yield rows
