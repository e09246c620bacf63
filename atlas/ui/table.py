"""Tables on the page, as real tables: figures that are tables, and the rows behind any chart."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas
import streamlit as st

from atlas import i18n
from atlas.charts.base.table import Cited as Cites
from atlas.exports import worded_rows
from atlas.exports.worded_rows import Cell
from atlas.gallery import Drawing
from atlas.i18n import _, ngettext
from atlas.state import session
from atlas.state import url as url_state
from atlas.text import evidence, file_text, markdown, plotly_text
from atlas.text.chart_text import ChartText
from atlas.text.evidence import Cited, Citing, Quoting
from data import addresses

#: a table of more lines scrolls inside a frame
LOW = 30
#: what a text quotes, between the quotation marks of ours
QUOTED = re.compile("(?<=[“„])([^“”„]+)(?=[“”])")
#: lines shown at a time: more would make the page slow
MOST = 200
#: how wide a column is, by the longest text in it: so many letters or more -> class in `frame.css`
WIDE = {120: "widest", 50: "wide", 28: "wider"}
#: of more sources only these are named in a cell
MOST_SOURCES = 2
#: what a column of numbers holds
NUMBER = re.compile(r"[−+-]?\d[\d.,]*\s?%?")
#: what the address says under `as` for tables instead of charts
TABLE = "table"


def read_frame(drawing: Drawing) -> pandas.DataFrame:
    """Return the cells of a table figure under its headings, which are told apart if need be."""
    (trace,) = drawing.figure.data
    headings: list[str] = []
    for heading in map(plotly_text.plain, trace.header["values"]):
        headings.append(heading + "\u200b" * headings.count(heading))
    columns = {
        heading: [plotly_text.plain(cell) for cell in cells]
        for heading, cells in zip(headings, trace.cells["values"], strict=True)
    }
    cited = {} if trace.customdata is None else dict(zip(headings, trace.customdata, strict=True))
    return frame(columns, cited, drawing)


def frame(columns: Mapping[str, Sequence[str]], cited: Cites, drawing: Drawing) -> pandas.DataFrame:
    """Return texts under their headings as cells, in which the sources they name are links.

    `cited`: the sources that cells name, by heading. `drawing`: what is shown, for its evidence.
    """
    known = drawing.evidence.sources
    quoted = evidence.find_languages(drawing.rows, known)

    def read(words: str, source_ids: Sequence[str]) -> Cell:
        named = [known[source_id] for source_id in source_ids if source_id in known]
        if named:
            return evidence.cite_in(words, named)
        return Quoting(words, quoted[words]) if words in quoted else words

    return pandas.DataFrame(
        {
            heading: [
                read(words, source_ids)
                for words, source_ids in zip(
                    texts, cited.get(heading, [()] * len(texts)), strict=True
                )
            ]
            for heading, texts in columns.items()
        },
        dtype=object,
    )


def show(drawing: Drawing, key: str) -> None:
    """Show a table figure."""
    (trace,) = drawing.figure.data
    text = ChartText.of(drawing.figure)
    shown = read_frame(drawing)
    listed(shown, key, text.title, text.alt, trace.columnwidth)


def is_wanted() -> bool:
    """Return whether the reader wants tables instead of charts."""
    return url_state.get("as") == TABLE


def choice(title: str, key: str) -> None:
    """Show the choice between chart and table, which holds for all charts.

    `title`: of the chart that the choice stands under.
    """
    switch = session.table_switch(key)
    words = {"": _("Chart"), TABLE: _("Table")}

    def write() -> None:
        url_state.put({"as": switch.get() or ""})

    with url_state.show_value(switch, TABLE if is_wanted() else ""):
        st.segmented_control(
            _("Show as chart or table: {title}").format(title=markdown.bare(title)),
            list(words),
            key=switch.name,
            format_func=words.__getitem__,
            on_change=write,
            required=True,
            label_visibility="collapsed",
        )


def show_rows(drawing: Drawing, key: str) -> None:
    """Show the rows behind a chart, in words and in the reader's language."""
    text = ChartText.of(drawing.figure)
    listed(worded_rows.frame(drawing.rows, text), key, text.title, text.alt)


@dataclass(frozen=True)
class Order:
    """How a table is sorted. `columns`: the id of each column; `by`: that of the one it is by."""

    columns: Sequence[str]
    by: str
    ascending: bool


def listed(
    shown: pandas.DataFrame,
    key: str,
    title: str,
    alt: str,
    widths: Sequence[float] = (),
    *,
    order: Order | None = None,
) -> None:
    """Show a table: in parts when it is long, in a frame that scrolls when it is higher than that.

    `shown`: a `Cell` under each heading; the first column names the line. `widths`: the shares of
    the columns, for tables of words: they fit the page, and a phone shows a block for each line.
    `order`: of a table whose headings sort it.
    """
    with st.container(key=f"table-{key}"):
        st.html(_write_table(_choose_part(shown, key), title, alt, widths, order))


def _choose_part(shown: pandas.DataFrame, key: str) -> pandas.DataFrame:
    """Return the part of a long table that is chosen, showing the choice."""
    if len(shown) <= MOST:
        return shown
    first = st.selectbox(
        _("Rows of the table, {count} in all").format(count=i18n.number(len(shown))),
        range(0, len(shown), MOST),
        key=f"part-of-{key}",
        format_func=lambda start: (
            f"{i18n.number(start + 1)}–{i18n.number(min(start + MOST, len(shown)))}"
        ),
        width=250,
    )
    return shown.iloc[first : first + MOST]


def _write_table(
    shown: pandas.DataFrame,
    title: str,
    alt: str,
    widths: Sequence[float],
    order: Order | None = None,
) -> str:
    """Return a table as HTML, with all that a screen reader needs to find its way in it.

    The roles are those that the elements have anyway, until a phone shows them as blocks.
    """
    looks = [_choose_look(shown[heading]) for heading in shown]
    heads = "".join(
        _write_heading(
            _escape(str(heading)), look, (order, order.columns[place]) if order else None
        )
        for place, (heading, look) in enumerate(zip(shown, looks, strict=True))
    )
    names = [html.escape(str(heading)) for heading in shown]
    body = "".join(
        _write_line(line, names, looks) for line in shown.itertuples(index=False, name=None)
    )
    shares = "".join(f'<col style="width:{100 * width / sum(widths):.2f}%">' for width in widths)
    kind = " ".join(
        ["rows", *(["fitted"] if widths else []), *(["long"] if len(shown) > LOW else [])]
    )
    label = html.escape(_("Table: {title}").format(title=title))
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{label}">'
        f'<table role="table"><caption class="spoken">{html.escape(alt)}</caption>'
        f"<colgroup>{shares}</colgroup>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _write_heading(words: str, look: str, sorting: tuple[Order, str] | None) -> str:
    """Return a heading as HTML. `sorting`: the order of the table, and the id of this column."""
    if not sorting:
        return f'<th scope="col" role="columnheader"{look}>{words}</th>'
    order, column = sorting
    state = ("ascending" if order.ascending else "descending") if order.by == column else "none"
    button = f'<button type="button" data-sort="{html.escape(column)}">{words}</button>'
    return f'<th scope="col" role="columnheader" aria-sort="{state}"{look}>{button}</th>'


def _write_line(line: Sequence[Cell], names: Sequence[str], looks: Sequence[str]) -> str:
    """Return a line as HTML; one of which only the first cell says something heads a section."""
    first, *others = line
    if others and not any(others):
        return (
            f'<tr role="row" class="section"><th scope="rowgroup" role="rowheader" '
            f'colspan="{len(line)}">{_write_cell(first)}</th></tr>'
        )
    cells = "".join(
        f'<td role="cell" data-label="{name}"{look}>{_wrap(_write_cell(cell))}</td>'
        for cell, name, look in zip(others, names[1:], looks[1:], strict=True)
    )
    named = f'<th scope="row" role="rowheader"{looks[0]}>{_write_cell(first)}</th>'
    return f'<tr role="row">{named}{cells}</tr>'


def _wrap(written: str) -> str:
    """Return what a cell says as one piece, beside which a phone puts the name of its column."""
    return written and f"<span>{written}</span>"


def _write_cell(cell: Cell) -> str:
    """Return a cell as HTML; an address becomes a link."""
    if isinstance(cell, Quoting):
        return _write_quote(cell.words, cell.language)
    if isinstance(cell, Citing):
        return _write_citing(cell)
    if not isinstance(cell, str):
        return _write_sources(cell)
    if addresses.parse(cell):
        return f'<a href="{html.escape(cell)}" rel="noopener">{_escape(_read_site(cell))}</a>'
    return _escape(cell)


def _escape(words: str) -> str:
    """Return words as they stand in HTML, those written from right to left by themselves."""
    return html.escape(file_text.isolated(words))


def _write_citing(cell: Citing) -> str:
    """Return words as HTML in which the name of each source leads to its address."""
    written, rest = [], cell.words
    for source in cell.sources:
        before, name, after = rest.partition(source.words)
        if name:
            written += [_escape(before), _write_source(source)]
            rest = after
    return "".join(written) + _escape(rest)


def _write_quote(words: str, language: str | None) -> str:
    """Return words as HTML, what stands in quotation marks marked as of another language."""
    written = _escape(words)
    if not language:
        return written
    return QUOTED.sub(rf'<span lang="{html.escape(language)}">\1</span>', written)


def _read_site(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _write_sources(cited: tuple[Cited, ...]) -> str:
    """Return the sources of a line as links in few words, of many only the first few."""
    links = "; ".join(_write_source(source) for source in cited[:MOST_SOURCES])
    more = len(cited) - MOST_SOURCES
    if more <= 0:
        return links
    words = ngettext("{sources} and {count} more", "{sources} and {count} more", more)
    return html.escape(words).format(sources=links, count=i18n.number(more))


def _write_source(source: Cited) -> str:
    words, whole = _escape(source.words), html.escape(source.whole)
    spoken = f' lang="{html.escape(source.language)}"' if source.language else ""
    place = (
        f'<span class="place">{_write_quote(source.place, source.language)}</span>'
        if source.place
        else ""
    )
    if not source.url:
        return f'<span title="{whole}"{spoken}>{words}</span>{place}'
    opened = f'href="{html.escape(source.url)}" title="{whole}"{spoken} rel="noopener"'
    return f"<a {opened}>{words}</a>{place}"


def _choose_look(column: Iterable[Cell]) -> str:
    """Return how a column looks: numbers stand at its right, long texts have room."""
    cells = [cell for cell in column if cell and cell != worded_rows.NOTHING]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells):
        return ' class="wide"'
    if texts and all(NUMBER.fullmatch(text) for text in texts):
        return ' class="number"'
    longest = max(map(len, texts), default=0)
    return next((f' class="{look}"' for letters, look in WIDE.items() if longest >= letters), "")
