"""Text that has to fit: estimates grow with the text and shrink with the room."""

from hypothesis import given
from hypothesis import strategies as st

from atlas.exports.pptx import text_fit

TEXT = st.text("abcdefghijklmnopqrstuvwxyzÄÖÜß -.,", min_size=1, max_size=200)


@given(TEXT, st.floats(6, 20), st.floats(60, 900))
def test_lines_hold_the_text(text: str, size: float, room: float) -> None:
    count = text_fit.lines(text, size, room)
    assert count * room >= text_fit.width(text, size) * 0.5
    assert count <= len(text.split(" ")) + text_fit.width(text, size) / room + 1
    assert text_fit.lines(text, size, room * 2) <= count


@given(TEXT, st.floats(100, 900), st.floats(10, 200))
def test_the_size_found_fits_unless_it_is_the_smallest(text: str, wide: float, high: float) -> None:
    size = text_fit.size_for([text], wide, high, 20, 8)
    assert 8 <= size <= 20
    assert size == 8 or text_fit.height([text], size, wide) <= high


def test_a_german_compound_wider_than_its_box_takes_several_lines() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    assert text_fit.lines(word, 12, 120) >= 4


def test_names_of_many_rows_are_smaller_but_never_below_the_smallest() -> None:
    sizes = [
        text_fit.row_size(300, ["Aachen"] * rows, 200, smallest=9) for rows in (5, 15, 24, 30, 400)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (12, 9)
    assert text_fit.row_size(300, ["Donaudampfschifffahrt " * 3], 300, smallest=9) < 12
    assert text_fit.rows_fit(300, 24, 9)
    assert not text_fit.rows_fit(300, 30, 9)
