"""The rejected rows of a file as they came."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from extracts.errors import brief
from extracts.reading.cells import Cells


def rejected_cells(
    cells: Cells, shown: Mapping[str, str], at: np.ndarray[Any, Any]
) -> pd.DataFrame:
    """Row (int, as the spreadsheet shows it) and cells (JSON: heading -> text), by row.

    at: indices of the rejected rows. Declared columns only; of a row with too many or too few cells
    none.
    """
    members = [_members(shown[f], c.take(pa.array(at))) for f, c in cells.columns.items()]
    as_json = [f"{{{', '.join(row)}}}" for row in zip(*members, strict=True)]
    wide = list(cells.wrong_width)
    rows = np.concatenate([cells.rows[at], np.array(wide, "int64")])
    frame = pd.DataFrame({"row": rows, "cells": [*as_json, *["{}"] * len(wide)]})
    return frame.sort_values("row", ignore_index=True)


def _members(heading: str, column: pa.Array) -> list[str]:
    """A column as members of JSON objects; each distinct text is made one once."""
    texts = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    distinct = texts.dictionary_encode()
    name = json.dumps(heading)
    made = [f"{name}: {json.dumps(brief(text))}" for text in distinct.dictionary.to_pylist()]
    return [made[i] for i in distinct.indices.to_pylist()]
