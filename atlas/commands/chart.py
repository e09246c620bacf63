"""`python -m atlas chart NAME`: one chart as a picture, a slide, a workbook or a table."""

import argparse
import functools

from atlas.commands import filters, options, saving
from atlas.commands.faults import Misuse
from atlas.exports.formats import FORMATS, FileChoice
from atlas.exports.pptx.template.opening import open_template
from atlas.i18n import _
from atlas.text.chart_text import ChartText

WIDTHS, SCALES = (320, 4000), (0.5, 6.0)


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    parser.add_argument("name", metavar="NAME", help=_("the chart; the command “charts” lists all"))
    saving.add(parser, FORMATS)
    parser.add_argument("--template", metavar="FILE", help=_("own .pptx or .potx, for pptx"))
    parser.add_argument("--map-table", action="store_true", help=saving.say_map_table())
    picture = parser.add_argument_group(_("pictures (png, svg, pdf)"))
    picture.add_argument("--width", type=int, default=1280, help=_("in pixels; 1280 if left out"))
    picture.add_argument("--height", type=int, default=720, help=_("in pixels; 720 if left out"))
    picture.add_argument(
        "--scale-by", type=float, default=2, help=_("png: finer by; 2 if left out")
    )
    options.add(parser)
    filters.add(parser)


def run(given: argparse.Namespace) -> None:
    """Make the file."""
    saving.check_writable(given.out)
    form = saving.choose_format(given)
    chosen = options.read_given(given)
    options.check(given.name, chosen)
    _check_size(given)
    drawing = options.draw(given.name, chosen, filters.read_view(given))
    own = saving.read(given.template) if given.template and form == "pptx" else None
    choice = FileChoice(
        functools.partial(open_template, own),
        map_table=given.map_table,
        width=given.width,
        height=given.height,
        scale=given.scale_by,
    )
    name = ChartText.of(drawing.figure).file_name + FORMATS[form].ending
    saving.write(FORMATS[form].make(drawing, choice), given.out, name)


def _check_size(given: argparse.Namespace) -> None:
    for name, value, (least, most) in (
        ("--width", given.width, WIDTHS),
        ("--height", given.height, WIDTHS),
        ("--scale-by", given.scale_by, SCALES),
    ):
        if not least <= value <= most:
            words = _("{option} must be between {least} and {most}.")
            raise Misuse(words.format(option=name, least=least, most=most))
