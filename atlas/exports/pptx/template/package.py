"""Build a package anew from those parts of an uploaded template that are known; drop the rest.

The walk begins at the presentation and follows only relationships of known kinds that the XML
really uses. Every part gets a new name and every relationship a new key, so that nothing of the
package's own order survives: no part twice, none that leads outside, none that nobody knows.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import quoteattr

from atlas.exports.pptx.template import limits, pictures, scrub, xml_parts
from atlas.exports.pptx.template.limits import BadTemplate, Clock, broken
from atlas.i18n import _

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
#: kind of part -> where it stands in the new package ({n}: its number), and its content type
PARTS = {
    "presentation": ("ppt/presentation.xml", f"{PML}presentation.main+xml"),
    "slideMaster": ("ppt/slideMasters/slideMaster{n}.xml", f"{PML}slideMaster+xml"),
    "slideLayout": ("ppt/slideLayouts/slideLayout{n}.xml", f"{PML}slideLayout+xml"),
    "slide": ("ppt/slides/slide{n}.xml", f"{PML}slide+xml"),
    "notesMaster": ("ppt/notesMasters/notesMaster{n}.xml", f"{PML}notesMaster+xml"),
    "tableStyles": ("ppt/tableStyles.xml", f"{PML}tableStyles+xml"),
    "theme": (
        "ppt/theme/theme{n}.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
    ),
    "font": ("ppt/fonts/font{n}.fntdata", "application/x-fontdata"),
}
#: kind of part -> the kinds that it may lead to
FOLLOWED = {
    "presentation": {"slideMaster", "slide", "notesMaster", "theme", "tableStyles", "font"},
    "slideMaster": {"slideLayout", "theme", "image", "hyperlink"},
    "slideLayout": {"slideMaster", "image", "hyperlink"},
    "slide": {"slideLayout"},
    "notesMaster": {"theme", "image"},
    "theme": {"image"},
}
#: relationships that stand for themselves: no element of the part names them
IMPLIED = {
    "presentation": {"theme", "tableStyles"},
    "slideMaster": {"theme"},
    "slideLayout": {"slideMaster"},
    "slide": {"slideLayout"},
    "notesMaster": {"theme"},
}
#: a link that a reader may click on; nothing else leads out of a template
SCHEMES = ("http", "https", "mailto")
COUNTED = {"slideMaster": limits.MASTERS, "slideLayout": limits.LAYOUTS}

Read = Callable[[str], bytes | None]


@dataclass(frozen=True)
class Relation:
    """Where a part leads: the kind, and a part's name or an address outside."""

    key: str
    kind: str
    target: str
    external: bool = False


@dataclass
class Kept:
    """A part of the new package."""

    name: str
    content_type: str
    kind: str
    root: Any = None
    blob: bytes = b""
    #: new key -> relationship whose target is a new name
    relations: dict[str, Relation] = field(default_factory=dict)


def rebuilt(read: Read, start: str, clock: Clock) -> dict[str, bytes]:
    """Return the members of the new package. `read`: returns a member, None when there is none.

    `start`: the presentation. Raises BadTemplate when that cannot be made of what is there.
    """
    walk = _Walk(read, clock)
    if walk.part(start, "presentation") is None:
        raise broken(start)
    while walk.waiting:
        clock.check()
        walk.fill(*walk.waiting.pop(0))
    return _members(list(walk.kept.values()))


class _Walk:
    def __init__(self, read: Read, clock: Clock) -> None:
        self.read = read
        self.clock = clock
        self.kept: dict[str, Kept] = {}
        self.waiting: list[tuple[str, Kept]] = []
        self.counts: dict[str, int] = {}
        self.nodes = 0
        self.shapes = 0
        self.size = 0

    def part(self, name: str, kind: str) -> Kept | None:
        """Return the new part for the member `name`; None when it is not one of that kind."""
        if name.lower() in self.kept:
            known = self.kept[name.lower()]
            return known if known.kind == kind else None
        if kind == "slide" and self.counts.get(kind, 0) >= limits.SLIDES:
            return None
        blob = self.read(name)
        if blob is None:
            return None
        self.size += len(blob)
        if self.size > limits.KEPT:
            raise xml_parts.too_large()
        if kind == "image":
            content_type = pictures.content_type(blob)
            if not content_type:
                return None
            place = f"ppt/media/image{{n}}.{pictures.ending(content_type)}"
        else:
            place, content_type = PARTS[kind]
        number = self.counts[kind] = self.counts.get(kind, 0) + 1
        if number > COUNTED.get(kind, number):
            raise _counted(kind, number)
        made = Kept(place.format(n=number), content_type, kind, blob=blob)
        self.kept[name.lower()] = made
        if kind not in ("image", "font"):
            self.nodes += xml_parts.nodes(blob)
            if self.nodes > limits.NODES:
                raise xml_parts.too_large()
            self.waiting.append((name, made))
        return made

    def fill(self, name: str, made: Kept) -> None:
        """Read a part's XML, keep what it may lead to, and take out what names anything else."""
        made.root = xml_parts.parsed(name, made.blob)
        xml_parts.check_depth(made.root, name)
        found = _relations(self.read, name)
        scrub.prepare(made.root, made.kind, name)
        self.shapes += scrub.count_shapes(made.root)
        if self.shapes > limits.ALL_SHAPES:
            raise limits.too_many(_("shapes on all layouts"), self.shapes, limits.ALL_SHAPES)
        used = scrub.used(made.root)
        keys: dict[str, str] = {}
        for relation in found:
            allowed = relation.kind in FOLLOWED.get(made.kind, ())
            implied = relation.kind in IMPLIED.get(made.kind, ())
            if not allowed or not (implied or relation.key in used):
                continue
            target = self._target(relation)
            if target is None or (implied and _has(made, relation.kind)):
                continue
            key = f"rId{len(made.relations) + 1}"
            made.relations[key] = Relation(key, relation.kind, target, relation.external)
            keys[relation.key] = key
        kinds = {old: made.relations[new].kind for old, new in keys.items()}
        scrub.clean(made.root, made.kind, keys, kinds, name)
        missing = IMPLIED.get(made.kind, set()) - {"tableStyles"}
        if made.kind != "presentation" and any(not _has(made, kind) for kind in missing):
            raise broken(name)
        self._once(made)

    def _target(self, relation: Relation) -> str | None:
        if relation.kind == "hyperlink":
            return relation.target if relation.external and _clickable(relation.target) else None
        if relation.external:
            return None
        part = self.part(relation.target, relation.kind)
        return part.name if part else None

    def _once(self, made: Kept) -> None:
        """Name every layout and master once, however often the part lists it."""
        names = {key: relation.target for key, relation in made.relations.items()}
        scrub.once(made.root, names)


def _counted(kind: str, number: int) -> BadTemplate:
    words = {"slideMaster": _("slide masters"), "slideLayout": _("layouts")}
    return limits.too_many(words[kind], number, COUNTED[kind])


def _has(made: Kept, kind: str) -> bool:
    return any(relation.kind == kind for relation in made.relations.values())


def start_of(read: Read) -> str:
    """Return the name of the presentation that the package's own relationships lead to."""
    for relation in _relations(read, ""):
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    raise broken("_rels/.rels")


def _relations(read: Read, source: str) -> list[Relation]:
    """Return the relationships of a part of known form; those of unknown form are left out."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    blob = read(name)
    if blob is None:
        return []
    root = xml_parts.parsed(name, blob)
    if len(root) > limits.RELATIONS:
        raise limits.too_many(_("relationships"), len(root), limits.RELATIONS)
    relations = []
    for element in root:
        kind, target = element.get("Type") or "", element.get("Target") or ""
        if kind.startswith(STRICT):
            raise xml_parts.strict()
        if not kind.startswith(TRANSITIONAL):
            continue
        external = (element.get("TargetMode") or "").lower() == "external"
        known = kind.removeprefix(TRANSITIONAL)
        place = target if external else _joined(folder, target)
        relations.append(Relation(element.get("Id") or "", known, place, external))
    return relations


def _joined(folder: str, target: str) -> str:
    """Return the name of the member that a relationship's target means."""
    plain = unquote(target.split("#", 1)[0])
    whole = plain if plain.startswith("/") else posixpath.join("/", folder, plain)
    return posixpath.normpath(whole).lstrip("/")


def _clickable(address: str) -> bool:
    """Say whether a link leads to a page or a letter, and to nothing on a computer or its net."""
    if any(ord(sign) <= 32 or sign == "\\" for sign in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme not in SCHEMES:
        return False
    return bool(parts.hostname) if parts.scheme != "mailto" else "@" in parts.path


def _members(kept: list[Kept]) -> dict[str, bytes]:
    """Return the package: content types, relationships and parts."""
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in kept
    )
    members = {
        "[Content_Types].xml": (
            f'<Types xmlns="{CONTENT}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ).encode(),
        "_rels/.rels": _listed([Relation("rId1", "officeDocument", kept[0].name)]),
    }
    for part in kept:
        members[part.name] = part.blob if part.root is None else xml_parts.written(part.root)
        if part.relations:
            folder, file = posixpath.split(part.name)
            members[f"{folder}/_rels/{file}.rels"] = _listed(list(part.relations.values()))
    return members


def _listed(relations: list[Relation]) -> bytes:
    each = "".join(
        f'<Relationship Id="{one.key}" Type="{TRANSITIONAL}{one.kind}" '
        + f"Target={quoteattr(one.target if one.external else f'/{one.target}')}"
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in relations
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{each}</Relationships>'.encode()
