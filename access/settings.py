"""[access] of area.toml: which role somebody has who signed in, and for how long that is good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from access.roles import ANY_ROLE, ROLES, Role
from extracts.area import Area
from extracts.errors import AreaError, did_you_mean

MOST_HOURS = 24 * 7
_TABLE = "In the Area's settings, [access]"
_OF_A_PERSON = ("email", "role", "units")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A person of [[access.people]]. role: None to leave it to the claim; units: in full."""

    email: str
    role: Role | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Access:
    """How the Area gives roles.

    roles_claim: the claim that holds them, a text or a list of texts. roles: value of that claim ->
    role. email_claim: the claim that people are listed by. people: e-mail in lower case -> who.
    sign_in_hours: how long a sign-in is good for. ask: whom to ask, as the end of a sentence.
    """

    roles_claim: str = "roles"
    roles: Mapping[str, Role] = field(default_factory=lambda: {role: role for role in ROLES})
    email_claim: str = "email"
    people: Mapping[str, Listed] = field(default_factory=dict)
    sign_in_hours: float = 10
    ask: str = "whoever looks after this dashboard"


def access_of(area: Area) -> Access:
    """The Area's [access], checked. Raises AreaError with the setting that is wrong."""
    settings = area.access
    if not isinstance(settings, Mapping):
        raise AreaError('In the Area\'s settings, access should be a table: "[access]".')
    known = list(Access.__dataclass_fields__)
    for name in settings:
        if name not in known:
            raise AreaError(f'{_TABLE} has no setting "{name}".{did_you_mean(name, known)}')
    texts = {}
    for name in ("roles_claim", "email_claim", "ask"):
        if name in settings:
            texts[name] = _text(settings[name], name)
    given: dict[str, Any] = dict(texts)
    if "sign_in_hours" in settings:
        given["sign_in_hours"] = _hours(settings["sign_in_hours"])
    if "roles" in settings:
        given["roles"] = _roles(settings["roles"])
    if "people" in settings:
        given["people"] = _people(settings["people"], area)
    return Access(**given)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise AreaError(f"{_TABLE}: {name} should be a text.")
    return value.strip()


def _hours(value: object) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value <= MOST_HOURS:  # type: ignore[operator]
        raise AreaError(
            f"{_TABLE}: sign_in_hours should be a number above 0 and at most {MOST_HOURS}."
        )
    return float(value)  # type: ignore[arg-type]


def _roles(value: object) -> dict[str, Role]:
    if not isinstance(value, dict) or not value:
        raise AreaError(
            f"{_TABLE}: roles should be a table of what the claim says and the role that it gives, "
            'as "Dashboard.Analyst" = "analyst".'
        )
    return {said: _role(role, f'the role of "{said}"') for said, role in value.items()}


def _role(value: object, what: str) -> Role:
    for role in get_args(Role):
        if value == role:
            return role
    near = did_you_mean(value, ROLES) if isinstance(value, str) else ""
    raise AreaError(f"{_TABLE}: {what} should be {ANY_ROLE}.{near}")


def _people(value: object, area: Area) -> dict[str, Listed]:
    if not isinstance(value, list) or not all(isinstance(p, dict) for p in value):
        raise AreaError(
            f"{_TABLE}: each person should be a table: [[access.people]], their email, and their "
            "role or their units."
        )
    people: dict[str, Listed] = {}
    for number, settings in enumerate(value, 1):
        person = _person(settings, number, area)
        if person.email.casefold() in people:
            raise AreaError(f"{_TABLE}: {person.email} is listed twice among the people.")
        people[person.email.casefold()] = person
    return people


def _person(settings: dict[str, Any], number: int, area: Area) -> Listed:
    email = settings.get("email")
    which = f"person {number}"
    if not isinstance(email, str) or "@" not in email:
        raise AreaError(f"{_TABLE}: {which} should have an email.")
    which = email = email.strip()
    for name in settings:
        if name not in _OF_A_PERSON:
            near = did_you_mean(name, _OF_A_PERSON)
            raise AreaError(f'{_TABLE}: {which} has a setting "{name}" that is not known.{near}')
    role = _role(settings["role"], f"the role of {which}") if "role" in settings else None
    if "units" not in settings:
        if role is None:
            raise AreaError(f"{_TABLE}: {which} should have a role or units, or both.")
        return Listed(email=email, role=role)
    if role not in (None, "manager"):
        raise AreaError(
            f"{_TABLE}: {which} has units and the role {role}; units limit a manager alone."
        )
    return Listed(email=email, role=role, units=_units(settings["units"], which, area))


def _units(value: object, which: str, area: Area) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(u, str) for u in value):
        raise AreaError(
            f"{_TABLE}: the units of {which} should be a list of their names, as "
            '["Cumbria Crown Court Hub"].'
        )
    for unit in value:
        if not area.knows(unit):
            near = did_you_mean(unit, [u.name for u in area.units])
            raise AreaError(f'{_TABLE}: {which} has the unit "{unit}", which is not known.{near}')
    return tuple(dict.fromkeys(area.unit(unit) for unit in value))
