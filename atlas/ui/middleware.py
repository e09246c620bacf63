"""What every request passes on its way to the app: known hosts, headers, closed doors, no page.

Where the app stands under a path (`server.baseUrlPath`), all addresses are looked at without it.
"""

import os
import re
from collections.abc import Sequence

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.ui import assets, not_found

#: set to 1, it opens Streamlit's own figures about the server, which tell who is there
METRICS_VARIABLE = "ATLAS_METRICS"
METRICS = "/_stcore/metrics"
#: no address of ours has a longer path; what is selected stands behind it
LONGEST_PATH = 1000
HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
#: scripts, styles, data and pictures come from this server alone; nothing may leave it
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "connect-src 'self'{sockets} data: blob:; frame-ancestors 'self'; object-src 'none'"
)
#: a host as it may stand in a policy: a name or an address, and a port
HOST = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?", re.IGNORECASE)


def stack() -> Sequence[Middleware]:
    """Return all of it, the outermost first."""
    # Streamlit asks for the host only where a page opens its socket, and takes any if none is named
    named = [host.strip() for host in st.get_option("server.allowedHosts")] or ["*"]
    hosts = [f"[{host}]" if ":" in host else host for host in named]
    return [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(ClosedDoors),
        Middleware(NoSuchPage),
    ]


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
                headers.setdefault("Content-Security-Policy", _write_policy(scope))
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ClosedDoors:
    """Answer at once what is not for visitors: the server's figures, and endless addresses."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say that there is nothing."""
        closed = _closed(scope) if scope["type"] == "http" else None
        await (closed or self.app)(scope, receive, send)


class NoSuchPage:
    """Answer 404 with a page of our own where Streamlit would start the app without a page.

    It does so at every address that it does not know, and then opens the first page with a dialog.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put our page in the place of the app's at an unknown address."""
        path = assets.without_base(str(scope.get("path", "")))
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
                    # looking for the nearest page takes a while, in which others are answered
                    page = await run_in_threadpool(_no_page, scope, path)
                    await page(scope, receive, send)
            if not instead:
                await send(message)

        await self.app(scope, receive, send_instead)


def _write_policy(scope: Scope) -> str:
    """Return the policy; some browsers do not count the sockets of a host as its own."""
    host = Headers(scope=scope).get("host", "")
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return POLICY.format(sockets=sockets)


def _closed(scope: Scope) -> Response | None:
    path = str(scope["path"])
    if len(path) > LONGEST_PATH:
        return PlainTextResponse("The address is too long.", 414)
    metrics = assets.without_base(path).rstrip("/") == METRICS
    if metrics and os.environ.get(METRICS_VARIABLE) != "1":
        return PlainTextResponse("Not found", 404)
    return None


def _no_page(scope: Scope, path: str) -> HTMLResponse:
    query = scope["query_string"].decode("latin-1")
    accepted = Headers(scope=scope).get("accept-language", "")
    spoken = not_found.choose_language(query, accepted)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    return HTMLResponse(not_found.write_page(path, query, spoken), 404, headers)
