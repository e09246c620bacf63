"""`python -m atlas charts`: what can be drawn, with which options, of which metrics."""

import argparse

from atlas.commands import filters, options
from atlas.gallery import CHARTS
from atlas.i18n import _
from atlas.model import metrics


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    filters.add_language(parser)


def run(_given: argparse.Namespace) -> None:
    """Print the lists."""
    words = options.describe_options()
    for name, recipe in CHARTS.items():
        print(name)
        for option, default in recipe.options.items():
            can_be = options.describe_values(option, name)
            kept = f" [{default}]" if default else ""
            print(f"    --{option:<8}{words[option]}: {can_be}{kept}")
    print()
    print(_("Metrics:"))
    for metric in metrics.all_metrics().values():
        print(f"    {metric.id:<28}{metric.label}")
