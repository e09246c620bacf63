"""The address: a page can use what it declared, and nothing else."""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.model import pages


def script(address: str, call: str) -> str:
    return f"""
import streamlit as st
from atlas.state import url
url.bind({address!r})
try:
    {call}
    st.caption("done")
except url.Undeclared as error:
    st.caption(str(error))
"""


def said(address: str, call: str) -> str:
    ran = AppTest.from_string(script(address, call)).run()
    assert not ran.exception
    return str(ran.caption[-1].value)


CALLS = (
    "url.get({name!r})",
    "url.read_arriving({name!r})",
    "url.choose_one({name!r}, 'Words', {{'a': 'A'}}, 'a')",
    "url.choose_several({name!r}, 'Words', ['a'], str, [])",
    "url.type_words({name!r}, 'Words', '')",
)


@pytest.mark.parametrize("call", [*CALLS, "url.put({{{name!r}: 'a'}})"])
def test_a_name_that_the_page_did_not_declare_is_refused(call: str) -> None:
    refused = said("map", call.format(name="pick"))
    assert refused.startswith("The page 'map' does not declare 'pick' in atlas/model/pages.py.")
    for name in pages.at("map").accepted:
        assert name in refused


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("address", "name"), [("map", "area"), ("", "metric"), ("map", "peers")])
def test_what_is_declared_can_be_used(call: str, address: str, name: str) -> None:
    assert said(address, call.format(name=name)) == "done"


def test_filters_can_be_written_before_a_page_is_open() -> None:
    code = """
import streamlit as st
from atlas.state import url
url.put({"cluster": "niro", "peers": ""})
st.caption(url.get("cluster"))
try:
    url.put({"metric": "staff"})
except url.Undeclared as error:
    st.caption(str(error))
"""
    ran = AppTest.from_string(code).run()
    assert not ran.exception
    assert ran.caption[0].value == "niro"
    assert "No page is open yet" in ran.caption[-1].value


def test_the_fields_of_all_pages_keep_their_parts_of_the_address() -> None:
    code = "from atlas.state import url\nurl.bind('map')"
    ran = AppTest.from_string(code).run()
    assert [field.key for field in ran.text_input] == list(pages.parameters())


def test_what_a_run_that_was_cut_off_told_a_widget_is_told_again() -> None:
    code = """
import streamlit as st
from atlas.state import session, url
url.bind("map")
with url.show_value(session.YEAR_SLIDER, 2026):
    st.slider("Year", 1946, 2026, key=session.YEAR_SLIDER.name)
if not st.session_state["cut"]:
    url.end_run()
"""
    app = AppTest.from_string(code)
    told = []
    for cut in (True, False, False):
        app.session_state["cut"] = cut
        told.append(app.run().slider[0].proto.set_value)
    assert told == [True, True, False]
