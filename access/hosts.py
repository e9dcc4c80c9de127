"""Which addresses are this computer's own: all that may be served where nobody signs in."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(name: str) -> bool:
    """Whether a host's name or address, without a port, is this computer's own.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The name in a Host header, without its port; empty where it is not one.

    >>> host_of("localhost:8501"), host_of("[::1]:8501"), host_of("a@b")
    ('localhost', '::1', '')
    """
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises for what is no port
    except ValueError:
        return ""
    if parts.netloc != header or "@" in header:
        return ""
    return parts.hostname or ""
