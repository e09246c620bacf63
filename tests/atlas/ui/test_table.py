"""Tables on the page: every chart's rows can be written, and nothing missing passes for a text."""

from typing import Any

import pandas
import pytest

from atlas import gallery
from atlas.exports import worded_rows
from atlas.model.view import View
from atlas.text.chart_text import ChartText
from atlas.ui import table
from tests.atlas import about_one


@pytest.mark.parametrize("name", sorted(gallery.CHARTS))
def test_the_rows_of_every_chart_can_be_written_as_a_table(
    name: str, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pandas.DataFrame.to_dict

    def watched(rows: pandas.DataFrame, orient: Any = "dict", **how: Any) -> Any:
        made = whole(rows, orient, **how)
        for column in rows if orient == "records" else ():
            cells = [row[column] for row in made]
            texts = any(isinstance(cell, str) for cell in cells)
            assert not (texts and any(isinstance(cell, float) for cell in cells)), column
        return made

    monkeypatch.setattr(pandas.DataFrame, "to_dict", watched)
    chosen = view.only(["silicon-saxony", "niro"]) if name.startswith("side-by-side") else view
    try:
        drawing = gallery.draw(name, chosen, **about_one.options(name))
    except gallery.NothingToDraw:
        assert name == "changes-in-data"  # of which the tests keep one version only
        return
    text = ChartText.of(drawing.figure)
    shown = worded_rows.frame(drawing.rows, text)
    written = table._write_table(shown, text.title, text.alt, ())
    assert ">nan<" not in written
