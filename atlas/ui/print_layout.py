"""Pages on paper: a style for the browser's own print, and what lets charts fit a sheet."""

import html
from pathlib import Path

import streamlit as st

from atlas import i18n
from atlas.charts.base import style
from atlas.i18n import ngettext

HERE = Path(__file__).parent
STYLE = (HERE / "print_layout.css").read_text(encoding="utf-8")
SCRIPT = (HERE / "print_layout.js").read_text(encoding="utf-8")


def prepare() -> None:
    """Make the page ready to be printed. Must run on every page."""
    with st.container(key="paper"):
        own = f":root{{--printed:{style.tokens()['textColor']}}}"
        page = f"<style>{own}{STYLE}</style><script>{SCRIPT}</script>"
        st.html(page, unsafe_allow_javascript=True)


def put_foot(words: str) -> None:
    """Print `words` at the foot of every sheet, above the address of the page."""
    with st.container(key="paper-foot"):
        st.html(f'<span class="paper-foot" data-said="{html.escape(words)}"></span>')


def limit_lines(key: str, line: str, most: int, count: int) -> None:
    """Print only the first `most` of `count` lines of what has the `key`, and say how many follow.

    `line`: what a line is to the browser, 'tr' or 'li'. The page on the screen shows all of them.
    """
    if count <= most:
        return
    hidden = f".st-key-{key} :is(tbody,ol) > {line}:nth-child(n+{most + 1})"
    st.html(f"<style>@media print{{{hidden}{{display:none}}}}</style>")
    more = count - most
    words = ngettext(
        "… and {count} more in the live view", "… and {count} more in the live view", more
    )
    st.html(f'<p class="only-paper">{words.format(count=i18n.number(more))}</p>')
