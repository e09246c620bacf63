"""What the start page says to who sees it first: what this is, and three questions to ask."""

from dataclasses import dataclass, replace

import streamlit as st

from atlas import i18n
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model.selection import Selection
from atlas.model.view import View
from atlas.ui import links


@dataclass(frozen=True)
class Question:
    """A question in words, the sign before it, and the chart that answers it."""

    words: str
    icon: str
    answer: Item


def list_questions(view: View) -> list[Question]:
    """Return three questions that open views of their own, at the year that is looked at."""
    known = view.known
    cars = Selection(view.year, groups=("all-automotive-mobility",), regions=("DE-SL",))
    around = replace(cars, **known.with_neighbours(cars.regions, cars.countries))  # type: ignore[arg-type]
    aircraft = Selection(view.year, groups=("all-aerospace-space",))
    return [
        Question(
            _("How many members do automotive clusters in Saarland and its neighbours have?"),
            ":material/leaderboard:",
            Item("ranking", {"metric": "members"}, around.address(known)),
        ),
        Question(
            _("In which regions do aerospace clusters have the most members?"),
            ":material/map:",
            Item("map", {"metric": "members"}, aircraft.address(known)),
        ),
        Question(
            _("Which clusters are most like Silicon Saxony, and where does it stand among them?"),
            ":material/groups:",
            Item(
                "peer-table",
                {"cluster": "silicon-saxony"},
                Selection(view.year).address(known),
            ),
        ),
    ]


def introduce(view: View) -> None:
    """Say what the dashboard is, in two sentences."""
    known = view.known
    st.header(_("What clusters report, and how sure it is"), anchor=False)
    st.markdown(
        _(
            "Members, staff, events and labels of {count} cluster organisations in Germany and "
            "Europe. Every figure carries its source, its date and its certainty, down to the "
            "slide that you take along."
        ).format(count=i18n.number(len(known.clusters)))
    )


def show_questions(view: View) -> None:
    """Show the questions, each a link."""
    with st.container(border=True, key="questions"):
        for question in list_questions(view):
            links.show(question.answer, question.words, question.icon)
