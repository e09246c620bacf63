"""A reader without a browser, who sets the controls of a page over the server's own WebSocket."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60
#: what shows something: marks, rows, a picture, or a sentence that says why there is nothing
SHOWS = ("plotly_chart", "alert")
ROWS = re.compile(r"<table\b.*<td\b", re.DOTALL)


@dataclass(frozen=True)
class Control:
    """A control: its id, its kind in the protocol, and the values that it offers."""

    id: str
    kind: str
    values: tuple[Any, ...]

    @property
    def key(self) -> str:
        """Return the key under which the page made it."""
        return re.sub(r"^\$\$[A-Z]+-[0-9a-f]+-", "", self.id)


@dataclass
class Screen:
    """What a run of a page brought: faults, controls, buttons, and what shows something."""

    faults: list[str] = field(default_factory=list)
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def take(self, message: ForwardMsg) -> None:
        """Take in one element."""
        element = message.delta.new_element
        kind = str(element.WhichOneof("type") or "")
        one: Any = getattr(element, kind, None)
        if kind == "exception":
            self.faults.append(f"{one.type}: {one.message}")
        elif kind == "alert" and one.format == one.ERROR:
            self.faults.append(one.body)
        elif kind in SHOWS:
            self.shown.append(kind)
        elif kind == "html" and ROWS.search(one.body):
            self.shown.append("rows")
            if re.search(r">(nan|None|NaT)<", one.body):
                self.faults.append("a cell says nan, None or NaT")
        elif kind == "button" and not one.disabled:
            self.buttons[one.id] = one.label
        control = _control(kind, one)
        if control:
            self.controls[control.id] = control


def _control(kind: str, one: Any) -> Control | None:
    if kind == "selectbox":
        return Control(one.id, kind, tuple(one.options))
    if kind == "button_group":
        return Control(one.id, kind, tuple(option.content for option in one.options))
    if kind == "multiselect":
        return Control(one.id, kind, tuple(one.options))
    if kind == "slider":
        return Control(one.id, kind, (one.min, one.max))
    if kind == "checkbox":
        return Control(one.id, kind, (True, False))
    return None


class Visit:
    """One session. `scripts`: the address of every page -> the id of its script."""

    def __init__(self, line: ClientConnection, script: str, query: str) -> None:
        """Talk over `line`; the page of `script` is at an address that ends in `query`."""
        self.line = line
        self.script = script
        self.query = query
        self.scripts: dict[str, str] = {}
        self.sent: dict[str, ForwardMsg] = {}

    def run(self, chosen: Mapping[Control, Any] | None = None, button: str = "") -> Screen:
        """Run the page with the controls set, or a button pressed; return what it shows."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.script
        for control, value in (chosen or {}).items():
            state = asked.rerun_script.widget_states.widgets.add(id=control.id)
            if control.kind == "selectbox":
                state.string_value = value
            elif control.kind == "checkbox":
                state.bool_value = value
            elif control.kind == "slider":
                state.double_array_value.data.append(value)
            else:
                state.string_array_value.data.append(value)
        if button:
            asked.rerun_script.widget_states.widgets.add(id=button).trigger_value = True
        self.line.send(asked.SerializeToString())
        return self._listen()

    def _listen(self) -> Screen:
        screen = Screen()
        while True:
            data = self.line.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.scripts = {
                    one.url_pathname: one.page_script_hash for one in message.navigation.app_pages
                }
                self.script = message.navigation.page_script_hash or self.script
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                self.sent[message.hash] = message
                screen.take(message)
            elif kind == "ref_hash":
                screen.take(self.sent[message.ref_hash])  # what was sent before is only named
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return screen
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    screen.faults.append("the script did not come to its end")
                    return screen
                screen = Screen()


@contextmanager
def visiting(home: str, script: str = "", query: str = "") -> Iterator[Visit]:
    """Open a session. `home`: such as 'localhost:8501'."""
    address = f"ws://{home}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        yield Visit(line, script, query)
