"""A large file dropped on the Upload page in Chromium, while another reader clicks on and on."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import psutil
import pyarrow as pa

from tests.bench import made
from tests.bench.alone import alone
from tests.bench.chrome import browser
from tests.bench.client import reader
from tests.bench.pages import CASES, each_option, large, listening
from tests.bench.report import Figure
from tests.browser.chromium import READER
from tests.browser.screen import visit
from tests.browser.serving import serving
from tests.browser.uploads import bar_stood_at, heading, say_it_is_right, watch_bar

PREVIEW, MEMORY, SLOWER = 15.0, 3.0, 3.0  # s, GB, times
UPDATES, NEW = 5_000, 1_000
DAY = made.LAST + timedelta(days=made.REVISIONS + 1)
OTHERS = "charging_and_disclosure"  # what the other reader looks at, unit by unit
PAUSE = 2.0  # s between two clicks of the other reader
BEFORE = 8  # clicks that are measured before anything is dropped
WITHIN = 300_000  # ms


def figures(folder: Path, *, repeats: int, quick: bool) -> Iterator[Figure]:
    rows = CASES // 10 if quick else CASES
    alone(prepare, folder=folder, rows=rows)
    file = folder / f"charging_{DAY}.csv"
    clicks = Clicks()
    with serving(folder / "store", folder) as server, browser() as chromium:
        process = listening(int(server.address.rpartition(":")[2]))
        with clicks.going_on(server.address), chromium.new_context(**READER) as context:
            page = context.new_page()
            visit(page, f"{server.address}/upload")
            watch_bar(page)
            clicks.wait_for(BEFORE)
            with closing(Memory(process)) as memory:
                start, worked = perf_counter(), _worked(process)
                page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
                heading(page, "3 Publish").wait_for(timeout=WITHIN)
                checked, work = perf_counter(), _worked(process) - worked
                shares = bar_stood_at(page)
                say_it_is_right(page)  # made-up cases beside others that are not marked so
                page.get_by_role("button", name=f"Publish {file.name}").click()
                heading(page, "What happened").wait_for(timeout=WITHIN)
                published = perf_counter()
    said = f"{rows:,} rows dropped on {rows:,} cases"
    yield Figure(
        what=f"{said}: checked",
        value=checked - start,
        unit="s",
        limit=PREVIEW,
        note=f"{work:.1f} s of processor time with the other reader's; the bar stood at "
        f"{len(shares)} places",
    )
    yield Figure(what=f"{said}: published", value=published - checked, unit="s")
    yield Figure(what=f"{said}: memory", value=memory.most / 1e9, unit="GB", limit=MEMORY)
    before, during = clicks.until(start), clicks.between(start, checked)
    yield Figure(
        what=f"{said}: another reader's click meanwhile",
        value=median(during) / median(before),
        unit="×",
        limit=SLOWER,
        note=f"{median(during):.2f} s, before {median(before):.2f} s, at most {max(during):.2f} s",
    )


def prepare(folder: str, rows: int) -> None:
    """A large store, and the file of the next day with all of its cases."""
    large(Path(folder) / "store", rows)
    every = made.charging(0, rows, rows)
    known, revised = every.slice(0, rows - UPDATES), every.slice(rows - UPDATES)
    new = made.charging(rows // 3 * 3 + 3, NEW, rows + NEW * 10, last=DAY)
    whole = pa.concat_tables([known, made.as_decided(revised, DAY), new]).slice(NEW)
    made.csv_file(Path(folder) / f"charging_{DAY}.csv", whole)


def _worked(process: psutil.Process) -> float:
    """The processor time of the server and of what it ran apart, in seconds."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


class Clicks:
    """Another reader, who clicks from unit to unit."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []  # when, and how long it took
        self._is_over = threading.Event()

    @contextmanager
    def going_on(self, address: str) -> Iterator[None]:
        thread = threading.Thread(target=self._click, args=(address,))
        thread.start()
        try:
            yield
        finally:
            self._is_over.set()
            thread.join()

    def _click(self, address: str) -> None:
        with reader(address) as session:
            options = each_option(session.run(OTHERS))
            for widgets in options:  # what is counted once and kept
                session.run(OTHERS, *widgets)
            for widgets in cycle(options):
                start = perf_counter()
                session.run(OTHERS, *widgets)
                self._taken.append((start, perf_counter() - start))
                if self._is_over.wait(PAUSE):
                    return

    def wait_for(self, number: int) -> None:
        while len(self._taken) < number:
            sleep(0.1)

    def until(self, time: float) -> list[float]:
        return self.between(0, time)

    def between(self, first: float, last: float) -> list[float]:
        return [took for start, took in self._taken if first <= start and start + took <= last]


class Memory:
    """The most that the server and its processes held at once, in bytes."""

    def __init__(self, process: psutil.Process) -> None:
        self.most = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(process,))
        self._thread.start()

    def _look(self, process: psutil.Process) -> None:
        while not self._is_over.wait(0.05):
            held = 0
            for each in (process, *process.children(recursive=True)):
                try:
                    held += each.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.most = max(self.most, held)

    def close(self) -> None:
        self._is_over.set()
        self._thread.join()
