"""The presentation that this session collects: kept while pages change, with undo."""

from dataclasses import dataclass

import streamlit as st

from atlas.exports.pptx.template.opening import Template, open_template
from atlas.gallery import presentation
from atlas.gallery.presentation import Item, Items
from atlas.i18n import _, ngettext

KEY = "presentation"
BEFORE = "presentation_before"
MOST_STEPS = 20
TEMPLATE = "template"
WIDE = "template_wide"


def items() -> Items:
    """Return the charts on the list."""
    found: Items = st.session_state.get(KEY, ())
    return found


def change(to: Items) -> None:
    """Replace the list, keeping those before for undo. Only for callbacks."""
    before = (*st.session_state.get(BEFORE, ()), items())
    st.session_state[BEFORE] = before[-MOST_STEPS:]
    st.session_state[KEY] = to


def undo() -> None:
    """Take back the last change. Only for callbacks."""
    *before, last = st.session_state[BEFORE]
    st.session_state[KEY], st.session_state[BEFORE] = last, tuple(before)


def can_undo() -> bool:
    """Return whether there is a change to take back."""
    return bool(st.session_state.get(BEFORE))


@dataclass(frozen=True)
class TemplateChoice:
    """The reader's own template when one was uploaded in this session, else the house's."""

    data: bytes | None
    wide: bool

    def open(self) -> Template:
        """Return a fresh template, without slides. Raises BadTemplate."""
        return open_template(self.data, self.wide)


def template() -> TemplateChoice:
    """Return the template that this session has chosen."""
    held: tuple[str, bytes] | None = st.session_state.get(TEMPLATE)
    return TemplateChoice(held[1] if held else None, bool(st.session_state.get(WIDE, True)))


def add(item: Item) -> None:
    """Put a chart on the list, and say so. Only for callbacks."""
    if len(items()) >= presentation.MOST_ITEMS:
        full = _("The presentation is full: it holds {most} charts.")
        st.toast(full.format(most=presentation.MOST_ITEMS), icon=":material/warning:")
        return
    change((*items(), item))
    count = len(items())
    said = ngettext(
        "Added. The presentation has {count} chart.",
        "Added. The presentation has {count} charts.",
        count,
    )
    st.toast(said.format(count=count), icon=":material/slideshow:")
