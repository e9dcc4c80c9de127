"""How far a long piece of work is: the share done, from 0 to 1, and what is being done.

It is told in the thread that asked for the work, and never goes back.
"""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float, str], None]


def unheard(share: float, words: str) -> None:
    """For whoever does not ask how far it is."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """What tells a part of the work its share of the whole.

    >>> part(lambda share, words: print(share, words), 0.5, 1.0)(0.5, "half of the second half")
    0.75 half of the second half
    """

    def within(share: float, words: str) -> None:
        progress(start + (end - start) * share, words)

    return within
