"""The answer to an address where no page is: what there is instead, the nearest page first."""

import base64
import html
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, parse_qsl, urlencode

from atlas import i18n
from atlas.charts.base import style
from atlas.i18n import _
from atlas.model import pages
from atlas.model.pages import Page

HERE = Path(__file__).resolve().parent
SHAPE = Template((HERE / "not_found.html").read_text(encoding="utf-8"))
ICON = base64.b64encode((HERE / "icon.svg").read_bytes()).decode("ascii")
#: how alike an address and a page's name must be for the page to be meant
ALIKE = 0.6
LONGEST_PATH = 60


def is_page(path: str) -> bool:
    """Return whether there is a page at `path`, such as '/map'."""
    return path.strip("/") in {page.address for page in pages.PAGES}


def choose_language(query: str, accepted: str) -> str:
    """Return the language to answer in: the address's own, else what the browser prefers.

    `accepted`: the header Accept-Language, such as 'de-AT,de;q=0.9,en;q=0.5'.
    """
    asked = parse_qs(query).get("lang", [])[-1:]
    return i18n.first_spoken([*asked, *(part.split(";")[0] for part in accepted.split(","))])


def write_page(path: str, query: str, spoken: str) -> str:
    """Return the page that says so, as HTML in the language `spoken`; its links keep `query`."""
    with i18n.speaking(spoken):
        listed, meant = _rank_pages(path)
        up = "../" * path.strip("/").count("/") or "./"
        keep = f"?{query}" if query else ""
        links = [(f"{up}{entry.address}{keep}", entry.title) for entry in listed]
        lines = [
            f'<li><a href="{html.escape(link)}">{html.escape(title)}</a>' for link, title in links
        ]
        shown = path if len(path) <= LONGEST_PATH else path[:LONGEST_PATH] + "…"
        there = _("Perhaps you mean “{page}”. These pages are there:")
        return SHAPE.substitute(
            language=spoken,
            icon=ICON,
            title=html.escape(_("There is no such page")),
            said=html.escape(_("Nothing is at the address {path}.").format(path=shown)),
            there=html.escape(
                there.format(page=meant.title) if meant else _("These pages are there:")
            ),
            pages="\n".join(lines),
            others="\n".join(
                _link_language(other, query) for other in i18n.languages() if other != spoken
            ),
            colours=_write_colours("light"),
            dark=_write_colours("dark"),
        )


def _rank_pages(path: str) -> tuple[list[Page], Page | None]:
    """Return every page, the one most like `path` first, and that one if it may be meant.

    Names in every language count: '/karte' means the map. Of a long path only the end counts.
    """
    asked = path.strip("/").rsplit("/", 1)[-1][:LONGEST_PATH].lower()
    best: dict[str, float] = {}
    for language in i18n.languages():
        with i18n.speaking(language):
            for entry in pages.PAGES:
                for name in (entry.script, entry.title.lower()):
                    alike = SequenceMatcher(None, asked, name).ratio()
                    best[entry.script] = max(best.get(entry.script, 0), alike)
    entries = list(pages.PAGES)
    nearest = max(entries, key=lambda entry: best[entry.script])
    if best[nearest.script] < ALIKE:
        return entries, None
    return [nearest, *(entry for entry in entries if entry != nearest)], nearest


def _link_language(language: str, query: str) -> str:
    """Return the link to the same page in another language, in words of that language."""
    parts = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
    link = html.escape("?" + urlencode([*parts, ("lang", language)]))
    with i18n.speaking(language):
        title = html.escape(_("There is no such page"))
    own = html.escape(i18n.own_name(language))
    return f'<p lang="{language}">{title}. <a href="{link}" hreflang="{language}">{own}</a></p>'


def _write_colours(mode: str) -> str:
    names: Iterable[str] = ("backgroundColor", "textColor", "linkColor", "grayColor")
    return ";".join(f"--{name}:{style.tokens(mode)[name]}" for name in names)
