"""What every test has: no store but its own, and Hypothesis without a stopwatch."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is not a fault of the code
settings.load_profile("house")

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store for this test, so that none can reach the real one by accident."""
    store = tmp_path / "store"
    monkeypatch.setenv("DASHBOARD_STORE", str(store))
    return store
