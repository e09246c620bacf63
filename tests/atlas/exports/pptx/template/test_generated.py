"""Random templates: whatever they look like, a deck made on them can be read."""

import dataclasses

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from atlas.exports.pptx import slides
from atlas.exports.pptx.template.opening import open_template
from atlas.text.chart_text import ChartText
from tests import soak
from tests.atlas.exports.pptx import judged
from tests.atlas.exports.pptx.template import generated, made
from tests.atlas.exports.pptx.template.generated import Recipe

#: a soak tries ten times as many as the second
COUNT = 20 if soak.seed() is None else 60
TEXT = ChartText(
    title="Members of the clusters with the most members",
    subtitle="All clusters · as of the end of 2025",
    unit="Members",
    coverage="181 of 274 clusters report a figure; 19 more are undated.",
    notes=("Bars are as long as what is stated, whiskers show what is hedged.",),
    sources=tuple(f"Publisher {n}, A title, 2024, https://www.example.org/{n}" for n in range(30)),
    first_as_of="2002",
    last_as_of="2025",
    alt=(
        "Members of the clusters with the most members. Highest stated: Baden-Württemberg: "
        "Connected e.V. (bwcon) and its neighbours, more than 1,200 members (2022)."
    ),
)
#: as long as the presentation page lets a title be
OWN_TITLE = ("What a ministry has to know about the clusters of its country " * 2)[:120].strip()
#: the title of the first chart is its message, or what it is about where that has no room
TITLES = {
    "Cluster organisations",
    f"{TEXT.headline()} / {TEXT.title}",
    OWN_TITLE,
}


def figures() -> list[go.Figure]:
    """Return a bar chart of several series, and a table."""
    names = ["Aachen", "Berlin", "Chemnitz"]
    bars = go.Figure(
        [go.Bar(x=[5, 3, number], y=names, orientation="h", name=f"s{number}") for number in (1, 2)]
    )
    bars.update_layout(barmode="stack")
    TEXT.put_on(bars)
    cells = go.Table(
        header={"values": ["Name", "Members"]},
        cells={"values": [[f"Cluster {n}" for n in range(20)], list(range(20))]},
    )
    table = go.Figure(cells)
    dataclasses.replace(TEXT, title="A table of clusters").put_on(table)
    return [bars, table]


def deck(template: bytes) -> bytes:
    """Return a deck of everything that stands on slides."""
    listed = [slides.Slide(figure) for figure in figures()]
    listed.append(slides.Slide(figures()[0], title=OWN_TITLE))
    return slides.deck(
        listed, open_template(template), title="Cluster organisations", subtitle="3 charts"
    )


@pytest.mark.slow
@settings(
    max_examples=COUNT,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(generated.RECIPES)
def test_decks_on_random_templates_can_be_read(recipe: Recipe) -> None:
    template = made.saved(generated.build(recipe))
    found = judged.problems(deck(template), generated.at(recipe), TITLES)
    assert [one for one in found if one] == []
