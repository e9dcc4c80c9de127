"""Who somebody is by the claims of their ID token, and whether their sign-in is still good."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from access.roles import ROLES, NotAllowed, Person, Role
from access.settings import Access

CLOCKS_DIFFER = timedelta(minutes=5)  # how far the provider's clock may be before ours
_VOUCHED_FOR = (True, "true", None)  # Entra ID says nothing of it
_NAMES = ("preferred_username", "name", "sub")
NOT_VERIFIED = "(address not verified)"


class NotSignedIn(NotAllowed):
    """Nobody is signed in."""


class SignInExpired(NotSignedIn):
    """The sign-in is older than the Area allows."""


def person_of(claims: Mapping[str, Any], access: Access, *, now: datetime) -> Person:
    """The person that the claims of a checked ID token are of; role None where they have none.

    now: with its offset from UTC. Raises SignInExpired where the sign-in is too old, or does not
    say how old it is.
    """
    _check_age(claims.get("iat"), access, now)
    email, name = _text(claims.get(access.email_claim)), name_of(claims, access)
    role = _claimed(claims.get(access.roles_claim), access)
    listed = access.people.get(email.casefold())
    if listed is None:
        if role == "manager" and not email and any(p.units for p in access.people.values()):
            role = "viewer"  # it may be one whose units are limited, and nothing says which
        return Person(name, role)
    # An address that the provider does not vouch for takes nothing but what is less.
    if listed.role and _is_vouched_for(claims):
        role = listed.role
    return Person(name, role, listed.units if role == "manager" else ())


def name_of(claims: Mapping[str, Any], access: Access) -> str:
    """What somebody is called: their address, or what else there is, "somebody" without any.

    An address that the provider says it has not verified may be another person's, and says so.
    """
    if email := _text(claims.get(access.email_claim)):
        return email if _is_vouched_for(claims) else f"{email} {NOT_VERIFIED}"
    return next(filter(None, (_text(claims.get(c)) for c in _NAMES)), "somebody")


def account_of(claims: Mapping[str, Any]) -> str:
    """The provider's own word for whose sign-in it is, which nobody chooses or takes over.

    >>> account_of({"sub": "17", "iss": "https://login.example.org", "email": "a@b"})
    '17 of https://login.example.org'
    """
    subject, issuer = _text(claims.get("sub")), _text(claims.get("iss"))
    return f"{subject or 'no subject'} of {issuer or 'no issuer'}"


def _is_vouched_for(claims: Mapping[str, Any]) -> bool:
    return claims.get("email_verified") in _VOUCHED_FOR


def _check_age(issued: object, access: Access, now: datetime) -> None:
    hours = f"{access.sign_in_hours:g} hour{'' if access.sign_in_hours == 1 else 's'}"
    is_number = isinstance(issued, int | float) and not isinstance(issued, bool)
    if is_number:
        try:
            age = now - datetime.fromtimestamp(issued, UTC)  # type: ignore[arg-type]
        except (OverflowError, OSError, ValueError):  # a number that is no time
            age = timedelta.max
        if -CLOCKS_DIFFER <= age <= timedelta(hours=access.sign_in_hours):
            return
    raise SignInExpired(f"Your sign-in has ended: it is good for {hours}. Please sign in again.")


def _claimed(value: object, access: Access) -> Role | None:
    """The highest role that the claim's values give; None where none of them is known."""
    values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    roles = {access.roles[v] for v in values if isinstance(v, str) and v in access.roles}
    return max(roles, key=ROLES.index, default=None)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
