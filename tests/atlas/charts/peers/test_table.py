"""Peer table: the peers in order, how near, why, and on how many traits."""

import re

import pandas
import plotly.graph_objects as go
import pytest

from atlas import gallery
from atlas.analysis import peers
from atlas.model.view import View
from atlas.text.chart_text import ChartText


def table(view: View, **options: str) -> tuple[go.Figure, pandas.DataFrame]:
    drawing = gallery.draw("peer-table", view, **({"cluster": "silicon-saxony"} | options))
    return drawing.figure, drawing.rows


def test_the_cells_are_the_rows(view: View) -> None:
    figure, rows = table(view)
    names, similar, why = figure.data[0].cells["values"]
    assert list(rows["cluster_id"]) == peers.list_in_use(view, "silicon-saxony", "", "")
    for cell, name in zip(names, rows["name"], strict=True):
        assert cell == name
    for cell, row in zip(similar, rows.to_dict("records"), strict=True):
        percent, traits = cell.split("% on ")
        assert float(percent) == pytest.approx(100 * (1 - row["distance"]), abs=0.5)
        assert traits == f"{row['compared']} of 6 traits"
    assert list(why) == list(rows["reason"])
    assert rows["distance"].is_monotonic_increasing
    for reason, count in zip(why, rows["compared"], strict=True):
        missing = re.findall("not comparable: (.*)", reason)
        assert len(missing[0].split(", ") if missing else []) == 6 - count


def test_weights_are_said_and_take_traits_away(view: View) -> None:
    figure, rows = table(view, weights="age:2,sector:0")
    said = ChartText.of(figure).coverage
    assert said.endswith("Weights: age ×2, sectors ×0; all others ×1.")
    assert "Weights: sectors ×2" in ChartText.of(table(view)[0]).coverage
    assert not rows["reason"].str.contains("sector|common", case=False).any()
    assert all(cell.endswith(" of 5 traits") for cell in figure.data[0].cells["values"][1])


def test_peers_by_hand_of_whom_too_little_is_known_are_listed_last(view: View) -> None:
    every = peers.compare_all(view, "silicon-saxony", peers.parse_weights("members:3,staff:3"))
    unknown = every.loc[every["distance"].isna(), "cluster_id"].iloc[0]
    figure, rows = table(view, peers=f"{unknown},niro", weights="members:3,staff:3")
    assert list(rows["cluster_id"]) == ["niro", unknown]
    assert figure.data[0].cells["values"][1][1].startswith("only ")
    assert "2 clusters picked by hand" in ChartText.of(figure).coverage
