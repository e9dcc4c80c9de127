"""What the Area lets the inbox publish by itself: the table [inbox] of area.toml, read and checked.

What it does not, a person is asked about: the Upload page goes by the same rules.
The defaults are our assumptions: what would make figures wrong waits for a person, what the store
puts right by itself (a late file, a missing day) does not.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from extracts.effects.doubt_rules import OF_A_SHARE, RULES, Rule
from extracts.errors import AreaError, did_you_mean, in_words
from extracts.settings import Check, checked_table

UnknownHeadings: TypeAlias = Literal["refuse", "wait"]


@dataclass(frozen=True, kw_only=True)
class InboxRules:
    """What a file may be like that the inbox publishes.

    most_rejected_share: of its rows, from 0 to 1. refuse_doubts: rules of extracts.effects.doubts
    that refuse a file besides; the others are noted in its report. unknown_headings: a file that
    no layout fits is refused, or waits in the folder until one does. full_extracts: keys of the
    extracts whose files hold every open case. most_withdrawn: rows that one of them may withdraw
    without a person; none, unless the Area says so. still_seconds: how long a file is left alone
    after it last grew or changed.
    """

    most_rejected_share: float = 0.05
    refuse_doubts: tuple[str, ...] = (
        *("smaller", "unit_missing", "blanks", "later", "sample", "start_days"),
        *("column_missing", "emptied"),
    )
    unknown_headings: UnknownHeadings = "refuse"
    full_extracts: tuple[str, ...] = ()
    most_withdrawn: int = 0
    still_seconds: float = 10

    def refuses(self, rule: Rule) -> bool:
        """Whether a doubt by this rule is for a person: the inbox refuses the file, Upload asks."""
        return rule == OF_A_SHARE or rule in self.refuse_doubts


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


_SHOULD_BE: dict[str, Check] = {
    "most_rejected_share": (
        lambda value: _is_number(value) and 0 <= value <= 1,
        "a number from 0 to 1, as 0.05 for 5%",
    ),
    "refuse_doubts": (_are_texts, 'a list of texts, as ["smaller"]'),
    "unknown_headings": (lambda value: value in ("refuse", "wait"), '"refuse" or "wait"'),
    "full_extracts": (_are_texts, 'a list of texts, as ["charging"]'),
    "most_withdrawn": (
        lambda value: _is_number(value) and isinstance(value, int) and value >= 0,
        "a whole number, 0 or more",
    ),
    "still_seconds": (
        lambda value: _is_number(value) and 1 <= value <= 3600,
        "a number of seconds from 1 to 3,600",
    ),
}


def inbox_rules(
    settings: Mapping[str, Any],
    *,
    extracts: Collection[str],
    of_the_area: Collection[str],
    file: str,
) -> InboxRules:
    """The rules of the table [inbox], or the defaults where there is none; AreaError says why not.

    extracts: the keys that there are. of_the_area: the settings that stand above all tables.
    """
    table = checked_table(settings, "inbox", _SHOULD_BE, of_the_area=of_the_area, file=file)
    named = [rule for rule in RULES if rule != OF_A_SHARE]
    for key, there_are in (("refuse_doubts", named), ("full_extracts", extracts)):
        for name in table.get(key, []):
            if name not in there_are:
                raise AreaError(
                    f'In {file}, [inbox] names "{name}" in {key}; there are {in_words(there_are)}.'
                    f"{did_you_mean(name, list(there_are))}"
                )
    made: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return InboxRules(**made)
