"""How fast slides are made, and how that compares with pictures of the same figures.

`python -m bench.exports`: decks of 5, 10 and 20 equal charts, whether the time grows with
their number; a deck of 20 charts of nine kinds, two of them maps; then these
20 figures as PNG through Kaleido with a browser that is warm already. No browser takes part
in the slides. Without a browser the pictures are left out, and the table says so.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

import plotly.graph_objects as go

from atlas import gallery
from atlas.exports import server_picture
from atlas.exports.pptx import slides
from atlas.model import boundaries
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of

#: a browser draws a figure as large as a slide shows it, at the scale of every picture saved here
WIDE, HIGH, SCALE = 1280, 720, 2
TIMES = 5
SIZES = (5, 10, 20)
PLAIN: list[tuple[str, dict[str, str]]] = [
    ("ranking", {}),
    ("timeline", {}),
    ("scatter", {}),
    ("distribution", {}),
    ("foundings", {}),
    ("changes", {}),
    ("ranking", {"metric": "staff"}),
    ("lifelines", {}),
    ("timeline", {"by": "sector"}),
]
MAPS: list[tuple[str, dict[str, str]]] = [("map", {}), ("map", {"area": "europe"})]


def figures() -> list[go.Figure]:
    """Return twenty figures of all clusters, every tenth of them a map."""
    known = choices()
    asked = view_of(Selection(known.last_year), known)
    order = [*PLAIN, MAPS[0], *PLAIN, MAPS[1]]
    return [gallery.draw(name, asked, **options).figure for name, options in order]


def deck(some: list[go.Figure]) -> bytes:
    """Make a deck without the title and the lists, so that the time is that of the charts."""
    each = [slides.Slide(figure) for figure in some]
    return slides.deck(each, title="Bench", cover=False, contents=False, sources=False)


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the median time of `work` in seconds."""
    taken = []
    for _again in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def as_a_browser_gets_it(figure: go.Figure) -> dict[str, object]:
    """Return a figure with its boundaries inside, which a page would send by address."""
    drawn = go.Figure(figure)
    drawn.update_layout(width=WIDE, height=HIGH)
    plain: dict[str, object] = json.loads(drawn.to_json())
    outlines = boundaries.read_json()
    for trace in plain["data"]:  # type: ignore[attr-defined]
        if trace.get("geojson") == boundaries.ADDRESS:
            trace["geojson"] = outlines
    return plain


def pictures(every: list[go.Figure]) -> float:
    """Return how long Kaleido takes for all figures, one after the other in one warm browser."""
    plain = [as_a_browser_gets_it(figure) for figure in every]
    with server_picture.open_browser() as draw:
        for one in plain[:2]:
            draw(one, "png", SCALE)
        return seconds(lambda: [draw(one, "png", SCALE) for one in plain], times=3)


def main() -> int:
    """Measure, and print the table; return 1 when twenty slides took two seconds or more."""
    every = figures()
    first = seconds(lambda: deck(every), times=1)
    plain = [one for place, one in enumerate(every) if place % 10 != 9]
    same = [plain[0]] * max(SIZES)
    taken = {size: seconds(lambda size=size: deck(same[:size])) for size in SIZES}  # type: ignore[misc]
    mixed = seconds(lambda: deck(every))
    whole = seconds(lambda: slides.deck([slides.Slide(one) for one in every], title="Bench"))
    print(f"{'charts':<34}{'seconds':>9}{'ms a slide':>12}")
    print(f"{'20, first deck of a new process':<34}{first:>9.2f}{first * 50:>12.0f}")
    for size, time_taken in taken.items():
        name = f"{size} rankings"
        print(f"{name:<34}{time_taken:>9.2f}{time_taken / size * 1000:>12.0f}")
    print(f"{'20 of nine kinds, two maps':<34}{mixed:>9.2f}{mixed * 50:>12.0f}")
    print(f"{'20, with cover, contents, sources':<34}{whole:>9.2f}{whole * 50:>12.0f}")
    try:
        drawn = pictures(every)
    except server_picture.NoBrowser as missing:
        print(f"20 as PNG: left out. {missing}")
    else:
        print(f"{'20 as PNG, warm browser':<34}{drawn:>9.2f}{drawn * 50:>12.0f}")
        print(f"Slides are made {drawn / mixed:.1f} times as fast as the pictures.")
    grows = taken[20] / 20 / (taken[10] / 10)
    print(f"A slide among 20 takes {grows:.2f} times as long as one among 10.")
    return 0 if max(first, whole) < 2 else 1


if __name__ == "__main__":
    sys.exit(main())
