"""The options of charts: what `gallery.CHARTS` lists, as arguments and in one word."""

import argparse
from collections.abc import Mapping

from atlas import gallery
from atlas.charts.metrics.side_by_side import MOST_CLUSTERS
from atlas.commands.faults import Misuse
from atlas.commands.filters import find_nearest
from atlas.gallery import CHARTS, Drawing
from atlas.gallery.recipe import METRICS, NUMBERS, SUBJECT
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.metrics import PER_INHABITANT
from atlas.model.view import View

PICKED = ("side-by-side", "side-by-side-table")


def describe_options() -> dict[str, str]:
    """Return every option that any chart has, with what it chooses."""
    return {
        "metric": _("what is counted"),
        "most": _("how many rows at most"),
        "sort": _("the order of the rows; a minus turns it round"),
        "missing": _("a metric that the clusters do not report"),
        "stat": _("how values are put together"),
        "at": _("where a cluster counts: at its seat, or in every region it covers"),
        "area": _("the part of the map"),
        "by": _("what the groups are"),
        "axis": _("calendar years, or years since founding"),
        "part": _("which page, where there are several"),
        "x": _("metric across"),
        "y": _("metric upwards"),
        "size": _("metric of the size of marks"),
        "scale": _("scale of the axes"),
        "show": _("the metrics to show, with commas; left out: the usual ones"),
        "cluster": _("the one cluster that the chart is about"),
        "peers": _("clusters to compare it with; left out: the nearest"),
        "weights": _("how much each trait counts when the nearest are looked for"),
        "of": _("the sector, sector group, region or country"),
        "since": _("the earlier year of a comparison, or the one that growth begins with"),
        "scheme": _("the set of criteria"),
        "find": _("words to look for"),
        "version": _("the earlier version of the data"),
    }


def describe_values(option: str, chart: str = "") -> str:
    """Return what an option (of one chart) may be, in one line."""
    recipes = [CHARTS[chart]] if chart else list(CHARTS.values())
    recipes = [recipe for recipe in recipes if option in recipe.options]
    if option in METRICS and any(option not in recipe.allowed for recipe in recipes):
        words = [recipe.instead_of_metric.get(option) for recipe in recipes]
        return ", ".join(dict.fromkeys([_("a metric"), *filter(None, words)]))
    allowed = [value for recipe in recipes for value in recipe.allowed.get(option, ())]
    if allowed:
        return ", ".join(dict.fromkeys(allowed))
    return _("a number from 1 to 999") if option in NUMBERS else _("a word, or several with commas")


def add(parser: argparse.ArgumentParser) -> None:
    """Give `parser` every option that any chart has."""
    group = parser.add_argument_group(
        _("options of charts"), _("Each chart takes some of them; the command “charts” says which.")
    )
    for option, words in describe_options().items():
        if option == SUBJECT:
            continue  # the filter of that name stands in for it
        group.add_argument(
            f"--{option}", metavar=option.upper(), help=f"{words}: {describe_values(option)}"
        )


def read_given(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the options that were given."""
    chosen = {
        option: getattr(arguments, option) for option in describe_options() if option != SUBJECT
    }
    return {option: value for option, value in chosen.items() if value is not None}


def parse(word: str) -> tuple[str, dict[str, str]]:
    """Read a chart with its options: 'timeline:metric=staff,by=sector'. Raises Misuse."""
    name, _colon, rest = word.partition(":")
    options = {}
    for part in filter(None, (piece.strip() for piece in rest.split(","))):
        option, equals, value = part.partition("=")
        if not equals:
            words = _("“{part}” is no option; write a chart as name:option=value,option=value.")
            raise Misuse(words.format(part=part))
        options[option.strip()] = value.strip()
    name = name.strip()
    check(name, options)
    return name, options


def check(name: str, options: Mapping[str, str]) -> None:
    """Raise Misuse when there is no chart `name`, or it does not take `options`."""
    if name not in CHARTS:
        _refuse(_("Unknown chart: “{value}”."), name, list(CHARTS))
    every = metrics.all_metrics()
    for option, value in options.items():
        if option not in CHARTS[name].options:
            takes = ", ".join(CHARTS[name].options) or _("none")
            words = _("The chart “{chart}” has no option “{option}”. Its options: {options}.")
            raise Misuse(words.format(chart=name, option=option, options=takes))
        if option in CHARTS[name].allowed and value not in CHARTS[name].allowed[option]:
            words = _("“{option}” cannot be “{value}”. It may be: {values}.")
            raise Misuse(
                words.format(option=option, value=value, values=describe_values(option, name))
            )
        is_metric = option in METRICS and option not in CHARTS[name].allowed
        if is_metric and value not in every and value != CHARTS[name].instead_of_metric.get(option):
            _refuse(_("Unknown metric: “{value}”."), value, list(every))
    metric = every.get(options.get("metric", CHARTS[name].options.get("metric", "")))
    stat = options.get("stat")
    suited = metric.statistics if metric else ()
    if metric and PER_INHABITANT[0] in CHARTS[name].allowed.get("stat", ()):
        suited = metric.place_statistics
    if metric and stat and stat not in suited:
        words = _("“{metric}” does not add up; it may be put together as: {values}.")
        raise Misuse(words.format(metric=metric.id, values=", ".join(suited)))


def draw(name: str, options: Mapping[str, str], view: View) -> Drawing:
    """Draw a chart. Raises Misuse when clusters are to be named, and what the gallery raises."""
    if name in PICKED and not 0 < len(view.selection.clusters) <= MOST_CLUSTERS:
        words = _("The chart “{chart}” needs clusters by name, at most {most}: --cluster ID,ID.")
        raise Misuse(words.format(chart=name, most=MOST_CLUSTERS))
    return gallery.draw(name, view, **options)


def _refuse(words: str, wrong: str, names: list[str]) -> None:
    meant = find_nearest(wrong, names)
    sentence = words.format(value=wrong)
    if meant:
        raise Misuse(sentence + " " + _("Did you mean {meant}?").format(meant=meant))
    raise Misuse(sentence + " " + _("There are: {names}.").format(names=", ".join(names)))
