"""Periods of labels and programmes in words: whether one still holds, and until when."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.text import citation, evidence, plotly_text

Row = Mapping[str, Any]
Status = Literal["valid", "ended", "open", "undated"]
STATUSES: tuple[Status, ...] = ("valid", "ended", "open", "undated")


def status(row: Row, year: int) -> Status:
    """Return whether a period from `label_periods` holds beyond the end of `year`.

    'valid' and 'ended' only where its end is known; 'open' where it is not; 'undated' where not
    even its beginning is.
    """
    if pandas.isna(row["from_date"]):
        return "undated"
    if pandas.isna(row["until_date"]):
        return "open"
    return "valid" if row["until_date"].date() > datetime.date(year, 12, 31) else "ended"


def status_words(year: int) -> dict[Status, str]:
    """Return what each status is called."""
    return {
        "valid": _("valid beyond the end of {year}").format(year=year),
        "ended": _("ended"),
        "open": _("without a known end"),
        "undated": _("not dated"),
    }


def kinds() -> dict[str, str]:
    """Return what each kind of organisation is called."""
    return {
        "label": _("Label"),
        "programme": _("Programme"),
        "network": _("Network"),
        "association": _("Association"),
    }


def count_words(rows: pandas.DataFrame) -> str:
    """Return how many labels, programmes and networks there are, each once however often awarded.

    `rows`: periods of one cluster.
    """
    count = rows["organisation_id"].nunique()
    return ngettext(
        "{count} label, programme or network", "{count} labels, programmes and networks", count
    ).format(count=i18n.number(count))


def until(row: Row) -> str:
    """Return until when a period holds and who says so."""
    if isinstance(row["until"], str):
        return _("until {date}, as the source states").format(date=i18n.date(row["until"]))
    if pandas.isna(row["until_date"]):
        return _("end not known: neither stated nor published as a rule")
    # a rule knows the end no better than the source knew the beginning
    end = str(row["until_date"])[: max(len(str(row["as_of"])), 4)]
    return _("until {date} at the latest, by the label's published rule").format(
        date=i18n.date(end)
    )


def hover(row: Row, year: int) -> str:
    """Return the hover text of a period."""
    lines = [
        plotly_text.bold(row["name"]),
        f"{i18n.name(row, 'organisation_name')}: {status_words(year)[status(row, year)]}",
        _("since {date}").format(date=evidence.date(row)),
        until(row),
        citation.name_source(row["source_title"]),
        citation.name_source(row["basis_source_title"]),
    ]
    return plotly_text.lines(line for line in lines if line)


def moment(day: pandas.Timestamp) -> float:
    """Return a day as a year with a fraction."""
    return day.year + (day.day_of_year - 1) / 366


def table(rows: pandas.DataFrame, year: int) -> pandas.DataFrame:
    """Return `rows` with words and plain dates, for table files."""
    records = rows.to_dict("records")
    return rows.assign(
        kind=[kinds()[row["kind"]] for row in records],
        organisation=[i18n.name(row, "organisation_name") for row in records],
        from_date=[_iso_date(row["from_date"]) for row in records],
        until_date=[_iso_date(row["until_date"]) for row in records],
        status=[status_words(year)[status(row, year)] for row in records],
    )


def headings() -> dict[str, str]:
    """Return the headings of what a table file holds."""
    return {
        "organisation_id": _("Organisation id"),
        "organisation": _("Organisation"),
        "from_date": _("Since, first day possible"),
        "until": _("Until, as stated"),
        "until_date": _("Until, at the latest"),
        "until_basis": _("End rests on"),
        "status": _("Status"),
        "locator": _("Where in the source"),
    }


def explain() -> str:
    """Return the explanation of how the ends of periods come about."""
    return " ".join(
        [
            _(
                "A bar begins with the award or admission that a source dates. It ends where the "
                "source states an end, else where the label's published rule puts it: ECEI bronze "
                "and silver hold two years from the month of the interview or assessment when "
                "first awarded, a renewed bronze three more; Baden-Württemberg's label held two "
                "years when it was introduced."
            ),
            _(
                "For ECEI gold, for other renewals and for programmes no validity is published, so "
                "their end stays open: a thin line up to the next award or to the end of the "
                "chosen year. It says neither that they hold nor that they ended."
            ),
            _(
                "Where only the year or month of an award is known, the bar covers all of it. "
                "Where a source merely reports a label, its date stands for the award."
            ),
        ]
    )


def _iso_date(day: Any) -> str | None:
    return None if pandas.isna(day) else day.date().isoformat()
