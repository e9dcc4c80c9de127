"""Work on columns, one beside the other on every processor: Arrow and numpy let each other run."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(
    make: Callable[[Given], Made],
    every: Iterable[Given],
    done: Callable[[int], None] = lambda n: None,
) -> list[Made]:
    """What `make` gives for each, in their order. Raises what the first that fails raises.

    done: told how many are made, in the caller's own thread.
    """
    made = []
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for each in threads.map(make, every):
            made.append(each)
            done(len(made))
    return made
