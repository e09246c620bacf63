"""Regions by names in several languages and by codes; towns without what is not theirs."""

import csv
import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from atlas.intake import limits
from atlas.intake.vocabulary import fold

HERE = Path(__file__).parent
DEFAULT_COUNTRY = "DE"
REGIONS = HERE.parent.parent / "data" / "regions.csv"


@dataclass(frozen=True)
class Region:
    """A region or country of data/regions.csv."""

    id: str
    country: str
    name_de: str
    name_en: str
    drawn: bool

    @property
    def is_country(self) -> bool:
        """Return whether it is a country."""
        return self.id == self.country


@functools.cache
def regions() -> dict[str, Region]:
    """Return every region by its id."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {
            row["region_id"]: Region(
                row["region_id"],
                row["parent_id"] or row["region_id"],
                row["name_de"],
                row["name_en"],
                row["outline"] == "yes",
            )
            for row in csv.DictReader(file)
        }


def _plain(text: str) -> str:
    """Return a name folded, with blanks for hyphens, and umlauts written out as one letter."""
    return " ".join(fold(text).replace("-", " ").replace("–", " ").replace("'", " ").split())


@functools.cache
def _names() -> dict[str, set[str]]:
    """Return the ids of regions by every name and code that they have."""
    found: dict[str, set[str]] = {}

    def add(name: str, region_id: str) -> None:
        if name:
            found.setdefault(_plain(name), set()).add(region_id)

    for region in regions().values():
        add(region.name_de, region.id)
        add(region.name_en, region.id)
        add(region.id, region.id)
        for name in (region.name_de, region.name_en):
            add(
                re.sub(
                    r"^(Region|Region of|Woiwodschaft) | (Region|Voivodeship|County)$", "", name
                ),
                region.id,
            )
    with (HERE / "region_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (*row["names"].split("|"), *row["codes"].split()):
                add(name, row["region_id"])
    return found


#: kinds of parts of regions that may stand in a column of regions, by what its heading says
PARTS = (
    (re.compile(r"kfz|kennz|plate|targa"), ("plate",)),
    (re.compile(r"\bdep(t|artement|to)?\b"), ("departement", "province")),
    (re.compile(r""), ("province", "departement names")),
)


def parts_of(heading: str) -> tuple[str, ...]:
    """Return which parts of regions may stand below a heading: plates of cars, départements."""
    said = fold(heading)
    return next(kinds for stated, kinds in PARTS if stated.search(said))


@functools.cache
def _parts() -> dict[str, dict[str, set[str]]]:
    """Return the regions of départements, provinces and plates of cars, by kind and name."""
    found: dict[str, dict[str, set[str]]] = {}
    with (HERE / "region_parts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in row["names"].split("|"):
                kinds = [row["kind"]]
                # Nord and numbers mean much else where nobody speaks of départements
                if row["kind"] == "departement" and len(name) > 3 and name not in ("Nord", "Paris"):
                    kinds.append("departement names")
                for kind in kinds:
                    named = found.setdefault(kind, {})
                    named.setdefault(_plain(name), set()).add(row["region_id"])
    return found


def _find_parts(text: str, kinds: tuple[str, ...]) -> set[str]:
    """Return the regions that have a part of that name or number: 69, Rhône, "69 - Rhône"."""
    whole = _plain(text)
    numbered = re.match(r"^(\d[\dab])\s*[-–:.]?\s+(.+)$|^(.+?)\s*\((\w{2,3})\)$", whole)
    tried = [whole, whole.zfill(2)]
    if numbered:
        tried += [numbered[2] or numbered[3], numbered[1] or numbered[4]]
    for name in tried:
        ids = {one for kind in kinds for one in _parts().get(kind, {}).get(name, ())}
        if ids:
            return ids
    return set()


PREFIX = re.compile(
    r"^(land|bundesland|freistaat|kanton|canton de|canton of|canton|region|regione|region of|"
    r"state of|comunidad de|comunidad autonoma de|provinz|cantone|cantone di|reg)\s+"
    r"(?:(?:du|de la|de|of|di|del) )?"
)


def candidates(text: str, parts: tuple[str, ...] = ()) -> set[str]:
    """Return the ids that a text may name. `parts`: kinds of parts that stand for their region."""
    if len(text) > limits.LONGEST_FIGURE:
        return set()
    within = _find_parts(text, parts) if parts else set()
    if within and parts == ("plate",):
        return within
    named = _find_names(text)
    countries = {regions()[one].country for one in named}
    return named | {one for one in within if regions()[one].country not in countries}


def _find_names(text: str) -> set[str]:
    """Return the ids that have a name or code."""
    name = _plain(re.sub(r"\s*\([^()]*\)\s*$", "", text.strip()) or text)
    names = _names()
    if name in names:
        return names[name]
    # "Baden-Wuerttemberg", "Thueringen": umlauts written with an e
    spelled = name.replace("ue", "u").replace("oe", "o").replace("ae", "a")
    if spelled in names and len(name) > 4:
        return names[spelled]
    short = PREFIX.sub("", name)
    if short != name and short in names:
        return names[short]
    inside = re.search(r"\(([^()]*)\)\s*$", text)
    if inside and _plain(inside[1]) in names:
        return names[_plain(inside[1])]
    # "Navarra, Comunidad Foral de"
    turned = re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", name)
    if turned in names:
        return names[turned]
    # "SN – Sachsen", "Bayern / BY": a code beside the name
    parts = [names.get(_plain(part), set()) for part in re.split(r"\s+[-–:]\s+|\s*[/,|]\s*", text)]
    return set.intersection(*parts) if len(parts) == 2 else set()


def usual_country(texts: Iterable[str], parts: tuple[str, ...] = ()) -> str:
    """Return the country in which the most of these texts name a region; blank where none."""
    votes: Counter[str] = Counter()
    for text in set(texts):
        named = [regions()[one] for one in candidates(text, parts)]
        for country in {one.country for one in named if not one.is_country}:
            votes[country] += 1
    return votes.most_common(1)[0][0] if votes else ""


def find(
    text: str,
    country: str = "",
    usual: str = "",
    want_country: bool = False,
    parts: tuple[str, ...] = (),
) -> Region | None:
    """Return the one region that a text names, in this country or the usual one of its column."""
    found = [regions()[one] for one in candidates(text, parts)]
    if want_country:
        return next((one for one in found if one.is_country), None)
    inside = [one for one in found if one.country == country and not one.is_country]
    if not inside and not country:
        inside = [one for one in found if one.country == usual and not one.is_country]
    if not inside:
        inside = [one for one in found if not one.is_country]
        if country and len(_plain(text)) <= 3:
            inside = []
    if not inside:
        inside = [one for one in found if one.is_country]
    if len(inside) > 1 and not country:
        # SH is Schleswig-Holstein and Schaffhausen; most that is sent here is German
        named = _find_names(text) if len(_plain(text)) <= 3 else set()
        german = [one for one in inside if one.country == DEFAULT_COUNTRY]
        # SO is a canton before it is a province
        inside = german or [one for one in inside if one.id in named]
    return inside[0] if len(inside) == 1 else None


#: what a line above a table, or the name of a sheet, says besides the region
LABEL = re.compile(
    r"^(?:land|bundesland|region|kanton|gebiet|canton|regione|cantone|comunidad(?: autonoma)?|ccaa|"
    r"province|provincia|provincie|gewest|departement|dept|state|federal state)\s*:\s*",
)
BESIDES = re.compile(
    r"[([]?(?<![^\W_])(?:[qht]\s?[1-4]|[1-4]\.?\s?(?:quartal|halbjahr|hj|trimestre|quarter|semestre)|"
    r"(?:stand|stichtag)\b.*|\d{1,2}\.\d{1,2}\.|(?:19|20)\d\d(?:\s?[-/.]\s?\d{1,4})*)(?![^\W_])[)\]]?",
)


def find_in_line(text: str, usual: str = "") -> Region | None:
    """Return the region that a line names, with a label, a year or a quarter beside it."""
    said = fold(text.replace("_", " ")).strip(" :")
    labelled = LABEL.sub("", said)
    bare = BESIDES.sub(" ", labelled).strip(" :,;-–()")
    short = len(bare) <= (1 if labelled != said else 3)
    return None if short else find(bare, usual=usual)


POSTCODE = re.compile(r"^(?:[A-Z]{1,3}\s?[-–]\s?)?(?:\d{4,5}|\d{3}\s\d{2}|\d{2}-\d{3})\s+(?=\D)")
DUTCH = re.compile(r"^(?:NL\s?[-–]\s?)?\d{4}\s?[A-Z]{2}\s+(?=[^\W\d_]{2})")
CEDEX = re.compile(r"\s+cedex(?:\s+\d{1,2})?$", re.IGNORECASE)
STREET = re.compile(r"\s*,\s*[^,]*[^\W\d_][^,]*\s\d{1,4}\s?[a-z]?$")
CODE_BEFORE = re.compile(r"^[A-Z]{1,2}\s?[-–]\s?\d{4,5}\s+")
AFTER = re.compile(r"\s*[,(/]\s*([^,()/]+?)\)?\s*$")


#: parts of regions that may stand in brackets behind a town
PROVINCES = ("province", "departement names")


def _is_full_name(text: str, ids: set[str]) -> bool:
    """Return whether a text is the whole name of one of these regions, and no short one."""
    named = {name for one in ids for name in (regions()[one].name_de, regions()[one].name_en)}
    return _plain(text) in map(_plain, named)


def is_postcode(text: str) -> bool:
    """Return whether a text is a postcode and nothing else."""
    return bool(re.fullmatch(r"(?:[A-Z]{1,3}[-\s])?\d{4,5}|\d{3}\s\d{2}|\d{2}-\d{3}", text.strip()))


def split_town(text: str) -> tuple[str, str]:
    """Return a town without postcode, country or province, and the region named behind it."""
    town = " ".join(text[: limits.LONGEST_FIGURE].split())
    region = ""
    inside = re.search(r"(?<=[\s,;])(?:[A-Z]{1,3}\s?[-–]\s?)?(\d{5}|\d{4})\s+([^\W\d_].*)$", town)
    if inside and inside.start() > 0:
        # a street before it
        town = town[inside.start() :]
    before = town
    town = POSTCODE.sub("", CODE_BEFORE.sub("", DUTCH.sub("", town)))
    town = CEDEX.sub("", town)
    if town != before:
        # with a postcode: a street behind the town, or the province in two letters
        town = re.sub(r"(?<=[^\W\d_]) [A-Z]{2}$", "", STREET.sub("", town))
    while True:
        behind = AFTER.search(town)
        if not behind or behind.start() == 0:
            break
        said = behind[1].strip()
        bracketed = behind[0].strip().startswith("(")
        ids = candidates(said, PROVINCES if bracketed else ())
        province = re.fullmatch(r"[A-Z]{2}", said)
        postcode = is_postcode(said)
        if not (ids or province or postcode):
            break
        if behind[0].startswith("/") and len(said) > 3 and not _is_full_name(said, ids):
            # Dillingen/Saar is what the town calls itself
            break
        if ids and not region:
            region = said
        town = town[: behind.start()].strip()
    return town.strip(" ,;"), region
