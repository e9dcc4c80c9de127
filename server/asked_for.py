"""The page that somebody asked for before they signed in: a path of this server, nothing else."""

from urllib.parse import urlsplit

COOKIE = "asked_for"
LONGEST = 2000  # characters; filters make a few hundred
START = "/"
_SIGNING_IN = ("/auth/login", "/auth/logout", "/oauth2callback")


def asked_for(referer: str, host: str) -> str:
    """The path and query of the page that somebody comes from, or the start for one elsewhere.

    host: the Host header of the request, with its port.
    """
    try:
        page = urlsplit(referer)
    except ValueError:
        return START
    if page.scheme not in ("http", "https") or page.netloc != host:
        return START
    return safe(f"{page.path}?{page.query}" if page.query else page.path)


def safe(target: str) -> str:
    r"""The target if a browser stays on this server when it is sent there, or the start.

    >>> safe("/unit?unit=A+Unit"), safe("//evil.example"), safe("/\\evil.example")
    ('/unit?unit=A+Unit', '/', '/')
    """
    is_path = target.startswith("/") and not target.startswith("//") and "\\" not in target
    is_plain = all("!" <= c <= "~" for c in target)  # browsers drop tabs and line ends
    is_page = not target.partition("?")[0].endswith(_SIGNING_IN)
    return target if is_path and is_plain and is_page and len(target) <= LONGEST else START
