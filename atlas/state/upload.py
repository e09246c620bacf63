"""The reader's own file in this session: what was answered to it, and what was corrected before."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from atlas import intake
from atlas.intake import wording
from atlas.intake.reading import Answers, Column, Reading, Table
from atlas.intake.rows import Choices, DeclaredSource
from atlas.publish import own_data as own_rows
from atlas.publish import uploads
from atlas.publish.uploads import Upload
from atlas.state import own_data, session
from atlas.state.session import UploadedFile

#: shapes of tables of which corrections are kept, the newest
MOST_SHAPES = 100
CLUSTERS, REGIONS, SECTORS = "clusters", "regions", "sectors"
#: the decision of the sector of all that name none
ANY = ""


def take(name: str, data: bytes) -> None:
    """Begin with a new file."""
    session.UPLOAD.put(UploadedFile(name, data, datetime.date.today().isoformat()))
    session.UPLOAD_NUMBER.put(session.UPLOAD_NUMBER.get() + 1)
    for key in (session.ANSWERS, session.READING, session.LAID, session.DECISIONS):
        key.pop()


def forget() -> None:
    """Let go of the file, and of all that was made of it. Only for callbacks."""
    for key in (session.UPLOAD, session.ANSWERS, session.READING, session.LAID, session.DECISIONS):
        key.pop()
    session.UPLOAD_NUMBER.put(session.UPLOAD_NUMBER.get() + 1)


def answers() -> Answers:
    """Return what was answered to the file so far."""
    return session.ANSWERS.get() or Answers()


def read(file: UploadedFile) -> Reading:
    """Return what came of the file, read anew when something else was answered."""
    first = session.ANSWERS.get() is None
    reading = _read(file, answers())
    if first:
        remembered = _recall(reading)
        session.ANSWERS.put(Answers(roles=remembered))
        if remembered:
            reading = _read(file, answers())
    return reading


def _read(file: UploadedFile, given: Answers) -> Reading:
    mark = json.dumps(asdict(given), sort_keys=True)
    kept = session.READING.get()
    if kept is None or kept[0] != mark:
        kept = (mark, intake.read(file.data, file.name, given))
        session.READING.put(kept)
    return kept[1]


def is_read() -> bool:
    """Return whether the file is read as it was answered."""
    kept = session.READING.get()
    return kept is not None and kept[0] == json.dumps(asdict(answers()), sort_keys=True)


def agree(kind: str, agreed: bool) -> None:
    """Answer a question about the file. Only for callbacks."""
    given = answers()
    others = [other for other in given.agreed if other != kind]
    session.ANSWERS.put(replace(given, agreed=[*others, kind] if agreed else others))


def correct(table: Table, column: Column, role: str) -> None:
    """Say what a column holds, blank for nothing, and remember it. Only for callbacks."""
    given = answers()
    session.ANSWERS.put(replace(given, roles={**given.roles, column.id: role}))
    place = str([other.id for other in table.columns].index(column.id))
    shapes = dict(session.CORRECTIONS.get())
    shapes[table.shape] = {**shapes.pop(table.shape, {}), place: role}
    session.CORRECTIONS.put(dict(list(shapes.items())[-MOST_SHAPES:]))


def skip(table_id: str, skipped: bool) -> None:
    """Leave a table of the file out, or take it in again. Only for callbacks."""
    given = answers()
    others = [other for other in given.skipped if other != table_id]
    session.ANSWERS.put(replace(given, skipped=[*others, table_id] if skipped else others))


def date(tables: list[Table], as_of: str) -> None:
    """Say when the figures hold of tables that do not say so themselves. Only for callbacks."""
    given = answers()
    own = {table.id for table in tables if table.as_of and table.id not in given.dates}
    dates = {table.id: as_of for table in tables if table.id not in own and as_of}
    session.ANSWERS.put(replace(given, dates=dates))


def _recall(reading: Reading) -> dict[str, str]:
    """Return the corrections of earlier files of the same shape, by the columns of this one."""
    recalled = {}
    for table in reading.tables:
        kept = session.CORRECTIONS.get().get(table.shape, {})
        for place, column in enumerate(table.columns):
            role = kept.get(str(place))
            if role is not None and role != column.role:
                recalled[column.id] = role
    return recalled


def decisions(kind: str) -> Mapping[str, str]:
    """Return what was decided of names of one kind."""
    return session.DECISIONS.get().get(kind, {})


def decide(kind: str, name: str, chosen: str | None) -> None:
    """Say what a name in the file means; None: as it was matched. Only for callbacks."""
    every = session.DECISIONS.get()
    of_kind = {known: means for known, means in every.get(kind, {}).items() if known != name}
    if chosen is not None:
        of_kind[name] = chosen
    session.DECISIONS.put({**every, kind: of_kind})


def lay(reading: Reading, source: DeclaredSource) -> Upload:
    """Return what the file adds to all that is known, as it was decided."""
    base = own_rows.read_base()
    read_with = session.READING.get()
    decided = session.DECISIONS.get()
    parts = [read_with and read_with[0], asdict(source), decided, base.version]
    mark = hashlib.sha256(json.dumps(parts, sort_keys=True, default=dict).encode()).hexdigest()
    kept = session.LAID.get()
    if kept is None or kept[0] != mark:
        choices = Choices(
            clusters=decisions(CLUSTERS),
            sectors={name: means for name, means in decisions(SECTORS).items() if name != ANY},
            regions=decisions(REGIONS),
            sector=decisions(SECTORS).get(ANY, ""),
        )
        kept = (mark, uploads.lay(reading, source, choices, base))
        session.LAID.put(kept)
    return kept[1]


def look(name: str, upload: Upload) -> None:
    """Show the rows of the file on all pages of this session. Only for callbacks."""
    own_data.show(own_rows.OwnData(name, upload.draft))


def save_corrections() -> str:
    """Return the corrections as the browser keeps them; blank when there are none."""
    kept = session.CORRECTIONS.get()
    return json.dumps(kept) if kept else ""


def load_corrections(text: str) -> None:
    """Take corrections back from the browser. What it says is a stranger's. Only for callbacks."""
    try:
        kept = json.loads(text[:200_000])
    except (ValueError, RecursionError):
        return
    if not isinstance(kept, dict):
        return
    roles = {"", *wording.list_roles()}
    taken = {}
    for shape, columns in list(kept.items())[-MOST_SHAPES:]:
        if isinstance(columns, dict):
            taken[str(shape)[:64]] = {
                str(place): role
                for place, role in list(columns.items())[:1000]
                if isinstance(role, str) and role in roles
            }
    session.CORRECTIONS.put({**taken, **session.CORRECTIONS.get()})
