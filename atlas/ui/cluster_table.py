"""The list of clusters on its page: headings sort it, names open profiles."""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from atlas.charts.metrics import cluster_list
from atlas.gallery import Drawing
from atlas.model import metrics, records
from atlas.model.view import View
from atlas.state import session, url
from atlas.text.chart_text import ChartText
from atlas.text.evidence import Cited
from atlas.ui import assets, links, table

JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
KEY = "clusters"

_sorting = st.components.v2.component("cluster_table", js=JS)


def show(drawing: Drawing, view: View, sort: str) -> None:
    """Show every line of the list, in the order `sort`."""
    every = metrics.all_metrics()
    cells = cluster_list.cells(drawing.rows, every)
    shown = table.frame(cells, cluster_list.cited(drawing.rows, every), drawing)
    headings = cluster_list.headings(every)
    selected = {name: value for name, value in view.selection.address(view.known).items() if value}
    shown[headings["name"]] = [
        (_link_profile(row["cluster_id"], words, selected),)
        for row, words in zip(records.of(drawing.rows), cells[headings["name"]], strict=True)
    ]
    text = ChartText.of(drawing.figure)
    by = sort.removeprefix("-")
    order = table.Order(list(headings), by, cluster_list.is_ascending(sort))
    table.listed(shown, KEY, text.title, text.alt, cluster_list.WIDTHS, order=order)

    def sort_rows() -> None:
        column = str(session.CLUSTER_TABLE.get().get("sorted") or "")
        if column in cluster_list.SORTED_BY:
            turned = f"-{column}" if sort == column else column
            url.put({"sort": "" if turned == "name" else turned})

    def open_profile() -> None:
        links.open_profile(str(session.CLUSTER_TABLE.get().get("opened") or ""))

    _sorting(
        key=session.CLUSTER_TABLE.name,
        data={"table": KEY},
        on_sorted_change=sort_rows,
        on_opened_change=open_profile,
        height=1,
    )


def _link_profile(cluster_id: str, words: str, selected: dict[str, str]) -> Cited:
    """Return the name of a cluster as a link to its profile, for whoever opens it elsewhere."""
    parts = selected | {"cluster": cluster_id}
    if url.get("lang"):
        parts["lang"] = url.get("lang")
    return Cited(words, words, f"{assets.base()}/profile?{urlencode(parts)}")
