"""The names of what may be doubtful about a file: the checks and the Area's settings go by them."""

from typing import Literal, TypeAlias, get_args

Rule: TypeAlias = Literal[
    "rejected",
    "older",
    "smaller",
    "unit_missing",
    "day_missing",
    "unknown_unit",
    "blanks",
    "later",
    "sample",
    "start_days",
    "column_missing",
    "emptied",
]
RULES: tuple[Rule, ...] = get_args(Rule)
# A share of its own says which files are doubtful by this one, so the Area does not name it.
OF_A_SHARE: Rule = "rejected"
