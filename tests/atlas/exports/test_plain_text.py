"""Names and hovers as plain text."""

from atlas.exports.plain_text import bold, plain


def test_hovers_become_one_line() -> None:
    assert plain("<b>X &lt; Y</b><br>12 people") == "X < Y · 12 people"
    assert bold("<b>X &lt; Y</b><br>12 people") == "X < Y"
