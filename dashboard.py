"""The server: the Streamlit app, the files that charts load, security headers, unknown addresses.

`streamlit run dashboard.py` starts it.
"""

from pathlib import Path

import plotly
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

from atlas.model import boundaries
from atlas.ui import not_found, startup

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Scripts, styles, data and pictures come from this server alone; nothing may leave it.
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
        "connect-src 'self' ws: wss: data: blob:; frame-ancestors 'self'; object-src 'none'"
    ),
}

# Streamlit asks a host abroad for this machine's address when a browser comes through a proxy, only
# to compare the two. (It does so at the start, too, unless its settings name an address.)
net_util.get_external_ip = lambda: None


class SecurityHeaders:
    """Add the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers where the answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class NoSuchPage:
    """Answer 404 with a page of our own where Streamlit would start the app without a page.

    It does so at every address that it does not know, and then opens the first page with a dialog.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put our page in the place of the app's at an unknown address."""
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        path = "/" + str(scope.get("path", "")).strip("/").removeprefix(base).lstrip("/")
        if scope["type"] != "http" or not_found.is_page(path):
            await self.app(scope, receive, send)
            return
        instead = False

        async def send_instead(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                instead = message["status"] == 200 and kind.startswith("text/html")
                if instead:
                    await _no_page(scope, path)(scope, receive, send)
            if not instead:
                await send(message)

        await self.app(scope, receive, send_instead)


def _no_page(scope: Scope, path: str) -> HTMLResponse:
    query = scope["query_string"].decode("latin-1")
    accepted = Headers(scope=scope).get("accept-language", "")
    spoken = not_found.choose_language(query, accepted)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    return HTMLResponse(not_found.write_page(path, query, spoken), 404, headers)


def asset(path: str, file: Path, media_type: str) -> BaseRoute:
    """Return a route that serves one file from this server, for a day at a time."""

    async def answer(_request: object) -> FileResponse:
        return FileResponse(
            file, media_type=media_type, headers={"Cache-Control": "public, max-age=86400"}
        )

    return Route(path, answer)


startup.prepare()
app = st.App(
    "atlas/ui/app.py",
    routes=[
        asset("/assets/plotly.min.js", PLOTLY, "text/javascript"),
        asset(boundaries.ADDRESS, boundaries.PATH, "application/json"),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(NoSuchPage)],
)
