"""Findings: the faults in a file, as values, all of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from extracts.errors import UnreadableFile

# Nobody corrects more by hand, and each takes memory: a file of a million rows of which every cell
# is at fault would take 15 GB. Our own bound.
MOST = 250_000
COLUMNS = ("row", "heading", "value", "message", "rejects")
_TYPES = ("int64", "str", "str", "str", "bool")


class Finding(NamedTuple):
    """One fault: row as the spreadsheet shows it (0: the whole file), heading, cell, what to do.

    rejects: whether the row is left out because of it.
    """

    row: int
    heading: str
    value: str
    message: str
    rejects: bool = True


class Findings:
    """Collects faults a column at a time, so that a million of one kind cost little."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []
        self._n = 0

    def add(
        self,
        rows: Sequence[int] | np.ndarray[Any, Any],
        heading: str,
        values: Sequence[str] | str,
        messages: Sequence[str] | str,
        *,
        rejects: bool,
    ) -> None:
        """Faults of one heading: a row number each, a value and a message each or in common.

        Raises UnreadableFile where there are more than MOST in all.
        """
        self._count(len(rows), messages)
        if len(rows):
            part = {"row": rows, "heading": heading, "value": values, "message": messages}
            self._parts.append(pd.DataFrame(part | {"rejects": rejects}))

    def note(self, row: int, heading: str, value: str, message: str) -> None:
        """A fault that rejects nothing."""
        self.add([row], heading, value, message, rejects=False)

    def extend(self, others: "Findings") -> None:
        """Add the findings of others after these. Raises UnreadableFile as `add`."""
        self._count(others._n, others._parts[0]["message"].tolist() if others._parts else "")
        self._parts += others._parts

    def _count(self, n: int, messages: Sequence[str] | str) -> None:
        self._n += n
        if self._n > MOST:
            example = messages if isinstance(messages, str) else messages[0]
            raise UnreadableFile(
                f"More than {MOST:,} things are wrong in the file, so it is refused as a whole. "
                f"One of them: {example} Check that it is the right file and that its columns and "
                "values are those of the extract, and export it again."
            )

    def frame(self) -> pd.DataFrame:
        """The columns of COLUMNS by row: int (0 for the whole file), three texts, bool."""
        types = dict(zip(COLUMNS, _TYPES, strict=True))
        if not self._parts:
            return pd.DataFrame({c: pd.Series(dtype=t) for c, t in types.items()})
        whole = pd.concat(self._parts, ignore_index=True).astype(types)
        return whole.sort_values("row", kind="stable", ignore_index=True)


def listed(findings: pd.DataFrame) -> list[Finding]:
    """The findings of a frame, one by one."""
    return [Finding(*row) for row in findings.loc[:, list(COLUMNS)].itertuples(index=False)]
