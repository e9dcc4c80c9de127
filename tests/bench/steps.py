"""The steps of publishing a file, timed in a process that has imported nothing of the program."""

from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter


def steps(store: str, file: str, day: str) -> dict[str, float]:
    """The seconds of each step, as `python -m extracts load` takes them."""
    began = {"import": perf_counter()}
    import_module("extracts.commands.group")
    began["read and check"] = perf_counter()
    from extracts.area import load_area
    from extracts.intake import publish
    from extracts.read import read
    from extracts.store import Store

    path, today = Path(file), date.fromisoformat(day)
    reading = read(path.read_bytes(), name=path.name, today=today, area=load_area())
    began["look up what was published"] = perf_counter()

    def progress(step: str) -> None:
        began[step] = perf_counter()

    now = datetime.now(UTC)
    publish(Store(store), reading, who="benchmark", now=now, progress=progress)
    ends = [*list(began.values())[1:], perf_counter()]
    return {step: end - start for (step, start), end in zip(began.items(), ends, strict=True)}
