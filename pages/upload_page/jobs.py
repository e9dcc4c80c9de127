"""Work in a thread of its own, which a page can look in on from one run to the next."""

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Generic, TypeVar

from extracts.progress import Progress

T = TypeVar("T")
_CREEP = 0.03  # of the whole bar: how far it moves at most between two steps
_USUAL = 4.0  # seconds of a step of a large file


class Cancelled(Exception):
    """Nobody wants the result any more."""


class Job(Generic[T]):
    """Work that was begun. It tells how far it is; its result is kept until the job is let go."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self._lock = threading.Lock()
        self._share, self._words, self._since = 0.0, "", time.monotonic()
        self._shown = 0.0
        self._is_cancelled = False
        thread = ThreadPoolExecutor(1)
        self._future = thread.submit(work, self._told)
        thread.shutdown(wait=False)

    def _told(self, share: float, words: str) -> None:
        if self._is_cancelled:
            raise Cancelled
        with self._lock:
            self._share, self._words, self._since = share, words, time.monotonic()

    def cancel(self) -> None:
        """Nobody wants the result: the work ends at the next step that it tells of."""
        self._is_cancelled = True

    def is_done(self, within: float = 0.0) -> bool:
        """Whether it has ended, after waiting for so many seconds at most."""
        return bool(wait([self._future], within).done)

    def how_far(self) -> tuple[float, str]:
        """The share done (0 to 1) and what is being done; between two steps the share creeps on.

        It never goes back.
        """
        with self._lock:
            gone = time.monotonic() - self._since
            share = self._share + _CREEP * (1 - math.exp(-gone / _USUAL))
            self._shown = min(max(share, self._shown), 0.99)
            return self._shown, self._words

    def result(self) -> T:
        """What the work returned, once it is done; raises what it raised."""
        return self._future.result()
