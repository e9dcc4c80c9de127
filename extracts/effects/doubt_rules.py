"""The names of what may be doubtful about a file: the checks and the Area's settings go by them."""

from typing import Literal, TypeAlias, get_args

Rule: TypeAlias = Literal[
    "older",
    "smaller",
    "unit_missing",
    "day_missing",
    "unknown_unit",
    "blanks",
    "later",
    "sample",
    "start_days",
]
RULES: tuple[Rule, ...] = get_args(Rule)
