"""Every page declares what can be chosen on it: its script, the links to it and the list agree."""

import ast
from pathlib import Path

import pytest

from atlas import gallery
from atlas.model import pages
from atlas.model.pages import Page

SCRIPTS = Path(__file__).resolve().parents[3] / "pages"
#: what reads or writes a part of the address whose name is its first argument
READERS = {
    ("url", "get"),
    ("url", "choose_one"),
    ("url", "choose_several"),
    ("url", "type_words"),
    ("filters", "choose_metric"),
}
#: what does so under a name of its own
NAMED = {("filters", "choose_statistic"): "stat", ("filters", "choose_since"): "since"}


def used(code: str) -> set[str]:
    """Return the parts of the address that a script reads or writes, the filters left out."""
    names: set[str] = set()
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call):
            continue
        names |= _written(call)
        function = call.func
        if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)):
            continue
        whose = (function.value.id, function.attr)
        if whose in NAMED:
            names.add(NAMED[whose])
        if whose in READERS:
            assert isinstance(call.args[0], ast.Constant), f"line {call.lineno}: name it in words"
            names.add(str(call.args[0].value))
    return names - set(pages.FILTERS)


def _written(call: ast.Call) -> set[str]:
    """Return the names in what is handed to `url.put`, now or as the `args` of a button."""
    handed = [word.value for word in call.keywords if word.arg == "on_click"]
    if not any(ast.unparse(one) == "url.put" for one in (call.func, *handed)):
        return set()
    return {
        str(key.value)
        for part in ast.walk(call)
        if isinstance(part, ast.Dict)
        for key in part.keys
        if isinstance(key, ast.Constant)
    }


def test_what_a_script_uses_is_found() -> None:
    code = (
        'url.get("pick"); filters.choose_metric("x", "X"); filters.choose_statistic(m, "S"); '
        'url.put({"find": ""}); st.button("B", on_click=url.put, args=({"peers": ""},)); '
        'url.get("year")'
    )
    assert used(code) == {"pick", "x", "stat", "find", "peers"}


def test_every_script_has_its_page_and_every_page_its_script() -> None:
    assert {path.stem for path in SCRIPTS.glob("*.py")} == {page.script for page in pages.PAGES}
    assert len({page.title for page in pages.PAGES}) == len(pages.PAGES)


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.script)
def test_a_page_declares_exactly_what_its_script_uses(page: Page) -> None:
    script = (SCRIPTS / f"{page.script}.py").read_text(encoding="utf-8")
    assert used(script) == set(page.parameters)


def test_together_they_declare_all_parts_of_an_address() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.py")]
    everywhere = {*pages.FILTERS, "lang", "as"}
    assert set(pages.parameters()) == everywhere.union(*map(used, scripts))
    assert len(set(pages.parameters())) == len(pages.parameters())


@pytest.mark.parametrize("name", gallery.CHARTS)
def test_the_live_view_of_a_chart_is_a_page_that_accepts_what_the_link_says(name: str) -> None:
    recipe = gallery.CHARTS[name]
    # how many rows is for files; a page says so itself
    said = {*recipe.view_parameters, *recipe.options, recipe.clusters_parameter} - {"most"}
    assert said <= set(pages.at(recipe.page).accepted)


def test_only_pages_about_one_cluster_compare_it() -> None:
    about_one = [page.script for page in pages.PAGES if page.about_one_cluster]
    assert about_one == ["profile", "peers", "labels"]
    assert all(page.about_one_cluster for page in pages.PAGES if page.compares)


def test_a_page_is_found_at_its_address_alone() -> None:
    assert [pages.at(page.address) for page in pages.PAGES] == list(pages.PAGES)
    assert pages.at("").script == "overview"
    with pytest.raises(LookupError, match=r"No page at 'karte'. There are: overview, clusters"):
        pages.at("karte")
