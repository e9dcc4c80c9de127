"""How much room text takes on a slide, reckoned without its font, rather too much."""

import textwrap
from collections.abc import Sequence

BOLD = 1.08  # times as wide as other type
_LETTER = 0.5  # of the type's size: about how wide a letter is
_LINE = 1.2  # of the type's size: from a line to the next
_SMALLEST = 9  # points, that can still be read


def n_lines(said: str, width: float, size: float) -> int:
    """About how many lines a text takes in so many inches, rather too many than too few."""
    letters = max(int(width * 72 / (size * _LETTER)), 1)
    return sum(len(textwrap.wrap(line, letters)) or 1 for line in said.split("\n"))


def height(said: str, width: float, size: float) -> float:
    """About how many inches high a text is."""
    return n_lines(said, width, size) * size * _LINE / 72


def fitting(texts: Sequence[str], width: float, high: float, largest: int) -> int:
    """The largest type in which texts, with half a line between them, fit a box of inches."""
    for size in range(largest, _SMALLEST, -1):
        if sum(height(t, width, size) + size * 0.6 / 72 for t in texts) <= high:
            return size
    return _SMALLEST
