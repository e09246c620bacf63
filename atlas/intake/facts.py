"""What the rows of a table state: facts, and what is reported instead."""

import dataclasses
import re

from atlas.intake import counts, dates, founding, headers, marks, places, vocabulary
from atlas.intake.attributes import Attributes
from atlas.intake.cells import Cell
from atlas.intake.columns import Meaning
from atlas.intake.counts import Count, Trouble
from atlas.intake.reading import Fact
from atlas.intake.row_kinds import clean_name, has_letters, sector_names
from atlas.intake.vocabulary import METRICS, fold, listed, tokens

#: before a heading between rows: A, B., 1, 2.1, IV
ENUMERATED = re.compile(r"^(?:[A-Z]|[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]?$")


class Rows(Attributes):
    """Reads the rows of one table from the top down."""

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
            elif column.unclear and self._is_filled(column):
                place = self.grid.name_part(column.number, table.header_rows[-1], last)
                self._report("unclear_date", place, column=column.heading, found=column.heading)
            elif column.ignored == "no_regions" and not column.hidden and self._is_filled(column):
                place = self.grid.name_part(column.number, table.header_rows[-1], last)
                self._report("unknown_region", place, "", column.heading, column.heading)
            elif column.ignored == "no_heading":
                place = self.grid.name_part(column.number, table.header_rows[-1], last)
                self._report("no_heading", place)
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
        if len(cells) == 1:
            self._take_heading(next(iter(cells.values())))
            return
        if self._is_legend_or_heading(cells):
            return
        name_cell = self._spread_name(row)
        name = clean_name(name_cell, self.table.notes)
        if name and fold(name) == fold(self.name.heading):
            return  # the headings once more, as after the end of a page
        is_part = 0 in vocabulary.terms("details").find(tokens(name))
        if is_part or self._is_total(row, cells, name):
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

    def _is_legend_or_heading(self, cells: dict[int, Cell]) -> bool:
        """Return whether a row explains signs, or is a heading with its letter or number."""
        shown = [cell for _number, cell in sorted(cells.items())]
        texts = [cell.text for cell in shown]
        if all(map(marks.is_legend, texts)):
            return True
        if len(shown) != 2 or not ENUMERATED.match(texts[0]) or shown[1].kind != "text":
            return False
        first, second = sorted(cells)
        if self.name.number not in (first, second):
            return False
        digits = texts[0].strip(".)").replace(".", "").isdigit()
        lettered = not digits and bool(self.numbering) and second == self.name.number
        if lettered and "sector" not in self.by_role and not places.candidates(texts[1]):
            if not vocabulary.sums_up(texts[1]):
                self.context.sector, self.context.sector_cell = texts[1].strip(" :"), shown[1].place
            return True
        if fold(texts[1]) in sector_names() or places.find_in_line(texts[1]):
            self._take_heading(shown[1])
            return True
        return False

    def _spread_name(self, row: int) -> Cell | None:
        cell = self.grid.spread(row, self.name.number)
        if cell is None and self.name.number in self.filling:
            # a row without a year, or without what it is about, sums up
            telling = [
                self.by_role[role].number for role in ("year", "indicator") if role in self.by_role
            ]
            told = any(self.grid.cell(row, number) is not None for number in telling)
            return self.last_seen.get("name") if told else None
        if cell is not None:
            behind = [one.number for one in self.table.columns if one.continues]
            parts = [beside.text for n in behind if (beside := self.grid.spread(row, n))]
            if parts:
                cell = dataclasses.replace(cell, value=" ".join([cell.text, *parts]))
            self.last_seen["name"] = cell
        return cell

    def _take_heading(self, cell: Cell) -> None:
        """Take what a cell says that stands alone in its row: a heading of rows, or a note."""
        text = cell.text.strip(" :")
        said = tokens(text)
        noted = said and (said[0] in listed("notes") or marks.BEFORE.match(cell.text))
        if cell.kind != "text" or not said or noted:
            return
        place = re.sub(r"\(\s*\d+.*\)$", "", text)
        found = places.find_in_line(place, self._usual_country())
        figure = vocabulary.match(text)
        if found is not None:
            self._set_place(found, cell.place)
        elif figure.role in METRICS and figure.coverage >= 0.5:
            self.context.metric = "" if figure.excluded else figure.role
        elif "sector" not in self.by_role:
            label, colon, behind = text.partition(":")
            named = colon and vocabulary.match(label).role == "sector"
            if named or fold(text) in sector_names():
                self.context.sector = behind.strip() if named else text
                self.context.sector_cell = cell.place

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
            and tokens(cell.text)[:1] != ["total"]
        )
        totals = listed("totals")
        if not described and name and (vocabulary.sums_up_all(name) or row in self.sums):
            return True
        for number, cell in cells.items():
            if cell.kind != "text":
                continue
            said = tokens(cell.text)
            if not said:
                if cell.text.strip() in ("Σ", "∑", "Ø", "∅"):
                    return True
                continue
            if len(said) > 1 and " ".join(said[:2]) in totals:
                # two words that mean one: total general, grand total
                said = ["gesamt", *said[2:]]
            begins = said[0] in totals
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
            doubtful = said[0] in listed("totals", "doubtful") or self._is_numbered(row)
            left = " ".join(rest)
            known = not rest or places.candidates(left) or vocabulary.match(left).role
            if (begins or ends) and not described and known:
                return True
            if begins and (not rest or not (described or doubtful)):
                return True
        region = places.candidates(name) if name and not described else set()
        return bool(region) and len(cells) > 1 and "region" not in self.by_role

    def _is_numbered(self, row: int) -> bool:
        """Return whether a row has a number of its own, as those of organisations do."""
        return any(self.grid.cell(row, column) is not None for column in self.numbering)

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
        # columns that are not read may hold persons
        read = {column.number for column in self.table.columns if column.role}
        shown = " | ".join(cell.text for number, cell in sorted(cells.items()) if number in read)
        place = self.grid.name_part(self.name.number, row, row).partition(":")[0]
        self._report("no_name", place, name, self.name.heading, shown[:300])

    # figures ---------------------------------------------------------------------------------

    def _read_figures(self, row: int, name: str, conditions: list[str]) -> None:
        row_date, yearly = self._read_row_date(row, name, conditions)
        row_status = self._read_row_status(row)
        for position, column in enumerate(self.table.columns):
            metric = column.role
            if metric == "value":
                metric = self._named_metric(row, name, column, conditions)
            if metric not in (*METRICS, "founding_year"):
                continue
            cell = self.grid.spread(row, column.number)
            if cell is None:
                continue
            status = row_status if metric != "founding_year" else ""
            following = self.table.columns[position + 1 : position + 2]
            if following and following[0].status:
                beside = self.grid.cell(row, following[0].number)
                status = beside.text if beside else status
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
            self._read_figure(
                cell, column, metric, name=name, as_of=as_of, status=status, conditions=conditions
            )

    def _read_row_status(self, row: int) -> str:
        """Return the word that says how sure all figures of a row are."""
        for column in self.table.columns:
            if not column.role and marks.is_estimate(column.heading) and len(column.heading) < 20:
                cell = self.grid.spread(row, column.number)
                if cell is not None and fold(cell.text) in listed("yes"):
                    return column.heading
            elif not column.role and fold(column.heading) in listed("statuses"):
                cell = self.grid.spread(row, column.number)
                if cell is not None and cell.kind == "text":
                    return cell.text
        return ""

    def _has_dates(self) -> bool:
        return "date" in self.by_role or "year" in self.by_role

    def _named_metric(self, row: int, name: str, value: Meaning, conditions: list[str]) -> str:
        """Return the figure that a row is about, where a column names it."""
        column = self.by_role.get("indicator")
        cell = self.grid.spread(row, column.number) if column else None
        if cell is None:
            return "" if column else self.context.metric
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
        *,
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
                self._state(
                    name,
                    metric,
                    trouble.meant,
                    as_of=as_of,
                    cell=cell,
                    needed=[trouble.kind, *needed],
                )
            return
        if count is None:
            return
        behind = [*count.marks, *column.marks, status, letter]
        if count.qualifier == "exact" and any(
            marks.is_estimate(notes.get(marks.name(mark), mark if mark == status else ""))
            for mark in behind
            if mark
        ):
            count.qualifier = "about"
        if metric == "founding_year":
            count.as_of = ""
        self._state(name, metric, count, as_of=count.as_of or as_of, cell=cell, needed=needed)

    def _take_letter(self, cell: Cell) -> tuple[Cell, str]:
        """Return a cell without the letter of the legend behind its number: '51 e'."""
        found = (
            re.match(r"^(.*\d)\s*\(?([a-z]{1,2})\)?$", cell.text) if cell.kind == "text" else None
        )
        if found and found[2] in self.table.notes and found[2] not in ("x", "l", "o"):
            return dataclasses.replace(cell, value=found[1]), found[2]
        return cell, ""

    def _state(
        self, name: str, metric: str, count: Count, *, as_of: str, cell: Cell, needed: list[str]
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


def _shown(cell: Cell) -> str:
    return cell.formula or cell.text


def _date_of(cell: Cell) -> str:
    """Return a date as precise as its format shows it."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]', "", cell.format.lower())
    text = cell.text
    if "y" in shown and "d" not in shown:
        return text[:7] if "m" in shown else text[:4]
    return text
