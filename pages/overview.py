"""Overview: headline figures, a ranking, and what changed over the years."""

import streamlit as st

from atlas import address, cards, filters, metrics, show
from atlas.charts import changes, ranking
from atlas.i18n import _

now = filters.asked()
if filters.nothing(now):
    st.stop()

every = metrics.all_metrics()
cards.headline(now, every)

metric = every[
    address.one_of("metric", _("Metric"), {one: m.label for one, m in every.items()}, "members")
]
rows = now.run("metric_by_cluster", metric=metric.id)
if rows.empty:
    cards.not_reported(now, metric)
else:
    show.chart(ranking.figure(rows, metric, now), rows, "ranking")

happened = now.run("milestones")
if happened.empty:
    st.info(_("No dated change is known for this selection up to {year}.").format(year=now.year))
else:
    show.chart(changes.figure(happened, now), happened, "changes")
