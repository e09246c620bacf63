"""Overview: headline figures, a ranking, and what changed over the years."""

import streamlit as st

from atlas import cards, filters, metrics, show
from atlas.i18n import _

now = filters.asked()
if filters.nothing(now):
    st.stop()

cards.headline(now, metrics.all_metrics())
show.drawn("ranking", now, {"metric": filters.metric("metric", _("Metric"), "members")})
show.drawn("changes", now)
