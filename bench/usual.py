"""The usual way, as a peer to compare with: pandas on the CSV tables, drawn by plotly.express.

The tables are read once, as a cached app would. Each chart holds the same values as the one of
the dashboard, without what that one says about itself: sources, dates, hedges in words, notes.
"""

import json
from dataclasses import dataclass
from functools import cached_property

import pandas
import plotly.express as px
import plotly.graph_objects as go

from data.build import HERE


@dataclass(frozen=True)
class Tables:
    """The CSV tables, and the charts that pandas and plotly.express make of them."""

    year: int

    @cached_property
    def observations(self) -> pandas.DataFrame:
        """Every dated observation about the cluster itself, the chosen one last."""
        rows = _read("observations")
        rows = rows[rows["as_of"].notna() & (rows["scope"] == "cluster_organisation")]
        hedge = _read("qualifiers").set_index("qualifier")
        rows = rows.assign(
            year=rows["as_of"].str[:4].astype(int),
            rank=rows["qualifier"].map(hedge["rank"]),
            low=rows["low"].fillna(rows["value"] * rows["qualifier"].map(hedge["low_factor"])),
            high=rows["high"].fillna(rows["value"] * rows["qualifier"].map(hedge["high_factor"])),
        )
        return rows.sort_values(["year", "rank", "as_of"], ascending=[True, False, True])

    @cached_property
    def clusters(self) -> pandas.DataFrame:
        """Every cluster with the sector group it counts to."""
        sectors = _read("sectors").set_index("sector_id")["parent_id"]
        first = _read("cluster_sectors").query("position == 1").set_index("cluster_id")
        return _read("clusters").assign(
            group=lambda rows: rows["cluster_id"].map(first["sector_id"]).map(sectors)
        )

    @cached_property
    def outlines(self) -> dict[str, object]:
        """The boundaries of the regions."""
        return dict(json.loads((HERE / "boundaries.geojson").read_text(encoding="utf-8")))

    def known(self, metric: str) -> pandas.DataFrame:
        """Return the latest value of each cluster up to the year, with the cluster."""
        rows = self.observations
        rows = rows[(rows["metric_id"] == metric) & (rows["year"] <= self.year)]
        return rows.drop_duplicates("cluster_id", keep="last").merge(self.clusters, on="cluster_id")

    def ranking(self) -> go.Figure:
        """Draw the forty clusters with the most members."""
        rows = self.known("members").nlargest(40, "value")
        rows = rows.assign(up=rows["high"] - rows["value"], down=rows["value"] - rows["low"])
        return px.bar(rows, x="value", y="name", error_x="up", error_x_minus="down")

    def map(self) -> go.Figure:
        """Draw members by region, and the seats."""
        rows = self.known("members")
        regions = rows.groupby("seat_region_id", as_index=False)["value"].sum()
        drawn = px.choropleth(
            regions,
            geojson=self.outlines,
            locations="seat_region_id",
            featureidkey="properties.region_id",
            color="value",
        )
        seats = px.scatter_geo(rows, lat="lat", lon="lon", size="value", hover_name="name")
        return drawn.add_traces(seats.data)

    def timeline(self) -> go.Figure:
        """Draw the members of the twelve largest clusters over the years."""
        rows = self.observations[self.observations["metric_id"] == "members"]
        rows = rows.drop_duplicates(["cluster_id", "year"], keep="last")
        years = rows.pivot(index="year", columns="cluster_id", values="value")
        years = years.reindex(range(years.index.min(), self.year + 1)).ffill()
        largest = years.iloc[-1].nlargest(12).index
        long = years[largest].melt(ignore_index=False).reset_index()
        return px.line(long, x="year", y="value", color="cluster_id", line_shape="hv")

    def scatter(self) -> go.Figure:
        """Draw members against staff."""
        pair = self.known("members").merge(self.known("staff"), on="cluster_id")
        return px.scatter(
            pair,
            x="value_x",
            y="value_y",
            color="group_x",
            hover_name="name_x",
            log_x=True,
            log_y=True,
        )


def _read(table: str) -> pandas.DataFrame:
    return pandas.read_csv(HERE / f"{table}.csv", dtype={"as_of": "str", "note": "str"})
