"""Publishing the rows of the reader's file for everybody: for editors here, else as a file."""

import functools
import logging
from pathlib import PurePath

import streamlit as st

from atlas.db import database
from atlas.i18n import _
from atlas.publish import own_data as own_rows
from atlas.publish import publishing, uploads
from atlas.publish import wording as publish_wording
from atlas.publish.own_data import Draft
from atlas.publish.publishing import NothingNew, Published, Reason
from atlas.state import access, own_data, session
from atlas.state.access import Action
from atlas.state.session import UploadedFile
from atlas.text import markdown
from data.build import NotWritten
from data.problems import BadData
from data.published import DamagedLog, NoLock

FAILURES = (access.Denied, NothingNew, publishing.Refused, BadData, NotWritten, NoLock, DamagedLog)


def offer(file: UploadedFile, draft: Draft) -> None:
    """Let editors publish the rows; tell all others how that is done."""
    _tell_outcome()
    if not draft.rows:
        return
    with st.expander(_("Publish for everybody"), icon=":material/public:", key="upload-publish"):
        if _may_publish():
            _offer_button(file, draft)
        else:
            _explain()
        _offer_file(file, draft)


def _may_publish() -> bool:
    try:
        return access.who().may(Action.PUBLISH)
    except access.BadSettings:
        logging.exception("secrets.toml does not say who may publish.")
        return False


def _offer_button(file: UploadedFile, draft: Draft) -> None:
    key = session.file_answer("why")
    st.text_input(
        _("Why are they published?"),
        key=key.name,
        max_chars=publishing.LONGEST,
        placeholder=_("Figures of our programme, 2026"),
    )
    number = own_rows.read_base().log.number
    st.button(
        _("Publish as a new version"),
        key="publish_upload",
        icon=":material/publish:",
        on_click=functools.partial(_publish, file.name, draft, number),
        help=_(
            "Everybody sees it at once; it can be taken back by bringing an older version back."
        ),
    )


def _publish(name: str, draft: Draft, looked_at: int) -> None:
    """Publish, if the person may do that at this moment; keep what to say of it."""
    why = str(session.file_answer("why").get() or "")
    try:
        # asked anew, whatever the page showed: the button may be pressed by hand
        who = access.require(Action.PUBLISH)
        done = publishing.publish(
            draft.request,
            Reason(who.name, why, who.account),
            source_file=name,
            database=database.DATABASE,
            looked_at=looked_at,
        )
    except access.BadSettings:
        logging.exception("secrets.toml does not say who may publish.")
        session.PUBLISH_OUTCOME.put((False, _("Nobody may publish until the settings are mended.")))
    except BadData as error:
        words = publish_wording.count_problems(len(error.problems))
        session.PUBLISH_OUTCOME.put((False, f"{words} {error.problems[0]}"))
    except FAILURES as error:
        session.PUBLISH_OUTCOME.put((False, str(error)))
    else:
        # what everybody sees now is no longer this reader's own
        own_data.remove()
        session.PUBLISH_OUTCOME.put((True, _describe(done)))


def _describe(done: Published) -> str:
    kinds = (publish_wording.kind_of(change) for change in done.changes)
    words = _("Version {number} is published ({version}): {changes}.").format(
        number=done.number,
        version=done.data_version,
        changes=publish_wording.count_kinds(kinds) or _("no row changes"),
    )
    if done.is_in_database:
        return words
    return words + " " + _("The database could not be replaced; “python -m data.build” does it.")


def _tell_outcome() -> None:
    outcome = session.PUBLISH_OUTCOME.pop()
    if outcome is None:
        return
    done, words = outcome
    if done:
        st.success(markdown.escape(words), icon=":material/check:")
    else:
        st.error(markdown.escape(words), icon=":material/error:")


def _explain() -> None:
    st.markdown(
        _(
            "Only editors publish over the web, after a login. Without a login, whoever runs this "
            "installation does it on the command line, with the rows as a file:"
        )
    )


def _offer_file(file: UploadedFile, draft: Draft) -> None:
    name = f"{PurePath(file.name).stem}_" + _("rows")
    st.download_button(
        _("Rows to publish (.zip)"),
        data=functools.partial(uploads.pack, draft),
        file_name=f"{name}.zip",
        mime="application/zip",
        key="rows_file",
        icon=":material/download:",
        on_click="ignore",
    )
    reason = _("Figures of our programme, 2026")
    st.code(
        f'python -m atlas publish "{name}.zip" --why "{reason}"',
        language=None,
        wrap_lines=True,
    )
