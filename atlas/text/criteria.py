"""Criteria in words: what is asked for, what is known, what comes of it, and what to mind."""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.analysis import criteria
from atlas.analysis.criteria import Result
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.text import dates, evidence

Row = Mapping[str, Any]
NOTHING = "–"


def asked_for(row: Row) -> str:
    """Return what a criterion asks for, such as 'at least 15 members'."""
    if row["comparison"] == "required":
        return _("yes")
    if pandas.isna(row["threshold"]):
        return _("not public")
    pattern = _("usually at least {value}") if row["usually"] else _("at least {value}")
    return pattern.format(value=i18n.with_unit(number(row["threshold"]), i18n.name(row, "unit")))


def number(value: float) -> str:
    """Return a threshold or a share with at most one decimal."""
    return i18n.number(value, 0 if float(value).is_integer() else 1)


def write_known(row: Row, metrics: Mapping[str, Metric], year: int) -> str:
    """Return the figure with its hedge, its time and its age in `year`; a dash for none."""
    if not isinstance(row["measured_by"], str):
        return NOTHING
    metric = metrics[row["measured_by"]]
    if row["missing"] == "date":
        columns = (*_HEDGED, "window_begin", "window_end")
        undated = {column: row[f"undated_{column}"] for column in columns}
        return f"{_with_unit(undated, metric)}; {dates.written_time(undated)}"
    if pandas.isna(row["value"]):
        return NOTHING
    text = (
        _write_share(row, metric) if isinstance(row["share_of"], str) else _with_unit(row, metric)
    )
    return f"{text}; {dates.held(row, metric, year)}"


def result(row: Row) -> str:
    """Return the result and, where nothing could be judged, why."""
    if row["result"] == "unclear":
        return _("Not distinguishable: from {low} to {high}").format(
            low=number(row["low"]), high=number(row["high"])
        )
    if row["result"] == "unpublished":
        return f"{results()['unpublished']}: {missing()[row['missing']]}"
    return results()[row["result"]]


def results() -> dict[Result, str]:
    """Return what each result is called."""
    return {
        "met": _("Met"),
        "not_met": _("Not met"),
        "unclear": _("Not distinguishable"),
        "unpublished": _("Not known"),
    }


def missing() -> dict[str, str]:
    """Return why a criterion could not be judged, by the ids of `criteria.check`."""
    return {
        "threshold": _("no threshold is public"),
        "measure": _("none of our figures measures it"),
        "figure": _("no figure is known"),
        "date": _("the figure may be later than the year"),
        "apart": _("the two figures are too many years apart"),
        "counts": _("the two figures contradict each other"),
        "": "",
    }


def write_caveats(row: Row) -> str:
    """Return the caveats: how our figure differs from what is asked, what the source hedges."""
    caveats = []
    if row["usually"] and row["result"] == "not_met":
        caveats.append(_("The source says “usually”, so falling short need not rule it out."))
    if isinstance(row.get("remark_en"), str):
        caveats.append(i18n.name(row, "remark"))
    if row["confidence"] == "general_knowledge":
        name = i18n.name(row, "criterion") if "criterion_en" in row else row["criterion"]
        caveats.append(
            _("“{name}” is from general knowledge, not read in the source.").format(name=name)
        )
    return " ".join(caveats)


def write_counts(counts: Mapping[Result, int]) -> str:
    """Return how many criteria have each result, such as '2 met, 1 not met'; blank for none."""
    words = {
        "met": _("{count} met"),
        "not_met": _("{count} not met"),
        "unclear": _("{count} not distinguishable"),
        "unpublished": _("{count} not known"),
    }
    return ", ".join(
        words[result_id].format(count=i18n.number(count))
        for result_id, count in counts.items()
        if count
    )


def summary(rows: pandas.DataFrame) -> str:
    """Return how many of the rows of `criteria.check` have each result, and why some have none."""
    counts = criteria.count_results(rows)
    count = len(rows)
    text = ngettext("{count} criterion: {said}", "{count} criteria: {said}", count).format(
        count=i18n.number(count), said=write_counts(counts)
    )
    reasons = rows.loc[rows["missing"] != "", "missing"].value_counts(sort=False)
    why = "; ".join(f"{missing()[reason]}: {i18n.number(many)}" for reason, many in reasons.items())
    return f"{text} ({why})" if why else text


def headings(**known: str) -> dict[str, str]:
    """Return the headings of what table files hold of criteria.

    `known`: those of what is known of one cluster, which stand before the caveats.
    """
    return {
        "scheme_id": _("Scheme id"),
        "criterion_id": _("Criterion id"),
        "code": _("Code"),
        "criterion": _("Criterion"),
        "asked_for": _("Asked for"),
        "threshold": _("Threshold"),
        "measured_by": _("Measured by"),
        "share_of": _("As a share of"),
        **known,
        "mind": _("Caveat"),
    }


def cite_rules(rows: pandas.DataFrame) -> str:
    """Return the note that says where the criteria are published."""
    sources = rows.drop_duplicates("rule_source_id").to_dict("records")
    citations = [evidence.source(row, "rule_source") for row in sources]
    return _("Criteria as published in: {sources}.").format(sources="; ".join(citations))


def explain() -> str:
    """Return the explanation of how results come about."""
    return " ".join(
        [
            _(
                "Each criterion is held against the latest figure known at the end of the "
                "year. Met: even the lowest value that the source's hedge leaves reaches the "
                "threshold (low ≥ threshold). Not met: even the highest stays below it "
                "(high < threshold). Not distinguishable: the threshold lies between the two. "
                "Not known: no source publishes the threshold, or a figure for it by then."
            ),
            _(
                "How far a hedge such as “about” reaches is our judgment, in the table of hedges; "
                "“more than” and “at least” leave it open upwards, “up to” downwards. Thresholds "
                "are taken from the sources named; none is estimated. "
                "This is a first orientation, not a decision of those who award the label."
            ),
            _(
                "A share is worked out from two counts at most three calendar years apart, "
                "whichever days of their windows are true, or of one undated text: "
                "100 × part ÷ whole, as of the older one; its range takes the lowest part with "
                "the highest whole, and the other way round."
            ),
        ]
    )


_HEDGED = ("value", "low", "high", "pattern_en", "pattern_de")


def _with_unit(row: Row, metric: Metric) -> str:
    """Return a figure with its hedge around it and its unit: '15 members (derived)'."""
    value, low, high = (metric.write(row[column]) for column in _HEDGED[:3])
    value, high = (metric.with_unit(text) for text in (value, high))
    if metric.derived or not isinstance(row["pattern_en"], str):
        return value
    return i18n.name(row, "pattern").format(value=value, low=low, high=high)


def _write_share(row: Row, metric: Metric) -> str:
    part = {column: row[f"part_{column}"] for column in _HEDGED[:3]}
    part |= {column: row[column] for column in _HEDGED[3:]}
    text = _("{share} ({part} of {whole})").format(
        share=i18n.percent(number(round(row["value"], 1))),
        part=metric.hedged(part),
        whole=i18n.number(row["whole_value"]),
    )
    if row["low"] == row["high"]:
        return text
    between = _("between {low} and {high}").format(
        low=i18n.percent(number(round(row["low"], 1))),
        high=i18n.percent(number(round(row["high"], 1))),
    )
    return f"{text}, {between}"
