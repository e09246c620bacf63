"""Which letters the bytes of a text file stand for."""

import codecs
import re

from atlas.intake.limits import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: one byte a letter, the likeliest first
SINGLE = ("cp1252", "mac_roman", "cp850", "iso8859_15", "cp1250", "cp437")
#: what names and hedges in western and central Europe are written with
LIKELY = set("äöüÄÖÜßéèêëàáâçñóòôíìîïúùûÉÈÀÇÑÓÍÚÔÊÎôâøåØÅæÆœŒ")
RARE = set("–—„“”‚‘’…€²³¹°§·•×±½«»¿¡®©\u00a0ªº¼¾®´`¨žšŽŠčřěýůőűłąęśćńźżÁÂÌÒÙÏËãõÃÕ")


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace"), name.removesuffix("-sig")
    wide = _find_wide(content)
    if wide:
        return content.decode(wide, errors="replace"), wide
    if b"\x00" in content:
        if content.count(b"\x00") > len(content) // 50:
            raise Refused("no_spreadsheet")
        content = content.replace(b"\x00", b"")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    texts = [(name, content.decode(name, errors="replace")) for name in SINGLE]
    best = max(texts, key=lambda pair: (_score(pair[1]), -SINGLE.index(pair[0])))
    return best[1], best[0]


def _find_wide(content: bytes) -> str:
    """Return the encoding of text with two bytes a letter and no mark before it."""
    start = content[:4000]
    if len(start) < 8:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


#: a letter between letters, as in Müller; a capital there, as in MÔller, is a wrong guess
_INSIDE = re.compile(r"(?<=[a-zäöüßéèêàçñ])[^\x00-\x7f](?=[a-zäöüßéèêàçñ])")


def _score(text: str) -> float:
    """Return how much `text` reads like a European language."""
    score = 0.0
    for sign in text:
        if sign < "\x80":
            continue
        if sign in LIKELY:
            score += 2
        elif sign in RARE:
            score += 0.5
        elif sign == "\ufffd" or "\x80" <= sign < "\xa0":
            score -= 4
        elif not sign.isalpha():
            score -= 2
        else:
            score -= 1
    for found in _INSIDE.finditer(text):
        score += 1 if found[0].islower() else -3
    return score
