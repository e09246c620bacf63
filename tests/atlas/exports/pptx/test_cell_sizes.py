"""Tables on slides: as large as their room allows, as wide as asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.exports.pptx import cell_sizes, text_fit

ROOM = (860.0, 350.0)
TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.text("aM i", max_size=60), min_size=columns, max_size=columns),
        min_size=1,
        max_size=30,
    )
)


@settings(deadline=None, derandomize=True)
@given(TABLES)
def test_tables_fill_the_width_and_fit_the_height_or_are_as_small_as_can_be(
    texts: list[list[str]],
) -> None:
    sizes = cell_sizes.fitted(texts, *ROOM)
    assert sum(sizes.widths) == pytest.approx(ROOM[0])
    assert len(sizes.heights) == len(texts)
    fits = sum(sizes.heights) <= ROOM[1]
    assert fits or sizes.letters == cell_sizes.SMALLEST
    for row, high in zip(texts, sizes.heights, strict=True):
        for text, wide in zip(row, sizes.widths, strict=True):
            assert text_fit.height([text], sizes.letters, wide - 2 * sizes.beside) <= high


def test_widths_are_divided_as_the_figure_asks() -> None:
    sizes = cell_sizes.fitted([["a", "b" * 50]], *ROOM, shares=[3, 1])
    assert sizes.widths == pytest.approx([645.0, 215.0])


def test_fewer_rows_have_larger_letters() -> None:
    few, many = (
        cell_sizes.fitted([["Name", "a fairly long text in a cell"]] * count, *ROOM).letters
        for count in (3, 25)
    )
    assert few == cell_sizes.LARGEST
    assert many < few
