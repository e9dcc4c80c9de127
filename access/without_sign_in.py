"""Where nobody signs in: the local administrator, or the role that a setting gives everybody."""

import getpass
import os
from threading import Event

from access.roles import ANY_ROLE, ROLES, NotAllowed, Person, Role
from extracts.errors import AreaError

SETTING = "DASHBOARD_WITHOUT_SIGN_IN"


def role_for_all() -> Role | None:
    """The role of everybody, by DASHBOARD_WITHOUT_SIGN_IN; None where it is not set.

    Raises AreaError where it names no role.
    """
    given = os.environ.get(SETTING, "")
    for role in ROLES:
        if given == role:
            return role
    if given:
        raise AreaError(
            f'{SETTING} is "{given}"; it should be {ANY_ROLE}: the role '
            "of everybody who opens the dashboard, without signing in."
        )
    return None


class PeopleSignIn(NotAllowed):
    """Somebody is taken for the local administrator where people have to sign in."""


_SIGN_IN_IS_NEEDED = Event()
_IS_GUARDED = Event()


class NotGuarded(NotAllowed):
    """The pages are run without the server that keeps others out."""


def need_sign_in() -> None:
    """From now on nobody is let in without signing in, whatever becomes of the settings."""
    _SIGN_IN_IS_NEEDED.set()


def guarded() -> None:
    """The server looks at who asks before the pages do; without that nobody is let in."""
    _IS_GUARDED.set()


def local_person() -> Person:
    """Who uses a dashboard without sign-in: on this computer alone, its administrator.

    Raises PeopleSignIn where the server began with sign-in: its settings were changed since; and
    NotGuarded where no server was started that keeps other computers out.
    """
    if not _IS_GUARDED.is_set():
        raise NotGuarded(
            "The pages were started without their server, so nothing would keep other computers "
            "out. Whoever looks after the dashboard should start it as: streamlit run dashboard.py"
        )
    if _SIGN_IN_IS_NEEDED.is_set():
        raise PeopleSignIn(
            "People sign in to this dashboard, and the settings for it are gone since it started. "
            "Whoever looks after it must put them back, or start it anew."
        )
    role = role_for_all()
    return Person("not signed in", role) if role else Person(_user(), "administrator")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "local administrator"
