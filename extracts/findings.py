"""Findings: the faults in a file, as values, all of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

COLUMNS = ("row", "heading", "value", "message", "rejects")


class Finding(NamedTuple):
    """One fault: the row as the spreadsheet shows it (0: the whole file), the heading, the cell, what to do.

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

    def add(
        self, rows: np.ndarray, heading: str, values: Sequence[str] | str, messages: Sequence[str] | str, *, rejects: bool
    ) -> None:
        """Faults of one heading: a row number each, with a value and a message each or in common."""
        if len(rows):
            self._parts.append(
                pd.DataFrame(
                    {"row": rows, "heading": heading, "value": values, "message": messages, "rejects": rejects}
                )
            )

    def note(self, row: int, heading: str, value: str, message: str) -> None:
        """A fault that rejects nothing."""
        self.add(np.array([row]), heading, [value], [message], rejects=False)

    def frame(self) -> pd.DataFrame:
        """row (int, 0 for the whole file), heading, value, message (str), rejects (bool); by row."""
        if not self._parts:
            return pd.DataFrame({c: pd.Series(dtype=t) for c, t in zip(COLUMNS, _TYPES, strict=True)})
        whole = pd.concat(self._parts, ignore_index=True).astype(dict(zip(COLUMNS, _TYPES, strict=True)))
        return whole.sort_values("row", kind="stable", ignore_index=True)


_TYPES = ("int64", "str", "str", "str", "bool")


def listed(findings: pd.DataFrame) -> list[Finding]:
    """The findings of a frame, one by one."""
    return [Finding(*row) for row in findings.loc[:, list(COLUMNS)].itertuples(index=False)]


def texts(values: pa.Array) -> list[str]:
    """Cells as text, blanks as ""."""
    return ["" if v is None else str(v) for v in values.to_pylist()]
