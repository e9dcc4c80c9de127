"""Sign-in: the page that stands in place of every other, no access, and who is signed in."""

from datetime import UTC, datetime

import streamlit as st

from access.claims import NotSignedIn, SignInExpired
from access.failures import COOKIE, FAILURES
from access.noted import note
from access.roles import Person
from access.without_sign_in import role_for_all
from extracts.errors import in_words
from pages import data, signed_in
from pages.parts import plain

_USERS_COOKIE = "_streamlit_user"


def sign_in(why: NotSignedIn) -> None:
    """The page for somebody who is not signed in: one button, what went wrong, and whom to ask.

    why: why they are not.
    """
    _title()
    for words in _what_went_wrong(why):
        st.warning(words)
    st.markdown("This dashboard shows how the Area performs. Please sign in to see it.")
    if st.button("Sign in"):
        st.login()
    _whom_to_ask("If you cannot sign in, or need a role here")


def no_access(who: Person) -> None:
    """The page for somebody who is signed in and has no role."""
    _title()
    st.markdown(
        f"You are signed in as `{_name(who)}`, and have no role here, so there is nothing to show."
    )
    if st.button("Sign out"):
        signed_in.leave(who)
    _whom_to_ask("If you need a role")


def whoever(who: Person) -> None:
    """In the sidebar: who is signed in, or that nobody signs in."""
    with st.sidebar:
        if not signed_in.has_provider():
            st.caption(_nobody())
            return
        units = f" of {in_words(plain(u) for u in who.units)}" if who.units else ""
        st.caption(f"Signed in as `{_name(who)}`, {who.role}{units}.")
        if st.button("Sign out"):
            signed_in.leave(who)


def _nobody() -> str:
    role = role_for_all()
    if role is None:
        return "Nobody signs in here: only this computer can open this dashboard."
    return f"Nobody signs in here: whoever opens this dashboard may do what the role {role} may."


def _what_went_wrong(why: NotSignedIn) -> list[str]:
    """What the last attempt came to, or that it has ended; nothing for somebody who simply comes."""
    cookies = st.context.cookies
    if cookies.get(COOKIE) in FAILURES:
        return [FAILURES[cookies[COOKIE]]]
    if isinstance(why, SignInExpired):
        return [str(why)]
    if _USERS_COOKIE in cookies:
        said = FAILURES["forged"]
        note(
            who="not signed in",
            role=None,
            what="sign-in failed",
            detail=said,
            now=datetime.now(UTC),
        )
        return [said]
    return []


def _title() -> None:
    st.title(f"{plain(data.settings().name)} · performance", anchor=False)


def _name(who: Person) -> str:
    return who.name.replace("`", "'")


def _whom_to_ask(when: str) -> None:
    st.markdown(f"{when}, ask {plain(signed_in.access().ask)}.")
