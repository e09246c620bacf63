"""Which layout serves which kind of slide, told by its placeholders and never by its name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from atlas.exports.pptx.template import painting, scheme, type_size
from atlas.exports.pptx.template.boxes import Spot, seen
from atlas.exports.pptx.template.canvas import Canvas
from atlas.exports.pptx.template.limits import Clock

Kind = Literal["title", "chart", "text"]
KINDS: tuple[Kind, ...] = ("title", "chart", "text")

TITLES = (PH.TITLE, PH.CENTER_TITLE)
FURNITURE = (PH.DATE, PH.FOOTER, PH.SLIDE_NUMBER, PH.HEADER)
UPRIGHT = (PH.VERTICAL_TITLE, PH.VERTICAL_BODY, PH.VERTICAL_OBJECT)
#: how well a placeholder stands for the place where a chart goes, or a text
CHART = {PH.CHART: 42, PH.OBJECT: 40, PH.BODY: 22, PH.TABLE: 16, PH.PICTURE: 14, PH.MEDIA_CLIP: 14}
TEXT = {PH.BODY: 40, PH.OBJECT: 40}
#: a title over an empty slide serves a chart better than half a slide beside a caption does
BARE = 50
#: a title beside the content is narrow
ASIDE = 15
#: a line of text that can hold a subtitle is no higher than this part of the slide
THIN = 0.16
#: a place for content takes at least this part of the slide
BIG = 0.18
#: a title is at least so wide and high, in parts of the slide
WIDE_TITLE, HIGH_TITLE = 0.35, 0.05
#: a long title fits into its place at this size at least, in points
READABLE_TITLE = 14.0
#: another master has to be so much better than the first, over all kinds of slides
FIRST = 15


@dataclass(frozen=True)
class Slot:
    """A placeholder of a layout: its index, its type, and its box on the slide."""

    idx: int
    type: PH
    spot: Spot


@dataclass(frozen=True)
class Choice:
    """A layout, and which of its placeholders take title, subtitle and content."""

    layout: SlideLayout
    title: Slot | None
    subtitle: Slot | None
    content: Slot | None
    score: float
    #: what the layout shows before anything is put there
    canvas: Canvas | None = None

    def usable_title(self, slide: Spot) -> Slot | None:
        """Return the place of the title, if a title can be read there."""
        slot = self.title
        return None if slot is None or _too_small(slot, slide) else slot


def chosen(presentation: Presentation, slide: Spot, clock: Clock) -> dict[Kind, Choice]:
    """Return the best layout for each kind of slide, all of one master; empty without layouts.

    A further master only serves where the first is clearly worse, so that decks look as the
    template's author means them to.
    """
    best: dict[Kind, Choice] = {}
    most = 0.0
    for place, master in enumerate(presentation.slide_masters):
        slotted = []
        for layout in master.slide_layouts:
            clock.check()
            slotted.append((layout, slots(layout, slide)))
        if not slotted:
            continue
        found: dict[Kind, Choice] = {kind: choose(slotted, kind, slide) for kind in KINDS}
        total = sum(choice.score for choice in found.values()) + (FIRST if place == 0 else 0)
        if not best or total > most:
            best, most = found, total
    clock.check()
    return {kind: _painted(choice, slide) for kind, choice in best.items()}


def _painted(choice: Choice, slide: Spot) -> Choice:
    colours = scheme.of_layout(choice.layout)
    return replace(choice, canvas=painting.painted(choice.layout, slide, colours))


def choose(layouts: Sequence[tuple[SlideLayout, list[Slot]]], kind: Kind, slide: Spot) -> Choice:
    """Return the best layout for `kind`, the first of equals.

    `layouts`: each with its `slots`; there must be one at least.
    """
    judge = judge_title if kind == "title" else judge_content
    found = [judge(layout, every, kind, slide) for layout, every in layouts]
    return max(found, key=lambda choice: choice.score)


def furniture(layout: SlideLayout, slide: Spot) -> list[Spot]:
    """Return the boxes of the layout's footer, date and number."""
    own = [
        seen(holder, slide)
        for holder in placeholders(layout)
        if holder.placeholder_format.type in FURNITURE
    ]
    return [spot for spot in own if spot]


def placeholders(owner: Any) -> list[Any]:
    """Return the placeholders of a slide, layout or master."""
    # a list of them would have them counted first, by looking at every shape once more
    return [holder for holder in owner.placeholders]


def slots(layout: SlideLayout, slide: Spot) -> list[Slot]:
    """Return the placeholders of `layout` that can be seen, from top to bottom."""
    found = []
    for holder in placeholders(layout):
        spot, known = seen(holder, slide), holder.placeholder_format
        if spot is None and known.type in TITLES:
            # a title that stands nowhere is still the slide's title, and is given a place
            spot = Spot(0, 0, 1, 1)
        if spot is not None:
            found.append(Slot(known.idx, known.type, spot))
    return sorted(found, key=lambda slot: slot.spot.top)


def judge_title(layout: SlideLayout, every: list[Slot], kind: Kind, slide: Spot) -> Choice:
    """Judge `layout` as the opening slide: a big title, a subtitle, little else."""
    title = _first(every, *TITLES)
    below = [slot for slot in every if title and slot.spot.top >= title.spot.top + 1]
    subtitle = _first(every, PH.SUBTITLE) or _first(below, PH.BODY)
    score = 30.0 * (layout._element.get("type") == "title")
    if title is not None:
        score += 50 if title.type == PH.CENTER_TITLE else 20
        score -= 60 * _too_small(title, slide)
    if subtitle is not None:
        score += 20 if subtitle.type == PH.SUBTITLE else 6
    score -= _waste(every, slide, title, subtitle) + _upright(layout)
    return Choice(layout, title, subtitle, None, score)


def judge_content(layout: SlideLayout, every: list[Slot], kind: Kind, slide: Spot) -> Choice:
    """Judge `layout` as a slide with a chart or a text under its title."""
    wanted = CHART if kind == "chart" else TEXT
    title = _first(every, *TITLES)
    big = [slot for slot in every if slot.type in wanted and slot.spot.area > BIG * slide.area]
    content = max(
        big, key=lambda slot: wanted[slot.type] + 60 * slot.spot.area / slide.area, default=None
    )
    subtitle = _line_above(every, content, slide)
    score = 0.0
    if title is not None:
        score += 40 if title.type == PH.TITLE else 5
        score -= 25 * _too_small(title, slide)
    if content is not None:
        score += wanted[content.type] + 60 * content.spot.area / slide.area
    elif kind == "chart" and title is not None and title.type == PH.TITLE:
        score += BARE
    if kind == "chart" and subtitle is not None:
        score += 5
    score -= _waste(every, slide, title, subtitle, content) + _upright(layout)
    if content is not None and title is not None and content.spot.top < title.spot.bottom:
        score -= ASIDE
    score -= 40 * (layout._element.get("type") in ("title", "secHead"))
    return Choice(layout, title, subtitle, content, score)


def _too_small(title: Slot, slide: Spot) -> bool:
    narrow = title.spot.width < WIDE_TITLE * slide.width
    low = title.spot.height < HIGH_TITLE * slide.height
    return narrow or low or type_size.fitting(title.spot) < READABLE_TITLE


def _first(every: Sequence[Slot], *types: PH) -> Slot | None:
    return next((slot for slot in every if slot.type in types), None)


def _line_above(every: Sequence[Slot], content: Slot | None, slide: Spot) -> Slot | None:
    """Return a thin text placeholder above the content: a place for a subtitle."""
    limit = content.spot.top if content else slide.height // 2
    for slot in every:
        thin = slot.spot.height <= THIN * slide.height and slot.spot.width >= 0.3 * slide.width
        above = slot.spot.top + slot.spot.height // 2 <= limit
        if slot is not content and slot.type in (PH.BODY, PH.SUBTITLE) and thin and above:
            return slot
    return None


def _waste(every: Sequence[Slot], slide: Spot, *used: Slot | None) -> float:
    """Return how much of the slide would stay empty because nothing fills its placeholders."""
    kept = {slot.idx for slot in used if slot is not None}
    left = [s for s in every if s.idx not in kept and s.type not in (*FURNITURE, *TITLES)]
    return sum(4 + 60 * slot.spot.area / slide.area for slot in left)


def _upright(layout: SlideLayout) -> float:
    """Return the penalty for text that runs down the slide."""
    types = {holder.placeholder_format.type for holder in placeholders(layout)}
    turned = layout._element.xpath(".//p:ph[@orient='vert']")
    return 80.0 * bool(turned or not types.isdisjoint(UPRIGHT))
