"""All that a chart says in words: title, selection, evidence, notes, sources, alternative text.

A figure carries it in `layout.meta`, as plain values that survive being written as JSON. Only this
module knows their names; whoever reads a figure asks `ChartText.of(figure)`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import plotly.graph_objects as go

from atlas import i18n
from atlas.i18n import _
from atlas.text import citation, dates

#: a longer description is no message at a glance
LONGEST_MESSAGE = 150
#: with more letters than this, the sources of a slide are counted instead of named
LONGEST_SOURCES = 400
MAKER = "Cluster Atlas"


@dataclass(frozen=True)
class ChartText:
    """All that a chart says in words, in the language in which it was drawn.

    `subtitle`: selection and year in words; `selection`, `year`: each alone (0 for no year).
    `metrics`: the id of what is counted, by the prefix of the columns that hold it. `columns`:
    headings of columns that only this chart has. `sources`: whole citations. `explanation`: how to
    read the chart. `file_name` has no ending.
    """

    title: str = ""
    subtitle: str = ""
    selection: str = ""
    year: int = 0
    unit: str = ""
    coverage: str = ""
    notes: tuple[str, ...] = ()
    explanation: str = ""
    alt: str = ""
    sources: tuple[str, ...] = ()
    first_as_of: str | None = None
    last_as_of: str | None = None
    metrics: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""

    @classmethod
    def of(cls, figure: go.Figure) -> "ChartText":
        """Return what `figure` says; all of it blank when it says nothing."""
        return cls.from_meta(figure.layout.meta or {})

    @classmethod
    def from_meta(cls, meta: Mapping[str, Any]) -> "ChartText":
        """Return what `to_meta` wrote. Raises TypeError for a name that is none of ours."""
        lists = {name: tuple(meta[name]) for name in ("notes", "sources") if name in meta}
        return cls(**{**meta, **lists})

    def to_meta(self) -> dict[str, Any]:
        """Return the text as plain values, for `layout.meta`."""
        return asdict(self) | {"notes": list(self.notes), "sources": list(self.sources)}

    def put_on(self, figure: go.Figure) -> None:
        """Write this text into `figure`, in place of any other."""
        figure.layout.meta = self.to_meta()

    def message(self) -> str:
        """Return what the chart shows in a short sentence; blank when it takes a longer one."""
        words = self.alt.removeprefix(self.title).lstrip(".: ")
        return "" if len(words) > LONGEST_MESSAGE else words

    def headline(self) -> str:
        """Return the message as the title of a slide, which ends without a full stop."""
        return self.message().removesuffix(".")

    def subtitle_line(self, under: str = "") -> str:
        """Return the line under the title: the selection, the year, the unit.

        `under`: the title that it stands under; where that is not the chart's own, the chart's own
        comes first in the line, so that it is never lost. A unit that either names is not said
        twice.
        """
        topic = self.title if under and under != self.title else ""
        named = f"{under} {topic}".casefold()
        unit = "" if self.unit.casefold() in named else self.unit
        return _join([topic, self.subtitle, unit])

    def evidence(self) -> list[str]:
        """Return coverage and notes, each as a line of its own."""
        return [line for line in (self.coverage, *self.notes) if line]

    def evidence_sentences(self, without: str = "") -> str:
        """Return coverage and notes as sentences in a row, apart from those in `without`."""
        ends = (".", "!", "?", "…")
        left = [line for line in self.evidence() if line.rstrip(".") not in without]
        return " ".join(line if line.endswith(ends) else f"{line}." for line in left)

    def source_summary(self) -> str:
        """Return how many sources there are, of which years: '3 sources, 2006–2025'."""
        if not self.sources:
            return ""
        counted = citation.count_sources(len(self.sources))
        if self.first_as_of and self.last_as_of:
            return f"{counted}, {dates.span(self.first_as_of, self.last_as_of)}"
        return counted

    def source_line(self, most_named: int = 0) -> str:
        """Return the line 'Source: …'; up to `most_named` sources by name, more by their number."""
        named = self.sources if len(self.sources) <= most_named else ()
        sources = "; ".join(named) or self.source_summary() or "–"
        return _("Source: {sources}").format(sources=sources)

    def dates_line(self) -> str:
        """Return from when to when the figures are; blank when nothing is dated."""
        first, last = self.first_as_of, self.last_as_of
        if not first or not last:
            return ""
        if first == last:
            return _("as of {date}").format(date=i18n.date(first))
        words = _("as of {first} to {last}")
        return words.format(first=i18n.date(first), last=i18n.date(last))

    def dates_range(self) -> str:
        """Return the first and the last date under a heading that says what they are."""
        written = [i18n.date(as_of) for as_of in (self.first_as_of, self.last_as_of) if as_of]
        return " – ".join(dict.fromkeys(written))

    def footnote(self) -> list[str]:
        """Return the footnote of a slide: coverage and notes, then sources, dates and maker.

        Sources are named where that takes few lines, without their addresses, which stand in the
        slide's notes; more are counted.
        """
        named = "; ".join(citation.without_address(source) for source in self.sources)
        if len(named) <= LONGEST_SOURCES:
            sources = named
        else:
            sources = _("{sources} (listed in the notes)").format(sources=self.source_summary())
        source_line = _("Source: {sources}").format(sources=sources) if sources else ""
        lines = [self.evidence_sentences(), _join([source_line, self.dates_line(), MAKER])]
        return [line for line in lines if line]

    def picture_footnote(self, most_named: int) -> list[str]:
        """Return the lines under a picture, which has no notes beside it: few sources by name."""
        return [self.evidence_sentences(), _join([self.source_line(most_named), MAKER])]

    def speaker_notes(self, comment: str = "", link: str = "") -> str:
        """Return a slide's notes: what it shows, its live view, every source in full."""
        lines = [comment, self.alt, *self.evidence()]
        if link:
            lines.append(_("Live view: {address}").format(address=link))
        if self.sources:
            lines += [_("Sources"), *citation.numbered(self.sources)]
        return "\n".join(line for line in lines if line)


def is_table(figure: go.Figure) -> bool:
    """Return whether `figure` is a table and nothing else."""
    return len(figure.data) > 0 and all(trace.type == "table" for trace in figure.data)


def heading(figure: go.Figure) -> str:
    """Return what stands over `figure` on a slide and in a picture: its message.

    Where it has none, and over a table, whose rows speak for themselves, that is its topic.
    """
    text = ChartText.of(figure)
    return ("" if is_table(figure) else text.headline()) or text.title


def _join(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
