"""Every trace of every chart says what it is for, or is known to hold plain data."""

from typing import Any, get_args

import pytest

from atlas import gallery
from atlas.charts.base.trace_role import TraceRole
from atlas.gallery import CHARTS
from atlas.model.view import View
from atlas.text import label_periods
from tests.atlas import about_one
from tests.atlas.charts.every_chart import PICKED
from tests.atlas.exports.pptx import test_slides

#: charts with traces in no role, and what these hold: exports draw them as they are
PLAIN = {
    "changes": "bars of one kind of milestone each",
    "foundings": "bars of the years",
    "distribution": "dots, one a cluster, and the medians of groups",
    "lifelines": "milestones of one kind each, and the line that they stand on",
    "scatter": "circles of one group each, and their entries in the legend",
    "peer-strips": "the cluster's entry in the legend",
}
#: trace types that say by themselves what they are for
WHOLE_CHARTS = {"table"}
EVERY: list[tuple[str, dict[str, str]]] = [
    *((name, {}) for name in sorted(CHARTS)),
    *((name, options) for name, options in test_slides.CHARTS if options),
]


def traces(name: str, options: dict[str, str], view: View) -> list[Any]:
    view = view.only(PICKED) if name.startswith("side-by-side") else view
    try:
        drawing = gallery.draw(name, view, **about_one.options(name) | options)
    except gallery.NothingToDraw:
        assert name == "changes-in-data", "no earlier version is kept here"
        return []
    return list(drawing.figure.data)


@pytest.mark.parametrize(("name", "options"), EVERY, ids=str)
def test_every_trace_has_a_known_role_or_is_plain(
    name: str, options: dict[str, str], view: View
) -> None:
    roles = [
        TraceRole.of(trace.meta, name)
        for trace in traces(name, options, view)
        if trace.type not in WHOLE_CHARTS
    ]
    assert (None in roles) == (name in PLAIN and bool(roles))


def test_the_statuses_of_labels_are_roles() -> None:
    drawn = set(get_args(label_periods.Status)) - {"undated"}
    assert drawn <= set(TraceRole)
