"""What a chart of the gallery is: its options, its page, and how it is drawn."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import pandas
import plotly.graph_objects as go

from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric, all_metrics
from atlas.model.view import View

Options = Mapping[str, str]
#: options that are a number, and options that are a metric
NUMBERS = ("most", "part")
METRICS = ("metric", "x", "y", "size")
#: what clusters can be put together by
GROUPS = ("sector", "region", "country")
#: the option that names the one cluster a chart is about
SUBJECT = "cluster"


@dataclass(frozen=True)
class Drawing:
    """A chart as drawn: its figure, and for tables its rows and the evidence behind them."""

    figure: go.Figure
    rows: pandas.DataFrame
    evidence: Evidence


class NothingToDraw(Exception):
    """No selected cluster reports what the chart would show; the message says what helps."""


class NoChart(LookupError):
    """There is no chart of that name, or no such option. The message names those there are."""


@dataclass(frozen=True)
class Recipe:
    """How one chart is made, and where it is shown.

    `options`: what may be chosen -> its default. `allowed`: option -> what it may be.
    `instead_of_metric`: option -> the word that it may be in place of a metric.
    `page`: the address of its live view; `view_parameters`: what that address says besides the
    options; `clusters_parameter`: the name under which clusters named one by one go there.
    """

    draw: Callable[[View, dict[str, str]], Drawing]
    options: Options = field(default_factory=dict)
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead_of_metric: Options = field(default_factory=dict)
    page: str = ""
    view_parameters: Options = field(default_factory=dict)
    clusters_parameter: str = "cluster"

    def make(self, name: str, view: View, options: Options) -> Drawing:
        """Draw the chart, called `name`. Raises NothingToDraw and NoChart."""
        self._check(name, options)
        chosen = dict(self.options) | dict(options)
        if SUBJECT in self.options:
            chosen[SUBJECT] = _subject(chosen[SUBJECT], view)
            view = view.pool()
        return self.draw(view, chosen)

    def _check(self, name: str, options: Options) -> None:
        unknown = sorted(options.keys() - self.options.keys())
        if unknown:
            known = ", ".join(sorted(self.options)) or "none"
            raise NoChart(f"'{name}' has no option '{unknown[0]}'. It takes: {known}.")
        for option, value in options.items():
            allowed = self.allowed.get(option)
            if allowed and value not in allowed:
                raise NoChart(f"'{option}' cannot be '{value}'. Use one of: {', '.join(allowed)}.")
            if option in NUMBERS and not re.fullmatch("[1-9][0-9]{0,2}", value):
                raise NoChart(f"'{option}' must be a number from 1 to 999, not '{value}'.")


def _subject(cluster_id: str, view: View) -> str:
    """Return the cluster that a chart is about: the one asked for, or the only one selected."""
    named = view.selection.clusters
    cluster_id = cluster_id or (named[0] if len(named) == 1 else "")
    if not cluster_id:
        raise NothingToDraw(_("Choose the one cluster that this is about."))
    if cluster_id not in set(view.known.clusters["id"]):
        raise NoChart(f"No cluster has the id '{cluster_id[:60]}'.")
    return cluster_id


def metric_of(options: Options, name: str = "metric") -> Metric:
    """Return the metric that the option `name` asks for. Raises NoChart."""
    metrics = all_metrics()
    if options[name] not in metrics:
        similar = get_close_matches(options[name], metrics, n=3, cutoff=0.4) or list(metrics)[:3]
        hint = ", ".join(similar)
        raise NoChart(f"No metric named '{options[name][:60]}'. There are, for example: {hint}.")
    return metrics[options[name]]


def statistic_of(options: Options, metric: Metric, of_places: bool = False) -> str:
    """Return the statistic asked for, or the first one that suits `metric`.

    `of_places`: whether there are inhabitants to divide by.
    """
    suited = metric.place_statistics if of_places else metric.statistics
    return options["stat"] if options["stat"] in suited else suited[0]


def growing(view: View, options: Options, *metrics: Metric | None) -> View:
    """Return `view` with the year from which on growth is told, where one of `metrics` is growth.

    The option `since` names it; blank: from the first count on. Raises NoChart.
    """
    since, known = options["since"], view.known
    if not since or not any(metric and metric.grows for metric in metrics):
        return view
    if not re.fullmatch("[0-9]{4}", since) or not known.first_year <= int(since) < view.year:
        raise NoChart(f"'since' must be a year from {known.first_year} to {view.year - 1}.")
    return replace(view, since=int(since))


def not_reported(view: View, metric: Metric) -> str:
    """Return the sentence that no selected cluster reports `metric`, and what would help."""
    sentence = _("No selected cluster reports “{metric}” up to {year}.")
    if view.since is not None:
        sentence = _("No selected cluster has a dated count from about {since} and one from later.")
        advice = _("Choose another year for growth to begin with.")
        return sentence.format(since=view.since) + " " + advice
    advice = _("Choose another metric, a later year or fewer filters.")
    return sentence.format(metric=metric.label, year=view.year) + " " + advice
