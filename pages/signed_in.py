"""Who looks at the page, and what they may do: every page asks here, at its top."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from access.claims import NotSignedIn, SignInExpired, name_of, person_of
from access.ended import check_not_ended, end
from access.noted import note
from access.roles import Action, NotAllowed, Person
from access.settings import Access, access_of
from access.without_sign_in import local_person
from pages import data


def has_provider() -> bool:
    """Whether people sign in: whether the server's secrets have [auth]."""
    return st.user.get("is_logged_in") is not None


def access() -> Access:
    """The Area's settings of who may do what."""
    return access_of(data.settings())


def person() -> Person:
    """Who is signed in; without a provider the local administrator, or what a setting gives all.

    Raises NotSignedIn, or SignInExpired where the sign-in is older than the Area allows or was
    signed out, be it in another tab, which this one does not know of.
    """
    if not has_provider():
        return local_person()
    if st.user.get("is_logged_in") is not True:
        raise NotSignedIn("Please sign in.")
    claims, now = st.user.to_dict(), datetime.now(UTC)
    try:
        found = person_of(claims, access(), now=now)
        check_not_ended(claims, now=now)
    except SignInExpired as why:
        who = name_of(claims, access())
        note(who=who, role=None, what="sign-in failed", detail=str(why), now=now)
        raise
    return found


def still_signed_in() -> Callable[[], None]:
    """Raises SignInExpired where the reader has signed out since; for work beside the page's run."""
    if not has_provider():
        return lambda: None
    claims = st.user.to_dict()
    return lambda: check_not_ended(claims, now=datetime.now(UTC))


def leave(who: Person) -> None:
    """Sign out, also whoever has a copy of the cookie."""
    now = datetime.now(UTC)
    note(who=who.name, role=who.role, what="sign-out", detail="signed out", now=now)
    end(st.user.to_dict(), now=now)
    st.logout()


def require(action: Action) -> Person:
    """The person, who may do this; otherwise NotAllowed, in words, and an event of it."""
    found = person()
    try:
        found.require(action)
    except NotAllowed:
        note(
            who=found.name,
            role=found.role,
            what="refused",
            detail=f"to {action}",
            now=datetime.now(UTC),
        )
        raise
    return found
