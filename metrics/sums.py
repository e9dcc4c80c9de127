"""Sums by several whole-number keys at once: a group-by of millions of entries."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extracts.days import Days

Codes: TypeAlias = NDArray[np.integer[Any]]

DENSE = 4  # keys below this many times the entries are summed by address, others by sorting
WORD = 63  # bits of a whole number that is not negative


def summed(keys: Sequence[Codes | None], n: Days) -> tuple[list[Days], Days]:
    """The distinct combinations of some keys, in order, and the sum of n of each.

    keys: arrays as long as n; None stands for one that is -1 throughout. n: 1 or more. The keys
    are packed into one whole number, the first highest: sorting and unpacking numbers is several
    times quicker than a group-by of columns.
    """
    if not len(n):
        return [n] * len(keys), n
    least = [-1 if key is None else int(key.min()) for key in keys]
    most = [-1 if key is None else int(key.max()) for key in keys]
    widths = [(high - low).bit_length() for low, high in zip(least, most, strict=True)]
    shifts = [sum(widths[i + 1 :]) for i in range(len(widths))]
    code = np.zeros(len(n), np.int64)
    for key, low, shift in zip(keys, least, shifts, strict=True):
        if key is not None:
            code |= (key.astype(np.int64) - low) << shift
    total, room = sum(widths), int(n.max()).bit_length()
    assert total <= WORD, "the keys range too widely to be packed"
    if 1 << total <= DENSE * len(n):
        sums = np.bincount(code, weights=n)
        code = np.flatnonzero(sums)
        n = sums[code].astype(np.int64)
    else:
        if total + room <= WORD:  # carry n in the low bits: one sort in place, no order to apply
            code = np.sort(code << room | n)
            n, code = code & ((1 << room) - 1), code >> room
        else:
            order = np.argsort(code, kind="stable")
            n, code = n[order], code[order]
        first = np.flatnonzero(np.r_[True, code[1:] != code[:-1]])
        n, code = np.add.reduceat(n, first), code[first]
    each = zip(least, widths, shifts, strict=True)
    return [(code >> shift & ((1 << width) - 1)) + low for low, width, shift in each], n
