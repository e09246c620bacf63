"""The colours of a layout as a reader sees them: theme, mapping and modifiers worked out to RGB."""

import colorsys
import functools
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import ImageColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

Rgb = tuple[float, float, float]
BLACK, WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)
COLOURS = tuple(
    qn(f"a:{name}") for name in ["srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr"]
)
#: how the names that Office abbreviates begin in full
SHORT = {"dk": "dark", "lt": "light", "med": "medium"}
MAPPED = ("bg1", "tx1", "bg2", "tx2")
USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True)
class Scheme:
    """The theme of a layout: its colours by their names, and the format's fills and fonts."""

    colours: dict[str, Rgb]
    mapping: dict[str, str]
    theme: Any

    def named(self, name: str) -> Rgb | None:
        """Return the colour that 'tx1', 'accent3' or 'dk2' stands for."""
        return self.colours.get(self.mapping.get(name, name))

    def rgb(self, holder: Any, stand_in: Rgb | None = None) -> tuple[Rgb, float] | None:
        """Return colour and opacity of the colour element inside `holder`; None without one.

        `stand_in`: what the theme's own fills leave to whoever uses them (phClr).
        """
        element = next((one for one in holder if one.tag in COLOURS), None)
        if element is None:
            return None
        base = self._base(element, stand_in)
        return _modified(base, element) if base is not None else None

    def fills(self, listed: str) -> list[Any]:
        """Return the theme's fills or lines: 'fillStyleLst', 'bgFillStyleLst', 'lnStyleLst'."""
        found = self.theme.find(f".//{qn('a:fmtScheme')}/{qn(f'a:{listed}')}")
        return list(found) if found is not None else []

    def typeface(self, name: str) -> str:
        """Return the font that '+mn-lt' or '+mj-lt' stands for; other names as they are."""
        kind = {"+mn-lt": "minorFont", "+mj-lt": "majorFont"}.get(name)
        if kind is None:
            return name
        found = self.theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}")
        return str(found.get("typeface", "")) if found is not None else ""

    def _base(self, element: Any, stand_in: Rgb | None) -> Rgb | None:
        value, kind = element.get("val", ""), etree.QName(element).localname
        if kind == "schemeClr":
            return stand_in if value == "phClr" else self.named(value)
        return _absolute(kind, value, element)


def of_layout(layout: SlideLayout) -> Scheme:
    """Return the colours of a slide that is made on `layout`."""
    master = layout.slide_master
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    colours: dict[str, Rgb] = {}
    plain = Scheme({}, {}, theme)
    for slot in theme.find(f".//{qn('a:clrScheme')}"):
        found = plain.rgb(slot)
        if found is not None:
            colours[etree.QName(slot).localname] = found[0]
    mapping = dict(USUAL)
    for owner in (
        master._element.find(qn("p:clrMap")),
        layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}"),
    ):
        if owner is not None:
            mapping |= {str(key): str(value) for key, value in owner.attrib.items()}
    return Scheme(colours, mapping, theme)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@functools.lru_cache(maxsize=4096)
def luminance(colour: Rgb) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(front: Rgb, back: Rgb, share: float) -> Rgb:
    """Return `front` laid over `back`, as opaque as `share`."""
    return _rgb([a * share + b * (1 - share) for a, b in zip(front, back, strict=True)])


def hexed(colour: Rgb) -> str:
    """Return the colour as RRGGBB."""
    return "{:02X}{:02X}{:02X}".format(*(min(255, max(0, round(part))) for part in colour))


def modified(colour: Rgb, name: str, value: float) -> Rgb:
    """Return a colour after one of DrawingML's modifiers. `value`: 1.0 for 100 %."""
    hue, lum, sat = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    match name:
        case "lumMod":
            lum *= value
        case "lumOff":
            lum += value
        case "satMod":
            sat *= value
        case "shade":
            return _rgb([_encoded(_linear(part / 255) * value) * 255 for part in colour])
        case "tint":
            linear = [_linear(part / 255) * value + 1 - value for part in colour]
            return _rgb([_encoded(part) * 255 for part in linear])
        case _:
            return colour
    changed = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lum)), min(1.0, max(0.0, sat)))
    return _rgb([part * 255 for part in changed])


def _absolute(kind: str, value: str, element: Any) -> Rgb | None:
    """Return a colour that no theme has a say in."""
    match kind:
        case "srgbClr":
            return _hex(value)
        case "sysClr":
            known = {"windowText": BLACK, "window": WHITE}
            return _hex(element.get("lastClr", "")) or known.get(value, BLACK)
        case "prstClr":
            return _preset(value)
        case "scrgbClr":
            return _rgb([_encoded(_percent(element.get(side))) * 255 for side in "rgb"])
    hue = _percent(element.get("hue")) * 100_000 / 21_600_000
    parts = colorsys.hls_to_rgb(
        hue % 1, min(1.0, _percent(element.get("lum"))), min(1.0, _percent(element.get("sat")))
    )
    return _rgb([part * 255 for part in parts])


def _modified(colour: Rgb, element: Any) -> tuple[Rgb, float]:
    opacity = 1.0
    for child in element:
        name, value = etree.QName(child).localname, _percent(child.get("val"))
        if name == "alpha":
            opacity = value
        else:
            colour = modified(colour, name, value)
    return colour, opacity


def _percent(text: str | None) -> float:
    try:
        plain = (text or "0").strip()
        share = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain) / 100_000
    except ValueError:
        return 0.0
    return min(10.0, max(0.0, share))


def _rgb(parts: Any) -> Rgb:
    red, green, blue = (min(255.0, max(0.0, float(part))) for part in parts)
    return red, green, blue


def _hex(text: str) -> Rgb | None:
    try:
        return _rgb([int(text[place : place + 2], 16) for place in (0, 2, 4)])
    except ValueError:
        return None


def _preset(name: str) -> Rgb:
    full = next((name.replace(a, b, 1) for a, b in SHORT.items() if name.startswith(a)), name)
    try:
        return _rgb(ImageColor.getrgb(full.lower())[:3])
    except ValueError:
        return BLACK


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
