"""Random damages of a template: of its bytes, its members, and what its parts say."""

import random
from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.atlas.exports.pptx.template import made
from tests.data.damages import Damage, cut, flipped

ODD = ("", "0", "-1", "99999999999", "x", "1.5", "\u202e", "rId1", "rId999", "true", "title")


def without_member(data: bytes, dice: random.Random) -> bytes:
    """Leave out a member of the package."""
    parts = made.members(data)
    del parts[dice.choice(list(parts))]
    return made.zipped(parts)


def swapped(data: bytes, dice: random.Random) -> bytes:
    """Put the content of one member into another."""
    parts = made.members(data)
    one, other = dice.sample(list(parts), 2)
    parts[one] = parts[other]
    return made.zipped(parts)


def cut_member(data: bytes, dice: random.Random) -> bytes:
    """Cut a piece out of a member."""
    parts = made.members(data)
    name = dice.choice(list(parts))
    start = dice.randrange(len(parts[name]) + 1)
    parts[name] = parts[name][:start] + parts[name][start + dice.randint(1, 300) :]
    return made.zipped(parts)


def renamed(data: bytes, dice: random.Random) -> bytes:
    """Give a member another name."""
    parts = made.members(data)
    name = dice.choice(list(parts))
    part = parts.pop(name)
    new = dice.choice([name.upper(), f"{name}x", f"../{name}", name.replace("/", "\\")])
    return made.zipped(parts | {new: part})


def _in_xml(change: Callable[[Any, random.Random], None]) -> Damage:
    def damage(data: bytes, dice: random.Random) -> bytes:
        parts = made.members(data)
        name = dice.choice([one for one in parts if one.endswith((".xml", ".rels"))])
        root = etree.fromstring(parts[name])
        for _time in range(dice.randint(1, 3)):
            change(dice.choice([one for one in root.iter() if isinstance(one.tag, str)]), dice)
        parts[name] = etree.tostring(root)
        return made.zipped(parts)

    return damage


def _drop(element: Any, _dice: random.Random) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _double(element: Any, dice: random.Random) -> None:
    parent = element.getparent()
    if parent is not None and len(etree.tostring(element)) < 100_000:
        for _time in range(dice.randint(1, 20)):
            parent.append(etree.fromstring(etree.tostring(element)))


def _change(element: Any, dice: random.Random) -> None:
    if element.attrib:
        element.set(dice.choice(list(element.attrib)), dice.choice(ODD))


def _forget(element: Any, dice: random.Random) -> None:
    if element.attrib:
        del element.attrib[dice.choice(list(element.attrib))]


def _rename(element: Any, dice: random.Random) -> None:
    space = etree.QName(element).namespace
    element.tag = f"{{{space}}}{dice.choice(['sp', 'pic', 'ph', 'xfrm', 'solidFill', 'x'])}"


def _empty(element: Any, _dice: random.Random) -> None:
    for child in list(element):
        element.remove(child)


KINDS: dict[str, Damage] = {
    "flipped": flipped,
    "cut": cut,
    "without member": without_member,
    "swapped": swapped,
    "cut member": cut_member,
    "renamed": renamed,
    "element dropped": _in_xml(_drop),
    "element doubled": _in_xml(_double),
    "attribute changed": _in_xml(_change),
    "attribute dropped": _in_xml(_forget),
    "element renamed": _in_xml(_rename),
    "element emptied": _in_xml(_empty),
}


def damaged(data: bytes, number: int) -> tuple[str, bytes]:
    """Return the kind of a damage, and the damaged template; the same for the same number."""
    dice = random.Random(number)
    kind = list(KINDS)[number % len(KINDS)]
    return kind, KINDS[kind](data, dice)
