"""Names and hovers as plain text."""

from atlas.text.plotly_text import bold_part, plain


def test_hovers_become_one_line() -> None:
    assert plain("<b>X &lt; Y</b><br>12 people") == "X < Y · 12 people"
    assert bold_part("<b>X &lt; Y</b><br>12 people") == "X < Y"
