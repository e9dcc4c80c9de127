"""The pages on the sample data and on a million cases: the server's work, and the time in Chromium.

Chromium draws the same beside it on a bare page, whose time the pages are measured by.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlencode

import psutil
from streamlit.proto.Selectbox_pb2 import Selectbox
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


def figures(folder: Path, *, repeats: int, quick: bool) -> Iterator[Figure]:
    rows = CASES // 10 if quick else CASES
    stores: dict[str, Callable[[Path], None]] = {
        "sample": sample,
        f"{rows:,} cases": lambda store: large(store, rows),
    }
    for name, make in stores.items():
        (inside := folder / name).mkdir()
        make(inside / "store")
        for figure in _figures(inside, repeats=repeats, quick=quick):
            yield replace(figure, what=f"{name}, {figure.what}")


def large(store: Path, rows: int) -> None:
    """The sample with that many made-up submissions in place of its own."""
    made.store(store, rows=rows, revised=REVISED)
    for extract in EXTRACTS:
        for file in sorted((ROOT / "sample_data").glob(f"{extract}_*")):
            if extract != "charging":
                load(file, store)


def _figures(folder: Path, *, repeats: int, quick: bool) -> Iterator[Figure]:
    with serving(folder / "store", folder) as server:
        start = perf_counter()
        titles, unit = _titles_and_unit(server.address)
        yield Figure(what="first visit to the dashboard", value=perf_counter() - start, unit="s")
        (folder / "pages.json").write_text(json.dumps(titles), "utf-8")
        addresses = {f"unit?{unit}" if path == "unit" else path: t for path, t in titles.items()}
        yield from _server(server.address, folder, addresses, RERUNS // 4 if quick else RERUNS)
        with (
            replaying(folder) as bare,
            browser() as chromium,
            closing(Screen(chromium, server.address)) as ours,
            closing(Screen(chromium, bare)) as theirs,
        ):
            yield from _opened(ours, theirs, addresses, 2 * repeats - 1)
            yield from _switched(ours, theirs, titles, repeats, unit)


def _titles_and_unit(address: str) -> tuple[dict[str, str], str]:
    """The pages' titles by path, and the last unit of the filter as a query."""
    with reader(address) as session:
        visit = session.run("")
    units = _units(visit)
    assert units, "Today has a filter of units"
    return visit.pages(), urlencode({"unit": units.options[-1]})


def _server(address: str, folder: Path, titles: dict[str, str], reruns: int) -> Iterator[Figure]:
    """What the server works for each page; what the page draws goes to the folder."""
    process = listening(int(address.rpartition(":")[2]))
    for path, title in titles.items():
        with reader(address) as session:  # of its own: a filter once chosen stays chosen
            start = perf_counter()
            session.run(path)
            first = perf_counter() - start
            visit = session.run(path)
            keep(visit, folder / f"{path.partition('?')[0] or 'start'}.bin")
            yield Figure(
                what=f"{title}: server, the same again",
                value=_work(process, session, path, [()] * reruns),
                unit="ms",
                limit=CPU,
                note=f"{len(visit.messages)} messages, {visit.bytes / 1000:.0f} kB",
            )
            if others := each_option(visit):
                yield Figure(
                    what=f"{title}: server, another unit",
                    value=_work(process, session, path, others),
                    unit="ms",
                    note=f"the first visit took {first:.2f} s",
                )


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


def each_option(visit: Visit) -> list[tuple[WidgetState, ...]]:
    """The filter of units at each of its options but the one it starts with; none without it."""
    if (units := _units(visit)) is None:
        return []
    others = [o for i, o in enumerate(units.options) if i != units.default]
    return [(WidgetState(id=units.id, string_value=option),) for option in others]


def _units(visit: Visit) -> Selectbox | None:
    """The filter of units: the first list of the sidebar; None on a page of the whole Area."""
    drawn = (m.delta.new_element for m in visit.drawn() if m.metadata.delta_path[0] == SIDEBAR)
    return next((e.selectbox for e in drawn if e.WhichOneof("type") == "selectbox"), None)


def _opened(ours: Screen, theirs: Screen, titles: dict[str, str], repeats: int) -> Iterator[Figure]:
    """Opening each page by its address, with what the browser keeps from the time before."""
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
        yield ratio(f"{title}: ready", *taken, limit=TIMES, than="a bare page")
        yield Figure(
            what=f"{title}: reload",
            value=median(wall for wall, _ in taken[0]),
            unit="s",
            limit=RELOAD,
            note=f"{drawn.charts} charts; with an empty browser cache {cold:.2f} s",
        )
        yield Figure(
            what=f"{title}: sent to the browser",
            value=received / 1000,
            unit="kB",
            limit=PAYLOAD,
        )


def _switched(
    ours: Screen, theirs: Screen, titles: dict[str, str], repeats: int, unit: str
) -> Iterator[Figure]:
    """Clicking from page to page, round and round; the page of a unit from Today of that unit."""
    seconds = {title: ([], []) for title in titles.values()}
    for screen in (ours, theirs):
        screen.open("")
    round_trip = [title for path, title in titles.items() if path not in ("", "unit")]
    for turn in range(-1, repeats):
        for title in [*round_trip, titles[""]]:
            for taken, screen in zip(seconds[title], (ours, theirs), strict=True):
                took = screen.switch(title)
                if turn >= 0:
                    taken.append(took)
    for taken, screen in zip(seconds[titles["unit"]], (ours, theirs), strict=True):
        for _ in range(repeats):
            screen.open(f"?{unit}")
            taken.append(screen.switch(titles["unit"]))
    for title, (mine, bare) in seconds.items():
        yield Figure(
            what=f"{title}: switch to it",
            value=median(mine),
            unit="s",
            limit=SWITCH,
            note=f"a bare page {median(bare):.2f} s",
        )


def listening(port: int) -> psutil.Process:
    """The server among the processes that this one started."""
    return next(p for p in psutil.Process().children() if str(port) in p.cmdline())
