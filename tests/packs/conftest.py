"""A small store for the tests of packs, built once and copied."""

import shutil
from pathlib import Path

import pytest

from extracts.store import Store
from tests.packs import small_store


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "store"
    small_store.build(folder)
    return folder


@pytest.fixture
def small(small_built: Path, own_store: Path) -> Store:
    """The small store, of this test's own."""
    shutil.copytree(small_built, own_store)
    return Store(own_store)
