"""Files that pages load beside Streamlit's own: where they lie, and under which address.

The app may stand under a path of a host (`server.baseUrlPath`), and then these do, too.
"""

from pathlib import Path

import plotly
import plotly.graph_objects as go
import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Route

from atlas.model import boundaries

PLOTLY = "/assets/plotly.min.js"
#: address below the app's own -> the file, and what it is
FILES = {
    PLOTLY: (Path(plotly.__file__).parent / "package_data" / "plotly.min.js", "text/javascript"),
    boundaries.ADDRESS: (boundaries.PATH, "application/json"),
}


def base() -> str:
    """Return the path that the app stands under, such as '/atlas'; blank at the root of a host."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def without_base(path: str) -> str:
    """Return `path` as it would be at the root: '/map' for '/atlas/map'."""
    above = base()
    inside = path == above or path.startswith(f"{above}/")
    return "/" + (path[len(above) :] if inside else path).strip("/")


def routes() -> list[BaseRoute]:
    """Return the routes that serve the files, for a day at a time."""
    return [_serve(base() + name, *found) for name, found in FILES.items()]


def addressed(figure: go.Figure) -> go.Figure:
    """Return `figure` with the address of the boundaries as this server has it."""
    if not base():
        return figure
    shown = go.Figure(figure)
    shown.update_traces(
        {"geojson": base() + boundaries.ADDRESS}, selector={"geojson": boundaries.ADDRESS}
    )
    return shown


def _serve(path: str, file: Path, media_type: str) -> BaseRoute:
    async def answer(_request: object) -> FileResponse:
        return FileResponse(
            file, media_type=media_type, headers={"Cache-Control": "public, max-age=86400"}
        )

    return Route(path, answer)
