"""What a file's rows are like, in a few counts: what later files are held against."""

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from extracts.extract import Extract
from extracts.registry import SAMPLE_PREFIX
from extracts.text_kinds import Unit


def units(rows: pa.Table, extract: Extract, most: int | None = None) -> dict[str, int]:
    """Unit -> in how many rows it is, the most frequent first; all of them unless `most` says."""
    found: Counter[str] = Counter()
    for field in extract.fields:
        if isinstance(field, Unit):
            counts = pc.value_counts(rows[field.name].drop_null())
            found.update(dict(zip(*(part.to_pylist() for part in counts.flatten()), strict=True)))
    return dict(sorted(found.items(), key=lambda unit: (-unit[1], unit[0]))[:most])


def blanks(rows: pa.Table, extract: Extract) -> dict[str, int]:
    """Field -> in how many rows it is blank, of the fields that may be."""
    return {f.name: rows[f.name].null_count for f in extract.fields if f.blank or f.absent}


def sample_rows(rows: pa.Table, extract: Extract) -> int:
    """How many rows are of the sample data."""
    return pc.sum(pc.starts_with(rows[extract.keys[0]], SAMPLE_PREFIX)).as_py() or 0
