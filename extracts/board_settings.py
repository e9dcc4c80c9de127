"""What the Board's papers say of the Area: the table [board] of area.toml, read and checked.

The defaults are our assumptions, for the Area to confirm.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from extracts.settings import Check, checked_table

LONGEST = 60  # letters: it stands in the corner of a sheet, or in a column of a table


@dataclass(frozen=True, kw_only=True)
class BoardSettings:
    """What stands on every sheet, and who oversees pre-charge work.

    classification: of the papers, as government marks them. pre_charge_role: the role, not a name;
    a unit may have one of its own.
    """

    pre_charge_role: str = "Legal manager for pre-charge work"
    classification: str = "OFFICIAL"


def is_short_text(value: object) -> bool:
    """Whether it is a text on one line that is not blank and not too long."""
    return (
        isinstance(value, str)
        and 0 < len(value.strip()) <= LONGEST
        and value.strip() == value
        and value.isprintable()
    )


_SHORT_TEXT: Check = (
    is_short_text,
    f"a text of at most {LONGEST} letters on one line, without spaces around it",
)


def board_settings(
    settings: Mapping[str, Any], *, of_the_area: Collection[str], file: str
) -> BoardSettings:
    """The settings of the table [board], or the defaults where there is none.

    of_the_area: the settings that stand above all tables. Raises AreaError with what is wrong.
    """
    checks = dict.fromkeys((f.name for f in fields(BoardSettings)), _SHORT_TEXT)
    table = checked_table(settings, "board", checks, of_the_area=of_the_area, file=file)
    return BoardSettings(**table)
