"""What the Board page shows of a pack that was issued, whatever became known since."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from extracts.area import load_area
from extracts.store import Store
from packs.issuing.issued import TABLE, issue
from pages import data
from plan.commentary import write
from tests.packs import small_store
from tests.pages.board_screen import charts, matrix, said
from tests.pages.test_board import TITLE, pack_of

MONTH = date(2026, 10, 1)
TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
PAPER = "2026-10/1"


@pytest.fixture
def paper(two_units):
    """The October pack, issued."""
    pack = pack_of(Path(two_units.address), MONTH, TODAY)
    return issue(two_units, pack, load_area(), who="a.secretary@example.org", now=AT)


def late(store: Store) -> None:
    """Late data, and no wait until the pages look for it."""
    small_store.add_late(Path(store.address))
    data.look_again()


@pytest.mark.usefixtures("paper")
def test_an_issued_pack_shows_what_was_issued_and_lists_late_data(two_units, opened):
    late(two_units)

    now = opened("board.py")
    then = opened("board.py", pack=PAPER)

    assert matrix(now)[TITLE][0] == "59% (16 of 27)"
    assert "The Board was given 2026-10/1, issued Tue 10 Nov 2026" in said(now)
    assert matrix(then)[TITLE][0] == "63% (15 of 24)"
    assert charts(then)[0].lines[0].values[-1] == round(15 / 24, 4)
    text = said(then).replace("\\", "")
    assert "Pack 2026-10/1, issued 10 Nov 2026 by a.secretary@" in text.replace("\u2060", "")
    assert (
        f"- Late data: {TITLE}, Area, October 2026: was 63% (15 of 24), now 59% (16 of 27)." in text
    )
    shown = [line for line in text.splitlines() if line.startswith("- ")]
    headline, verdict, figure, units_figure = (
        next(n for n, line in enumerate(shown) if words in line)
        for words in (
            "The headline is another now: was “1 of 14 measures is worse than it was”",
            f"{TITLE}, Area, verdict: was “Worse",
            f"Late data: {TITLE}, Area, October 2026",
            f"Late data: {TITLE}, Western Magistrates, October 2026",
        )
    )
    assert headline < verdict < figure < units_figure
    table = then.main.dataframe[0].value
    one = table[(table["What"] == TITLE) & (table["Whose"] == "Western Magistrates")
                & (table["Month"] == "October 2026")]  # fmt: skip
    assert one.iloc[0]["As issued"] == "33% (4 of 12)"
    assert one.iloc[0]["As known now"] == "33% (5 of 15)"


@pytest.mark.usefixtures("paper")
def test_an_issued_pack_of_unchanged_data_says_that_nothing_has_changed(opened):
    assert "Nothing: as known now, every figure is as it was issued." in said(
        opened("board.py", pack=PAPER)
    )


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(("asked", "name"), [({}, "draft"), ({"pack": PAPER}, "1")])
def test_the_files_are_of_the_pack_that_is_shown(two_units, asked, name, opened, downloads):
    late(two_units)
    at = opened("board.py", **asked)

    files = {}
    for button in at.main.get("download_button"):
        file, content = downloads.files[button.proto.deferred_file_id]
        files[file] = content()
    assert list(files) == [f"board-2026-10-{name}.{form}" for form in ("pptx", "pdf", "xlsx")]
    assert [content[:4] for content in files.values()] == [b"PK\3\4", b"%PDF", b"PK\3\4"]
    book = openpyxl.load_workbook(BytesIO(files[f"board-2026-10-{name}.xlsx"]))
    rows = [line for sheet in book for line in sheet.iter_rows(values_only=True)]
    assert any({TITLE, *((15, 24) if asked else (16, 27))} <= set(row) for row in rows)


def test_a_plan_that_is_damaged_is_words(two_units, opened):
    write(two_units, month=MONTH, measure="charging_28_day", text="Words", drafted="D", based_on=0,
          who="Another", now=AT)  # fmt: skip
    for file in (Path(two_units.address) / "plan").rglob("*.parquet"):
        file.write_bytes(b"PAR1 not a table PAR1")

    at = opened("board.py")

    assert [e.value[:40] for e in at.main.error] == ["The store cannot read the improvement pl"]


@pytest.mark.usefixtures("paper")
def test_a_table_of_packs_that_is_damaged_is_words_and_the_month_is_shown(two_units, opened):
    for file in (Path(two_units.address) / TABLE / "_delta_log").glob("*.json"):
        file.write_text("{ not a log", encoding="utf-8")

    at = opened("board.py")

    assert "cannot read" in at.main.error[0].value
    assert matrix(at)[TITLE][0] == "63% (15 of 24)"


def test_a_pack_that_was_tampered_with_is_refused_in_words(two_units, paper, opened, monkeypatch):
    before = Store.records

    def altered(self, name, *args, **options):
        rows = before(self, name, *args, **options)
        return [r | {"pack": r["pack"].replace("63%", "93%")} if "pack" in r else r for r in rows]

    monkeypatch.setattr(Store, "records", altered)
    at = opened("board.py", pack=PAPER)

    assert "is not what was issued" in at.main.error[0].value
    assert "93%" not in said(at)
    assert paper.name == "2026-10/1"
