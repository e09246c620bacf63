"""Text made safe for Markdown: nothing in it is taken for a sign of Markdown's own."""

import re

from atlas.text import file_text
from data import addresses

#: what readers of Markdown take for an address without being asked, and the sign that parts it
ADDRESS = re.compile(
    r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE
)
APART = "\u2060"


def link(words: str, address: str) -> str:
    """Return `words`, which are Markdown, as a link to `address`; by themselves if it is none."""
    if not addresses.parse(address):
        return words
    # inside a link nothing is taken for an address, and a sign that parts it would be copied along
    return f"[{words.replace(APART, '')}](<{address}>)"


def bare(text: str) -> str:
    """Return `text` without signs of Markdown, for labels that are read aloud as they stand."""
    return _part_addresses(text).translate(dict.fromkeys(map(ord, "\\`*_[]<>")))


def escape(text: str) -> str:
    """Return `text` with the signs escaped that Markdown would take for its own."""
    text = _part_addresses(text)
    escaped = text.translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]$<>#~"})
    # "30. Mai" at the beginning would be the thirtieth item of a list
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", escaped.replace(":", "\\:"))


def _part_addresses(text: str) -> str:
    return ADDRESS.sub(APART, file_text.isolated(text))
