"""The server: the Streamlit app, the files that charts load, and what requests pass on their way.

`streamlit run dashboard.py` starts it; docs/server.md says how to let others in.
"""

import streamlit as st
from streamlit import net_util

from atlas.ui import assets, middleware, startup

# Streamlit asks a host abroad for this machine's address when a browser comes through a proxy, only
# to compare the two. (It does so at the start, too, unless its settings name an address.)
net_util.get_external_ip = lambda: None

startup.prepare()
app = st.App("atlas/ui/app.py", routes=assets.routes(), middleware=middleware.stack())
