"""`python -m atlas deck`: a presentation or a workbook of several charts."""

import argparse
import functools
from collections.abc import Sequence

from atlas import gallery
from atlas.commands import filters, options, saving
from atlas.commands.faults import Misuse, Nothing
from atlas.exports.formats import FORMATS, OF_SEVERAL, DeckChoice
from atlas.exports.pptx.template.opening import open_template
from atlas.gallery import Drawing, presentation
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model.view import View
from atlas.text import file_names

Drawings = list[tuple[Item, Drawing]]


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    saving.add(parser, OF_SEVERAL, default="pptx")
    parser.add_argument(
        "--chart",
        action="append",
        default=[],
        metavar="NAME[:OPTION=VALUE,…]",
        help=_("a chart, in this order; repeat it; left out: the ready briefing of the dashboard"),
    )
    parser.add_argument(
        "--list",
        metavar="FILE",
        help=_("a list of charts that the presentation page saved; each keeps its own selection"),
    )
    parser.add_argument("--template", metavar="FILE", help=_("own .pptx or .potx"))
    parser.add_argument("--narrow", action="store_true", help=_("4:3 instead of 16:9"))
    parser.add_argument("--map-table", action="store_true", help=saving.say_map_table())
    parser.add_argument("--title", help=_("title of the deck; left out: the selection"))
    parser.add_argument(
        "--home", metavar="URL", default="", help=_("address of the dashboard, for links to it")
    )
    filters.add(parser)


def run(given: argparse.Namespace) -> None:
    """Make the file."""
    saving.check_writable(given.out)
    form = saving.choose_format(given)
    if given.list and given.chart:
        raise Misuse(_("Use either --list or --chart."))
    charts = [options.parse(word) for word in given.chart]
    template = saving.read(given.template) if given.template else None
    view = filters.read_view(given)
    if given.list and not view.selection.everything:
        raise Misuse(_("The charts of a list keep their own selection; leave out the filters."))
    items = _list_items(given, charts, view)
    drawings = _draw_all(items, view)
    title = given.title or (_("Cluster organisations") if given.list else view.words)
    choice = DeckChoice(
        title,
        functools.partial(open_template, template, wide=not given.narrow),
        home=given.home or None,
        map_tables=given.map_table,
    )
    made = OF_SEVERAL[form](drawings, choice)
    name = file_names.name_deck(title, None if given.list else view.year) + FORMATS[form].ending
    saving.write(made, given.out, name)


def _list_items(
    given: argparse.Namespace, charts: Sequence[tuple[str, dict[str, str]]], view: View
) -> Sequence[Item]:
    if given.list:
        return presentation.load(saving.read(given.list))
    if charts:
        return [presentation.freeze(name, chosen, view) for name, chosen in charts]
    return presentation.briefing(view)


def _draw_all(items: Sequence[Item], view: View) -> Drawings:
    """Draw every chart that has something to show; say on the side which have not."""
    drawings = []
    for item in items:
        try:
            drawing = options.draw(item.chart, item.options, item.view(view.known))
        except gallery.NothingToDraw as nothing:
            saving.note(_("Left out: {chart}. {why}").format(chart=item.chart, why=nothing))
        else:
            drawings.append((item, drawing))
    if not drawings:
        raise Nothing(_("None of the charts has anything to show for this selection."))
    return drawings
