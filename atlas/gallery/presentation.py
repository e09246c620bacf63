"""A presentation: charts on a list, each with its own selection, frozen when it was added.

An item is a chart's name, its options and its selection, so it can be drawn again in any language.
The list can be saved to a small file and loaded from one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from atlas import gallery
from atlas.db import database
from atlas.gallery import Drawing
from atlas.i18n import _
from atlas.model import selection
from atlas.model.choices import Choices
from atlas.model.view import View, view_of
from atlas.text import file_text, own_data
from atlas.text.chart_text import ChartText

FORMAT = "cluster-atlas-presentation"
VERSION = 1
MOST_ITEMS = 60
LARGEST_FILE = 1_000_000
LONGEST_TITLE, LONGEST_COMMENT = 120, 600
#: what is quoted of a file at most
LONGEST_PART = 60
TOP_CLUSTERS = 5


class BadPresentation(ValueError):
    """A file is no list of charts; the message is one sentence that says why."""


@dataclass(frozen=True)
class Item:
    """One chart on the list. `selection`: the address parts that select, the year included.

    `with_own`: it was collected while its reader's own data were shown.
    """

    chart: str
    options: Mapping[str, str] = field(default_factory=dict)
    selection: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    comment: str = ""
    with_own: bool = False

    def view(self, known: Choices) -> View:
        """Return the view that was frozen.

        Raises NoChart when it names what the data does not know: less would be a wrong chart.
        """
        chosen = selection.parse(self.selection, known)
        if chosen.ignored:
            sentence = _("The chart selects what is not in the data: {parts}.")
            raise gallery.NoChart(sentence.format(parts="; ".join(chosen.ignored)[:LONGEST_TITLE]))
        return view_of(chosen, known)

    def draw(self, known: Choices) -> Drawing:
        """Draw the chart in the language in use. Raises what `gallery.draw` raises."""
        drawing = gallery.draw(self.chart, self.view(known), **self.options)
        if self.has_lost_own():
            text = ChartText.of(drawing.figure)
            replace(text, notes=(*text.notes, own_data.gone())).put_on(drawing.figure)
        return drawing

    def has_lost_own(self) -> bool:
        """Return whether it was collected with own data that are not there any more."""
        return self.with_own and database.private_in_use() is None

    def link(self, home: str) -> str:
        """Return the address of the live view, under the address `home` of the dashboard."""
        recipe = gallery.CHARTS[self.chart]
        parts = {key: value for key, value in self.selection.items() if value}
        if "cluster" in parts:
            parts[recipe.clusters_parameter] = parts.pop("cluster")
        chosen = {key: value for key, value in self.options.items() if value and key != "most"}
        parts |= dict(recipe.view_parameters) | chosen
        return f"{home.rstrip('/')}/{recipe.page}?{urlencode(parts)}"


Items = tuple[Item, ...]


def freeze(chart: str, options: Mapping[str, str], view: View) -> Item:
    """Return a chart as it is now, with the year spelled out so that it never moves."""
    parts = {key: value for key, value in view.selection.address(view.known).items() if value}
    with_own = database.private_in_use() is not None
    return Item(chart, dict(options), parts | {"year": str(view.year)}, with_own=with_own)


def move(items: Items, place: int, by: int) -> Items:
    """Return the list with the item at `place` moved up (-1) or down (1), where it can be."""
    there = place + by
    if not (0 <= place < len(items) and 0 <= there < len(items)):
        return items
    order = list(items)
    order[place], order[there] = order[there], order[place]
    return tuple(order)


def remove(items: Items, place: int) -> Items:
    """Return the list without the item at `place`."""
    return items[:place] + items[place + 1 :]


def reword(items: Items, place: int, title: str, comment: str) -> Items:
    """Return the list with the item at `place` given a title and a comment of its own."""
    item = replace(
        items[place],
        title=printable(title.strip())[:LONGEST_TITLE],
        comment=printable(comment.strip())[:LONGEST_COMMENT],
    )
    return (*items[:place], item, *items[place + 1 :])


def printable(text: str) -> str:
    """Return `text` without the signs that no slide or workbook may hold."""
    return file_text.clean(text)


def briefing(view: View) -> Items:
    """Return a ready list for the current selection: overview, map, timeline, top clusters."""
    charts: list[tuple[str, dict[str, str]]] = [
        ("ranking", {"metric": "members"}),
        ("map", {"metric": "members", "area": "europe" if _reaches_out(view) else "germany"}),
        ("timeline", {"metric": "members", "by": "sector"}),
        ("foundings", {}),
        ("distribution", {"metric": "members", "by": "region"}),
        ("changes", {}),
    ]
    items = [freeze(chart, options, view) for chart, options in charts]
    largest = view.run("metric_by_cluster", metric="members").head(TOP_CLUSTERS)
    for row in largest.to_dict("records"):
        cluster_view = view.only([str(row["cluster_id"])])
        items.append(replace(freeze("side-by-side", {}, cluster_view), title=str(row["name"])))
    return tuple(item for item in items if _draws(item, view.known))


def _reaches_out(view: View) -> bool:
    return bool((view.run("selected_cluster")["country_id"] != "DE").any())


def _draws(item: Item, known: Choices) -> bool:
    try:
        item.draw(known)
    except (gallery.NothingToDraw, gallery.NoChart):
        return False
    return True


def save(items: Sequence[Item]) -> bytes:
    """Return the list as a file."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "data_version": database.version(),
        "charts": [asdict(item) for item in items],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8")


def load(data: bytes) -> Items:
    """Return the list in a file. Raises BadPresentation when it holds none that can be drawn."""
    if len(data) > LARGEST_FILE:
        raise BadPresentation(_("The file is too large for a list of charts."))
    other_file = _("The file is no list of charts; choose one that was saved on this page.")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if not any(sign in data for sign in (FORMAT.encode(), b'"charts"')):
            raise BadPresentation(other_file) from error
        damaged = _("The list is damaged in line {line}; open a copy of it, or make it anew.")
        raise BadPresentation(damaged.format(line=_find_line(data, error))) from error
    if not isinstance(content, dict) or not content.keys() & {"format", "charts"}:
        raise BadPresentation(other_file)
    if content.get("format") != FORMAT:
        unsaid = _("The file is no list of charts: its “format” must be “{name}”.")
        raise BadPresentation(unsaid.format(name=FORMAT))
    if content.get("version") != VERSION:
        raise BadPresentation(_("The file comes from another version of Cluster Atlas."))
    charts = content.get("charts")
    if not isinstance(charts, list) or len(charts) > MOST_ITEMS:
        sentence = _("The file must hold a list of at most {most} charts.")
        raise BadPresentation(sentence.format(most=MOST_ITEMS))
    return tuple(_read_item(place, raw) for place, raw in enumerate(charts, 1))


def _find_line(data: bytes, error: Exception) -> int:
    """Return the line in which a list cannot be read any further."""
    if isinstance(error, UnicodeDecodeError):
        return data.count(b"\n", 0, error.start) + 1
    return error.lineno if isinstance(error, json.JSONDecodeError) else 1


def _read_item(place: int, raw: Any) -> Item:
    """Return the item that a file holds at `place`. Raises BadPresentation, naming the place."""
    message = _("Chart {place} in the file cannot be read: {why}").format
    if not isinstance(raw, dict) or not isinstance(raw.get("chart"), str):
        raise BadPresentation(message(place=place, why=_("it names no chart.")))
    chart = raw["chart"]
    if chart not in gallery.CHARTS:
        raise BadPresentation(
            message(
                place=place, why=_("there is no chart “{name}”.").format(name=chart[:LONGEST_PART])
            )
        )
    parts = {"options": raw.get("options", {}), "selection": raw.get("selection", {})}
    for choices in parts.values():
        if not isinstance(choices, dict) or not all(
            isinstance(text, str) and text == printable(text)
            for entry in choices.items()
            for text in entry
        ):
            raise BadPresentation(message(place=place, why=_("its choices are no texts.")))
    unknown = sorted(parts["options"].keys() - gallery.CHARTS[chart].options.keys())
    if unknown:
        why = _("it has no choice “{name}”.").format(name=unknown[0][:LONGEST_PART])
        raise BadPresentation(message(place=place, why=why))
    title, comment = (printable(str(raw.get(name, ""))) for name in ("title", "comment"))
    return Item(
        chart,
        **parts,
        title=title[:LONGEST_TITLE],
        comment=comment[:LONGEST_COMMENT],
        with_own=raw.get("with_own") is True,
    )
