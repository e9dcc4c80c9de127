"""Runs a function in a process of its own, so that its peak of memory is its own.

As a command, run by `alone()`: calls `module:function` with the arguments given as JSON, and
writes what it returned and the peak as JSON to the file named.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from tests.bench.report import Took

ROOT = Path(__file__).parents[2]
STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Alone:
    """What came of it. peak: the most memory that the process held, in bytes."""

    result: Any
    peak: int


def alone(function: Callable[..., Any], **arguments: Any) -> Alone:
    """Call a function of a module in a new process; arguments and result must be JSON."""
    name = f"{function.__module__}:{function.__qualname__}"
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        subprocess.run(
            [sys.executable, "-m", __name__, name, json.dumps(arguments, default=str), str(answer)],
            cwd=ROOT,
            check=True,
        )
        return Alone(**json.loads(answer.read_text("utf-8")))


def peak() -> int:
    """The most memory that this process ever held, in bytes.

    Linux hands the peak that getrusage tells from the process that starts another to that other,
    so there the one of this process's own memory is read.
    """
    if STATUS.exists():
        lines = STATUS.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def in_turn(repeats: int, *functions: Callable[[], Any]) -> list[list[Took]]:
    """What some functions take, called in turn, so that a busy spell falls on all of them.

    Each is called once before, unmeasured.
    """
    taken: list[list[Took]] = [[] for _ in functions]
    for function in functions:
        function()
    for _ in range(repeats):
        for took, function in zip(taken, functions, strict=True):
            start, worked = perf_counter(), process_time()
            function()
            took.append((perf_counter() - start, process_time() - worked))
    return taken


if __name__ == "__main__":
    called, given, to = sys.argv[1:]
    module, _, attribute = called.partition(":")
    result = getattr(import_module(module), attribute)(**json.loads(given))
    Path(to).write_text(json.dumps({"result": result, "peak": peak()}), "utf-8")
    sys.stdout.flush()
    os._exit(0)  # what a library does at its end is not measured, nor may it fail the run
