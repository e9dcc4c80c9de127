"""A bare Streamlit app beside the dashboard, which draws what the dashboard drew."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.alone import ROOT
from tests.bench.client import Visit

STARTS_WITHIN = 60  # seconds


def keep(visit: Visit, to: Path) -> None:
    """Write what a run drew, for replay.py."""
    with to.open("wb") as out:
        for message in visit.drawn():
            bare = ForwardMsg()
            bare.CopyFrom(message)
            bare.metadata.ClearField("run")
            data = bare.SerializeToString()
            out.write(len(data).to_bytes(4, "big") + data)


@contextmanager
def replaying(folder: Path) -> Iterator[str]:
    """The address of a bare app that draws what was kept in a folder."""
    script = shutil.copy(Path(__file__).with_name("replay.py"), folder)
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", script),
            *("--server.port", str(port), "--server.headless", "true"),
        ],
        cwd=ROOT,  # for the same settings
        env=os.environ | {"REPLAYED": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    deadline = perf_counter() + STARTS_WITHIN
    while True:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, ConnectionError):
            assert perf_counter() < deadline, f"{address} does not answer"
            sleep(0.1)
