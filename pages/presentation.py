"""Presentation: the charts collected, in order, and one deck or workbook of them all."""

import streamlit as st

from atlas.gallery import NoChart, NothingToDraw, presentation
from atlas.gallery.presentation import Item, Items
from atlas.i18n import _, ngettext
from atlas.state import basket, session
from atlas.text import markdown, own_data
from atlas.text.chart_text import ChartText
from atlas.ui import chart as chart_card
from atlas.ui import deck_builder, filters, frame, kept_list, table

#: with more charts than this they are shown closed, so that the page stays quick
MOST_OPEN = 12


def offer_start() -> None:
    """Offer ways to begin: a ready briefing, or a list saved before."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="start"):
        st.button(
            _("Portfolio briefing"),
            key="briefing",
            icon=":material/auto_awesome:",
            on_click=add_briefing,
            disabled=not view.selected,
            help=_("Puts a ready set of charts for the current selection on the list."),
        )
        with st.popover(_("Open a saved list"), icon=":material/folder_open:"):
            file = st.file_uploader(
                _("File of a list"), type="json", key="list_file", max_upload_size=1
            )
            if file is not None:
                offer_list(file.getvalue())


def add_briefing() -> None:
    """Put the briefing for the current selection at the end of the list."""
    together = (*basket.get_items(), *presentation.briefing(view))
    basket.change(together[: presentation.MOST_ITEMS])
    if len(together) > presentation.MOST_ITEMS:
        full = _("The presentation is full: it holds {most} charts.")
        st.toast(full.format(most=presentation.MOST_ITEMS), icon=":material/warning:")


def offer_list(data: bytes) -> None:
    """Offer to open the list in a file, or say what is wrong with it."""
    try:
        items = presentation.load(data)
    except presentation.BadPresentation as error:
        st.error(markdown.escape(str(error)))
        return
    label = ngettext("Open {count} chart", "Open {count} charts", len(items))
    st.button(
        label.format(count=len(items)),
        key="open_list",
        type="primary",
        on_click=basket.change,
        args=(items,),
        help=_("Replaces the list; Undo brings the old one back."),
    )


def show_item(place: int, item: Item, items: Items) -> None:
    """Show one chart of the list, with what can be done to it."""
    with st.container(border=True, key=f"item-{place}"):
        try:
            drawing = item.draw(view.known)
            text = ChartText.of(drawing.figure)
            st.markdown(f"**{place + 1}.** {markdown.escape(item.title or text.title)}")
            st.caption(markdown.escape(text.subtitle))
            if item.has_lost_own():
                st.warning(own_data.gone(), icon=":material/lock_person:")
        except (NothingToDraw, NoChart) as error:
            drawing = None
            st.markdown(f"**{place + 1}.**")
            if item.has_lost_own():
                st.warning(own_data.gone(), icon=":material/lock_person:")
            st.warning(markdown.escape(str(error)))
        edit_words(place, item, items)
        offer_order(place, items)
        if drawing:
            with st.expander(
                _("Chart"), expanded=len(items) <= MOST_OPEN, key=f"show-{place}", on_change="rerun"
            ) as shown:
                if shown.open:
                    if table.is_wanted():
                        table.show_rows(drawing, f"item-{place}")
                    else:
                        chart_card.show_figure(drawing.figure, f"item-{place}")
                    table.choice(text.title, f"item-{place}")


def edit_words(place: int, item: Item, items: Items) -> None:
    """Let a title and a comment of one's own be written."""
    title, comment = session.slide_title(place), session.slide_comment(place)
    title.put(item.title)
    comment.put(item.comment)

    def write() -> None:
        basket.change(presentation.reword(items, place, title.get(), comment.get()))

    left, right = st.columns(2)
    with left:
        st.text_input(
            _("Title on the slide"),
            key=title.name,
            on_change=write,
            max_chars=presentation.LONGEST_TITLE,
            placeholder=_("as the chart says"),
        )
    with right:
        st.text_input(
            _("Comment on the slide"),
            key=comment.name,
            on_change=write,
            max_chars=presentation.LONGEST_COMMENT,
            placeholder=_("none"),
        )


def offer_order(place: int, items: Items) -> None:
    """Offer to move the chart up or down, or to take it off the list."""
    last = len(items) - 1
    with st.container(horizontal=True, key=f"order-{place}"):
        for by, icon, label, disabled in (
            (-1, ":material/arrow_upward:", _("Up"), place == 0),
            (1, ":material/arrow_downward:", _("Down"), place == last),
        ):
            st.button(
                markdown.bare(label),
                key=f"move-{place}-{by}",
                icon=icon,
                disabled=disabled,
                on_click=basket.change,
                args=(presentation.move(items, place, by),),
            )
        st.button(
            _("Remove"),
            key=f"remove-{place}",
            icon=":material/delete:",
            on_click=basket.change,
            args=(presentation.remove(items, place),),
        )


view = filters.read_view()
charts = basket.get_items()
st.subheader(_("Your slides"), anchor=False)
offer_start()
with st.container(horizontal=True):
    if basket.can_undo():
        st.button(_("Undo"), key="undo", icon=":material/undo:", on_click=basket.undo)
    if charts:
        st.download_button(
            _("Save the list"),
            data=presentation.save(charts),
            file_name="cluster-atlas-presentation.json",
            mime="application/json",
            icon=":material/save:",
            on_click="ignore",
        )
        st.button(
            _("Empty the list"),
            key="empty",
            icon=":material/delete_sweep:",
            on_click=basket.change,
            args=((),),
        )
if not charts:
    st.info(
        _("The list is empty. “Add to presentation” under any chart puts it here.")
        + " "
        + _("Or begin with a portfolio briefing for the current selection.")
    )
    raise frame.End
st.caption(kept_list.describe())
deck_builder.show(charts, view.known)
for position, chart in enumerate(charts):
    show_item(position, chart, charts)
