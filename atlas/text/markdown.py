"""Text made safe for Markdown: nothing in it is taken for a sign of Markdown's own."""

import re


def escape(text: str) -> str:
    """Return `text` with the signs escaped that Markdown would take for its own."""
    escaped = text.translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]$<>#~"})
    # "30. Mai" at the beginning would be the thirtieth item of a list
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", escaped.replace(":", "\\:"))
