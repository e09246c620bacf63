"""Addresses on the web: what is one, and what only looks like one."""

import re
from urllib.parse import urlsplit

#: a name of a machine: words of letters, digits and hyphens between points
HOST = re.compile(r"(?!-)[\w-]{1,63}(\.[\w-]{1,63})*\.?")
#: what else may stand in an address: neither spaces nor what ends a link in HTML or Markdown
REST = re.compile(r"[\w.~!$&'()*+,;=:@%/?#\[\]-]*")
LONGEST = 2000


def parse(text: object) -> str:
    """Return `text` if it is an address that begins with http:// or https://; else a blank."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return ""
    if not text.startswith(("http://", "https://")) or not REST.fullmatch(text):
        return ""
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        return ""
    # a name before the host lets one site pass for another
    return text if HOST.fullmatch(parts.hostname or "") and "@" not in parts.netloc else ""


def parse_site(text: object) -> str:
    """Return the address that a website stands for, which may lack http://; blank if it is none."""
    if not isinstance(text, str):
        return ""
    return parse(text if "://" in text else f"https://{text}")
