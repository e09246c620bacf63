"""The speaker's notes of a slide, whose words are those of `ChartText.speaker_notes`."""

from typing import Any


def add(slide: Any, words: str) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = words
