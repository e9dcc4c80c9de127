"""Who looks at the page, and what they may do: every page asks here, at its top."""

from datetime import UTC, datetime

import streamlit as st

from access.claims import NotSignedIn, SignInExpired, person_of
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
    return access_of(data.area())


def person() -> Person:
    """Who is signed in; without a provider the local administrator, or what a setting gives all.

    Raises NotSignedIn, or SignInExpired where the sign-in is older than the Area allows.
    """
    if not has_provider():
        return local_person()
    if st.user.get("is_logged_in") is not True:
        raise NotSignedIn("Please sign in.")
    now = datetime.now(UTC)
    try:
        return person_of(st.user.to_dict(), access(), now=now)
    except SignInExpired as why:
        who = str(st.user.get("email") or st.user.get("sub"))
        note(who=who, role=None, what="sign-in failed", detail=str(why), now=now)
        raise


def leave(who: Person) -> None:
    """Sign out."""
    note(who=who.name, role=who.role, what="sign-out", detail="signed out", now=datetime.now(UTC))
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
