"""Where things are on a slide: boxes in EMU (914,400 to the inch)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Spot:
    """A box on a slide, in EMU from the top left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Return where the box ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Return where the box ends below."""
        return self.top + self.height

    @property
    def area(self) -> int:
        """Return width times height, in square EMU."""
        return self.width * self.height

    def meets(self, other: Spot) -> bool:
        """Say whether the two boxes share any space."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def from_top(self, top: int) -> Spot:
        """Return the part of the box below `top`."""
        top = min(max(top, self.top), self.bottom)
        return Spot(self.left, top, self.width, self.bottom - top)

    def to_bottom(self, bottom: int) -> Spot:
        """Return the part of the box above `bottom`."""
        bottom = min(max(bottom, self.top), self.bottom)
        return Spot(self.left, self.top, self.width, bottom - self.top)


#: what reaches beyond the slide is cut off this far inside its edge, in parts of the slide
MARGIN = 0.03


def seen(shape: Any, slide: Spot) -> Spot | None:
    """Return the part of `shape` that lies on the slide; None when nothing of it does.

    What reaches beyond an edge ends at a margin inside of it.
    """
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    across, down = round(MARGIN * slide.width), round(MARGIN * slide.height)
    right, bottom = sides[0] + sides[2], sides[1] + sides[3]
    left = sides[0] if sides[0] >= 0 else across
    top = sides[1] if sides[1] >= 0 else down
    right = right if right <= slide.width else slide.width - across
    bottom = bottom if bottom <= slide.height else slide.height - down
    return Spot(left, top, right - left, bottom - top) if right > left and bottom > top else None


def place(shape: Any, spot: Spot) -> None:
    """Put `shape` there."""
    shape.left, shape.top = spot.left, spot.top
    shape.width, shape.height = spot.width, spot.height
