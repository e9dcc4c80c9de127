"""What the Board's papers say of the Area: the table [board] of area.toml, read and checked.

The defaults are our assumptions, for the Area to confirm.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from extracts.errors import AreaError, did_you_mean, in_words

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


def board_settings(
    settings: Mapping[str, Any], *, of_the_area: Collection[str], file: str
) -> BoardSettings:
    """The settings of the table [board], or the defaults where there is none.

    of_the_area: the settings that stand above all tables. Raises AreaError with what is wrong.
    """
    table = settings.get("board", {})
    if not isinstance(table, dict):
        raise AreaError(f"In {file}, board should be a table: [board] and its settings.")
    known = [f.name for f in fields(BoardSettings)]
    for key, value in table.items():
        if key not in known and key in of_the_area:
            raise AreaError(
                f"In {file}, [board] has the setting {key}, which is the Area's. Put {key} above "
                "the first heading in square brackets."
            )
        if key not in known:
            near = did_you_mean(key, known) or f" Its settings are {in_words(known)}."
            raise AreaError(f'In {file}, [board] has a setting that is not known: "{key}".{near}')
        if not is_short_text(value):
            raise AreaError(
                f'In {file}, [board] has "{key}" wrong: it should be a text of at most {LONGEST} '
                "letters on one line, without spaces around it."
            )
    return BoardSettings(**table)
