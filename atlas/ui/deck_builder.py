"""Making the deck and the workbook of a whole presentation: language, template, progress."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from atlas import gallery, i18n
from atlas.exports.figure_reader import UnreadableFigure
from atlas.exports.formats import FORMATS, OF_SEVERAL, DeckChoice
from atlas.exports.pptx.template.opening import BadTemplate, open_template
from atlas.gallery import Drawing, presentation
from atlas.gallery.presentation import Item, Items
from atlas.i18n import _
from atlas.model.choices import Choices
from atlas.state import basket, session
from atlas.state.session import MadeFile, UploadedTemplate
from atlas.text import file_names, markdown
from atlas.ui import download_menu

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """What a file is made of; a file that was made for another order is no longer offered."""

    items: Items
    title: str
    language: str
    wide: bool
    template: str
    sources: bool
    map_tables: bool

    def deck_title(self) -> str:
        """Return the title that was typed, or the usual one in the language of the slides."""
        with i18n.speaking(self.language):
            return presentation.printable(self.title.strip()) or _("Cluster organisations")


@dataclass(frozen=True)
class Kind:
    """A kind of file: the name of its format, the words and the sign of its button."""

    format: str
    label: str
    icon: str


def show(items: Items, known: Choices) -> None:
    """Show the choices for the deck, and the buttons that make and download it."""
    with st.container(border=True, key="deck"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = st.text_input(
                _("Title of the presentation"),
                key=session.DECK_TITLE.name,
                placeholder=_("Cluster organisations"),
                max_chars=presentation.LONGEST_TITLE,
                persist_state="session",
            )
            spoken = i18n.languages()
            language = st.selectbox(
                _("Language of the slides"),
                spoken,
                index=spoken.index(i18n.current()),
                format_func=i18n.own_name,
                key=session.DECK_LANGUAGE.name,
                persist_state="session",
            )
        house = _choose_template()
        wide = _choose_format()
        sources = st.toggle(
            _("Slides with all sources at the end"),
            value=True,
            key=session.DECK_SOURCES.name,
            persist_state="session",
            help=_("The notes of each slide hold its sources in any case."),
        )
        map_tables = any(item.chart == "map" for item in items) and st.toggle(
            _("Beside each map the table of its values"),
            key=session.DECK_MAP_TABLES.name,
            persist_state="session",
        )
        order = Order(items, title, language, wide, house, sources, map_tables)
        with st.container(horizontal=True):
            for made in (
                Kind("pptx", _("Make the slides"), ":material/slideshow:"),
                Kind("xlsx", _("Make the workbook"), ":material/table_view:"),
            ):
                _offer_file(made, order, known)


def _choose_format() -> bool:
    """Let the format of the house template be chosen; return whether it is wide."""
    shapes = {"16:9": True, "4:3": False}
    if session.TEMPLATE.get():
        return True
    chosen = st.segmented_control(
        _("Format"),
        list(shapes),
        default="16:9",
        required=True,
        key=session.DECK_FORMAT.name,
        persist_state="session",
    )
    session.IS_WIDE.put(shapes[chosen])
    return shapes[chosen]


def _choose_template() -> str:
    """Let a template be uploaded, keep it for the session only; return what stands for it."""
    uploaded = session.TEMPLATE.get()
    with st.expander(_("Your own template"), expanded=False):
        st.caption(
            _("A .pptx or .potx file. Its layouts, fonts and colours are used, its slides are not.")
            + " "
            + _("It is kept for this session only.")
        )
        turn = session.UPLOAD_TURN.get()
        with st.container(key="template"):
            file = st.file_uploader(
                _("Template"), type=["pptx", "potx"], key=f"template_file_{turn}"
            )
        if file is not None and (uploaded is None or uploaded.data != file.getvalue()):
            try:
                open_template(file.getvalue())
            except BadTemplate as error:
                st.error(markdown.escape(str(error)))
            else:
                uploaded = UploadedTemplate(file.name, file.getvalue())
                session.TEMPLATE.put(uploaded)
        if uploaded:
            st.success(_("Template in use: {name}").format(name=markdown.escape(uploaded.name)))
            st.button(
                _("Use the house template again"),
                key="forget_template",
                on_click=_forget_template,
            )
    return hashlib.sha256(uploaded.data).hexdigest() if uploaded else ""


def _forget_template() -> None:
    """Go back to the house template, with a fresh upload field. Only for callbacks."""
    session.TEMPLATE.pop()
    session.UPLOAD_TURN.put(session.UPLOAD_TURN.get() + 1)


def _offer_file(kind: Kind, order: Order, known: Choices) -> None:
    """Show the button that makes a file, and once it is made the one that downloads it."""
    if st.button(markdown.bare(kind.label), key=f"make-{kind.format}", icon=kind.icon):
        bar = st.progress(0.0, text=kind.label)

        def progress(done: int, of: int) -> None:
            bar.progress(min(1.0, done / max(1, of)), text=f"{kind.label}: {done}/{of}")

        try:
            file = MadeFile(order, _make(kind, order, known, progress))
            session.MADE_FILES.put({**session.MADE_FILES.get(), kind.format: file})
        except (UnreadableFigure, BadTemplate) as error:
            st.error(markdown.escape(str(error)))
        bar.empty()
    made = session.MADE_FILES.get().get(kind.format)
    if made and made.order == order:
        st.download_button(
            _("Download .{ending}").format(ending=markdown.bare(kind.format)),
            data=made.data,
            file_name=file_names.name_deck(order.deck_title()) + FORMATS[kind.format].ending,
            mime=FORMATS[kind.format].mime,
            key=f"download-{kind.format}",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )


def _make(kind: Kind, order: Order, known: Choices, progress: Progress) -> bytes:
    with i18n.speaking(order.language):
        drawings = _draw_all(order.items, known, progress)
        choice = DeckChoice(
            order.deck_title(),
            basket.get_template().open,
            home=download_menu.home(),
            sources=order.sources,
            map_tables=order.map_tables,
            progress=progress,
        )
        return OF_SEVERAL[kind.format](drawings, choice)


def _draw_all(items: Items, known: Choices, progress: Progress) -> list[tuple[Item, Drawing]]:
    """Draw every chart that has something to show; the page already says which have not."""
    drawings = []
    for place, item in enumerate(items):
        progress(place, 2 * len(items))
        try:
            drawings.append((item, item.draw(known)))
        except (gallery.NothingToDraw, gallery.NoChart):
            continue
    return drawings
