"""What every test has: no store but its own, and Hypothesis without a stopwatch."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from access import without_sign_in
from extracts.store import Store
from tests.browser.stores import STORES
from tests.packs import small_store

without_sign_in.guarded()  # the pages are run here without the server

# A busy machine is not a fault of the code. A quarter of the usual number of examples, unless
# TESTS=long says so: all checks end within twenty minutes on two processors.
LONG = os.environ.get("TESTS") == "long"
settings.register_profile(
    "house",
    deadline=None,
    max_examples=100 if LONG else 25,
    derandomize=not LONG,  # what passed passes again; new examples are for the long run
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

BUILT = STORES | {"two units": small_store.build}
BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")
    left_out = [] if LONG else [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store for this test, so that none can reach the real one by accident."""
    store = tmp_path / "store"
    monkeypatch.setenv("DASHBOARD_STORE", str(store))
    return store


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def two_units(built_store: Callable[[str], Path], own_store: Path) -> Store:
    """Two units whose charging is counted by hand (tests/packs/small_store.py), for this test."""
    shutil.copytree(built_store("two units"), own_store)
    return Store(own_store)


@pytest.fixture(scope="session")
def built_store(run_folder: Path) -> Callable[[str], Path]:
    """A store of BUILT by name, built once in a run, for all of its workers. To be read only."""

    def once(name: str) -> Path:
        folder, done = run_folder / f"store {name}", run_folder / f"store {name} built"
        with FileLock(run_folder / f"store {name} lock"):
            if not done.exists():
                BUILT[name](folder)
                done.touch()
        return folder

    return once
