"""Files that were made for one person: the mark that keeps their link from working for another."""

import hashlib
import hmac
import secrets

from access.roles import Person

PARAMETER = "for"  # of the file's media type
_SALT = secrets.token_bytes(32)  # a file does not outlive the process that made it


def media_type(kind: str, person: Person) -> str:
    """A media type, such as "text/csv", that says for whom the file was made."""
    return f"{kind}; {PARAMETER}={_mark(person)}"


def plain_type(content_type: str) -> str:
    """The media type without the mark.

    >>> plain_type("text/csv; for=1234"), plain_type("text/html; charset=utf-8")
    ('text/csv', 'text/html; charset=utf-8')
    """
    return "; ".join(p for p in _parts(content_type) if not p.startswith(f"{PARAMETER}="))


def is_for(content_type: str, person: Person) -> bool:
    """Whether a file of this media type may be given to a person: it has no mark, or theirs."""
    marks = [p for p in _parts(content_type) if p.startswith(f"{PARAMETER}=")]
    return all(hmac.compare_digest(m, f"{PARAMETER}={_mark(person)}") for m in marks)


def _parts(content_type: str) -> list[str]:
    return [part.strip() for part in content_type.split(";")]


def _mark(person: Person) -> str:
    """Another as soon as the person's role or units are others."""
    said = "\n".join((person.name, person.role or "", *person.units))
    return hmac.new(_SALT, said.encode(), hashlib.sha256).hexdigest()
