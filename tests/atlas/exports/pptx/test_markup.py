"""Text of any kind comes through as it was, and never as XML of its own."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from atlas.exports.pptx import markup, theme_colours, xml
from atlas.text import file_text


@given(st.text(max_size=40))
def test_any_text_survives_in_elements_and_attributes(text: str) -> None:
    tree = etree.fromstring(xml.root("a:t", xml.tag("a:x", xml.written(text), val=text)))
    meant = file_text.clean(text)
    shown = file_text.isolated(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (tree[0].text or "") == shown
    assert tree[0].get("val").split() == meant.split()


def test_bold_parts_become_bold_runs() -> None:
    tree = etree.fromstring(
        xml.root("a:p", markup.runs("A &amp; B  <b>more than 5</b>", 12, "#000"))
    )
    runs = [("".join(one.itertext()), one[0].get("b")) for one in tree]
    assert runs == [("A & B  ", "0"), ("more than 5", "1")]


def test_colours_between_the_ends_of_a_scale() -> None:
    scale = [(0.0, "#000000"), (1.0, "#ffffff")]
    assert [theme_colours.between(scale, one) for one in (-1, 0, 0.5, 1, 2)] == [
        "#000000",
        "#000000",
        "#808080",
        "#ffffff",
        "#ffffff",
    ]
    assert theme_colours.rgb("rgba(10, 20, 30, 0.5)") == (10, 20, 30)
    assert theme_colours.rgb("no colour") == (0, 0, 0)
