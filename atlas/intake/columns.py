"""What each column of a table holds: by its heading, and by what stands in it."""

import contextlib
import itertools
import re
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas.intake import counts, dates, founding, marks, persons, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.grid import Grid
from atlas.intake.headers import YEAR, is_yearly
from atlas.intake.vocabulary import METRICS
from data import addresses
from data.cells import TODAY

#: cells of a column that are looked at to tell what it holds
SAMPLE = 200
#: a column of regions of which fewer are known holds something else
FEW_KNOWN = 0.2
#: hardly any organisation that leads a cluster has so many people
MANY_STAFF = 300
#: a column of dates that are usually older, in years, hardly dates figures
OLD_DATES = 12
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
#: a list with one of these is one of organisations, though it says whom to ask
TELLING = (*METRICS, "founding_year", "website", "sector", "value", "indicator")
DATABLE = (*METRICS, "value")
#: a website has the name of a domain, whatever stands before and behind it
DOMAIN = re.compile(r"^(https?://)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}([/:?#]\S*)?$", re.IGNORECASE)


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
    #: its heading names a time that spans two years
    unclear: bool = False
    #: its texts continue the name in the column before it
    continues: bool = False


def understand(
    grid: Grid, headings: dict[int, str], rows: list[int], titles: Iterable[str]
) -> list[Meaning]:
    """Return what each column holds. `rows`: those below the headings; `titles`: texts above."""
    from_title = _metric_of(titles)
    found: list[Meaning] = []
    group = ""
    for number, heading in headings.items():
        sample = _sample(grid, number, rows)
        if not heading and not sample:
            continue
        if grid.turned and not sample:
            # a row with nothing but a label says what the rows of years below it count
            above = vocabulary.match(heading)
            group = above.role if above.role in METRICS and not above.excluded else ""
        elif not is_yearly(heading):
            group = ""
        meaning = _by_heading(number, heading, group or from_title)
        meaning.hidden = number in grid.hidden_columns
        _by_content(meaning, sample)
        found.append(meaning)
    _settle_addresses(found, grid, rows)
    are_persons = _leave_persons(found, grid, rows)
    _join_names(found)
    _keep_one(found)
    _leave_unclear(found)
    _doubt_staff(found, grid, rows)
    _keep_heads(found)
    if not are_persons:
        _settle_name(found, grid, rows)
    _doubt_dates(found, grid, rows)
    _doubt_blank(found, grid, rows)
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
    if not meaning.role and is_yearly(bare) and from_title:
        meaning.role, meaning.sureness = from_title, 0.7
        excluded = _excluded(bare)
        if excluded:
            meaning.role, meaning.ignored, meaning.planned = "", excluded, excluded == "plan"
    elif not meaning.role and is_yearly(bare) and _excluded(bare) in ("", "plan"):
        meaning.role, meaning.sureness = "value", 0.5
    if found.excluded:
        meaning.planned = found.excluded == "plan"
        meaning.role, meaning.ignored = "", found.excluded
    if meaning.role in DATABLE:
        try:
            meaning.as_of = dates.read(bare) or dates.read_short_behind(bare)
        except dates.Unclear:
            meaning.as_of, meaning.unclear = "", True
        if meaning.as_of and dates.in_future(meaning.as_of):
            meaning.role, meaning.ignored, meaning.planned = "", "plan", True
    return meaning


def _excluded(heading: str) -> str:
    """Return what makes of a year's column something else than counts: Abgänge 2022."""
    said = vocabulary.tokens(heading)
    kinds = ("plan", "share", "money", "part")
    return next((kind for kind in kinds if vocabulary.exclusions()[kind].find(said)), "")


def _by_content(meaning: Meaning, sample: list[Cell]) -> None:
    """Hold what the heading says against what stands below it."""
    filled = [cell for cell in sample if cell.kind != "text" or not _says_nothing(cell.text)]
    if not filled:
        if meaning.role == "name" or not sample:
            meaning.role, meaning.ignored = "", "empty"
        return
    if meaning.role in ("region", "country"):
        _tell_countries(meaning, [cell.text for cell in filled])
        return
    if meaning.role == "name" and _repeats(filled):
        meaning.role, meaning.ignored = "", "no_names"
    for roles, fits, share, ignored in CONTENTS:
        if meaning.role not in roles:
            continue
        good = sum(1 for cell in filled if fits(cell, meaning.role))
        if good < share * len(filled):
            # in French, "nombre" is a number
            french = meaning.role == "name" and vocabulary.fold(meaning.heading) == "nombre"
            meaning.role, meaning.ignored = "value" if french else "", ignored


def _tell_countries(meaning: Meaning, texts: list[str]) -> None:
    """Tell a column of countries from one of regions by what stands in it."""
    parts = places.parts_of(meaning.heading) if meaning.role == "region" else ()
    meaning.usual_country = places.usual_country(texts, parts)
    every = places.regions()
    known = [ids for text in texts if (ids := places.candidates(text, parts))]
    countries = [ids for ids in known if any(every[one].is_country for one in ids)]
    regions = [ids for ids in known if any(not every[one].is_country for one in ids)]
    if len(known) < (FEW_KNOWN if meaning.role == "region" else 0.5) * len(texts):
        meaning.role, meaning.ignored = "", "no_regions"
    elif meaning.role == "region" and len(regions) < 0.5 * len(countries):
        meaning.role = "country"
    elif meaning.role == "country" and len(countries) < 0.5 * len(regions):
        meaning.role = "region"


def _repeats(cells: list[Cell]) -> bool:
    """Return whether a column holds a few short words again and again, such as titles."""
    texts = [cell.text for cell in cells]
    few = len(texts) > 3 and len(set(texts)) <= 0.4 * len(texts)
    return few and sum(map(len, texts)) < 7 * len(texts)


def _says_nothing(text: str) -> bool:
    return counts.is_nothing(text) or vocabulary.sums_up(text)


def _is_figure(cell: Cell, role: str) -> bool:
    try:
        found = founding.read(cell) if role == "founding_year" else counts.read(cell, role)
    except counts.Trouble as trouble:
        return trouble.kind not in ("no_number", "no_year")
    return found is not None


def _is_date(cell: Cell, _role: str) -> bool:
    if cell.kind == "date":
        return True
    try:
        return bool(dates.read(cell.text))
    except dates.Unclear:
        return True


def _is_year(cell: Cell, _role: str) -> bool:
    return bool(YEAR.match(cell.text))


def _is_text(cell: Cell, _role: str) -> bool:
    return cell.kind == "text" and not re.fullmatch(r"[\d.,]+", cell.text)


def is_site(text: str) -> bool:
    """Return whether a text is a website, with or without https://."""
    return bool(DOMAIN.match(text) and addresses.parse_site(text))


def _is_site(cell: Cell, _role: str) -> bool:
    return is_site(cell.text) or bool(cell.link)


#: roles, what fits them, which share of a column must, and why it is not read otherwise
CONTENTS: tuple[tuple[tuple[str, ...], Callable[[Cell, str], bool], float, str], ...] = (
    ((*METRICS, "founding_year"), _is_figure, 0.3, "no_figures"),
    (("date",), _is_date, 0.5, "no_dates"),
    (("year",), _is_year, 0.5, "no_dates"),
    (("name", "sector", "indicator"), _is_text, 0.3, "no_names"),
    (("website",), _is_site, 0.3, "no_sites"),
)


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


def _join_names(found: list[Meaning]) -> None:
    """Tell columns that continue the name before them: Name 1, Name 2."""
    for first, second in itertools.pairwise(found):
        stem, _blank, number = second.heading.rpartition(" ")
        if number in ("2", "3") and second.role in ("", "name"):
            before = f"{stem} {int(number) - 1}"
            if first.heading == before and (first.role == "name" or first.continues):
                second.role, second.continues = "", True


def _leave_persons(found: list[Meaning], grid: Grid, rows: list[int]) -> bool:
    """Leave out the columns of persons; return whether a row is one."""
    headings = [meaning.heading for meaning in found]
    told = any(meaning.role in TELLING for meaning in found)
    if not persons.speaks_of_them(headings) and (told or not persons.is_list(headings)):
        return False
    titled = [one for one in found if one.role == "name" and persons.may_name(one.heading)]
    for meaning in titled:
        if persons.are_organisations(cell.text for cell in _sample(grid, meaning.number, rows)):
            return False
    for meaning in found:
        named = meaning.role in ("", "name") and persons.may_name(meaning.heading)
        if named or persons.is_own(meaning.heading):
            meaning.role, meaning.ignored = "", "person"
    return True


def _keep_heads(found: list[Meaning]) -> None:
    """Of staff in heads and in full-time equivalents at one date, leave the heads."""
    for meaning in found:
        beside = [
            one
            for one in found
            if one is not meaning
            and (one.role, one.as_of) == (meaning.role, meaning.as_of)
            and not one.hidden
        ]
        full_time = vocabulary.terms("full_time").find(vocabulary.tokens(meaning.heading))
        if meaning.role == "staff" and full_time and beside:
            meaning.role, meaning.ignored = "", "again"


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


def _leave_unclear(found: list[Meaning]) -> None:
    """Leave out columns of unclear years that others of the same figure would contradict."""
    for meaning in found:
        beside = [one for one in found if one.role == meaning.role and one is not meaning]
        if meaning.unclear and meaning.role and beside:
            meaning.role, meaning.ignored = "", "unclear_date"


def _doubt_staff(found: list[Meaning], grid: Grid, rows: list[int]) -> None:
    """Leave out "employees" who are far too many to work for the organisations themselves."""
    for meaning in found:
        if meaning.role != "staff":
            continue
        others = [one for one in found if one.role == "members"]
        usual = _median(_sample(grid, meaning.number, rows), "staff")
        members = max(
            (_median(_sample(grid, o.number, rows), "members") for o in others), default=0
        )
        if usual > MANY_STAFF and usual > 5 * members:
            meaning.role, meaning.ignored = "", "members_employees"


def _doubt_dates(found: list[Meaning], grid: Grid, rows: list[int]) -> None:
    """Leave out dates that may be those of the organisations, and not of their figures."""
    for meaning in found:
        said = vocabulary.tokens(meaning.heading)
        if meaning.role not in ("date", "year") or vocabulary.terms("figure_dates").find(said):
            continue
        years = []
        for cell in _sample(grid, meaning.number, rows):
            with contextlib.suppress(dates.Unclear):
                years += [int(date[:4])] if (date := dates.read(cell.text)) else []
        old = bool(years) and TODAY.year - statistics.median(years) > OLD_DATES
        if meaning.role == "year":
            # a year an organisation; tables of several years name it again and again
            named = [one for one in found if one.role == "name"]
            names = [cell.text for one in named for cell in _sample(grid, one.number, rows)]
            once = len(names) > 1 and len(set(names)) == len(names) and len(set(years)) > 1
            doubtful = old and once and len(names) >= len(years)
        else:
            doubtful = old or vocabulary.match(meaning.heading).coverage < 0.99
        if doubtful:
            meaning.role, meaning.ignored, meaning.unclear = "", "unclear_date", True


def _doubt_blank(found: list[Meaning], grid: Grid, rows: list[int]) -> None:
    """Tell columns of numbers without a heading beside those of a figure."""
    for before, meaning in itertools.pairwise(found):
        beside = before.role in METRICS or before.ignored == "no_heading"
        if meaning.heading or meaning.role or not beside or meaning.hidden:
            continue
        sample = _sample(grid, meaning.number, rows)
        numbers = sum(1 for cell in sample if cell.kind == "number" or cell.text.isdigit())
        if numbers >= 2 and numbers > 0.5 * len(sample):
            meaning.ignored = "no_heading"


def _median(sample: list[Cell], metric: str) -> float:
    values = []
    for cell in sample:
        with contextlib.suppress(counts.Trouble):
            count = counts.read(cell, metric)
            values += [count.value] if count else []
    return statistics.median(values) if values else 0.0


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
    full = [row for row in rows if len(grid.row(row)) > 1][:SAMPLE]
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
        score = distinct * lettered * (0.5 + length) * (1 if len(texts) > 0.5 * len(full) else 0.4)
        if score > best_score:
            best, best_score = meaning, score
    if best is not None and best_score > 0.25:
        best.role, best.ignored, best.sureness = "name", "", 0.5
