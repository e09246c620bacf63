"""Sources: the documents that the facts come from, and how many facts each carries."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go
from babel import Locale, UnknownLocaleError

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import citation, omissions, shortening
from atlas.text import evidence as evidence_text

WIDTHS = (32, 21, 13, 10, 8, 9, 11, 12)
#: of the table on the page
FULL_WIDTHS = (25, 14, 11, 9, 7, 7, 8, 11, 11, 8)
LONGEST_TITLE = 90


def figure(rows: pandas.DataFrame, view: View, most: int, *, evidence: Evidence) -> go.Figure:
    """Draw the first `most` of `rows`, from `facts_by_source`: the richest sources."""
    columns = cells(rows.head(most))
    title = _("Sources and what they carry")
    facts = int(rows["facts"].sum())
    coverage = ngettext(
        "{facts} in {count} source", "{facts} in {count} sources", len(rows)
    ).format(facts=_count_facts(facts), count=i18n.number(len(rows)))
    dated = int(rows["date"].notna().sum())
    return caption.finish(
        table.drawn(columns, WIDTHS),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("number of facts"),
        coverage=coverage,
        notes=[
            _("{dated} of {all} sources are dated.").format(
                dated=i18n.number(dated), all=i18n.number(len(rows))
            ),
            omissions.note_rows(min(most, len(rows)), len(rows)),
        ],
        explained=" ".join(
            [
                _(
                    "A fact is an observation (a figure), a milestone (such as a founding) or a "
                    "relation (such as a label held). Each is counted at the source that states it."
                ),
                _("“Shown” counts the figures that charts show; the others stay on record."),
            ]
        ),
        columns=headings(),
        alt=_("{title}. {said}.").format(title=title, said=coverage),
        height=table.height(columns, WIDTHS) + 30,
    )


def headings() -> dict[str, str]:
    """Return the headings of what a table file holds: column of the query -> heading."""
    return {
        "title": _("Title"),
        "publisher": _("Publisher"),
        "date": _("Date"),
        "language": _("Language"),
        "facts": _("Facts"),
        "observations": _("Figures"),
        "charted": _("Shown"),
        "milestones": _("Milestones"),
        "relations": _("Relations"),
        "url": _("Address of the source"),
    }


def cells(
    rows: pandas.DataFrame, longest: int | None = LONGEST_TITLE, *, facts: bool = False
) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words.

    `longest`: letters of a title, None for all of them. `facts`: whether all of a source's facts
    are counted together, too.
    """
    records, named = rows.to_dict("records"), headings()
    titles = [str(row["title"]) for row in records]
    counted = (*(["facts"] if facts else []), "observations", "charted", "milestones", "relations")
    return {
        named["title"]: [shortening.shorten(title, longest) for title in titles]
        if longest
        else titles,
        named["publisher"]: [_text(row["publisher"]) for row in records],
        named["date"]: [date(row["date"]) for row in records],
        named["language"]: [language(row["language"]) for row in records],
        **{named[column]: [i18n.number(row[column]) for row in records] for column in counted},
    }


def full(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return every source with its counts; its title leads to it."""
    columns: dict[str, list[Any]] = dict(cells(rows, None, facts=True))
    columns[headings()["title"]] = [(_cite_title(row),) for row in records.of(rows)]
    columns[_("Clusters")] = [i18n.number(count) for count in rows["clusters"]]
    return pandas.DataFrame(columns)


def _cite_title(row: Mapping[Any, Any]) -> evidence_text.Cited:
    title, address = str(row["title"]), evidence_text.address(row["url"])
    return evidence_text.Cited(title, citation.cite_source(dict(row)), address, row["language"])


def date(written: Any) -> str:
    """Return a source's date in the language in use; 'undated' where none is known."""
    return i18n.date(written if isinstance(written, str) else None)


def language(code: Any) -> str:
    """Return a language's name in the language in use, or its code where it has none."""
    if not isinstance(code, str):
        return "–"
    try:
        return str(Locale.parse(code).get_language_name(i18n.current()) or code)
    except (UnknownLocaleError, ValueError):
        return code


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "–"


def _count_facts(count: int) -> str:
    return ngettext("{count} fact", "{count} facts", count).format(count=i18n.number(count))
