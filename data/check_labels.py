"""What must hold for labels: what they ask for, how long they last, and who held them when."""

from collections.abc import Iterator

from data.cells import last_day
from data.problems import Problem, Row
from data.tables import Tables


def all_problems(tables: Tables) -> Iterator[Problem]:
    """Return every problem in the rows about schemes, criteria, rules and awards."""
    yield from _thresholds(tables)
    yield from _positions(tables)
    yield from _empty_schemes(tables)
    yield from _rules(tables)
    yield from _ends(tables)


def _criterion(row: Row, column: str, wrong: str, remedy: str) -> Problem:
    return Problem("criteria.csv", row.line, column, wrong, remedy)


def _thresholds(tables: Tables) -> Iterator[Problem]:
    """A threshold says at least how much of what; nothing else may look like one."""
    about = {row["id"]: row["about"] for row in tables["metric"]}
    for row in tables["criterion"]:
        asks = row["comparison"] == "at_least"
        if asks != (row["threshold"] is not None):
            wrong = "comparison and threshold do not fit together."
            remedy = "at_least needs a threshold; without a public one leave both blank."
            yield _criterion(row, "threshold", wrong, remedy)
        units = (row["unit_en"], row["unit_de"])
        if asks and None in units:
            wrong = "the threshold has no unit."
            yield _criterion(row, "unit_en", wrong, "Say of what, in both languages.")
        if not asks and (row["usually"] or units != (None, None)):
            wrong = "a unit or 'usually' stands beside no threshold."
            yield _criterion(row, "usually", wrong, "Give the threshold, or write no.")
        if row["share_of"] and (not row["metric_id"] or row["share_of"] == row["metric_id"]):
            wrong = "share_of does not fit metric_id."
            yield _criterion(row, "share_of", wrong, "Name the part first, then the whole.")
        if about.get(row["metric_id"]) == "regional_industry":
            wrong = f"{row['metric_id']} is about the regional industry, not about the cluster."
            yield _criterion(row, "metric_id", wrong, "Leave it blank.")
        if (row["remark_en"] is None) != (row["remark_de"] is None):
            wrong = "the remark is in one language only."
            yield _criterion(row, "remark_de", wrong, "Write it in both.")


def _positions(tables: Tables) -> Iterator[Problem]:
    seen: dict[tuple[str, int], int] = {}
    for row in tables["criterion"]:
        place = (row["scheme_id"], row["position"])
        if place in seen:
            wrong = f"{row['scheme_id']} has its place {row['position']} on line {seen[place]} too."
            yield _criterion(row, "position", wrong, "Number them 1, 2, 3 and so on.")
        seen.setdefault(place, row.line)


def _empty_schemes(tables: Tables) -> Iterator[Problem]:
    filled = {row["scheme_id"] for row in tables["criterion"]}
    for row in tables["scheme"]:
        if row["scheme_id"] not in filled:
            wrong = f"{row['scheme_id']} has no criterion."
            remedy = "Add what it is known to ask for to criteria.csv."
            yield Problem("schemes.csv", row.line, "scheme_id", wrong, remedy)


def _rules(tables: Tables) -> Iterator[Problem]:
    labels = {row["organisation_id"] for row in tables["organisation"] if row["kind"] == "label"}
    for row in tables["label_rule"]:
        if row["organisation_id"] not in labels:
            wrong = f"{row['organisation_id']} is no label."
            remedy = "Only labels have a published validity."
            yield Problem("label_rules.csv", row.line, "organisation_id", wrong, remedy)


def _ends(tables: Tables) -> Iterator[Problem]:
    for row in tables["relation"]:
        start, end = row["as_of"], row["until"]
        if end and start is None:
            wrong = "until stands without as_of."
            remedy = "Say since when it holds, or leave both blank."
            yield Problem("relations.csv", row.line, "until", wrong, remedy)
        elif end and last_day(end) < last_day(start):
            wrong = f"it ends in {end}, before it begins in {start}."
            yield Problem("relations.csv", row.line, "until", wrong, "Correct one of the dates.")
