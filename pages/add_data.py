"""Add data: a spreadsheet of the reader's own beside all that is known, for this session alone."""

import streamlit as st

from atlas.i18n import _
from atlas.publish import own_data
from atlas.state import upload
from atlas.ui import (
    filters,
    frame,
    kept_corrections,
    upload_file,
    upload_matches,
    upload_publishing,
    upload_result,
    upload_source,
    upload_tables,
)

kept_corrections.prepare()
view = filters.read_view()
st.subheader(_("Your own spreadsheet, beside our data"), anchor=False)
file = upload_file.choose()
if file is None:
    upload_file.offer_template(view)
    raise frame.End

reading = upload_file.read(file)
top = st.container(border=True, key="upload-summary")
upload_tables.ask(reading, upload.answers().agreed)
if reading.tables:
    st.subheader(_("What was recognised"), anchor=False)
    upload_tables.show(reading)
if reading.refused:
    with top:
        upload_result.refuse(reading)
    upload_result.show_problems(file, reading, own_data.NOTHING)
    raise frame.End

source = upload_source.ask(file, reading)
laid = upload_file.lay(reading, source)
with top:
    upload_result.summarise(file, reading, laid)
upload_matches.show(laid.prepared)
upload_result.show_problems(file, reading, laid.draft)
upload_result.preview(laid.draft)
upload_publishing.offer(file, laid.draft)
