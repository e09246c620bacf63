"""The server: the Streamlit app, the files that charts load from it, security headers.

`streamlit run dashboard.py` starts it.
"""

from pathlib import Path

import plotly
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).resolve().parent
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


def asset(path: str, file: Path, media_type: str) -> BaseRoute:
    """Return a route that serves one file from this server, for a day at a time."""

    async def answer(_request: object) -> FileResponse:
        return FileResponse(
            file, media_type=media_type, headers={"Cache-Control": "public, max-age=86400"}
        )

    return Route(path, answer)


app = st.App(
    "atlas/shell.py",
    routes=[
        asset("/assets/plotly.min.js", PLOTLY, "text/javascript"),
        asset("/assets/regions.geojson", ROOT / "data" / "boundaries.geojson", "application/json"),
    ],
    middleware=[Middleware(SecurityHeaders)],
)
