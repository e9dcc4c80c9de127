"""The pages on the sample data and on a million cases: the server's work, and the time in Chromium.

Chromium draws the same beside it on a bare page, whose time the pages are measured by.
"""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import psutil
from streamlit.proto.WidgetStates_pb2 import WidgetState

from extracts.registry import EXTRACTS
from tests.bench import made
from tests.bench.bare import keep, replaying
from tests.bench.chrome import Screen, browser
from tests.bench.client import Reader, Visit, reader
from tests.bench.report import Figure, Took, ratio
from tests.browser.serving import ROOT, serving
from tests.browser.stores import load, sample

CPU = 150.0  # ms of the server for a warm rerun
TIMES = 1.25  # a bare page that draws the same
SWITCH, RELOAD = 1.0, 2.5  # s
PAYLOAD = 500.0  # kB
RERUNS = 20
CASES, REVISED = 1_000_000, 0.02
SIDEBAR = 1  # the first number of the path of what is drawn there


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    rows = CASES // 10 if quick else CASES
    stores: dict[str, Callable[[Path], None]] = {
        "sample": sample,
        f"{rows:,} cases": lambda store: large(store, rows),
    }
    found = []
    for name, make in stores.items():
        (inside := folder / name).mkdir()
        make(inside / "store")
        found += [
            replace(figure, what=f"{name}, {figure.what}")
            for figure in _figures(inside, repeats=repeats, quick=quick)
        ]
    return found


def large(store: Path, rows: int) -> None:
    """The sample with that many made-up submissions in place of its own."""
    made.store(store, rows=rows, revised=REVISED)
    for extract in EXTRACTS:
        for file in sorted((ROOT / "sample_data").glob(f"{extract}_*")):
            if extract != "charging":
                load(file, store)


def _figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    with serving(folder / "store", folder) as server:
        titles, found = _server(server.address, folder, RERUNS // 4 if quick else RERUNS)
        with (
            replaying(folder) as bare,
            browser() as chromium,
            closing(Screen(chromium, server.address)) as ours,
            closing(Screen(chromium, bare)) as theirs,
        ):
            found += _opened(ours, theirs, titles, repeats)
            found += _switched(ours, theirs, titles, repeats)
    return found


def _server(address: str, folder: Path, reruns: int) -> tuple[dict[str, str], list[Figure]]:
    """The pages by path, and what the server works for each; what they draw goes to the folder."""
    process = _listening(int(address.rpartition(":")[2]))
    found = []
    start = perf_counter()
    with reader(address) as session:
        titles = session.run("").pages()
    first = {"": perf_counter() - start}
    (folder / "pages.json").write_text(json.dumps(titles), "utf-8")
    for path, title in titles.items():
        with reader(address) as session:  # of its own: a filter once chosen stays chosen
            start = perf_counter()
            session.run(path)
            first.setdefault(path, perf_counter() - start)
            visit = session.run(path)
            keep(visit, folder / f"{path or 'start'}.bin")
            same = _work(process, session, path, [()] * reruns)
            units = _work(process, session, path, _each_option(visit))
        found += [
            Figure(
                what=f"{title}: server, the same again",
                value=same,
                unit="ms",
                limit=CPU,
                note=f"{len(visit.messages)} messages, {visit.bytes / 1000:.0f} kB",
            ),
            Figure(
                what=f"{title}: server, another unit",
                value=units,
                unit="ms",
                note=f"the first visit took {first[path]:.2f} s",
            ),
        ]
    return titles, found


def _work(
    process: psutil.Process,
    session: Reader,
    path: str,
    choices: list[tuple[WidgetState, ...]],
) -> float:
    """Mean milliseconds of processor time of a run, one run for each of some choices."""
    before = _spent(process)
    for widgets in choices:
        session.run(path, *widgets)
    return (_spent(process) - before) / len(choices) * 1000


def _spent(process: psutil.Process) -> float:
    sleep(0.2)  # what the server does once the last message is sent
    times = process.cpu_times()
    return float(times.user + times.system)


def _each_option(visit: Visit) -> list[tuple[WidgetState, ...]]:
    """The first list of the sidebar at each of its options but the one it has."""
    drawn = (m for m in visit.drawn() if m.metadata.delta_path[0] == SIDEBAR)
    first = next(
        m.delta.new_element.selectbox
        for m in drawn
        if m.delta.new_element.WhichOneof("type") == "selectbox"
    )
    others = [o for i, o in enumerate(first.options) if i != first.default]
    return [(WidgetState(id=first.id, string_value=option),) for option in others]


def _opened(ours: Screen, theirs: Screen, titles: dict[str, str], repeats: int) -> list[Figure]:
    """Opening each page by its address, with what the browser keeps from the time before."""
    found = []
    for path, title in titles.items():
        ours.forget()
        cold = ours.open(path)
        theirs.open(path)
        received, drawn = ours.received, ours.drawn()
        assert drawn == theirs.drawn(), f"{title}: the bare page does not draw the same"
        taken: list[list[Took]] = [[], []]
        for _ in range(repeats):
            for took, screen in zip(taken, (ours, theirs), strict=True):
                took.append((screen.open(path), 0.0))
        found += [
            ratio(f"{title}: ready", *taken, limit=TIMES, than="a bare page"),
            Figure(
                what=f"{title}: reload",
                value=median(wall for wall, _ in taken[0]),
                unit="s",
                limit=RELOAD,
                note=f"{drawn.charts} charts; with an empty browser cache {cold:.2f} s",
            ),
            Figure(
                what=f"{title}: sent to the browser",
                value=received / 1000,
                unit="kB",
                limit=PAYLOAD,
            ),
        ]
    return found


def _switched(ours: Screen, theirs: Screen, titles: dict[str, str], repeats: int) -> list[Figure]:
    """Clicking from page to page, round and round."""
    seconds = {title: ([], []) for title in titles.values()}
    for screen in (ours, theirs):
        screen.open("")
    for turn in range(-1, repeats):
        for title in [*list(titles.values())[1:], titles[""]]:
            for taken, screen in zip(seconds[title], (ours, theirs), strict=True):
                took = screen.switch(title)
                if turn >= 0:
                    taken.append(took)
    return [
        Figure(
            what=f"{title}: switch to it",
            value=median(mine),
            unit="s",
            limit=SWITCH,
            note=f"a bare page {median(bare):.2f} s",
        )
        for title, (mine, bare) in seconds.items()
    ]


def _listening(port: int) -> psutil.Process:
    """The server among the processes that this one started."""
    return next(p for p in psutil.Process().children() if str(port) in p.cmdline())
