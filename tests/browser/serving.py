"""A real dashboard for a test: `streamlit run dashboard.py` on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60  # seconds; two to four on an idle machine
ATTEMPTS = 3  # another program may take the port that was free a moment before
IN_TESTS = {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}  # so that a failed test says why


@dataclass(frozen=True)
class Server:
    """A running dashboard. address: without a slash at its end; log: what the server wrote."""

    address: str
    log: Path


@contextmanager
def serving(store: Path, logs: Path, **environment: str) -> Iterator[Server]:
    """A dashboard over a store, stopped at the end. environment: more variables for its process."""
    for _ in range(ATTEMPTS):
        port = _free_port()
        server = Server(address=f"http://127.0.0.1:{port}", log=logs / f"server-{port}.log")
        with server.log.open("wb") as output:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
                    *("--server.port", str(port), "--server.headless", "true"),
                ],
                cwd=ROOT,
                env=os.environ | IN_TESTS | {"DASHBOARD_STORE": str(store)} | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            if _answers(server, process):
                yield server
                return
        finally:
            _stop(process)
    raise AssertionError(f"The dashboard did not start:\n{server.log.read_text('utf-8')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(server: Server, process: subprocess.Popen[bytes]) -> bool:
    """Whether the server says that it is well, within the time allowed and before it ends."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.address}/_stcore/health", timeout=5):
                return True
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
