"""Tables on the page, as real tables: figures that are tables, and the rows behind any chart."""

import html
from collections.abc import Iterable
from urllib.parse import urlsplit

import pandas
import plotly.graph_objects as go
import streamlit as st

from atlas import address, i18n, save_menu
from atlas.charts.evidence_said import Cited
from atlas.exports import in_words
from atlas.exports.in_words import Cell
from atlas.gallery import Drawing
from atlas.i18n import _, ngettext

#: a longer table scrolls inside its frame
LONGEST = 60
#: lines shown at a time: more would make the page slow
MOST = 200
#: how wide a column is, by the longest text in it: so many letters or more -> class in `page.css`
WIDE = {120: "widest", 50: "wide", 28: "wider"}
#: of more sources only these are named in a cell
MOST_SOURCES = 2
#: what the address says under `as` for tables instead of charts
TABLE = "table"


def only(figure: go.Figure) -> bool:
    """Return whether `figure` is a table and nothing else."""
    return len(figure.data) > 0 and all(trace.type == "table" for trace in figure.data)


def frame(figure: go.Figure) -> pandas.DataFrame:
    """Return the cells of a table figure under its headings, which are told apart if need be."""
    (trace,) = figure.data
    headings: list[str] = []
    for heading in trace.header["values"]:
        headings.append(heading + "\u200b" * headings.count(heading))
    return pandas.DataFrame(dict(zip(headings, trace.cells["values"], strict=True)), dtype=str)


def show(figure: go.Figure, key: str) -> None:
    """Show a table figure."""
    shown = frame(figure)
    alt = figure.layout.meta["alt"]
    if len(shown) > LONGEST:
        listed(shown, key, figure.layout.meta["title"], alt)
        return
    with st.container(key=f"table-{key}"):
        st.table(shown.map(save_menu.plain), border="horizontal", hide_index=True, alt=alt)


def wanted() -> bool:
    """Return whether the reader wants tables instead of charts."""
    return address.get("as") == TABLE


def choice(title: str, key: str) -> None:
    """Show the choice between chart and table, which holds for all charts.

    `title`: of the chart that the choice stands under.
    """
    shown = f"_as-{key}"
    words = {"": _("Chart"), TABLE: _("Table")}
    st.session_state[shown] = TABLE if wanted() else ""

    def write() -> None:
        address.put({"as": st.session_state[shown] or ""})

    st.segmented_control(
        _("Show as chart or table: {title}").format(title=title),
        list(words),
        key=shown,
        format_func=words.__getitem__,
        on_change=write,
        required=True,
        label_visibility="collapsed",
    )


def rows(drawing: Drawing, key: str) -> None:
    """Show the rows behind a chart, in words and in the reader's language."""
    said = drawing.figure.layout.meta
    listed(in_words.frame(drawing.rows, said), key, said["title"], said["alt"])


def listed(shown: pandas.DataFrame, key: str, title: str, alt: str) -> None:
    """Show a table in a frame that scrolls, in parts when it is long.

    `shown`: cells under their headings; the first column names the line.
    """
    with st.container(key=f"table-{key}"):
        st.html(_written(_part(shown, key), title, alt))


def _part(shown: pandas.DataFrame, key: str) -> pandas.DataFrame:
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


def _written(shown: pandas.DataFrame, title: str, alt: str) -> str:
    """Return a table as HTML, with all that a screen reader needs to find its way in it."""
    looks = [_look(shown[heading]) for heading in shown]
    heads = "".join(
        f'<th scope="col"{look}>{html.escape(str(heading))}</th>'
        for heading, look in zip(shown, looks, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row"{looks[0]}>{_cell(line[0])}</th>'
        + "".join(
            f"<td{look}>{_cell(cell)}</td>" for cell, look in zip(line[1:], looks[1:], strict=True)
        )
        + "</tr>"
        for line in shown.itertuples(index=False, name=None)
    )
    label = html.escape(_("Table: {title}").format(title=title))
    return (
        f'<div class="rows" role="region" tabindex="0" aria-label="{label}">'
        f'<table><caption class="spoken">{html.escape(alt)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    """Return a cell as HTML; an address becomes a link."""
    if not isinstance(cell, str):
        return _sources(cell)
    written = html.escape(cell)
    if cell.startswith(("http://", "https://")) and " " not in cell:
        return f'<a href="{written}" rel="noopener">{html.escape(_site(cell))}</a>'
    return written


def _site(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _sources(cited: tuple[Cited, ...]) -> str:
    """Return the sources of a line as links in few words, of many only the first few."""
    said = "; ".join(_source(one) for one in cited[:MOST_SOURCES])
    more = len(cited) - MOST_SOURCES
    if more <= 0:
        return said
    words = ngettext("{sources} and {count} more", "{sources} and {count} more", more)
    return html.escape(words).format(sources=said, count=i18n.number(more))


def _source(one: Cited) -> str:
    words, whole = html.escape(one.words), html.escape(one.whole)
    if not one.url:
        return f'<span title="{whole}">{words}</span>'
    return f'<a href="{html.escape(one.url)}" title="{whole}" rel="noopener">{words}</a>'


def _look(column: Iterable[Cell]) -> str:
    """Return how a column looks: numbers stand at its right, long texts have room."""
    cells = [cell for cell in column if cell != in_words.NOTHING]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells):
        return ' class="wide"'
    if texts and all(text[:1] in "0123456789−-+" and len(text) < 16 for text in texts):
        return ' class="number"'
    longest = max(map(len, texts), default=0)
    return next((f' class="{look}"' for letters, look in WIDE.items() if longest >= letters), "")
