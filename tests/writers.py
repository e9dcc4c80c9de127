"""Processes that write a store at once: started, let go together, and killed in the midst.

Each is a module that says "ready", waits for a line, and says "saved ..." once each write is done.
"""

import random
import subprocess
import sys
import time

from tests.browser.serving import ROOT


def start(module: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that runs a module."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def go(*writers: subprocess.Popen[str]) -> None:
    """Let them begin together, once each of them can."""
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


def said(process: subprocess.Popen[str]) -> list[str]:
    """What it said to its end, which is without a complaint."""
    words, complaints = process.communicate(timeout=120)
    assert (process.returncode, complaints) == (0, "")
    return words.splitlines()


def killed(writer: subprocess.Popen[str], luck: random.Random) -> int:
    """Let it begin and kill it in the midst of a write; how many it said were done by then."""
    go(writer)
    assert writer.stdout is not None
    done = [writer.stdout.readline() for _ in range(luck.randint(1, 6))]
    time.sleep(luck.random() / 20)  # a write takes some 15 ms
    writer.kill()
    done += writer.stdout.read().splitlines(keepends=True)  # with what was read ahead of a line
    writer.communicate(timeout=60)
    return sum(line.endswith("\n") for line in done)
