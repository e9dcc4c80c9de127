"""The path of a request within the dashboard."""

from starlette.types import Scope
from streamlit import config


def path_of(scope: Scope) -> str:
    """The path without server.baseUrlPath, with one slash at its beginning and none at its end."""
    base = "/" + (config.get_option("server.baseUrlPath") or "").strip("/")
    path: str = scope["path"]
    if base != "/" and (path == base or path.startswith(f"{base}/")):
        path = path.removeprefix(base)
    return "/" + path.strip("/")
