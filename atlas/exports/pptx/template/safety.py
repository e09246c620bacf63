"""Take a file that somebody uploaded, and trust nothing about it.

Everything happens in memory and in bounds; nothing is run, fetched or written to disk. Each
refusal is one sentence for the person who uploaded the file.
"""

import io
import zipfile
import zlib
from collections import Counter

from atlas.exports.pptx.template import package
from atlas.exports.pptx.template.limits import BadTemplate, Clock, broken
from atlas.exports.pptx.template.xml_parts import LARGEST_XML, MEGABYTE, parsed, too_large
from atlas.i18n import _

__all__ = ["LARGEST_XML", "BadTemplate", "broken", "safe"]

#: an uploaded file; all it says to hold once unpacked
LARGEST, UNPACKED = 50 * MEGABYTE, 150 * MEGABYTE
MEMBERS = 5000
#: a member of more than a megabyte never packs this well, unless somebody means harm
RATIO = 400

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CENTRAL = b"PK\x01\x02"
TYPES = "[Content_Types].xml"
FORMAT = "application/vnd.openxmlformats-officedocument.presentationml."
PRESENTATION = FORMAT + "presentation.main+xml"
ALSO = (FORMAT + "template.main+xml", FORMAT + "slideshow.main+xml")
MACROS = ("macroenabled", "vbaproject", "activex")
KNOWN = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf", b"<svg", b"<?xml", b"<!DOC")


def safe(data: bytes, clock: Clock | None = None) -> bytes:
    """Return the uploaded template as a package that is safe to open, always as a .pptx.

    Only parts of known kinds are in it, each cleaned. Raises BadTemplate for anything else than an
    undamaged PowerPoint file without macros, and when it takes longer than `clock` allows.
    """
    _check_outside(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as uploaded:
            _check_members(uploaded)
            return _packed(_rebuilt(uploaded, clock or Clock()))
    except zipfile.BadZipFile as error:
        raise _cut_short() from error
    except (zlib.error, EOFError, OSError, RuntimeError) as error:
        raise broken() from error
    except (NotImplementedError, ValueError, KeyError, OverflowError) as error:
        if isinstance(error, BadTemplate):
            raise
        raise broken() from error


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
        raise too_large()


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


def _cut_short() -> BadTemplate:
    return BadTemplate(
        _("The template is damaged: its table of contents is missing. Copy or download it again.")
    )


def _macros() -> BadTemplate:
    return BadTemplate(_("The template contains macros. Save it as .pptx or .potx without them."))


def _check_members(uploaded: zipfile.ZipFile) -> None:
    """Refuse by what the file says about its members, before any is read."""
    members = uploaded.infolist()
    names = [member.filename for member in members]
    stray = next((name for name in names if _stray(name)), "")
    twice = next((name for name, many in Counter(map(str.lower, names)).items() if many > 1), "")
    if stray or twice:
        raise broken(stray or twice)
    if any("vbaproject" in name.lower() for name in names):
        raise _macros()
    if any(member.flag_bits & 1 for member in members):
        raise _locked()
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(member.filename)
    heavy = [m for m in members if m.file_size > max(MEGABYTE, RATIO * m.compress_size)]
    if heavy or sum(member.file_size for member in members) > UNPACKED:
        raise too_large()


def _stray(name: str) -> bool:
    """Say whether a member's name leads out of the package."""
    parts = name.rstrip("/").split("/")
    return "\\" in name or "\0" in name or ":" in parts[0] or not {"", ".", ".."}.isdisjoint(parts)


def _rebuilt(uploaded: zipfile.ZipFile, clock: Clock) -> dict[str, bytes]:
    """Return the members of a new package that holds only what is known of the old one."""
    members = {member.filename.lower(): member for member in uploaded.infolist()}
    if TYPES.lower() not in members:
        raise _foreign()
    _check_types(_read(uploaded, members[TYPES.lower()]))

    def read(name: str) -> bytes | None:
        member = members.get(name.lower())
        return _read(uploaded, member) if member and not member.is_dir() else None

    return package.rebuilt(read, package.start_of(read), clock)


def _packed(members: dict[str, bytes]) -> bytes:
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as out:
        for name, part in members.items():
            out.writestr(name, part)
    return fresh.getvalue()


def _read(uploaded: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member; no more is unpacked than the size that it states."""
    try:
        with uploaded.open(member) as stream:
            part = stream.read(member.file_size + 1)
    # a size or a place that is wrong shows in errors of many kinds
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError),
        *(NotImplementedError, OSError, ValueError, RuntimeError),
    ) as error:
        raise broken(member.filename) from error
    if len(part) != member.file_size:
        raise broken(member.filename)
    return part


def _check_types(types: bytes) -> None:
    """Refuse what the content types call another kind of file."""
    root = parsed(TYPES, types)
    named = [str(one.get("ContentType") or "") for one in root]
    if any(word in one.lower() for one in named for word in MACROS):
        raise _macros()
    if not set(named) & {PRESENTATION, *ALSO}:
        raise _foreign()
