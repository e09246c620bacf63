"""Lines that run level: their corners are added, their gaps stay."""

from hypothesis import given
from hypothesis import strategies as st

from atlas.exports.pptx.point_series import stepped

HEIGHTS = st.lists(st.none() | st.integers(0, 5), max_size=20)


@given(HEIGHTS)
def test_every_point_is_kept_and_no_line_runs_slanted(up: list[int | None]) -> None:
    along = list(range(len(up)))
    x, y, kept = stepped(along, up)
    assert [(x[idx], y[idx]) for idx, one in enumerate(kept) if one is not None] == list(
        zip(along, up, strict=True)
    )
    for idx in range(1, len(x)):
        if y[idx] is not None and y[idx - 1] is not None:
            assert x[idx] == x[idx - 1] or y[idx] == y[idx - 1]


def test_a_step_goes_level_first() -> None:
    assert stepped([1, 2], [5, 7]) == ([1, 2, 2], [5, 5, 7], [0, None, 1])
