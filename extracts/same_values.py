"""Which values of two columns are the same, a blank being the same as a blank."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def same_values(one: pa.Array, other: pa.Array) -> np.ndarray[Any, Any]:
    """Whether (boolean) each value is the one at its place in the other, or both are blank."""
    same = pc.fill_null(pc.equal(one, other), fill_value=False)
    if one.null_count and other.null_count:
        same = pc.or_(same, pc.and_(pc.is_null(one), pc.is_null(other)))
    return same.to_numpy(zero_copy_only=False)
