"""Work that would hold up other readers, done in a process of its own: this one goes on answering.

`python -m pages.apart` is that process: it takes a function and its arguments from its input, and
gives what it tells and returns, pickled, one after the other.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from extracts.errors import DashboardError, StoreError

T = TypeVar("T")
_ROOT = Path(__file__).parents[1]
_NICENESS = 10  # other readers' clicks come first
_BELOW_NORMAL = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)  # the same on Windows


class Stopped(DashboardError):
    """The process ended before it was done."""


def apart(
    work: Callable[..., T],
    *,
    progress: Callable[[float, str], None],
    **given: Any,
) -> T:
    """What `work(progress=…, **given)` returns, done in another process.

    work: a function of a module, whose arguments and result can be pickled; it raises what it
    likes, of which a DashboardError comes back as a StoreError of the same words. progress: told as `work` tells;
    what it raises ends the process. Raises Stopped where the process was ended from outside.
    """
    with _process() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump((work, given), process.stdin, protocol=5)
            process.stdin.close()
            while True:
                kind, *said = pickle.load(process.stdout)
                if kind == "progress":
                    progress(*said)
                elif kind == "refused":
                    raise StoreError(*said)
                else:
                    result: T = said[0]
                    return result
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as why:
            code = process.wait()
            assert code <= 0, "the process of apart() failed; the server's log says how"
            raise Stopped(
                "It was stopped before it was done, perhaps because the computer has too little memory. "
                "Try again; if it happens again, split the file by period."
            ) from why


@contextmanager
def _process() -> Iterator["subprocess.Popen[bytes]"]:
    """The process, which is gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pages.apart"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=_BELOW_NORMAL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe and not pipe.closed:
                pipe.close()


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    def say(*what: object) -> None:
        pickle.dump(what, answers, protocol=5)
        answers.flush()

    work, given = pickle.load(asked)
    try:
        say("done", work(progress=lambda share, words: say("progress", share, words), **given))
    except DashboardError as why:
        say("refused", str(why), why.on_screen)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is printed is no answer
        _serve(sys.stdin.buffer, output)
