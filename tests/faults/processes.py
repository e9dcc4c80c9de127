"""Commands in processes of their own, on a disk, with memory or with a death of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.serving import ROOT

_MOUNT = (
    'mount -t tmpfs -o size="$1" tmpfs "$2" && cp -r "$3/." "$2" && shift 3 && '
    '{ head -c 100M /dev/zero >"$FILL" 2>/dev/null; "$@"; code=$?; rm "$FILL"; '
    'mkdir -p "$LEFT" && cp -r "$STORE/." "$LEFT"; exit $code; }'
)


def may_mount() -> bool:
    """Whether this machine lets us have a small disk in memory."""
    if not shutil.which("unshare"):
        return False
    done = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def run(how: str, store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of `python -m extracts` over a store, as tests.faults.driver does it."""
    return _done(_command(how, store, *arguments))


def run_on_a_full_disk(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same over a copy of the store on a disk that is full; what is left takes its place."""
    disk, left = store.with_name("disk"), store.with_name("left")
    disk.mkdir()
    done = _done(
        [
            *("unshare", "-rm", "sh", "-c", _MOUNT, "sh", "4m", str(disk), str(store)),
            *_command("as it is", disk, *arguments),
        ],
        FILL=str(disk / "fill"),
        LEFT=str(left),
        STORE=str(disk),
    )
    shutil.rmtree(store)
    left.rename(store)
    return done


def _command(how: str, store: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.driver", how, str(store), *arguments]


def _done(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
