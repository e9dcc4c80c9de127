"""Who may do what: the roles, what each may do, and the person who does it."""

from dataclasses import dataclass
from typing import Literal, get_args

from extracts.errors import DashboardError, in_words

Role = Literal["viewer", "manager", "secretary", "analyst", "administrator"]
Action = Literal["see figures", "see cases", "edit plan", "keep papers", "publish", "see audit"]

ROLES: tuple[Role, ...] = get_args(Role)
ANY_ROLE = f"{', '.join(ROLES[:-1])} or {ROLES[-1]}"
# Who may do each; publishing is uploading, undoing, and the history with its rejected rows. The
# secretary is the Board's; keeping its papers is its commentary, issuing packs, and step changes.
MAY: dict[Action, tuple[Role, ...]] = {
    "see figures": ("viewer", "manager", "secretary", "analyst", "administrator"),
    "see cases": ("manager", "analyst", "administrator"),
    "edit plan": ("manager", "secretary", "administrator"),
    "keep papers": ("secretary", "administrator"),
    "publish": ("analyst", "administrator"),
    "see audit": ("administrator",),
}
_IN_WORDS: dict[Action, str] = {
    "see figures": "the figures",
    "see cases": "the cases behind a figure",
    "edit plan": "changing the improvement plan",
    "keep papers": "the Board's commentary, its packs and step changes",
    "publish": "uploading, publishing and undoing",
    "see audit": "the audit log",
}
_SEVERAL: dict[Role, str] = {"secretary": "the Board's secretary"}


class NotAllowed(DashboardError):
    """The person's role does not let them do this."""


@dataclass(frozen=True)
class Person:
    """Somebody who uses the dashboard.

    name: as the provider gives it, an e-mail address where there is one, and that it is not
    verified where the provider says so. role: None for somebody who signed in and was given none.
    units: the full names of the units whose cases a manager may see; empty for those of all units.
    Figures of every unit are for everybody.
    """

    name: str
    role: Role | None
    units: tuple[str, ...] = ()

    def may(self, action: Action) -> bool:
        """Whether the person's role lets them do this."""
        return self.role in MAY[action]

    def may_see_cases_of(self, unit: str | None) -> bool:
        """Whether the person may see the cases of a unit (None: of no unit that is known)."""
        return self.may("see cases") and (not self.units or unit in self.units)

    def require(self, action: Action) -> None:
        """Raise NotAllowed, in words, unless the person's role lets them do this."""
        if not self.may(action):
            raise NotAllowed(why_not(self, action))


def why_not(person: Person, action: Action) -> str:
    """Why a person may not do something, who may, and what to do.

    >>> why_not(Person("a.board@example.org", "viewer"), "publish")
    'Your role is viewer; uploading, publishing and undoing is for analysts and administrators. \
Ask your administrator for the role if you need it.'
    """
    have = f"Your role is {person.role}" if person.role else "You have no role here"
    are = "is" if action in ("edit plan", "publish", "see audit") else "are"
    who = in_words(_SEVERAL.get(role, f"{role}s") for role in MAY[action])
    return (
        f"{have}; {_IN_WORDS[action]} {are} for {who}. "
        "Ask your administrator for the role if you need it."
    )
