"""What is done with uploaded files: the only pages beside data.py that reach what is read and kept.

Everything here is for those who may publish, whatever page it is called from.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pyarrow as pa

from extracts.dates import FORMATS
from extracts.errors import DashboardError, brief
from extracts.export import to_csv
from extracts.kinds import Date
from extracts.progress import Progress, unheard
from extracts.publications import live
from extracts.reading.unpack import declared_size
from extracts.registry import EXTRACTS
from pages import data, signed_in
from pages.apart import apart
from pages.upload_page import check_work, one_click, publish_work, reading_work
from pages.upload_page.checked import Checked, Choices, Dropped, Outcome, Refused
from pages.upload_page.jobs import Job

T = TypeVar("T")
# What is larger is read in a process of its own, which costs some two seconds and a copy.
_LARGE, _LARGE_PACKED = 1_000_000, 50_000  # bytes; packed, a file is many times as large
_LARGE_UNPACKED = 10_000_000
_LARGE_STORE = 200_000  # rows published: what a file would change is then counted apart
_PACKED = (b"\x1f\x8b", b"PK")
_OWN_DAY = Date(name="extract_day", title="The extract's own day", says="")
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)  # as in the names of files
_ONE_AT_A_TIME = threading.Semaphore(1)  # large files: each takes a gigabyte or two


@dataclass(frozen=True, kw_only=True)
class ToPublish:
    """A file as it was checked. withdraw: the number of withdrawn rows that was confirmed.

    checked: what was said of it. It is to do no more, where another file of its extract goes before it.
    """

    data: bytes
    name: str
    choices: Choices
    withdraw: int | None = None
    checked: Checked | None = None


def today() -> date:
    """The day in London, by which a file is new or of a day to come."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def check(content: bytes, name: str, choices: Choices) -> Job[Checked | Refused]:
    """Begin to read a file and to find what publishing it would do; nothing is written."""
    signed_in.require("publish")
    file, is_large = _dropped(content, name, choices), _is_large(content)
    return Job(lambda progress: _done(check_work.check, is_large, progress, file=file))


def publish(files: Sequence[ToPublish], note: str) -> Job[list[Outcome]]:
    """Begin to publish files, one after the other: each whole, or not at all. It goes on to its end.

    A file that is refused does not hold back those after it.
    """
    person = signed_in.require("publish")
    dropped = [_dropped(f.data, f.name, f.choices) for f in files]
    is_large, address = any(_is_large(f.data) for f in files), data.store().address

    def work(progress: Progress) -> list[Outcome]:
        outcomes = []
        for n, (file, asked) in enumerate(zip(dropped, files, strict=True)):

            def told(share: float, words: str, n: int = n, name: str = file.name) -> None:
                progress((n + share) / len(files), f"{name}: {words[:1].lower()}{words[1:]}")

            outcomes.append(
                _done(
                    publish_work.publish,
                    _is_large(file.data),
                    told,
                    file=file,
                    who=person.name,
                    now=datetime.now(UTC),
                    note=note,
                    withdraw=asked.withdraw,
                    said=one_click.as_said(asked.checked, outcomes),
                )
            )
            data.look_again()
        return one_click.with_waiting(
            outcomes,
            lambda extract: _done(
                publish_work.n_waiting, is_large, progress, address=address, extract=extract
            ),
        )

    return Job(work)


def corrections(content: bytes, name: str, choices: Choices) -> Callable[[], bytes]:
    """What makes the CSV of a file's rejected rows, as they were, and what to do about each."""
    signed_in.require("publish")
    return _made(content, name, choices, lambda found: to_csv(found[1]))


def findings(content: bytes, name: str, choices: Choices) -> Callable[[], bytes]:
    """What makes the CSV of everything that was found in a file."""
    signed_in.require("publish")
    return _made(content, name, choices, lambda found: to_csv(found[0]))


def own_day(written: str) -> date | None:
    """The day that a person wrote, day first; None for nothing. Raises DashboardError for no day."""
    if not written.strip():
        return None
    found = _OWN_DAY.parse(pa.array([written.strip()]), FORMATS["dd/mm/yyyy"])
    day: date | None = found.values[0].as_py()
    if day is None or not _FIRST <= day <= _LAST:
        raise DashboardError(
            f"{_OWN_DAY.title} should be a day such as 20/11/2026, from {_FIRST:%d/%m/%Y} to "
            f"{_LAST:%d/%m/%Y}; it is “{brief(written)}”."
        )
    return day


def _made(
    content: bytes, name: str, choices: Choices, write: Callable[[Any], bytes]
) -> Callable[[], bytes]:
    """Reads the file again when it is asked for: what is rejected of a large one is large, too."""
    file, is_large = _dropped(content, name, choices), _is_large(content)
    return lambda: write(_done(reading_work.corrections, is_large, unheard, file=file))


def _dropped(content: bytes, name: str, choices: Choices) -> Dropped:
    return Dropped(
        data=content,
        name=name,
        choices=choices,
        address=data.store().address,
        area=data.area(),
        today=today(),
    )


def _is_large(content: bytes) -> bool:
    """Whether work on a file would hold up other readers."""
    if len(content) > (_LARGE_PACKED if content.startswith(_PACKED) else _LARGE):
        return True
    if declared_size(content) > _LARGE_UNPACKED:
        return True
    published = (live(data.history(e)) for e in EXTRACTS.values())
    return sum(p.n_rows for each in published for p in each) > _LARGE_STORE


def _done(work: Callable[..., T], is_large: bool, progress: Progress, **given: Any) -> T:
    if not is_large:
        return work(progress=progress, **given)
    while not _ONE_AT_A_TIME.acquire(timeout=0.2):
        progress(0.0, "Waiting for another large file")
    try:
        return apart(work, progress=progress, **given)
    finally:
        _ONE_AT_A_TIME.release()
