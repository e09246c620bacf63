"""What a trace of a figure is for: charts say it, exports read it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from atlas.i18n import _

#: where a trace's `meta` holds its role
META_KEY = "role"
#: what stands at the end of a bar whose value has no upper end
OPEN_END = "▶"


class UnknownRole(ValueError):
    """A trace states a role that no export knows; the message names it, and the chart."""


class TraceRole(StrEnum):
    """What a trace is for.

    A trace without a role holds plain data: slides draw it by its type, and so do workbooks, unless
    a trace with a role in its panel decides the kind of chart. A workbook has no native chart for
    what stands on a map or in cells, so "slides" alone is said of these.
    """

    # --- rows and bars
    #: one bar or dot a row, in the order of the rows; slides and workbooks
    VALUES = "values"
    #: words above the rows; labels at the rows on slides and in workbooks
    NAMES = "names"
    #: paper-coloured rims around whiskers; the screen alone
    CASING = "casing"

    # --- lines over time
    #: a value at the year that a source states it for; slides and workbooks
    OBSERVED = "observed"
    #: the last observed value in the years after it; slides and workbooks
    CARRIED = "carried"
    #: a value of an undated text, level over the time in which that was written; slides
    WINDOW = "window"
    #: the line from one observed value to the next; slides, as the workbook's own lines do it
    JOINED = "joined"
    #: the name of a line beside its last point; the screen alone, exports have a legend
    ENDS = "ends"

    # --- labels and events over time, one row each
    #: a label that is valid in the year looked at, from award to expiry; slides and workbooks
    VALID = "valid"
    #: a label that has ended by then; slides and workbooks
    ENDED = "ended"
    #: a label whose end no source states; slides and workbooks
    OPEN = "open"
    #: when a label ends; slides and workbooks
    EXPIRY = "expiry"
    #: when a label was awarded; slides and workbooks
    AWARDS = "awards"
    #: a thin line through a row, from the first year to the last; slides and workbooks
    LANE = "lane"
    #: how long a label or a membership holds; slides and workbooks
    PERIOD = "period"
    #: one event or state in the life of a cluster; slides and workbooks
    HAPPENED = "happened"

    # --- comparison
    #: the peers of a cluster; slides and workbooks
    PEERS = "peers"
    #: the cluster that is compared with its peers; slides and workbooks
    CLUSTER = "cluster"
    #: the line where a sector is as common as everywhere; slides and workbooks
    EQUAL = "equal"
    #: location quotients, one dot a row; slides and workbooks
    QUOTIENTS = "quotients"

    # --- maps and cells
    #: regions shaded by a value; slides
    SHADED = "shaded"
    #: regions whose clusters report no value, hatched; slides
    NOT_REPORTED = "not reported"
    #: the slanted lines of a hatched region; the screen alone, slides hatch the region itself
    HATCHING = "hatching"
    #: regions without a selected cluster, left blank; slides
    OUTLINE = "outline"
    #: regions that one cluster covers; slides
    COVERED = "covered"
    #: the seat of one cluster; slides
    SEAT = "seat"
    #: the seats of many clusters, as circles; slides
    SEATS = "seats"
    #: a circle of the key that shows a size; slides, as the screen has shapes for it
    SIZE = "size"
    #: an entry of the key for regions without a shade; slides
    KEY = "key"
    #: the cells of a heatmap; slides
    CELLS = "cells"

    def meta(self, **more: Any) -> dict[str, Any]:
        """Return the `meta` of a trace in this role. `more`: what else exports have to know."""
        return {META_KEY: self.value, **more}

    @classmethod
    def of(cls, meta: Any, chart: str = "") -> "TraceRole | None":
        """Return the role that a trace's `meta` states; None when it states none.

        `chart`: the name of the figure, for the message. Raises UnknownRole.
        """
        stated = meta.get(META_KEY) if isinstance(meta, Mapping) else None
        if stated is None:
            return None
        try:
            return cls(stated)
        except ValueError:
            sentence = _(
                "“{chart}” has a trace in the role “{role}”, which no export knows. Known roles: "
                "{known}."
            )
            known = ", ".join(sorted(cls))
            message = sentence.format(chart=chart, role=stated, known=known)
            raise UnknownRole(message) from None


#: what only a screen draws
SCREEN_ONLY = frozenset({TraceRole.ENDS, TraceRole.CASING, TraceRole.HATCHING})
