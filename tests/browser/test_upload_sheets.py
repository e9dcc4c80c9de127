"""A workbook with a cover, dropped as a person does; and texts from data that look like links."""

import csv
from pathlib import Path

import openpyxl

from tests.browser.screen import main, ready, visit
from tests.browser.test_accessibility import faults
from tests.browser.uploads import CHARGING, drop, publish, say_it_is_right

ADDRESSES = "a.b@c.gov.uk www.example.org"
JOINER = "\u2060"  # what parts an address, and nobody sees


def with_cover(path: Path) -> Path:
    """The sample's newest charging extract behind a cover."""
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    for line in (["Charging report, North West"], [], ["Run by", ADDRESSES], ["On", "20/11/2026"]):
        book.active.append(line)
    sheet = book.create_sheet("Data")
    with CHARGING.open(encoding="utf-8", newline="") as lines:
        for line in list(csv.reader(lines))[:40]:
            sheet.append(line)
    book.save(path)
    return path


def links(page) -> list[str]:
    """Where the links of the page's own part lead."""
    return page.get_by_test_id("stMain").evaluate(
        "main => [...main.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )


def test_the_sheet_behind_a_cover_is_read_and_an_address_in_a_name_is_no_link(
    new_dashboard, store_copy, watched_page, tmp_path
):
    page, server = watched_page, new_dashboard(store_copy("sample"))
    visit(page, f"{server.address}/upload")
    before = links(page)

    says = drop(page, with_cover(tmp_path / f"{ADDRESSES} 20.11.2026.xlsx"))

    plain = says.replace(JOINER, "")
    assert f"{ADDRESSES} 20.11.2026.xlsx: The first sheet, " in plain
    assert '"Cover", is no extract; "Data" has the headings of Charging. So that sheet is' in plain
    assert "Charging, 39 rows, to Fri 20 Nov 2026" in plain
    assert links(page) == before
    assert not faults(page)
    page.set_viewport_size({"width": 390, "height": 844})
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    say_it_is_right(page)  # 39 rows, where the sample has thousands
    publish(page)
    visit(page, f"{server.address}/history")
    assert ADDRESSES in main(page).inner_text().replace(JOINER, "")
    assert not [to for to in links(page) if "example.org" in to or to.startswith("mailto:")]


def test_the_mark_that_parts_an_address_takes_no_room(new_dashboard, store_copy, watched_page):
    server = new_dashboard(store_copy("sample"))
    visit(watched_page, server.address)
    widths = watched_page.evaluate(
        """texts => texts.map(text => {
          const span = document.createElement('span');
          span.textContent = text;
          document.querySelector('[data-testid="stMain"]').append(span);
          const width = span.getBoundingClientRect().width;
          span.remove();
          return width;
        })""",
        ["a.b@c.gov.uk", f"a.b{JOINER}@c.gov.uk"],
    )
    assert widths[0] > 0
    assert widths[0] == widths[1]
