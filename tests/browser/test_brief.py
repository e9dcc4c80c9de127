"""The morning brief as it is opened in a browser: no fault of accessibility, nothing asked for."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from extracts.area import load_area
from extracts.store import Store
from packs.brief.morning import brief
from packs.brief.words import to_html
from packs.making.store_source import StoreSource
from plan.area import with_plan
from tests.browser.test_accessibility import faults


@pytest.fixture(scope="module")
def file(built_store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(built_store("sample"))
    area = with_plan(load_area(), store)
    found = brief(StoreSource(store, area), area, today=date(2026, 11, 20))
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(to_html(found), "utf-8")
    return path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_has_no_fault_that_axe_knows_and_fits(page: Page, file, theme, width):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(file.as_uri())
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert asked == [file.as_uri()]
    assert page.get_by_role("table").count() == 2
    assert page.get_by_role("rowheader", name="RASSO").is_visible()
