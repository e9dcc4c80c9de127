"""The command line of packs: files of a draft or of an issue, the list, and the brief."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from extracts.area import load_area
from packs import files
from packs.commands import packs
from packs.issuing.issued import issue
from packs.making.board import board
from packs.making.store_source import StoreSource
from tests.packs.small_store import add_late

MONTH = date(2026, 10, 1)


@pytest.fixture
def run(monkeypatch):
    """Runs a command; a file says only what it is of, as to draw one takes seconds."""

    def drawn(pack, issued):
        return f"{pack.month} {issued.name if issued else 'draft'}".encode()

    monkeypatch.setattr(files, "FORMS", files.FORMS)
    for form in files.FORMS:
        monkeypatch.setitem(files.FORMS, form, drawn)

    def command(*arguments):
        done = CliRunner().invoke(packs, [*map(str, arguments)])
        return done.exit_code, done.stdout, done.stderr

    return command


def issued_in(store):
    area = load_area()
    pack = board(StoreSource(store, area), area, MONTH, today=date(2026, 11, 20))
    return issue(store, pack, area, who="A secretary", now=datetime(2026, 11, 10, 9, tzinfo=UTC))


def test_a_draft_of_the_last_month_in_every_form(two_units, tmp_path, run):
    code, out, err = run("board", "--to", tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("CPS North West, October 2026, a draft, not issued.\n  ")
    assert sorted(p.name for p in tmp_path.glob("board-*")) == [
        "board-2026-10-draft.pdf",
        "board-2026-10-draft.pptx",
        "board-2026-10-draft.xlsx",
    ]
    assert (tmp_path / "board-2026-10-draft.pdf").read_text() == "2026-10-01 draft"


def test_one_form_of_an_earlier_month(two_units, tmp_path, run):
    code, out, _ = run("board", "--month", "2026-04", "--form", "xlsx", "--to", tmp_path / "new")
    assert (code, out.splitlines()[-1]) == (0, f"Written: {tmp_path}/new/board-2026-04-draft.xlsx")


def test_what_was_issued_is_written_as_it_was(two_units, tmp_path, run):
    issued_in(two_units)
    code, out, _ = run("board", "--issued", 1, "--form", "pdf", "--to", tmp_path)
    assert code == 0
    assert "pack 2026-10/1 as issued by A secretary" in out
    assert (tmp_path / "board-2026-10-1.pdf").read_text() == "2026-10-01 2026-10/1"


def test_what_has_changed_since_an_issue_is_listed(two_units, run):
    issued_in(two_units)
    assert run("since")[:2] == (
        0,
        "Nothing has changed since pack 2026-10/1: every figure is as it was issued.\n",
    )
    add_late(Path(two_units.address))
    code, out, _ = run("since", "--month", "2026-10", "--issued", 1)
    assert code == 0
    first, *listed = out.splitlines()
    assert first == "Known otherwise by now than pack 2026-10/1, issued by A secretary, has it:"
    assert (
        "- Late data: Charging decisions in 28 days, Area, October 2026: was 63% (15 of 24), now "
        "59% (16 of 27)."
    ) in listed
    code, _, err = run("since", "--issued", 2)
    assert (code, err) == (
        1,
        "Refused: No pack 2026-10/2 was issued. Of October 2026 there is 2026-10/1.\n",
    )


def test_what_was_issued_is_listed(two_units, run):
    assert run("issued")[:2] == (0, "No pack was issued yet.\n")
    issued_in(two_units)
    assert run("issued")[:2] == (0, "2026-10/1: issued on 10/11/2026 at 09:00 by A secretary.\n")
    assert run("issued", "--month", "2026-09")[1] == "No pack of September 2026 was issued yet.\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("board", "--month", "2026-11"), "Refused: November 2026 is not over in the data"),
        (("board", "--month", "October"), "'October' should be a month, as 2026-10."),
        (("board", "--issued", "1"), "Refused: No pack was issued yet. Without --issued, board"),
        (("board", "--issued", "2", "--month", "2026-10"), "No pack 2026-10/2 was issued."),
        (("board", "--form", "docx"), "'docx' is not one of 'pptx', 'pdf', 'xlsx'"),
        (("brief", "--unit", "Westen"), 'There is no unit "Westen".'),
        (
            ("brief", "--as-of", "2026-11-19"),
            "Refused: The data reach to Fri 20 Nov 2026, and a brief has their figures: none can "
            "be made as of Thu 19 Nov 2026.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(two_units, run, arguments, why):
    code, _, err = run(*arguments)
    assert code == 1
    assert why in err


def test_an_empty_store_says_what_to_do(own_store, run):
    assert "Refused: There is no data yet, so no pack can be made" in run("board")[2]
    assert "Refused: There is no data yet" in run("brief")[2]


def test_a_folder_that_takes_no_file_is_said(two_units, tmp_path, run):
    (tmp_path / "taken").write_text("a file")
    code, _, err = run("board", "--form", "pdf", "--to", tmp_path / "taken")
    assert code == 1
    assert "cannot be written" in err


def test_the_brief_is_printed_or_written(two_units, tmp_path, run):
    code, printed, _ = run("brief", "--unit", "Western Magistrates")
    assert code == 0
    assert "Morning brief: Western Magistrates Unit, Friday 20 November 2026" in printed
    html, text = tmp_path / "b.html", tmp_path / "b.txt"
    code, out, _ = run("brief", "--html", html, "--text", text)
    assert (code, out) == (0, f"Written: {html}\nWritten: {text}\n")
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert "Morning brief: CPS North West" in text.read_text("utf-8")
    assert "Morning brief" in run("brief", "--text", "-", "--as-of", "2026-11-24")[1]


def test_an_older_version_that_is_read_in_place_of_a_damaged_one_is_said(two_units, tmp_path, run):
    add_late(Path(two_units.address))
    rows = Path(two_units.address).glob("charging/_kind=row/*.parquet")
    newest = max(rows, key=lambda file: file.stat().st_mtime)
    newest.unlink()
    code, out, err = run("board", "--form", "pdf", "--to", tmp_path)
    assert code == 0
    assert "Charging: a file of what was published last is damaged or gone, so an older" in err
    assert "October 2026, a draft" in out
