"""Take a file that somebody uploaded, and trust nothing about it.

Everything happens in memory and in bounds; nothing is run, fetched or written to disk. Each
refusal is one sentence for the person who uploaded the file.
"""

import io
import re
import zipfile
import zlib

from atlas.i18n import _

MEGABYTE = 1024 * 1024
#: an uploaded file; all it holds once unpacked; one part of it that holds text
LARGEST, UNPACKED, LARGEST_XML = 50 * MEGABYTE, 150 * MEGABYTE, 12 * MEGABYTE
MEMBERS = 5000
#: a member of more than a megabyte never packs this well, unless somebody means harm
RATIO = 400
#: tags and attributes in all text parts together: each costs memory once it is read
NODES = 3_000_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CENTRAL = b"PK\x01\x02"
TYPES = "[Content_Types].xml"
FORMAT = b"application/vnd.openxmlformats-officedocument.presentationml."
PRESENTATION = FORMAT + b"presentation.main+xml"
ALSO = (FORMAT + b"template.main+xml", FORMAT + b"slideshow.main+xml")
ENCODING = re.compile(rb"^[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
KNOWN = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf", b"<svg", b"<?xml", b"<!DOC")


class BadTemplate(ValueError):
    """A template that cannot be used; the message says why and what would work."""


def safe(data: bytes) -> bytes:
    """Return the uploaded template as a package that is safe to open, always as a .pptx.

    Raises BadTemplate for anything else than an undamaged PowerPoint file without macros.
    """
    _check_outside(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package, len(data))
            return _checked(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise broken() from error
    except (NotImplementedError, ValueError, KeyError, OverflowError) as error:
        if isinstance(error, BadTemplate):
            raise
        raise broken() from error


def broken() -> BadTemplate:
    """Return the refusal of a damaged file."""
    return BadTemplate(
        _("The template is damaged. Open it in PowerPoint, save it again as .pptx or .potx.")
    )


def _check_outside(data: bytes) -> None:
    """Refuse what can be told without unpacking anything."""
    if not data:
        raise BadTemplate(_("The file is empty. Choose a PowerPoint file (.pptx or .potx)."))
    if len(data) > LARGEST:
        raise BadTemplate(
            _(
                "The template is larger than {limit} MB. Remove its sample slides and pictures."
            ).format(limit=LARGEST // MEGABYTE)
        )
    if data.startswith(OLE):
        raise _old_or_locked(data)
    if not data.startswith(b"PK"):
        raise _other(data)
    # counted by signature: the count that the file itself states could lie
    if data.count(CENTRAL) > MEMBERS:
        raise _bomb()


def _old_or_locked(data: bytes) -> BadTemplate:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _locked()
    if "PowerPoint Document".encode("utf-16-le") in data:
        return BadTemplate(
            _("This is a PowerPoint file in the format of before 2007. Save it as .pptx or .potx.")
        )
    return _foreign()


def _other(data: bytes) -> BadTemplate:
    return _foreign() if data.lstrip().startswith(KNOWN) or b"\0" not in data else broken()


def _foreign() -> BadTemplate:
    return BadTemplate(_("This is not a PowerPoint file. Choose a .pptx or .potx file."))


def _locked() -> BadTemplate:
    return BadTemplate(
        _("The template is protected by a password. Save it in PowerPoint without one.")
    )


def _bomb() -> BadTemplate:
    return BadTemplate(
        _("The template unpacks to far too much. Save it again with fewer slides and pictures.")
    )


def _macros() -> BadTemplate:
    return BadTemplate(_("The template contains macros. Save it as .pptx or .potx without them."))


def _check_members(package: zipfile.ZipFile, packed: int) -> None:
    """Refuse by what the file says about its members, before any is read."""
    members = package.infolist()
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) != len(names) or any(map(_stray, names)):
        raise broken()
    if any("vbaproject" in name.lower() for name in names):
        raise _macros()
    if any(member.flag_bits & 1 for member in members):
        raise _locked()
    if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        raise broken()
    heavy = [m for m in members if m.file_size > max(MEGABYTE, RATIO * m.compress_size)]
    if heavy or sum(member.file_size for member in members) > UNPACKED:
        raise _bomb()


def _stray(name: str) -> bool:
    """Say whether a member's name leads out of the package."""
    parts = name.rstrip("/").split("/")
    return "\\" in name or "\0" in name or ":" in parts[0] or not {"", ".", ".."}.isdisjoint(parts)


def _checked(package: zipfile.ZipFile) -> bytes:
    """Read each member in bounds, check it, and pack it into a new package."""
    if TYPES not in package.namelist():
        raise _foreign()
    types = _read(package, package.getinfo(TYPES))
    _check_xml(TYPES, types)
    types = _as_presentation(types)
    nodes = 0
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as out:
        out.writestr(TYPES, types)
        for member in package.infolist():
            if member.filename == TYPES or member.is_dir():
                continue
            part = _read(package, member)
            if _is_xml(member.filename, part):
                nodes += _check_xml(member.filename, part)
                if nodes > NODES:
                    raise _bomb()
            out.writestr(member.filename, part)
    return fresh.getvalue()


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member; no more is unpacked than the size that it states."""
    with package.open(member) as stream:
        part = stream.read(member.file_size + 1)
    if len(part) != member.file_size:
        raise broken()
    return part


def _as_presentation(types: bytes) -> bytes:
    """Return the content types, a template's or a show's turned into a presentation's."""
    if any(word in types.lower() for word in (b"macroenabled", b"vbaproject", b"activex")):
        raise _macros()
    for also in ALSO:
        types = types.replace(b'"' + also + b'"', b'"' + PRESENTATION + b'"')
    if PRESENTATION not in types:
        raise _foreign()
    return types


def _is_xml(name: str, part: bytes) -> bool:
    """Say whether the part may ever be read as XML, whatever its name says."""
    known = name.lower().endswith((".xml", ".rels", ".vml"))
    return known or part[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")[:1] == b"<"


def _check_xml(name: str, part: bytes) -> int:
    """Refuse entities, odd encodings and great size; return how many nodes the part may have."""
    if len(part) > LARGEST_XML:
        raise _bomb()
    plain = part.replace(b"\0", b"")
    picture = name.lower().endswith(".svg")
    if b"<!ENTITY" in plain or (b"<!DOCTYPE" in plain and not picture):
        raise BadTemplate(
            _("The template contains definitions that PowerPoint never writes; it cannot be used.")
        )
    said = ENCODING.match(plain)
    if said and said.group(1).lower() not in ENCODINGS:
        raise broken()
    if b"purl.oclc.org/ooxml" in plain and name.lower().endswith(".rels"):
        raise BadTemplate(
            _("The template is saved as Strict Open XML. Save it as an ordinary .pptx or .potx.")
        )
    return plain.count(b"<") + plain.count(b"=")
