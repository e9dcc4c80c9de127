"""What Today and the morning brief add up: the measures of each group."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Group:
    """The measures whose figures are added up, of one extract.

    one, many: what is counted. says: which measures they are, in words. first: a measure of them
    whose figures are told apart; "" where there is none.
    """

    title: str
    extract: str
    measures: tuple[str, ...]
    one: str
    many: str
    says: str
    first: str = ""


GROUPS = (
    Group(
        title="Charging",
        extract="charging",
        measures=("charging_28_day", "charging_5_day"),
        one="submission",
        many="submissions",
        says="28 day and 5 day tracks",
    ),
    Group(
        title="Disclosure",
        extract="disclosure",
        measures=("disclosure_initial", "disclosure_continuing"),
        one="duty",
        many="duties",
        says="Initial and continuing",
    ),
    Group(
        title="Victim letters",
        extract="victim_letters",
        measures=("letters_on_time",),
        one="letter",
        many="letters",
        says="Enhanced and other; entitlement not recorded is left out",
        first="letters_enhanced",
    ),
)
MEASURES = {group.title: group.measures for group in GROUPS}
