"""What was recognised in the reader's file, table by table, with what can be corrected of it."""

import functools

import streamlit as st

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.intake import wording
from atlas.intake.reading import Column, Question, Reading, Table
from atlas.state import session, upload
from atlas.text import markdown

#: a table that is surer than this is shown closed
SURE = 0.75
#: columns of a table that can be corrected one by one
MOST_COLUMNS = 80
MOST_TABLES = 20


def ask(reading: Reading, already: list[str]) -> None:
    """Ask once what only the reader can say. `already`: kinds that were answered with yes."""
    kinds = [question.kind for question in reading.questions]
    questions = [
        *(Question(kind, 0) for kind in already if kind not in kinds),
        *reading.questions,
    ]
    if not questions:
        return
    with st.container(border=True, key="upload-questions"):
        st.markdown("**" + _("To be answered by you") + "**")
        for question in questions:
            _ask_one(question, question.kind in already)


def _ask_one(question: Question, agreed: bool) -> None:
    key = session.file_answer(question.kind)
    count = ngettext("{count} figure", "{count} figures", question.facts)
    beside = f" ({count.format(count=i18n.number(question.facts))})" if question.facts else ""

    def write() -> None:
        upload.agree(question.kind, bool(key.get()))

    st.checkbox(
        markdown.escape(question.words + beside), value=agreed, key=key.name, on_change=write
    )


def show(reading: Reading) -> None:
    """Show each table with its columns and what they were taken for."""
    skipped = upload.answers().skipped
    for table in reading.tables[:MOST_TABLES]:
        is_read = table.id not in skipped
        sure = i18n.percent(i18n.number(100 * table.sureness))
        title = f"{_name(table)} · " + (_("{percent} sure").format(percent=sure))
        with st.expander(
            markdown.escape(title),
            expanded=is_read and table.sureness < SURE and len(reading.tables) < 4,
            key=f"table-{session.UPLOAD_NUMBER.get()}-{table.id}",
        ):
            _offer_skipping(table, is_read)
            if is_read:
                _show_columns(table)
    more = len(reading.tables) - MOST_TABLES
    if more > 0:
        words = ngettext(
            "{count} more table was read as it stands.",
            "{count} more tables were read as they stand.",
            more,
        )
        st.caption(words.format(count=i18n.number(more)))


def _name(table: Table) -> str:
    named = wording.name_table(table)
    dated = _("figures of {date}").format(date=i18n.date(table.as_of)) if table.as_of else ""
    hidden = _("hidden") if table.hidden else ""
    return ", ".join(part for part in (named, dated, hidden) if part)


def _offer_skipping(table: Table, is_read: bool) -> None:
    key = session.file_answer(f"read-{table.id}")

    def write() -> None:
        upload.skip(table.id, not key.get())

    st.checkbox(_("Read this table"), value=is_read, key=key.name, on_change=write)


def _show_columns(table: Table) -> None:
    """Show a choice for each column: what it was taken for, and what it may be instead."""
    roles = ["", *wording.list_roles()]
    with st.container(horizontal=True, key=f"columns-{table.id}"):
        for column in table.columns[:MOST_COLUMNS]:
            key = session.column_role(f"{column.id}-{column.role}")
            st.selectbox(
                markdown.escape(_label(column)),
                roles,
                index=roles.index(column.role) if column.role in roles else 0,
                format_func=wording.name_role,
                key=key.name,
                on_change=functools.partial(_correct, table, column),
                width=235,
                help=_explain(column),
            )
    if len(table.columns) > MOST_COLUMNS:
        st.caption(
            _("Only the first {most} columns can be corrected here.").format(most=MOST_COLUMNS)
        )


def _correct(table: Table, column: Column) -> None:
    upload.correct(table, column, session.column_role(f"{column.id}-{column.role}").get())


def _label(column: Column) -> str:
    place = column.place.partition(":")[0]
    heading = " ".join(column.heading.split())
    short = heading if len(heading) <= 40 else heading[:39] + "…"
    sure = f" ({i18n.percent(i18n.number(100 * column.sureness))})" if column.role else ""
    return f"{place} · {short or '–'}{sure}"


def _explain(column: Column) -> str | None:
    parts = [
        markdown.escape(column.heading) if len(column.heading) > 40 else "",
        _("figures of {date}").format(date=i18n.date(column.as_of)) if column.as_of else "",
        _("hidden") if column.hidden else "",
    ]
    return "; ".join(part for part in parts if part) or None
