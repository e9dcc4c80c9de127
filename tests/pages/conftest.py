"""Fixtures for tests that run a page, and read what it shows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from pages import data
from tests.pages.screen import Downloads, shown

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
WITHIN = 120  # seconds; a run takes under one on an idle machine


@pytest.fixture
def sample(built_store: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show the sample data."""
    monkeypatch.setenv("DASHBOARD_STORE", str(built_store("sample")))


@pytest.fixture(scope="session", autouse=True)
def errors_in_full() -> None:
    """A failed test says why; readers of the dashboard see no traceback."""
    config.set_option("client.showErrorDetails", "full")


@pytest.fixture(scope="session", autouse=True)
def downloads() -> Iterator[Downloads]:
    """What the pages offer for download, which AppTest does not keep."""
    files: dict[str, tuple] = {}
    add, add_deferred = MediaFileManager.add, MediaFileManager.add_deferred

    def kept(self: MediaFileManager, data: bytes, *args: object, **options: object) -> str:
        url = add(self, data, *args, **options)
        files[url] = options.get("file_name"), data
        return url

    def kept_for_later(self: MediaFileManager, data: object, *args: object, **options: object):
        file_id = add_deferred(self, data, *args, **options)
        files[file_id] = options.get("file_name"), data
        return file_id

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MediaFileManager, "add", kept)
        patch.setattr(MediaFileManager, "add_deferred", kept_for_later)
        yield Downloads(files)


@pytest.fixture(scope="session")
def quick() -> Callable[[AppTest], AppTest]:
    """Spares an AppTest two thirds of its time: the search for components among all packages.

    Where Streamlit gives the attribute another name, the tests are slower and nothing else.
    """
    found: list[object] = []

    def spared(at: AppTest) -> AppTest:
        if not found:
            manager = BidiComponentManager()
            manager.discover_and_register_components(start_file_watching=False)
            found.append(manager)
        at._bidi_component_manager = found[0]
        return at

    return spared


@pytest.fixture
def opened(quick: Callable[[AppTest], AppTest]) -> Callable[..., AppTest]:
    """Opens a page as a link to it does: `opened("today.py", unit="Some Unit")`."""

    def run(page: str = "today.py", theme: str | None = None, **address: str) -> AppTest:
        at = quick(AppTest.from_file(FRAME, default_timeout=WITHIN)).switch_page(page)
        at.query_params.update(address)
        at.context["theme"] = theme
        at.run()
        for error in at.exception:
            pytest.fail("\n".join([error.message, *error.stack_trace]), pytrace=False)
        return at

    return run


@pytest.fixture
def area_file(tmp_path, monkeypatch):
    """Writes the Area's settings that the pages then take."""

    def write(text: str) -> None:
        file = tmp_path / "other.toml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("DASHBOARD_AREA", str(file))
        data.settings.clear()
        data.all_measures.clear()

    yield write
    data.settings.clear()
    data.all_measures.clear()


def assert_shows(at: AppTest, downloads: Downloads, expected: list[tuple]) -> None:
    """Item by item, so that a failure names the first that differs."""
    found = shown(at, downloads)
    for ours, theirs in zip(found, expected, strict=False):
        assert ours == theirs
    assert len(found) == len(expected), f"{found[len(expected) :]} {expected[len(found) :]}"
