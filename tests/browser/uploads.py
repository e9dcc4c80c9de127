"""How a test uploads as a person does: drops files, waits for what is said of them, publishes."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.screen import main, no_exception, ready, visit
from tests.browser.serving import ROOT

CHARGING = ROOT / "sample_data" / "charging_2026-11-20.csv"
LATE = "00SA{:07},1,Cumbria Magistrates Hub,Magistrates',28 day,No,01/04/2026,02/04/2026,,,,"
WITHIN = 60_000  # milliseconds: what a busy machine may take


def heading(page: Page, words: str) -> Locator:
    return page.get_by_role("heading", name=words, exact=True)


def drop(page: Page, *files: Path, then: str = "3 Publish") -> str:
    """Drop files, wait for a heading, and give what the page says."""
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    heading(page, then).wait_for(timeout=WITHIN)
    return told(page)


def watch_bar(page: Page) -> None:
    """Remember from now on where the progress bar stands."""
    page.evaluate(
        """() => {
          const bars = '[role="progressbar"]', seen = (window.__bar = new Set());
          setInterval(() => document.querySelectorAll(bars)
            .forEach(bar => seen.add(bar.getAttribute('aria-valuenow'))), 20);
        }"""
    )


def bar_stood_at(page: Page) -> list[str]:
    """Where the bar stood since it is watched."""
    return page.evaluate("[...window.__bar]")


def told(page: Page) -> str:
    """What the page says, once it is ready."""
    ready(page)
    no_exception(page)
    return main(page).inner_text()


def say_it_is_right(page: Page) -> None:
    """Tick that a file is right as it is, which step 3 asks where step 2 doubts it."""
    page.get_by_text(re.compile("is right as it is, whatever step 2 doubts")).click()
    ready(page)


def publish(page: Page) -> str:
    """Press the button of step 3, wait for what came of it, and give what the page says."""
    page.get_by_role("button", name=re.compile("^Publish")).click()
    heading(page, "What happened").wait_for(timeout=WITHIN)
    return told(page)


def write(page: Page, label: str | re.Pattern[str], text: str) -> None:
    """Fill in a field and leave it."""
    box = page.get_by_label(label)
    box.fill(text)
    box.press("Tab")
    ready(page)


def figure(page: Page, measure: str, which: str) -> tuple[str, str]:
    """A headline figure of step 2: as it is, and as it would be."""
    row = page.get_by_role("row").filter(has_text=measure).filter(has_text=which)
    cells = row.first.get_by_role("cell").all_inner_texts()
    return cells[2], cells[3]


def overdue(page: Page, address: str) -> int:
    """How many charging submissions Today says are overdue."""
    visit(page, address)
    shown = re.search(r"([\d,]+) submissions", main(page).inner_text())
    assert shown, main(page).inner_text()
    return number(shown[1])


def number(words: str) -> int:
    """A count as a page writes it."""
    return int(words.replace(",", ""))
