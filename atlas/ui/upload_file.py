"""The reader's file: dropping it, reading it with progress, and a template to send to others."""

import functools
from pathlib import PurePath

import streamlit as st

from atlas import i18n
from atlas.i18n import _
from atlas.intake import limits, template
from atlas.intake.formats import FORMATS
from atlas.intake.reading import Reading
from atlas.intake.rows import DeclaredSource
from atlas.model import records
from atlas.model.view import View
from atlas.publish.uploads import Upload
from atlas.state import session, upload
from atlas.state.session import UploadedFile
from atlas.text import file_names, markdown

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: steps of the progress bar
STEPS = 3


def choose() -> UploadedFile | None:
    """Let a file be dropped; return the one that is there."""
    file = session.UPLOAD.get()
    if file:
        with st.container(horizontal=True, vertical_alignment="center", key="upload-file"):
            words = _("**{file}**, {size} kB").format(
                file=markdown.escape(file.name), size=i18n.number(max(1, len(file.data) / 1024))
            )
            st.markdown(f":material/description: {words}", width="content")
            st.button(
                _("Choose another file"),
                key="forget_upload",
                icon=":material/upload_file:",
                on_click=upload.forget,
            )
        return file
    st.info(
        _(
            "You see what was recognised, correct what is not right, and then look at your figures "
            "beside ours on every page. Nobody else sees them."
        ),
        icon=":material/lock_person:",
    )
    endings = sorted({ending for form in FORMATS for ending in form.endings})
    with st.container(key="upload"):
        dropped = st.file_uploader(
            _("Drop a spreadsheet here: CSV, TSV, XLSX, XLS, ODS or HTML"),
            type=endings,
            key=f"upload_{session.UPLOAD_NUMBER.get()}",
            max_upload_size=limits.BYTES // limits.MIB,
        )
    st.caption(
        _(
            "Up to {size} MB, {cells} cells. It may be as untidy as it is: title rows, two-row "
            "headings, several sheets, “ca. 120”. It is read in memory and never stored; formulas "
            "and links in it are not followed."
        ).format(size=i18n.number(limits.BYTES // limits.MIB), cells=i18n.number(limits.CELLS))
    )
    if dropped is None:
        return None
    upload.take(dropped.name, dropped.getvalue())
    st.rerun()


def read(file: UploadedFile) -> Reading:
    """Read the file, showing how far that is."""
    if upload.is_read():
        return upload.read(file)
    with st.empty():
        bar = st.progress(1 / STEPS, text=_("Reading the file …"))
        reading = upload.read(file)
        bar.empty()
    return reading


def lay(reading: Reading, source: DeclaredSource) -> Upload:
    """Hold what was read against all that is known, showing how far that is."""
    with st.empty():
        bar = st.progress(2 / STEPS, text=_("Matching names, checking every row …"))
        laid = upload.lay(reading, source)
        bar.empty()
    return laid


def offer_template(view: View) -> None:
    """Offer a spreadsheet with the clusters selected, to send to those who know the figures."""
    name = file_names.hyphenate(_("Template"))
    st.download_button(
        _("Template with the selected clusters ({count})").format(count=i18n.number(view.selected)),
        data=functools.partial(_write_template, view),
        file_name=f"cluster-atlas_{name}.xlsx",
        mime=MIME,
        key="template_file",
        icon=":material/download:",
        on_click="ignore",
        help=_(
            "An Excel file to send to managers: one row a cluster, headings in German and English. "
            "What they fill in is read without a question."
        ),
    )


def stem(file: UploadedFile) -> str:
    """Return the name of the file without its ending."""
    return PurePath(file.name).stem or file.name


def _write_template(view: View) -> bytes:
    rows = records.of(view.run("cluster_overview"))
    return template.write(
        {
            "name": row["name"],
            "seat_city": row["seat_city"],
            "founding_year": None if row["founding_year"] is None else int(row["founding_year"]),
        }
        for row in rows
    )
