"""Labels over time: one row per cluster, a bar from award to expiry for each label it held."""

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, row_labels, style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import cluster_count
from atlas.model.view import View
from atlas.text import label_periods, shortening
from atlas.text.label_periods import Status
from data.words import folded

PER_PAGE = 20
#: pixels of a row with one bar, of each further one, and from bar to bar
ROW_HEIGHT, LANE_HEIGHT, APART = 40, 9, 11
#: how long a name may be, one beside labels without a date, and these labels; and on a phone, which
#: only counts them
LONGEST, SHORT = (54, 54, 60), (44, 30, 0)
#: where the first bar of a row lies, in rows
FIRST_LANE = 0.12
#: what is drawn of the programmes and labels that clusters share most: id -> symbol
NAMED = {
    "ecei-bronze": "triangle-up",
    "ecei-silver": "square",
    "ecei-gold": "diamond",
    "go-cluster": "circle",
}
OTHERS = {"label": "cross", "programme": "x"}


def figure(rows: pandas.DataFrame, view: View, page: int = 1, *, evidence: Evidence) -> go.Figure:
    """Draw a page of 20 clusters in the order of their names.

    `rows`: one row per period from `label_periods`, of labels and programmes.
    """
    clusters = _clusters(rows)
    shown = clusters.iloc[(page - 1) * PER_PAGE : page * PER_PAGE].copy()
    shown["row"] = range(len(shown) - 1, -1, -1)
    on_page = rows.merge(shown[["cluster_id", "row"]], on="cluster_id")
    lanes = _lanes(on_page)
    row_height = ROW_HEIGHT + LANE_HEIGHT * (max(map(len, lanes.values()), default=1) - 1)
    periods = _place_periods(on_page, lanes, row_height, view.year)
    dated = periods[periods["status"] != "undated"]
    last = _axis_end(dated, view.year)
    chart = go.Figure()
    for status in ("ended", "open", "valid"):
        _add_bars(chart, dated[dated["status"] == status], status, view.year)
    _add_awards(chart, dated, view.year)
    start = int(dated["x"].min()) - 1 if len(dated) else view.year - 5
    texts, short = (_row_texts(shown, periods, longest) for longest in (LONGEST, SHORT))
    row_labels.add(chart, texts, start, short=short, size=12, numbered=True)
    chart.update_xaxes(tickformat="d", side="top", range=[start, last])
    chart.update_layout(legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0})
    title = _("Labels and programmes over time")
    pages = pages_of(rows)
    counts = rows.apply(lambda row: label_periods.status(row, view.year), axis=1).value_counts()
    statuses = _write_statuses(counts, view.year)
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("from award to expiry"),
        coverage=ngettext(
            "{count} of {selected} clusters with a label or programme that a source reports",
            "{count} of {selected} clusters with a label or programme that a source reports",
            len(clusters),
        ).format(count=i18n.number(len(clusters)), selected=i18n.number(view.selected)),
        notes=[
            statuses[:1].upper() + statuses[1:] + ".",
            _("Page {page} of {pages}.").format(page=page, pages=pages) if pages > 1 else "",
        ],
        explained=label_periods.explain(),
        columns=label_periods.headings(),
        alt=_("{title}. {clusters}; {said}.").format(
            title=title, clusters=cluster_count(len(clusters)), said=statuses
        ),
        height=170 + row_height * len(shown),
    )


def pages_of(rows: pandas.DataFrame) -> int:
    """Return how many pages `rows` fill."""
    return max(1, -(-rows["cluster_id"].nunique() // PER_PAGE))


def _clusters(rows: pandas.DataFrame) -> pandas.DataFrame:
    clusters = rows[["cluster_id", "name"]].drop_duplicates("cluster_id")
    return clusters.sort_values("name", key=lambda names: names.map(folded), kind="stable")


def _lanes(periods: pandas.DataFrame) -> dict[str, dict[str, int]]:
    """Return for each cluster the lane of each organisation that it has a dated tie to.

    The earliest is at the top.
    """
    lanes: dict[str, dict[str, int]] = {}
    dated = periods.dropna(subset=["from_date"]).sort_values("from_date", kind="stable")
    for row in dated.to_dict("records"):
        own = lanes.setdefault(row["cluster_id"], {})
        own.setdefault(row["organisation_id"], len(own))
    return lanes


def _place_periods(
    periods: pandas.DataFrame, lanes: dict[str, dict[str, int]], row_height: int, year: int
) -> pandas.DataFrame:
    """Return the periods with their status, their ends as numbers, and their height.

    `row_height`: in pixels.
    """
    periods = periods.assign(
        status=[label_periods.status(row, year) for row in periods.to_dict("records")]
    )
    dated = periods.dropna(subset=["from_date"]).sort_values("from_date", kind="stable")
    following = dated.groupby(["cluster_id", "organisation_id"])["from_date"].shift(-1)
    ends = dated["until_date"].combine_first(following)
    dated = dated.assign(
        x=dated["from_date"].map(label_periods.moment),
        end=[year + 1.0 if pandas.isna(end) else label_periods.moment(end) for end in ends],
        y=[
            row["row"]
            + FIRST_LANE
            - APART / row_height * lanes[row["cluster_id"]][row["organisation_id"]]
            for row in dated.to_dict("records")
        ],
    )
    return pandas.concat([dated, periods[periods["from_date"].isna()]])


def _axis_end(dated: pandas.DataFrame, year: int) -> float:
    latest = dated["end"].max() if len(dated) else 0
    return max(year + 1.0, float(int(latest) + 1)) + 0.3


def _add_bars(chart: go.Figure, periods: pandas.DataFrame, status: Status, year: int) -> None:
    """Add the bars of one status, and what they end in: an arrow, a stop, or an open circle."""
    if periods.empty:
        return
    line = {
        "valid": {"color": style.accent(), "width": 8},
        "ended": {"color": style.ink(), "width": 4},
        "open": {"color": style.quiet(), "width": 1.5, "dash": "dot"},
    }[status]
    x: list[float | None] = []
    y: list[float | None] = []
    for row in periods.to_dict("records"):
        x += [row["x"], row["end"], None]
        y += [row["y"], row["y"], None]
    same = {"hoverinfo": "skip", "legendgroup": status}
    label = label_periods.status_words(year)[status]
    chart.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line=line,
        name=label[0].upper() + label[1:],
        showlegend=True,
        meta=TraceRole(status).meta(),
        **same,
    )
    marker = {
        "valid": {"symbol": "triangle-right", "size": 13, "color": style.accent()},
        "ended": {"symbol": "line-ns", "size": 10, "line": {"color": style.ink(), "width": 3}},
        "open": {
            "symbol": "circle",
            "size": 7,
            "color": style.paper(),
            "line": {"color": style.quiet(), "width": 1.5},
        },
    }[status]
    if status == "ended":
        marker["color"] = style.ink()
    chart.add_scatter(
        x=periods["end"].tolist(),
        y=periods["y"].tolist(),
        mode="markers",
        marker=marker,
        name=label,
        showlegend=False,
        meta=TraceRole.EXPIRY.meta(),
        **same,
    )


def _add_awards(chart: go.Figure, dated: pandas.DataFrame, year: int) -> None:
    """Add a marker for each award, with a symbol for each label."""
    keys = [
        row["organisation_id"] if row["organisation_id"] in NAMED else row["kind"]
        for row in dated.to_dict("records")
    ]
    for place, (key, symbol) in enumerate((NAMED | OTHERS).items()):
        awards = dated[[own_key == key for own_key in keys]]
        if awards.empty:
            continue
        records = awards.to_dict("records")
        chart.add_scatter(
            x=awards["x"].tolist(),
            y=awards["y"].tolist(),
            mode="markers",
            marker={
                "color": style.series(place),
                "size": 11,
                "symbol": symbol,
                "line": {"color": style.paper(), "width": 1},
            },
            customdata=awards["cluster_id"].tolist(),
            hovertext=[label_periods.hover(row, year) for row in records],
            hoverinfo="text",
            name=_other_names()[key]
            if key in OTHERS
            else i18n.name(records[0], "organisation_name"),
            meta=TraceRole.AWARDS.meta(),
        )


def _other_names() -> dict[str, str]:
    return {"label": _("Another label"), "programme": _("Another programme")}


def _row_texts(
    shown: pandas.DataFrame, periods: pandas.DataFrame, longest: tuple[int, int, int]
) -> list[str]:
    """Return the names of the rows from the bottom, with the labels that have no date and no bar.

    `longest`: letters of a name alone, of one before labels, and of those labels.
    """
    longest_alone, longest_before, longest_labels = longest
    undated = periods[periods["from_date"].isna()]
    texts = []
    for name, cluster_id in zip(shown["name"], shown["cluster_id"], strict=True):
        ties = undated[undated["cluster_id"] == cluster_id].to_dict("records")
        held = ", ".join(dict.fromkeys(i18n.name(row, "organisation_name") for row in ties))
        if not held:
            texts.append(shortening.shorten(name, longest_alone))
            continue
        words = _("{name} · {count} not dated")
        if longest_labels:
            words = _("{name} · not dated: {labels}")
        texts.append(
            words.format(
                name=shortening.shorten(name, longest_before),
                labels=shortening.shorten(held, longest_labels),
                count=i18n.number(len(ties)),
            )
        )
    return texts[::-1]


def _write_statuses(counts: pandas.Series, year: int) -> str:
    words = label_periods.status_words(year)
    parts = [
        f"{i18n.number(int(counts[status]))} {words[status]}"
        for status in label_periods.STATUSES
        if counts.get(status)
    ]
    return _("labels and programmes: {said}").format(said=", ".join(parts))
