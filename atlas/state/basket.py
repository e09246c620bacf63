"""The presentation that this session collects: kept while pages change, with undo."""

from dataclasses import dataclass

import streamlit as st

from atlas.exports.pptx.template.opening import Template, open_template
from atlas.gallery import presentation
from atlas.gallery.presentation import Item, Items
from atlas.i18n import _, ngettext
from atlas.state import session

MOST_STEPS = 20


def get_items() -> Items:
    """Return the charts on the list."""
    return session.BASKET.get()


def change(to: Items) -> None:
    """Replace the list, keeping those before for undo. Only for callbacks."""
    session.BASKETS_BEFORE.put((*session.BASKETS_BEFORE.get(), get_items())[-MOST_STEPS:])
    session.BASKET.put(to)


def undo() -> None:
    """Take back the last change. Only for callbacks."""
    *before, last = session.BASKETS_BEFORE.get()
    session.BASKET.put(last)
    session.BASKETS_BEFORE.put(tuple(before))


def can_undo() -> bool:
    """Return whether there is a change to take back."""
    return bool(session.BASKETS_BEFORE.get())


@dataclass(frozen=True)
class TemplateChoice:
    """The reader's own template when one was uploaded in this session, else the house's."""

    data: bytes | None
    wide: bool

    def open(self) -> Template:
        """Return a fresh template, without slides. Raises BadTemplate."""
        return open_template(self.data, self.wide)


def get_template() -> TemplateChoice:
    """Return the template that this session has chosen."""
    uploaded = session.TEMPLATE.get()
    return TemplateChoice(uploaded.data if uploaded else None, session.IS_WIDE.get())


def add(item: Item) -> None:
    """Put a chart on the list, and say so. Only for callbacks."""
    if len(get_items()) >= presentation.MOST_ITEMS:
        words = _("The presentation is full: it holds {most} charts.")
        st.toast(words.format(most=presentation.MOST_ITEMS), icon=":material/warning:")
        return
    change((*get_items(), item))
    count = len(get_items())
    words = ngettext(
        "Added. The presentation has {count} chart.",
        "Added. The presentation has {count} charts.",
        count,
    )
    st.toast(words.format(count=count), icon=":material/slideshow:")
