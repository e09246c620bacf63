"""What is dropped stays in memory."""

import asyncio
from collections.abc import AsyncGenerator
from tempfile import SpooledTemporaryFile

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartParser

from atlas.intake import limits
from atlas.ui import startup


async def parse(size: int) -> UploadFile:
    """Return a file of so many bytes as the server takes it in."""
    head = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'

    async def stream() -> AsyncGenerator[bytes, None]:
        yield head + b"x" * size + b"\r\n--b--\r\n"

    headers = Headers({"content-type": "multipart/form-data; boundary=b"})
    form = await MultiPartParser(headers, stream()).parse()
    file = form["f"]
    assert isinstance(file, UploadFile)
    return file


def test_the_largest_file_that_may_be_dropped_never_touches_the_disk() -> None:
    startup.keep_uploads_in_memory()
    file = asyncio.run(parse(limits.BYTES)).file
    assert isinstance(file, SpooledTemporaryFile)
    assert not file._rolled  # type: ignore[attr-defined]
