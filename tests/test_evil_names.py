"""Everything that comes from the data is a text, wherever it goes: shown, and never obeyed."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
import openpyxl
import pptx
import pytest

from atlas import gallery
from atlas.db import database as db
from atlas.exports import csv_table
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of
from atlas.text import markdown
from atlas.text.chart_text import ChartText
from data import addresses
from tests import evil, walker
from tests.browser.conftest import serving
from tests.browser.views import VIEWS
from tests.soak import Soak

#: charts about one cluster, or about a few
ABOUT_ONE = {"cluster": "silicon-saxony"}
PICKED = ("niro", "silicon-saxony", "hamburg-aviation")
#: the tags that charts set themselves
OURS = re.compile(r"</?b>|<br>|<span style='font-size:11px'>|</span>")
#: elements whose words are read as they stand, never as Markdown
PLAIN = (
    *("selectbox.options", "selectbox.raw_value", "multiselect.options", "multiselect.raw_values"),
    *("plotly_chart", "html", "bidi_component", "code", "text_input"),
)


@pytest.fixture(scope="module")
def evil_database(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    copy = evil.make(database, tmp_path_factory.mktemp("evil"))
    db.DATABASE = copy
    yield copy
    db.DATABASE = database


@pytest.fixture(scope="module")
def drawings(evil_database: Path) -> dict[str, Drawing]:
    """Return every chart of the gallery that can be drawn, by its name."""
    known = choices()
    view = view_of(Selection(known.last_year), known)
    drawn = {}
    for name, recipe in gallery.CHARTS.items():
        options = ABOUT_ONE if "cluster" in recipe.options else {}
        shown = view.only(PICKED) if name == "side-by-side" else view
        try:
            drawn[name] = gallery.draw(name, shown, **options)
        except gallery.NothingToDraw:
            continue
    assert len(drawn) > len(gallery.CHARTS) - 3
    return drawn


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)


@pytest.mark.slow
def test_no_name_is_markup_in_a_chart(drawings: dict[str, Drawing]) -> None:
    seen = 0
    for name, drawing in drawings.items():
        figure = drawing.figure.to_dict()
        figure["layout"].pop("meta")
        figure["layout"].pop("template", None)
        for text in texts_in(figure):
            assert "<" not in OURS.sub("", text).replace("<extra></extra>", ""), f"{name}: {text}"
            assert "<b>E<" not in text, f"{name}: {text}"
            assert evil.TURN not in text, f"{name}: {text}"
            seen += "<b>E</b>" in html.unescape(text)
    assert seen > 100


@pytest.mark.slow
def test_no_name_is_more_than_a_text_in_a_deck(drawings: dict[str, Drawing]) -> None:
    listed = [slides.Slide(drawing.figure) for drawing in drawings.values()]
    deck = slides.deck(listed, title=evil.TURN + evil.MARKUP[0], subtitle=evil.MARKUP[1])
    words = [
        text
        for slide in pptx.Presentation(io.BytesIO(deck)).slides
        for text in slide._element.itertext()
    ]
    assert sum("<b>E</b>" in word for word in words) > 20
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    for name, part in parts.items():
        assert evil.TURN not in part, name
        if name.endswith(".rels"):
            assert not re.search(f'Target="[^"]*{evil.HOST}', part), name


@pytest.mark.slow
def test_no_name_is_more_than_a_text_in_a_table(drawings: dict[str, Drawing]) -> None:
    pairs = [(one.figure, one.rows) for one in drawings.values()]
    book = openpyxl.load_workbook(io.BytesIO(workbook.book(pairs, title=evil.MARKUP[0])))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert sum("<b>E</b>" in str(cell.value) for cell in cells) > 100
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if evil.TURN in str(cell.value)]
    assert not [one for one in cells if one.hyperlink and not addresses.parse(one.hyperlink.target)]
    for figure, rows in pairs[:12]:
        for flavour in ("international", "german"):
            table = csv_table.csv(rows, ChartText.of(figure), flavour).decode("utf-8-sig")
            assert not re.search(r"(^|[,;\n])\"?=", table)
            assert evil.TURN not in table


@pytest.mark.slow
def test_no_name_is_markup_in_a_picture(drawings: dict[str, Drawing]) -> None:
    from atlas.exports import server_picture

    for name in ("ranking", "peer-table"):
        svg = server_picture.picture(drawings[name].figure, "svg").decode("utf-8")
        assert not re.search(r"<(a|img|b)\b", svg)
        assert evil.TURN not in svg
        words = "".join(lxml.html.fromstring(svg.encode()).itertext())
        assert "<b>E</b>" in words


def strings(message: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Return every text of a message with the names of the fields that lead to it."""
    for field, value in message.ListFields():
        name = f"{path}.{field.name}".lstrip(".")
        inner = value if field.is_repeated else [value]
        if field.message_type and field.message_type.GetOptions().map_entry:
            continue
        for one in inner:
            if hasattr(one, "ListFields"):
                yield from strings(one, name)
            elif isinstance(one, str):
                yield name, one


def faults(message: Any) -> list[str]:
    """Return where an element takes what comes from the data for more than a text."""
    element = message.delta.new_element
    kind = str(element.WhichOneof("type") or "")
    found = []
    for name, text in strings(element):
        if evil.TURN in text and not name.startswith(("plotly_chart", "text_input.value")):
            found.append(f"{name} turns: {text[:200]}")
        if kind == "html":
            found += [f"{name}: {one}" for one in obeyed(text)]
        elif not any(name.startswith(plain) for plain in PLAIN) and evil.TAKEN.search(text):
            found.append(f"{name}: {text[:300]}")
    return found


def obeyed(markup: str) -> list[str]:
    """Return the elements that a text of the data brought into a page."""
    if not markup.strip() or markup.lstrip().startswith(("<style", "<script")):
        return []
    tree = lxml.html.fragment_fromstring(markup, create_parent=True)
    bad = [one for one in tree.iter("img", "b", "script") if one.tag != "script"]
    leading = [(one, one.get("href", "")) for one in tree.iter("a")]
    own_page = re.compile(r"/(?!/)")
    bad += [one for one, to in leading if not own_page.match(to) and not addresses.parse(to)]
    return [lxml.html.tostring(one, encoding="unicode")[:200] for one in bad]


@pytest.fixture(scope="module")
def evil_home(evil_database: Path) -> Iterator[str]:
    with serving(evil_database) as address:
        yield address.split("//")[1]


def wrong_at(home: str, paths: list[str]) -> set[str]:
    """Return what is wrong on the pages at `paths`."""
    wrong = set()
    with walker.visiting(home) as visit:
        visit.run()
        scripts = visit.scripts
    for path in paths:
        named, _sign, query = path.partition("?")
        with walker.visiting(home, scripts[named.strip("/")], query) as visit:
            wrong |= {f"{path}: {one}" for one in visit.run().faults}
            for sent in visit.sent.values():
                wrong |= {f"{path}: {one}" for one in faults(sent)}
    return wrong


@pytest.mark.slow
def test_no_name_is_markup_on_a_page(evil_home: str, soak: Soak) -> None:
    """Every view as charts and as tables in a soak, else each view in one of both."""
    looks = ("lang=en", "lang=de&as=table")
    every = [
        f"{path}{'&' if '?' in path else '?'}{look}"
        for paths in VIEWS.values()
        for place, path in enumerate(paths)
        for look in (looks if soak.full else (looks[place % 2],))
    ]
    assert wrong_at(evil_home, every) == set()


@pytest.mark.slow
def test_nothing_in_an_address_is_markup_on_a_page(evil_home: str) -> None:
    names = (
        *(
            "q",
            "sector",
            "country",
            "metric",
            "by",
            "stat",
            "lang",
            "part",
            "cluster",
            "pick",
            "year",
        ),
        *("scheme", "peers", "weights", "of", "x", "find", "label", "group", "age"),
    )
    asked = urlencode(
        {name: evil.TURN + evil.MARKUP[place % 3] for place, name in enumerate(names)}
    )
    assert (
        wrong_at(evil_home, [f"/{page}?{asked}".replace("/overview", "/") for page in VIEWS])
        == set()
    )


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://a.example/x_(y)?a=b&c=[d]#e", True),
        ("http://münchen.example/straße", True),
        (evil.ADDRESS, False),
        ("http://a.example/ b", False),
        ("javascript:alert(1)", False),
        ("//a.example", False),
        ("http://bank.example@a.example/", False),
        ("http://a.example:port/", False),
        ("http://[::1", False),
        ("http://", False),
        ("http://a.example/<b>", False),
        (None, False),
    ],
)
def test_only_addresses_become_links(text: str | None, is_one: bool) -> None:
    assert bool(addresses.parse(text)) == is_one
    assert markdown.link("words", text or "") == (f"[words](<{text}>)" if is_one else "words")
