"""What the reader's file comes to: problems with remedies, what it changes, and the look at it."""

import functools
from pathlib import PurePath

import pandas
import streamlit as st

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.intake import comments, limits, wording
from atlas.intake.reading import Problem, Reading
from atlas.model import metrics
from atlas.model.metrics import Metric
from atlas.publish import own_data as own_rows
from atlas.publish import wording as publish_wording
from atlas.publish.comparison import RowChange
from atlas.publish.own_data import Draft, LeftOut
from atlas.publish.uploads import Upload
from atlas.state import own_data, upload
from atlas.state.session import UploadedFile
from atlas.text import markdown
from atlas.ui import links, table, upload_file

#: in which order the preview lists what happens to a figure
ORDER = ("conflicting", "changed", "new", "unchanged")
WIDTHS = (26, 18, 14, 22, 20)
PROBLEM_WIDTHS = (14, 20, 18, 26, 22)


def refuse(reading: Reading) -> None:
    """Say why nothing of the file can be used, and what would help."""
    why = wording.explain(reading.refused)
    st.error(markdown.escape(f"{why} {wording.advise(reading.refused)}"), icon=":material/error:")


def summarise(file: UploadedFile, reading: Reading, laid: Upload) -> None:
    """Say what came of the file, and offer to look at it on all pages."""
    figures = laid.draft.rows.get("observation", ())
    clusters = {row["cluster_id"] for row in figures}
    words = [
        ngettext("{count} figure", "{count} figures", len(figures)).format(
            count=i18n.number(len(figures))
        ),
        ngettext("about {count} cluster", "about {count} clusters", len(clusters)).format(
            count=i18n.number(len(clusters))
        ),
    ]
    problems = len(reading.problems) + len(laid.draft.left_out)
    beside = (
        ngettext(
            "{count} problem is listed below; all else can be used.",
            "{count} problems are listed below; all else can be used.",
            problems,
        ).format(count=i18n.number(problems))
        if problems
        else _("There is no problem in it.")
    )
    st.subheader(" ".join(words), anchor=False)
    st.markdown(beside)
    is_shown = _is_shown(laid.draft)
    with st.container(horizontal=True, vertical_alignment="center", key="ways-to-look"):
        st.button(
            _("Look at them privately on all pages"),
            key="look_privately",
            type="primary",
            icon=":material/visibility:",
            disabled=not laid.draft.rows or is_shown,
            on_click=upload.look,
            args=(file.name, laid),
            help=_(
                "For this session only: nothing is stored, nobody else sees them, and they are "
                "gone when you close the page."
            ),
        )
        if is_shown:
            _lead_on()


def _is_shown(draft: Draft) -> bool:
    own = own_data.get()
    return own is not None and own.rows == draft.rows


def _lead_on() -> None:
    """Show ways to the pages on which the figures can be seen now."""
    for script, words, icon in (
        ("map", _("See them on the map"), ":material/map:"),
        ("clusters", _("In the list of clusters"), ":material/list_alt:"),
    ):
        st.page_link(links.SCRIPTS / f"{script}.py", label=markdown.escape(words), icon=icon)


def show_problems(file: UploadedFile, reading: Reading, draft: Draft) -> None:
    """List every problem with its place and remedy, and offer the file with comments on them."""
    rows = [_describe(problem) for problem in reading.problems]
    rows += [_describe_left_out(left) for left in draft.left_out]
    if not rows:
        return
    words = ngettext("{count} problem", "{count} problems", len(rows))
    title = words.format(count=i18n.number(len(rows)))
    with st.expander(title, icon=":material/report:", key="upload-problems"):
        notes = [
            (problem.sheet, problem.cell, f"{problem.why} {problem.remedy}".strip())
            for problem in reading.problems
            if problem.kind != reading.refused
        ]
        if notes:
            _offer_annotated(file, reading, notes)
        headings = [_("Where"), _("Organisation"), _("It says"), _("What is wrong"), _("Remedy")]
        shown = pandas.DataFrame(rows, columns=headings, dtype=object)
        table.listed(shown, "upload-problems", title, title, PROBLEM_WIDTHS)


def _describe(problem: Problem) -> list[str]:
    place = f"{problem.sheet}!{problem.cell}" if problem.sheet and problem.cell else problem.cell
    says = problem.found if problem.found not in (problem.organisation, problem.sheet) else ""
    where = place or problem.sheet or problem.column or _("the file")
    return [where, problem.organisation, says[:120], problem.why, problem.remedy]


def _describe_left_out(left: LeftOut) -> list[str]:
    row, problem = left.row, left.problem
    says = str(row.get(problem.column) or "")
    about = str(row.get("name") or row.get("cluster_id") or row.get("title") or "")
    return [
        str(row.get("locator") or problem.file),
        about,
        says[:120],
        problem.wrong,
        problem.remedy,
    ]


def _offer_annotated(
    file: UploadedFile, reading: Reading, notes: list[tuple[str, str, str]]
) -> None:
    name = f"{PurePath(file.name).stem}_" + _("comments")
    st.download_button(
        _("Your file with a comment on each of these cells (Excel)"),
        data=functools.partial(_annotate, file.data, reading.format, notes, i18n.current()),
        file_name=f"{name}.xlsx",
        mime=upload_file.MIME,
        key="annotated_file",
        icon=":material/download:",
        on_click="ignore",
    )


def _annotate(data: bytes, form: str, notes: list[tuple[str, str, str]], language: str) -> bytes:
    with i18n.speaking(language):
        try:
            return comments.annotate(data, form, notes)
        except limits.Refused as refused:
            return wording.explain(refused.kind).encode()


def preview(draft: Draft) -> None:
    """Show per cluster what is new, changed, contradicted or the same."""
    changes = [
        change for change in draft.comparison.changes if change.table in ("observation", "cluster")
    ]
    if not changes:
        return
    kinds = sorted(
        (change.kind for change in changes if change.table == "observation"), key=ORDER.index
    )
    title = _("What changes: {words}").format(words=publish_wording.count_kinds(kinds) or "–")
    with st.expander(markdown.escape(title), icon=":material/difference:", key="upload-preview"):
        st.caption(
            _(
                "Conflicting: another source states something else for the same date. Both stay; "
                "which one charts show is decided by the same rule as for all figures."
            )
        )
        headings = [_("Cluster"), _("Metric"), _("What happens"), _("Known so far"), _("Yours")]
        shown = pandas.DataFrame(_list_changes(changes), columns=headings, dtype=object)
        table.listed(shown, "upload-preview", title, title, WIDTHS)


def _list_changes(changes: list[RowChange]) -> list[list[str]]:
    tables = own_rows.read_base().whole.tables
    names = {str(row["cluster_id"]): str(row["name"]) for row in tables["cluster"]}
    names |= {
        str(change.new["cluster_id"]): str(change.new["name"])
        for change in changes
        if change.table == "cluster" and change.new
    }
    patterns = {str(row["qualifier"]): row.cells for row in tables["qualifier"]}
    every = metrics.all_metrics()
    ordered = sorted(
        (change for change in changes if change.table == "observation"),
        key=lambda change: (
            names.get(change.cluster_id or "", "").casefold(),
            list(every).index(change.about) if change.about in every else 0,
            ORDER.index(change.kind) if change.kind in ORDER else 0,
        ),
    )
    return [
        [
            names.get(change.cluster_id or "", change.cluster_id or ""),
            every[change.about].label if change.about in every else change.about,
            publish_wording.name_kind(change.kind),
            _state(change.old, every[change.about], patterns),
            _state(change.new, every[change.about], patterns),
        ]
        for change in ordered
    ]


def _state(
    row: dict[str, object] | None, metric: Metric, patterns: dict[str, dict[str, object]]
) -> str:
    """Return what a row states: the value with its hedge, and its date."""
    if row is None:
        return "–"
    pattern = patterns.get(str(row["qualifier"]), {})
    value = row["value"]
    between = {"low": row.get("low") or value, "high": row.get("high") or value}
    written = metric.hedged({**row, **pattern, **between})
    as_of = row["as_of"]
    if not metric.dated:
        return written
    return f"{written} ({i18n.date(str(as_of) if as_of else None)})"
