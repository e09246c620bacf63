"""What each column of a table holds: by its heading, and by what stands in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.intake import counts, dates, founding, marks, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.grid import Grid
from atlas.intake.headers import YEAR, YEARLY
from atlas.intake.vocabulary import METRICS

#: cells of a column that are looked at to tell what it holds
SAMPLE = 200
#: of two columns that say the same of themselves only one is read
ONCE = (
    "name",
    "region",
    "country",
    "seat_city",
    "website",
    "founding_year",
    "year",
    "date",
    "sector",
)
STRUCTURE = ("name", "year", "date", "indicator", "value", "postcode")
DATABLE = (*METRICS, "value")
WEBSITE = re.compile(r"^(https?://|www\.)\S+$|^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?$", re.IGNORECASE)


@dataclass
class Meaning:
    """One column as it is read. `status`: its letters say something of the column before it."""

    number: int
    heading: str
    role: str = ""
    as_of: str = ""
    sureness: float = 0.0
    ignored: str = ""
    marks: tuple[str, ...] = ()
    hidden: bool = False
    usual_country: str = ""
    status: bool = False
    planned: bool = False


def understand(
    grid: Grid, headings: dict[int, str], rows: list[int], titles: Iterable[str]
) -> list[Meaning]:
    """Return what each column holds. `rows`: those below the headings; `titles`: texts above."""
    from_title = _metric_of(titles)
    found = []
    for number, heading in headings.items():
        sample = _sample(grid, number, rows)
        if not heading and not sample:
            continue
        meaning = _by_heading(number, heading, from_title)
        meaning.hidden = number in grid.hidden_columns
        _by_content(meaning, sample)
        found.append(meaning)
    _settle_addresses(found, grid, rows)
    _keep_one(found)
    _settle_name(found, grid, rows)
    for position, meaning in enumerate(found):
        sample = _sample(grid, meaning.number, rows)
        short = sample and all(len(cell.text) <= 2 and cell.text.isalpha() for cell in sample)
        before = found[position - 1] if position else None
        if not meaning.role and short and before and before.role in DATABLE:
            meaning.status = True
    return found


def _sample(grid: Grid, number: int, rows: list[int]) -> list[Cell]:
    # what stands alone in its row is a heading or a note
    full = [row for row in rows[: 2 * SAMPLE] if len(grid.row(row)) > 1][:SAMPLE]
    cells = (grid.spread(row, number) for row in full)
    return [cell for cell in cells if cell is not None]


def _metric_of(titles: Iterable[str]) -> str:
    """Return the one figure that titles name; blank where they name none or several."""
    named = set()
    for title in titles:
        said = vocabulary.tokens(title)
        found = {metric: vocabulary.roles()[metric].find(said) for metric in METRICS}
        if not vocabulary.exclusions()["members_employees"].find(said):
            named |= {metric for metric, words in found.items() if words}
    return named.pop() if len(named) == 1 else ""


def _by_heading(number: int, heading: str, from_title: str) -> Meaning:
    bare, heading_marks = marks.strip(heading)
    meaning = Meaning(number, heading, marks=heading_marks)
    found = vocabulary.match(bare)
    if found.role and (found.coverage >= 0.34 or found.role in (*METRICS, "founding_year")):
        meaning.role, meaning.sureness = found.role, round(0.5 + found.coverage / 2, 2)
    if not meaning.role and YEARLY.match(bare) and from_title:
        meaning.role, meaning.sureness = from_title, 0.7
        excluded = vocabulary.exclusions()["plan"].find(vocabulary.tokens(bare))
        if excluded:
            meaning.role, meaning.ignored, meaning.planned = "", "plan", True
    elif not meaning.role and YEARLY.match(bare):
        meaning.role, meaning.sureness = "value", 0.5
    if found.excluded:
        meaning.planned = found.excluded == "plan"
        meaning.role, meaning.ignored = "", found.excluded
    if meaning.role in DATABLE:
        try:
            meaning.as_of = dates.read(bare)
        except dates.Unclear:
            meaning.as_of = ""
        if meaning.as_of and dates.in_future(meaning.as_of):
            meaning.role, meaning.ignored, meaning.planned = "", "plan", True
    return meaning


def _by_content(meaning: Meaning, sample: list[Cell]) -> None:
    """Hold what the heading says against what stands below it."""
    filled = [cell for cell in sample if cell.kind != "text" or not counts.is_nothing(cell.text)]
    if not filled:
        if meaning.role == "name" or not sample:
            meaning.role, meaning.ignored = "", "empty"
        return
    texts = [cell.text for cell in filled]
    if meaning.role in (*METRICS, "founding_year"):
        read = founding.read if meaning.role == "founding_year" else None
        good = sum(1 for cell in filled if _is_figure(cell, meaning.role, bool(read)))
        if good / len(filled) < 0.3:
            meaning.role, meaning.ignored = "", "no_figures"
    elif meaning.role in ("region", "country"):
        meaning.usual_country = places.usual_country(texts)
        found = [places.candidates(text) for text in texts]
        known = [ids for ids in found if ids]
        countries = [ids for ids in known if any(places.regions()[one].is_country for one in ids)]
        regions = [ids for ids in known if any(not places.regions()[one].is_country for one in ids)]
        if len(known) < 0.5 * len(filled):
            meaning.role, meaning.ignored = "", "no_regions"
        elif meaning.role == "region" and len(regions) < 0.5 * len(countries):
            meaning.role = "country"
        elif meaning.role == "country" and len(countries) < 0.5 * len(regions):
            meaning.role = "region"
    elif meaning.role == "date":
        if sum(1 for cell in filled if _is_date(cell)) < 0.5 * len(filled):
            meaning.role, meaning.ignored = "", "no_dates"
    elif meaning.role == "year":
        if sum(1 for text in texts if YEAR.match(text)) < 0.5 * len(filled):
            meaning.role, meaning.ignored = "", "no_dates"
    elif meaning.role in ("name", "seat_city", "sector", "indicator"):
        numbers = sum(
            1 for cell in filled if cell.kind != "text" or re.fullmatch(r"[\d.,]+", cell.text)
        )
        if numbers > 0.7 * len(filled) and meaning.role != "seat_city":
            meaning.role, meaning.ignored = "", "no_names"
    elif meaning.role == "website":
        sites = sum(1 for cell in filled if WEBSITE.match(cell.text) or cell.link)
        if sites < 0.3 * len(filled):
            meaning.role, meaning.ignored = "", "no_sites"


def _is_figure(cell: Cell, role: str, is_year: bool) -> bool:
    try:
        found = founding.read(cell) if is_year else counts.read(cell, role)
    except counts.Trouble as trouble:
        return trouble.kind not in ("no_number", "no_year")
    return found is not None


def _is_date(cell: Cell) -> bool:
    if cell.kind == "date":
        return True
    try:
        return bool(dates.read(cell.text))
    except dates.Unclear:
        return True


def _settle_addresses(found: list[Meaning], grid: Grid, rows: list[int]) -> None:
    """Tell postcodes from towns, where one heading stands over both."""
    for meaning in found:
        if meaning.role not in ("address", "seat_city"):
            continue
        texts = [cell.text for cell in _sample(grid, meaning.number, rows)]
        codes = sum(map(places.is_postcode, texts))
        if codes > 0.6 * len(texts):
            meaning.role = "postcode"
        elif meaning.role == "address":
            others = [one for one in found if one.role == "seat_city" and one is not meaning]
            meaning.role = "" if others else "seat_city"


def _keep_one(found: list[Meaning]) -> None:
    """Leave each role that a table has once to the column that claims it best."""
    for role in ONCE:
        claiming = [meaning for meaning in found if meaning.role == role]
        if len(claiming) < 2:
            continue
        best = max(claiming, key=lambda one: (not one.hidden, one.sureness, -one.number))
        for meaning in claiming:
            if meaning is not best:
                meaning.role, meaning.ignored = "", "again"


def _settle_name(found: list[Meaning], grid: Grid, rows: list[int]) -> None:
    """Choose the column of names where no heading says so."""
    if any(meaning.role == "name" for meaning in found):
        return
    if any(meaning.role == "value" for meaning in found):
        indicators = []
    else:
        indicators = [meaning for meaning in found if meaning.role == "indicator"]
    if indicators:
        indicators[0].role, indicators[0].sureness = "name", 0.7
        return
    best, best_score = None, 0.0
    for meaning in found:
        if meaning.role or meaning.planned or meaning.ignored in ("person", "no_sites"):
            continue
        texts = [cell.text for cell in _sample(grid, meaning.number, rows) if cell.kind == "text"]
        if not texts:
            continue
        distinct = len(set(texts)) / len(texts)
        lettered = sum(1 for text in texts if re.search(r"[^\W\d_]{3}", text)) / len(texts)
        length = min(sum(map(len, texts)) / len(texts), 30) / 30
        score = distinct * lettered * (0.5 + length) * (1 if len(texts) > 0.5 * len(rows) else 0.4)
        if score > best_score:
            best, best_score = meaning, score
    if best is not None and best_score > 0.4:
        best.role, best.ignored, best.sureness = "name", "", 0.5
