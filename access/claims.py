"""Who somebody is by the claims of their ID token, and whether their sign-in is still good."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from access.roles import ROLES, NotAllowed, Person, Role
from access.settings import Access

CLOCKS_DIFFER = timedelta(minutes=5)  # how far the provider's clock may be before ours
_VOUCHED_FOR = (True, "true", None)  # Entra ID says nothing of it
_NAMES = ("preferred_username", "name", "sub")


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
    email = _text(claims.get(access.email_claim))
    name = email or next(filter(None, (_text(claims.get(c)) for c in _NAMES)), "somebody")
    role = _claimed(claims.get(access.roles_claim), access)
    listed = access.people.get(email.casefold())
    if listed is None:
        if role == "manager" and not email and any(p.units for p in access.people.values()):
            role = "viewer"  # it may be one whose units are limited, and nothing says which
        return Person(name, role)
    # An address that the provider does not vouch for takes nothing but what is less.
    if listed.role and claims.get("email_verified") in _VOUCHED_FOR:
        role = listed.role
    return Person(name, role, listed.units if role == "manager" else ())


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
