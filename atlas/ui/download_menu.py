"""Under every chart: its sources, its files, and the way onto the presentation."""

import functools
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from atlas import i18n
from atlas.db import database
from atlas.db.private import PrivateDatabase
from atlas.exports import browser_picture
from atlas.exports.formats import FORMATS, FileChoice
from atlas.gallery import Drawing
from atlas.gallery.presentation import Item
from atlas.i18n import _, ngettext
from atlas.state import basket
from atlas.text import citation, file_names, markdown
from atlas.text.chart_text import ChartText
from atlas.ui import assets

#: a longer list of sources is cut here; the workbook and the page Sources hold all
MOST_SOURCES = 60

_pictures = st.components.v2.component(
    "save_picture", html=browser_picture.HTML, css=browser_picture.CSS, js=browser_picture.JS
)


def show(drawing: Drawing, item: Item, key: str) -> None:
    """Show the buttons for a chart. `item`: the same chart as a presentation keeps it."""
    text = ChartText.of(drawing.figure)
    heading = text.source_summary() or _("Cite")
    with st.popover(markdown.bare(heading), type="tertiary", icon=":material/menu_book:"):
        _cited(text, item)
        _sources(text.sources)
    with st.popover(_("Save"), icon=":material/download:", key=f"save-{key}"):
        title = _("Save this chart")
        st.markdown(f"**{title}**")
        choice = FileChoice(basket.get_template().open, item.link(home()))
        for name, form in FORMATS.items():
            if form.made_for_menu == "by server":
                made = functools.partial(form.make, drawing, choice)
                _offer_file(form.say_label(), text.file_name + form.ending, form.mime, made, key)
            if name == "pptx":
                if item.chart == "map":
                    _offer_map_table(drawing, choice, key)
                _offer_pictures(drawing, key)
    st.button(
        _("Add to presentation"),
        key=f"add-{key}",
        icon=":material/add_to_queue:",
        on_click=basket.add,
        args=(item,),
    )


def _cited(text: ChartText, item: Item) -> None:
    """Show how to cite the view, with a button that copies it."""
    data = database.run("which_data").iloc[0]
    title = _("Cite this view")
    st.markdown(f"**{title}**")
    words = citation.cite_view(
        text.title,
        text.selection,
        text.year,
        version=str(data["version"]),
        newest=data["newest_as_of"],
        address=item.link(home()),
    )
    st.code(words, language=None, wrap_lines=True)


def _sources(sources: Sequence[str]) -> None:
    if not sources:
        return
    title = _("Sources")
    st.markdown(f"**{title}**")
    st.markdown("\n".join(f"- {_link_end(source)}" for source in sources[:MOST_SOURCES]))
    more = len(sources) - MOST_SOURCES
    if more > 0:
        words = ngettext(
            "{count} more source stands in the workbook.",
            "{count} more sources stand in the workbook.",
            more,
        )
        st.caption(words.format(count=i18n.number(more)))


def _link_end(cited: str) -> str:
    """Return a citation as Markdown; the address at its end, if it has one, is a link."""
    words, between, address = cited.rpartition(" ")
    gap = " " if between else ""
    return markdown.escape(words) + gap + markdown.link(markdown.escape(address), address)


def home() -> str:
    """Return the address of the dashboard, as this reader opened it."""
    parts = str(st.context.url or "").split("/")
    if assets.base():
        # the start page stands at '…/atlas' with or without a stroke at its end
        return "/".join(parts[:3]) + assets.base()
    return "/".join(parts[:-1]) if len(parts) > 3 else "/".join(parts)


def _offer_file(label: str, file: str, mime: str, made: functools.partial[bytes], key: str) -> None:
    """Offer a file that is made only when it is asked for, then without this page around it."""
    st.download_button(
        markdown.bare(label),
        data=functools.partial(_make_in, i18n.current(), database.private_in_use(), made),
        file_name=file,
        mime=mime,
        key=f"{file}-{key}",
        on_click="ignore",
        width="stretch",
    )


def _offer_map_table(drawing: Drawing, choice: FileChoice, key: str) -> None:
    """Offer the slide of a map with the table of its values beside it."""
    form = FORMATS["pptx"]
    made = functools.partial(form.make, drawing, replace(choice, map_table=True))
    name = f"{ChartText.of(drawing.figure).file_name}_{file_names.hyphenate(_('Table'))}"
    _offer_file(_("Slide with table (PowerPoint)"), name + form.ending, form.mime, made, key)


def _make_in(
    language: str, private: PrivateDatabase | None, made: functools.partial[bytes]
) -> bytes:
    with i18n.speaking(language), database.using(private):
        return made()


def _offer_pictures(drawing: Drawing, key: str) -> None:
    _pictures(
        key=f"picture-{key}",
        data={
            "frame": browser_picture.framed(assets.addressed(drawing.figure)),
            "plotly": assets.base() + assets.PLOTLY,
            "file": ChartText.of(drawing.figure).file_name,
            "png": FORMATS["png"].say_label(),
            "svg": FORMATS["svg"].say_label(),
            "failed": _("The picture could not be made. Reload the page and try again."),
            "topology": browser_picture.EMPTY_TOPOLOGY,
        },
    )
