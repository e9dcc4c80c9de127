"""Pictures of every page on the sample data, for people to judge.

python -m tests.browser.screenshots            every page, wide and on a phone, light and dark, into
                                               the folder that SCREENSHOTS names, or .screenshots
python -m tests.browser.screenshots --readme   the picture in the README alone
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, READER, chromium
from tests.browser.screen import DESK, VIEWS, ready, visit
from tests.browser.serving import ROOT, Server, serving
from tests.browser.stores import sample

SCREENS = {"1440": {"viewport": {"width": 1440, "height": 900}}, "390": {}}
THEMES = ("light", "dark")
README = ROOT / "docs" / "today.png"
COLOURS = 256  # of the README's picture; with 64 the marks of concern turn grey


def whole(page: Page) -> None:
    """Make the window as high as the page: what scrolls is a part of it."""
    size = page.viewport_size
    assert size
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    ready(page)


def name(path: str) -> str:
    """A file's name for a page."""
    return path.partition("?")[0] + "-chosen" * ("?" in path) or "today"


def pictures(browser: Browser, server: Server, phone: dict, folder: Path) -> None:
    """A file a page, screen and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    for screen, given in (SCREENS | {"390": phone}).items():
        for theme in THEMES:
            with browser.new_context(**READER, **given, color_scheme=theme) as context:
                for path in VIEWS | DESK:
                    page = context.new_page()
                    visit(page, f"{server.address}/{path}")
                    whole(page)
                    page.screenshot(path=folder / f"{name(path)}-{screen}-{theme}.png")
                    page.close()


def readme(browser: Browser, server: Server) -> None:
    """Today, from its top to the end of the table of units."""
    with browser.new_context(**READER, **SCREENS["1440"], color_scheme="light") as context:
        page = context.new_page()
        visit(page, server.address)
        whole(page)
        end = page.get_by_test_id("stTable").first.bounding_box()
        assert end
        page.screenshot(
            path=README,
            clip={"x": 0, "y": 0, "width": 1440, "height": end["y"] + end["height"] + 24},
        )
    with Image.open(README) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(README, optimize=True)


def main() -> None:
    """What the command line asks for."""
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        sample(store := Path(temporary, "store"))
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with serving(store, Path(temporary)) as server:
            if "--readme" in sys.argv[1:]:
                readme(browser, server)
                return
            phone = dict(playwright.devices["Pixel 7"]) | {
                "viewport": {"width": 390, "height": 844}
            }
            phone.pop("default_browser_type")
            pictures(browser, server, phone, Path(os.environ.get("SCREENSHOTS", ".screenshots")))


if __name__ == "__main__":
    main()
