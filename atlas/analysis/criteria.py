"""Self-check: a cluster held against what a label or listing asks for, as far as it is public.

A threshold that no source publishes is never guessed: such a criterion stays unpublished, and so
does one that no figure is known for. Hedged figures count as the range that their hedge leaves.
"""

import math
from collections.abc import Mapping
from typing import Any, Literal

import pandas

from atlas.db import database
from atlas.model import records
from atlas.model.view import View

Result = Literal["met", "not_met", "unclear", "unpublished"]
RESULTS: tuple[Result, ...] = ("met", "not_met", "unclear", "unpublished")
#: two figures make a share when they are at most so many calendar years apart
MOST_YEARS_APART = 3
#: when a figure holds
TIME = ("as_of", "as_of_basis", "window_begin", "window_end")
#: the columns that a result follows from
JUDGED_BY = (
    *("comparison", "threshold", "measured_by", "share_of", "open_above", "open_below"),
    *("value", "low", "high", "undated_value", "whole_value", "whole_low", "whole_high"),
    *("source_id", "basis_source_id"),
    *(f"{prefix}{part}" for prefix in ("", "whole_") for part in TIME),
)
Row = Mapping[str, Any]


class NoScheme(LookupError):
    """There is no scheme of that id. The message names those there are."""


def schemes() -> pandas.DataFrame:
    """Return one row per scheme from `scheme_list`, in their order."""
    return database.run("scheme_list")


def scheme(scheme_id: str) -> dict[str, Any]:
    """Return one scheme's row of `scheme_list`. Raises NoScheme."""
    schemes_by_id = {str(row["scheme_id"]): dict(row) for row in schemes().to_dict("records")}
    if scheme_id not in schemes_by_id:
        raise NoScheme(f"No scheme '{scheme_id[:60]}'. There are: {', '.join(schemes_by_id)}.")
    return schemes_by_id[scheme_id]


def judge(low: float, high: float, threshold: float) -> Result:
    """Return whether a figure, somewhere in low..high, is at least `threshold`.

    'met' and 'not_met' only when it holds whatever the true value is; 'unclear' when the threshold
    lies in the range. Raises ValueError for a missing end and a range that ends before it begins.
    """
    if math.isnan(low) or math.isnan(high) or math.isnan(threshold):
        raise ValueError("A figure or threshold that is not known cannot be judged.")
    if low > high:
        raise ValueError(f"A range cannot begin at {low} and end at {high}.")
    if low >= threshold:
        return "met"
    return "not_met" if high < threshold else "unclear"


def check(view: View, scheme_id: str, measurable: bool = False) -> pandas.DataFrame:
    """Judge every selected cluster by every criterion of the scheme, one row each, in their orders.

    `measurable`: only criteria with a public threshold that one of our figures measures.

    The columns of `criterion_list` (its source as rule_source_…) and of `criterion_evidence`, with
    `value`, `low` and `high` in percent where a share is asked for (of `part_value` in
    `whole_value`), and
    `result`   one of RESULTS
    `missing`  why it is unpublished: 'threshold' (none is public), 'measure' (nothing here measures
               it), 'figure' (none is known), 'date' (only one of an
               undated text that may be later is), 'apart' (the two
               figures of a share are too many years apart), 'counts' (its part exceeds its whole);
               blank otherwise
    """
    rules = database.run("criterion_list", scheme=scheme_id)
    if measurable:
        rules = rules[rules["threshold"].notna() & rules["measured_by"].notna()]
    sources = [column for column in rules if column.startswith("source_")]
    rules = rules.rename(columns={column: f"rule_{column}" for column in sources})
    rules = rules.rename(columns={"name_en": "criterion_en", "name_de": "criterion_de"})
    clusters = view.run("selected_cluster")[["cluster_id", "name", "ended_on"]]
    clusters = clusters.sort_values(["name", "cluster_id"], kind="stable")
    evidence = view.run("criterion_evidence").drop(columns=["name"])
    evidence = evidence[evidence["criterion_id"].isin(rules["criterion_id"])]
    rows = clusters.merge(rules, how="cross").merge(
        evidence, how="left", on=["cluster_id", "criterion_id"]
    )
    # only the columns needed: making all sixty Python's own values takes longer than judging
    results = [_judge_row(row) for row in records.of(rows[list(JUDGED_BY)])]
    columns = pandas.DataFrame(results, index=rows.index, columns=list(EMPTY_RESULT))
    return rows.assign(**{column: columns[column] for column in columns})


def count_results(rows: pandas.DataFrame) -> dict[Result, int]:
    """Return how many of the rows of `check` have each result."""
    counts = rows["result"].value_counts()
    return {result: int(counts.get(result, 0)) for result in RESULTS}


#: the columns that `check` adds, without any figure
EMPTY_RESULT: dict[str, Any] = {
    **dict.fromkeys(("part_value", "part_low", "part_high", "value", "low", "high")),
    **dict.fromkeys(TIME),
    **{"result": "unpublished", "missing": ""},
}


def _judge_row(row: Row) -> dict[str, Any]:
    """Return the figure of a criterion, its result, and what is missing to judge it."""
    figure, missing = _find_figure(row)
    outcome = EMPTY_RESULT | figure
    if row["comparison"] == "required":
        return outcome | {"missing": "measure"}
    if not _is_known(row["threshold"]):
        return outcome | {"missing": "threshold"}
    if missing:
        return outcome | {"missing": missing}
    return outcome | {"result": judge(*verdict_range(row, outcome), row["threshold"])}


def verdict_range(row: Row, outcome: Row) -> tuple[float, float]:
    """Return the range in which the true figure lies, open where the hedge leaves a side open.

    Charts draw the hedge table's range; a verdict must also hold beyond it, where a source says
    “more than” or “up to”.
    """
    low, high = float(outcome["low"]), float(outcome["high"])
    if isinstance(row["share_of"], str):
        return low, high
    return -math.inf if row["open_below"] else low, math.inf if row["open_above"] else high


def _find_figure(row: Row) -> tuple[dict[str, Any], str]:
    """Return the figure that is known, and what is missing to judge it; blank when nothing is."""
    if not isinstance(row["measured_by"], str):
        return {}, "measure"
    if not _is_known(row["value"]):
        return {}, "date" if _is_known(row["undated_value"]) else "figure"
    if isinstance(row["share_of"], str):
        return _compute_share(row)
    return {column: row[column] for column in ("value", "low", "high", *TIME)}, ""


def _compute_share(row: Row) -> tuple[dict[str, Any], str]:
    """Return the first figure in percent of the other, as of the older of the two.

    low = 100 · low of the part / high of the whole, and high the other way round, at most 100.
    """
    if not _is_known(row["whole_value"]) or not row["whole_low"] > 0:
        return {}, "figure"
    time = _older(row)
    if time is None:
        return {}, "apart"
    if row["low"] > row["whole_high"]:
        return {}, "counts"
    share = {
        **{f"part_{column}": row[column] for column in ("value", "low", "high")},
        "value": min(100.0, 100 * row["value"] / row["whole_value"]),
        "low": 100 * row["low"] / row["whole_high"],
        "high": min(100.0, 100 * row["high"] / row["whole_low"]),
    }
    return share | time, ""


def _older(row: Row) -> dict[str, Any] | None:
    """Return when the older of two figures of a share holds; None if they may be too far apart.

    With a window it is the window of both. Figures of one undated text are of one time.
    """
    part, whole = (
        {column: row[f"{prefix}{column}"] for column in TIME} for prefix in ("", "whole_")
    )
    if _is_known(part["as_of"]) and _is_known(whole["as_of"]):
        older, newer = sorted((part, whole), key=lambda time: str(time["as_of"]))
        years = int(newer["as_of"][:4]) - int(older["as_of"][:4])
        return older if years <= MOST_YEARS_APART else None
    if part == whole and row["source_id"] == row["basis_source_id"]:
        return part
    begins = [
        time["as_of"] if _is_known(time["as_of"]) else time["window_begin"]
        for time in (part, whole)
    ]
    ends = [
        time["as_of"] if _is_known(time["as_of"]) else time["window_end"] for time in (part, whole)
    ]
    if not all(_is_known(time) for time in (*begins, *ends)):
        return None
    if int(max(ends)[:4]) - int(min(begins)[:4]) > MOST_YEARS_APART:
        return None
    return dict.fromkeys(TIME) | {"window_begin": min(begins), "window_end": max(ends)}


def _is_known(value: Any) -> bool:
    return value is not None and not pandas.isna(value)
