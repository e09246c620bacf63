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

from atlas.exports import clean_figure, csv_table, figure_reader
from atlas.exports.xlsx import about_sheets, chart_sheet, data_sheets, figure_panels
from atlas.i18n import _
from atlas.model.evidence import cited_source_ids
from atlas.text import file_text
from atlas.text.chart_text import MAKER, ChartText

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

    Each figure has its `ChartText`, and the rows it was drawn from.
    Raises UnreadableFigure when a figure holds something that has no native form.
    """
    title = file_text.clean(title)
    sheets = [(clean_figure.cleaned(figure), rows) for figure, rows in sheets]
    texts = [ChartText.of(figure) for figure, _rows in sheets]
    frames = [
        csv_table.frame(rows, text, True) for text, (_f, rows) in zip(texts, sheets, strict=True)
    ]
    frames = [frame.map(file_text.cleaned) for frame in frames]
    charts = [figure_panels.charts(figure_reader.read(figure)) for figure, _rows in sheets]
    own = [_("Charts")] if any(charts) else []
    own += [_("Sources"), _("Selection")]
    names = _named([*own, *(text.title for text in texts)])
    own, names = names[: len(own)], names[len(own) :]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAIN) as made:
        made.set_properties({"title": title, "author": MAKER})
        if any(charts):
            chart_sheet.write(made, own[0], list(zip(texts, charts, strict=True)))
        for name, text, frame in zip(names, texts, frames, strict=True):
            data_sheets.write(made, name, frame, text)
        ids = [cited_source_ids(rows) for _figure, rows in sheets]
        about_sheets.sources(made, own[-2], dict(zip(names, ids, strict=True)))
        about_sheets.selection(made, own[-1], title, dict(zip(names, texts, strict=True)))
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
