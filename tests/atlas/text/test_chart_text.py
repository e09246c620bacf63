"""What a chart says travels with its figure, and each line of it is worded once."""

import dataclasses

import plotly.graph_objects as go
import plotly.io
import pytest

from atlas import gallery, i18n
from atlas.model.view import View
from atlas.text.chart_text import ChartText


def test_it_survives_being_written_as_json(view: View) -> None:
    figure = gallery.draw("scatter", view).figure
    text = ChartText.of(figure)
    assert text.metrics
    assert text.sources
    assert ChartText.of(plotly.io.from_json(figure.to_json())) == text
    assert ChartText.from_meta(text.to_meta()) == text


def test_a_figure_that_says_nothing_has_blank_lines() -> None:
    text = ChartText.of(go.Figure())
    assert text == ChartText()
    assert (text.subtitle_line(), text.dates_line(), text.source_summary()) == ("", "", "")
    assert text.footnote() == ["Cluster Atlas"]


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(TypeError, match="source_line"):
        ChartText.from_meta({"title": "A", "source_line": "B"})


@pytest.mark.parametrize(
    ("language", "summary", "dates"),
    [
        ("en", "2 sources, 2019–2025", "as of 2019 to 8 December 2025"),
        ("de", "2 Quellen, 2019–2025", "Stand: 2019 bis 8. Dezember 2025"),
    ],
)
def test_its_lines(language: str, summary: str, dates: str) -> None:
    text = ChartText(
        subtitle="Energy · 2025",
        unit="members",
        coverage="Reported by 3",
        notes=("Whiskers.",),
        sources=("One", "Two"),
        first_as_of="2019",
        last_as_of="2025-12-08",
    )
    i18n.use(language)
    source = {"en": "Source", "de": "Quelle"}[language]
    assert text.subtitle_line() == "Energy · 2025 · members"
    assert text.subtitle_line(under="Most: A") == "Energy · 2025 · members"
    named = dataclasses.replace(text, title="Staff")
    assert named.subtitle_line(under="Most: A") == "Staff · Energy · 2025 · members"
    named = dataclasses.replace(text, title="Share of members")
    assert named.subtitle_line(under="Most: A") == "Share of members · Energy · 2025"
    assert named.subtitle_line(under="Share of members") == "Energy · 2025"
    assert text.source_summary() == summary
    assert text.source_line() == f"{source}: {summary}"
    assert text.source_line(most_named=2) == f"{source}: One; Two"
    assert text.dates_line() == dates
    assert text.evidence_sentences() == "Reported by 3. Whiskers."
    assert text.evidence_sentences(without="Reported by 3 of 4") == "Whiskers."
    assert text.footnote() == [
        "Reported by 3. Whiskers.",
        f"{source}: One; Two · {dates} · Cluster Atlas",
    ]


def test_few_sources_are_named_without_addresses_and_many_are_counted() -> None:
    few = ChartText(sources=("BNN, A title, 2022, https://bnn.de/a", "Two, 2023"))
    assert few.footnote() == ["Source: BNN, A title, 2022; Two, 2023 · Cluster Atlas"]
    many = ChartText(sources=tuple(f"Publisher {n}, A title, 2024" for n in range(30)))
    assert many.footnote() == ["Source: 30 sources (listed in the notes) · Cluster Atlas"]
    assert all(source in many.speaker_notes() for source in many.sources)


def test_a_long_description_is_no_message() -> None:
    assert ChartText(title="Staff", alt="Staff. Two of three.").message() == "Two of three."
    assert ChartText(title="Staff", alt="Staff. " + "word " * 40).message() == ""
    assert ChartText(title="Staff", alt="Staff. Most: A e.V..").headline() == "Most: A e.V."
