"""Long texts cut to a length that fits, and names that stay different when cut."""

from collections.abc import Iterable


def shorten(text: str, length: int) -> str:
    """Return `text`, cut at a word with an ellipsis when it is longer than `length`.

    A bracket that would stay open is left out, unless hardly anything stands before it.
    """
    if len(text) <= length:
        return text
    whole = text[:length].rsplit(" ", 1)[0]
    opened = whole.rfind("(")
    if opened > max(length // 2, whole.rfind(")")):
        whole = whole[:opened]
    return whole[: length - 1].rstrip(" ,;-–(") + "…"


def shorten_distinct(names: Iterable[str], longest: int) -> list[str]:
    """Return names cut to `longest`, still all different."""
    return tell_apart(shorten(name, longest) for name in names)


def tell_apart(names: Iterable[str]) -> list[str]:
    """Return names, those that occur again with a number behind them."""
    counts: dict[str, int] = {}
    apart = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        apart.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return apart
