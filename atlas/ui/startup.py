"""What every page needs, loaded before the first visitor comes, and kept out of later clean-ups."""

import gc

import streamlit as st
from plotly.io import templates
from starlette.formparsers import MultiPartParser
from streamlit import config

from atlas import i18n
from atlas.charts.maps import hatching
from atlas.db import database
from atlas.gallery import highlights
from atlas.state import language, own_data
from atlas.ui import deck_builder, filters, profile

#: loaded with all that they stand on: charts, files, the elements of the pages
READY = (deck_builder, filters, profile, highlights)


def prepare() -> None:
    """Load the parts of the pages, all queries and outlines. Call it once, when the server starts.

    Streamlit looks for garbage after every page, while the last part of that page waits to be sent,
    and the more visitors there are, the longer: their charts are kept for what they may still do.
    Python looks by itself, whenever enough has come together. What is loaded by now is needed as
    long as the server runs, so it need not be looked through at all. Nor does it rewrite our pages
    so that they would show every value that stands on a line of its own: they show none. Plotly
    would give each new figure a look that our own then replaces.
    """
    database.prepare()
    hatching.prepare()
    i18n.look_up(language.of_session)
    database.look_up(own_data.of_session)
    keep_uploads_in_memory()
    templates.default = None
    config.set_option("runner.postScriptGC", False)
    config.set_option("runner.magicEnabled", False)
    gc.collect()
    gc.freeze()


def keep_uploads_in_memory() -> None:
    """Let no file that is dropped touch the disk: it may be one that only its reader may see.

    Starlette would put what is larger than one megabyte into a temporary file.
    """
    MultiPartParser.spool_max_size = 2 * int(st.get_option("server.maxUploadSize")) * 1024 * 1024
