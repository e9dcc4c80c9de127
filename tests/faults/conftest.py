"""Fixtures for faults: a store with two publications, and the dashboard over it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import damage, data
from tests.faults.before import Held, two_days
from tests.pages.conftest import (  # noqa: F401
    area_file,
    downloads,
    errors_in_full,
    opened,
    quick,
)


@pytest.fixture(autouse=True)
def files_that_all_may_read() -> Iterator[None]:
    """What a test makes is for every account to read, whatever mask the tests are run with."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def store(own_store: Path) -> Path:
    """A store with the charging extracts of 19 and 20 November 2026, and a letter."""
    two_days(own_store)
    return own_store


@pytest.fixture
def today(opened: Callable[..., AppTest], own_store: Path) -> Callable[..., Held]:  # noqa: F811
    """What Today shows, after a look that no path of the server and no traceback is in it."""

    def look(page: str = "today.py", **address: str) -> Held:
        data.look_again()
        damage._log.cache_clear()
        at = opened(page, **address)
        said = [*(e.value for e in at.error), *(w.value for w in at.warning)]
        everything = "\n".join(str(e.value) for e in [*said_in(at)])
        for secret in (
            str(own_store),
            str(own_store.parent),
            "Traceback",
            "panicked",
            "/_delta_log",
        ):
            assert secret not in everything, everything
        return Held(said=said, data_to=data_day(at), at=at)

    return look


def said_in(at: AppTest) -> list:
    return [*at.main.markdown, *at.error, *at.warning, *at.info, *at.caption, *at.sidebar.markdown]


def data_day(at: AppTest) -> str:
    """The day up to which the page says that it has data; nothing where it has none."""
    heads = [m.value for m in at.main.markdown if " · data to " in m.value]
    return heads[0].split(" · data to ")[1].split("  ")[0].strip() if heads else ""
