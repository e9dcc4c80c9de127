"""Issued, then late data, then opened again: the same to the last digit, with what differs."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from extracts.area import load_area
from extracts.intake import undo
from extracts.registry import EXTRACTS
from packs.content import to_json
from packs.files import FORMS
from packs.issuing.issued import issue, opened
from packs.issuing.since import since
from packs.making.board import board
from packs.making.store_source import StoreSource
from plan.area import with_plan
from tests.packs.small_store import add_late

MONTH = date(2026, 10, 1)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def pack_of(store, versions=None, today=date(2026, 11, 20)):
    area = with_plan(load_area(), store)
    return board(StoreSource(store, area, versions), area, MONTH, today=today)


def test_late_data_changes_no_issued_pack_and_is_listed_beside_it(two_units):
    first = pack_of(two_units)
    issue(two_units, first, load_area(), who="A secretary", now=NOW)
    add_late(Path(two_units.address))
    now = pack_of(two_units, today=date(2026, 11, 27))

    _, reopened = opened(two_units, MONTH, 1)
    assert to_json(reopened) == to_json(first)
    assert now.row("charging_28_day").area.figure == "59% (16 of 27)"
    figures = {
        (d.measure, d.unit, d.month): (d.before, d.after)
        for d in since(reopened, now)
        if d.kind == "figure"
    }
    title = "Charging decisions in 28 days"
    assert figures[(title, "Area", MONTH)] == ("63% (15 of 24)", "59% (16 of 27)")
    assert figures[(title, "Western Magistrates", MONTH)] == ("33% (4 of 12)", "33% (5 of 15)")
    assert (title, "Cumbria Magistrates", MONTH) not in figures
    assert any(d.kind == "data" and "Fri 27 Nov 2026" in d.after for d in since(reopened, now))


def texts(form, data):
    """Everything that can be read in a file."""
    if form == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if form == "xlsx":
        sheets = load_workbook(BytesIO(data), read_only=True)
        return " ".join(str(v) for s in sheets for r in s.iter_rows(values_only=True) for v in r)
    shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
    return " ".join(
        [s.text_frame.text for s in shapes if s.has_text_frame]
        + [c.text for s in shapes if s.has_table for r in s.table.rows for c in r.cells]
    )


@pytest.mark.parametrize("form", list(FORMS))
def test_so_do_the_files_of_an_issued_pack(two_units, form):
    issue(two_units, pack_of(two_units), load_area(), who="A secretary", now=NOW)
    add_late(Path(two_units.address))
    record, reopened = opened(two_units, MONTH, 1)
    kept = texts(form, FORMS[form](reopened, record))
    draft = texts(form, FORMS[form](pack_of(two_units, today=date(2026, 11, 27)), None))
    was, is_now = "15 of 24", "16 of 27"
    if form == "xlsx":
        was, is_now = "0.625 15 24", f"{16 / 27} 16 27"
    assert (was in kept, is_now in kept) == (True, False)
    assert is_now in draft  # and the old one, which is that of other months too
    assert "not issued" in draft
    assert "A secretary" in kept


def test_at_the_versions_of_then_the_figures_of_then_are_made_again(two_units):
    first = pack_of(two_units)
    add_late(Path(two_units.address))
    again = pack_of(two_units, first.versions)
    assert to_json(again) == to_json(first)
    assert to_json(pack_of(two_units)) != to_json(first)


def test_what_was_undone_since_is_not_known_at_the_versions_of_then(two_units):
    add_late(Path(two_units.address))
    with_late = pack_of(two_units)
    undo(two_units, EXTRACTS["charging"], who="A", now=datetime(2026, 11, 28, tzinfo=UTC), note="")
    assert to_json(pack_of(two_units, with_late.versions)) == to_json(with_late)
