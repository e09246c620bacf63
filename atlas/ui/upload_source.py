"""What is asked of the reader's file once: it is a source like any other."""

import streamlit as st
from babel import Locale

from atlas import i18n
from atlas.i18n import _
from atlas.intake import dates
from atlas.intake.reading import Reading
from atlas.intake.rows import DeclaredSource
from atlas.publish import own_data
from atlas.state import session, upload
from atlas.state.session import Key, UploadedFile
from atlas.text import file_text, markdown
from atlas.ui import upload_file

LONGEST = 200
#: of what kind a file is unless its reader says otherwise
USUAL_KIND = "programme"
#: in which headings and hedges are read
LANGUAGES = ("de", "en", "fr", "it", "es")


def ask(file: UploadedFile, reading: Reading) -> DeclaredSource:
    """Ask for title, publisher, kind, language and date; return what was said."""
    with st.expander(_("Source of the figures"), icon=":material/menu_book:", key="upload-source"):
        st.caption(
            _("Your file is a source like any other: this is how it is cited on pages and slides.")
        )
        with st.container(horizontal=True, key="source-fields"):
            title = _type("title", _("Title"), upload_file.stem(file), 300)
            publisher = _type("publisher", _("Publisher"), "", 235)
            kind = _choose_kind()
            language = _choose_language()
            _type_date(reading)
    return DeclaredSource(
        title=title or upload_file.stem(file),
        publisher=publisher,
        kind=kind,
        retrieved=file.day,
        language=language,
    )


def _type(part: str, label: str, default: str, width: int) -> str:
    key: Key[str] = session.file_source(part)
    typed = st.text_input(
        markdown.escape(label),
        value=file_text.clean(default)[:LONGEST],
        key=key.name,
        max_chars=LONGEST,
        persist_state="session",
        width=width,
    )
    return " ".join(file_text.clean(str(typed or "")).split())


def _choose_kind() -> str:
    kinds = {
        str(row["kind"]): row.cells for row in own_data.read_base().whole.tables["source_kind"]
    }
    listed = list(kinds)
    return st.selectbox(
        _("Kind of source"),
        listed,
        index=listed.index(USUAL_KIND),
        format_func=lambda kind: i18n.name(kinds[kind]),
        key=session.file_source("kind").name,
        persist_state="session",
        width=235,
    )


def _choose_language() -> str:
    spoken = Locale.parse(i18n.current()).languages
    names = {language: str(spoken[language]) for language in LANGUAGES}
    listed = list(names)
    return st.selectbox(
        _("Language"),
        listed,
        index=listed.index(i18n.current()) if i18n.current() in listed else 0,
        format_func=names.__getitem__,
        key=session.file_source("language").name,
        persist_state="session",
        width=160,
    )


def _type_date(reading: Reading) -> None:
    """Ask for the date of figures that say none themselves."""
    key: Key[str] = session.file_source("date")

    def write() -> None:
        upload.date(reading.tables, _read_date(str(key.get() or "")))

    typed = st.text_input(
        _("Date of figures without one"),
        key=key.name,
        max_chars=40,
        placeholder=_("such as 31/12/2025"),
        on_change=write,
        persist_state="session",
        width=235,
        help=_("For tables that do not say themselves for when their figures hold."),
    )
    if typed and not _read_date(typed):
        st.caption(
            _("This is no date; write it as {example}.").format(example=i18n.date("2025-12-31"))
        )


def _read_date(typed: str) -> str:
    try:
        return dates.read(typed)
    except dates.Unclear:
        return ""
