"""Workbooks: the tables of charts as Excel files, with native charts, sources and the selection.

One data sheet per chart with the columns of its CSV; in front a sheet with those charts that Excel
can draw itself, behind it all sources and what was selected. Headings are in the language in use.
Text is written as text, whatever it begins with: nothing in a cell is ever a formula.
"""

import io
import re
from collections.abc import Sequence

import pandas
import plotly.graph_objects as go
import xlsxwriter

from atlas.exports import clean_figure, csv_table
from atlas.exports.xlsx import about_sheets, chart_sheet, data_sheets
from atlas.exports.xlsx.figure_panels import panels
from atlas.i18n import _
from atlas.text import file_text

ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
LONGEST_NAME = 31
#: a name that Excel keeps for itself
RESERVED = "history"
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def book(sheets: Sequence[tuple[go.Figure, pandas.DataFrame]], *, title: str) -> bytes:
    """Return a workbook (.xlsx) of charts and their rows; `title` goes into its properties.

    Each figure has the `layout.meta` of `caption.finish`, and the rows it was drawn from.
    """
    title = file_text.clean(title)
    sheets = [(clean_figure.cleaned(figure), rows) for figure, rows in sheets]
    said = [figure.layout.meta for figure, _rows in sheets]
    frames = [
        csv_table.frame(rows, about, True) for about, (_f, rows) in zip(said, sheets, strict=True)
    ]
    frames = [frame.map(file_text.cleaned) for frame in frames]
    drawn = [panels(figure) for figure, _rows in sheets]
    own = [_("Charts")] if any(drawn) else []
    own += [_("Sources"), _("Selection")]
    names = _named([*own, *(about["title"] for about in said)])
    own, names = names[: len(own)], names[len(own) :]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAIN) as made:
        made.set_properties({"title": title, "author": "Cluster Atlas"})
        if any(drawn):
            chart_sheet.write(made, own[0], list(zip(said, drawn, strict=True)))
        for name, about, frame in zip(names, said, frames, strict=True):
            data_sheets.write(made, name, frame, about)
        ids = [csv_table.source_ids(rows) for _figure, rows in sheets]
        about_sheets.sources(made, own[-2], dict(zip(names, ids, strict=True)))
        about_sheets.selection(made, own[-1], title, dict(zip(names, said, strict=True)))
    return file.getvalue()


def _named(titles: Sequence[str]) -> list[str]:
    """Return `titles` as Excel allows sheets to be called, all different in any case."""
    taken: set[str] = {RESERVED}
    names = []
    for title in titles:
        plain = " ".join(ILLEGAL.sub(" – ", title).replace(" – ", " – ").split()).strip("' ")
        name = _cut(plain or "–", LONGEST_NAME)
        count = 2
        while name.lower() in taken:
            end = f" ({count})"
            name = _cut(plain or "–", LONGEST_NAME - len(end)) + end
            count += 1
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(text: str, longest: int) -> str:
    # Excel counts in UTF-16, where some signs are two long.
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[: longest - 1] if len(text) >= longest else text[:-1]
        text = text.rstrip(" –'")
    return text
