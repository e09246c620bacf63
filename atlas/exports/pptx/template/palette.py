"""Colours for one slide: the theme's own where they stand out on its ground, else the nearest.

Text reaches 4.5 : 1 on every colour under it, marks reach 3 : 1, as WCAG 2.2 asks. Where no ink
does, as on a photograph, a plain plate has to be laid under what is written.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from atlas.charts.base import style
from atlas.exports.pptx.template.scheme import (
    BLACK,
    WHITE,
    Rgb,
    Scheme,
    contrast,
    hexed,
    luminance,
    mixed,
    modified,
)

#: contrasts to reach, a hair over what is asked for, as colours are rounded
TEXT, MARK = 4.6, 3.05
ACCENTS = 6
#: two series nearer than this (in RGB) are taken for one
APART = 30.0
#: grounds darker than this take the colours of the dark look
DARK = 0.18
QUIET = (("lumMod", 0.65), ("lumOff", 0.35))
#: steps by which an accent is made darker or lighter until it stands out
STEPS = tuple(step / 20 for step in range(19, 0, -1))


@dataclass(frozen=True)
class Tone:
    """A colour as it is written: of the theme by its name, or RRGGBB; with its modifiers."""

    name: str
    rgb: Rgb
    modifiers: tuple[tuple[str, float], ...] = ()
    opacity: float = 1.0

    @property
    def of_theme(self) -> bool:
        """Whether the colour follows the theme."""
        return len(self.name) != 6 or not set(self.name) <= set("0123456789ABCDEF")


@dataclass(frozen=True)
class Palette:
    """The tones of one slide. `codes`: colours of the house style -> how they are written."""

    ground: Rgb
    ink: Tone
    paper: Tone
    quiet: Tone
    codes: dict[str, Tone]
    #: of the colour scale: those of the light look -> those of the dark one, on dark grounds
    swaps: dict[str, str] = field(default_factory=dict)
    font: str = "+mn-lt"
    #: how much larger than usual everything is written, on very large slides
    scale: float = 1.0


def ink(scheme: Scheme, grounds: Sequence[Rgb]) -> Tone | None:
    """Return the colour of text on all of `grounds`; None when there is none."""
    named = [(name, scheme.named(name)) for name in ("tx1", "bg1", "tx2", "bg2")]
    plain = [(hexed(rgb), rgb) for rgb in (BLACK, WHITE)]
    for name, rgb in (*named, *plain):
        if rgb is not None and stands_out(rgb, grounds, TEXT):
            return Tone(name, rgb)
    return None


def stands_out(colour: Rgb, grounds: Sequence[Rgb], least: float) -> bool:
    """Say whether a colour reaches a contrast on every ground."""
    return all(contrast(colour, ground) >= least for ground in grounds)


def paper(scheme: Scheme, ground: Rgb) -> Tone:
    """Return the colour that a plate or a gap takes to look like the ground."""
    for name in ("bg1", "bg2", "tx1", "tx2"):
        rgb = scheme.named(name)
        if rgb is not None and max(abs(a - b) for a, b in zip(rgb, ground, strict=True)) < 3:
            return Tone(name, rgb)
    return Tone(hexed(ground), ground)


def palette(
    scheme: Scheme, grounds: Sequence[Rgb], font: str = "+mn-lt", scale: float = 1.0
) -> Palette:
    """Return the tones for a place of these grounds, on which some ink must stand out."""
    text = ink(scheme, grounds) or Tone("000000", BLACK)
    sheet = paper(scheme, grounds[0])
    quiet = _quiet(text, grounds)
    codes = {
        style.empty(): Tone(text.name, text.rgb, opacity=0.08),
        style.line(): Tone(text.name, text.rgb, opacity=0.2),
        style.silent(): Tone(text.name, text.rgb, opacity=0.2),
        style.quiet(): quiet,
        style.ink(): text,
        style.paper(): sheet,
    }
    for place, tone in enumerate(_series(scheme, grounds)):
        codes[style.series(place)] = tone
    dark = luminance(grounds[0]) < DARK
    light_scale, dark_scale = (
        style.tokens(mode)["chartSequentialColors"] for mode in ("light", "dark")
    )
    swaps = dict(zip(map(str.lower, light_scale), dark_scale, strict=True)) if dark else {}
    lower = {code.lower(): tone for code, tone in codes.items()}
    return Palette(grounds[0], text, sheet, quiet, lower, swaps, font, scale)


def _quiet(text: Tone, grounds: Sequence[Rgb]) -> Tone:
    """Return a weaker ink, if one still can be read."""
    rgb = text.rgb
    for name, value in QUIET:
        rgb = modified(rgb, name, value)
    if text.of_theme and stands_out(rgb, grounds, TEXT):
        return Tone(text.name, rgb, QUIET)
    for share in (0.65, 0.75, 0.85):
        rgb = mixed(text.rgb, grounds[0], share)
        if not text.of_theme and stands_out(rgb, grounds, TEXT):
            return Tone(hexed(rgb), rgb)
    return text


def _series(scheme: Scheme, grounds: Sequence[Rgb]) -> list[Tone]:
    """Return the tones of the categorical colours, each apart from the ground and the others."""
    house = [str(code) for code in style.tokens()["chartCategoricalColors"]]
    tones: list[Tone] = []
    for place in range(len(house)):
        name = f"accent{place + 1}"
        own = scheme.named(name) if place < ACCENTS else None
        first = [fitted(Tone(name, own), grounds)] if own is not None else []
        spare = house[place:] + house[:place]
        others = (fitted(Tone(code.lstrip("#").upper(), _rgb(code)), grounds) for code in spare)
        tried = []
        for tone in itertools.chain(first, others):
            if tone is not None:
                tried.append(tone)
                if _apart(tone, tones):
                    break
        else:
            # none is apart from all the others: on such a ground few colours are left
            tried = [*tried[:1], *tried[:1]]
        tones.append(tried[-1] if tried else Tone("808080", (128.0, 128.0, 128.0)))
    return tones


def _apart(tone: Tone, taken: Sequence[Tone]) -> bool:
    return all(
        sum((a - b) ** 2 for a, b in zip(tone.rgb, one.rgb, strict=True)) ** 0.5 >= APART
        for one in taken
    )


def fitted(tone: Tone, grounds: Sequence[Rgb], least: float = MARK) -> Tone | None:
    """Return a tone as near to `tone` as stands out on all grounds; None when there is none."""
    if stands_out(tone.rgb, grounds, least):
        return tone
    for share in STEPS:
        for steps in ((("lumMod", share),), (("lumMod", share), ("lumOff", 1 - share))):
            rgb = tone.rgb
            for name, value in steps:
                rgb = modified(rgb, name, value)
            if stands_out(rgb, grounds, least):
                if tone.of_theme:
                    return Tone(tone.name, rgb, steps)
                return Tone(hexed(rgb), rgb)
    return None


def _rgb(code: str) -> Rgb:
    red, green, blue = (float(int(code.lstrip("#")[place : place + 2], 16)) for place in (0, 2, 4))
    return red, green, blue
