"""The presentation read back: every chart holds the pack's figures, every slide says what it is."""

import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Emu

from packs.powerpoint.slides import to_pptx
from tests.packs import made

PACK, WORST = made.pack(), made.worst()
FOOT = "CPS North West, Area Strategic Board, October 2026 · Pack 2026-10/2 · Sample data"


def opened(pack, issued=made.ISSUED):
    return Presentation(io.BytesIO(to_pptx(pack, issued)))


@pytest.fixture(scope="module")
def shown():
    return opened(PACK)


@pytest.fixture(scope="module")
def worst():
    return opened(WORST, None)


def words(slide):
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    cells = [c.text for s in slide.shapes if s.has_table for r in s.table.rows for c in r.cells]
    return " ".join(texts + cells)


def test_the_first_slide_says_what_is_getting_worse(shown):
    first = shown.slides[0]
    assert first.shapes.title.text == "2 of 12 measures are worse than they were"
    said = words(first)
    for row in PACK.rows[2:4]:
        assert f"■ {row.title}" in said
        assert row.area.figure in said
    for sentence in PACK.in_one_minute:
        assert sentence in said
    assert "Sample data: the cases are made up" in said
    assert "issued 10 Nov 2026 by A. Secretary. Correction: The letters" in said


def test_the_first_slide_names_every_measure_that_is_getting_worse_however_many():
    rows = tuple(made.replace(made.row(2, n_units=1), title=f"Measure {n}") for n in range(9))
    better = tuple(made.replace(made.row(6, n_units=1), title=f"Better {n}") for n in range(9))
    first = opened(made.replace(PACK, rows=rows + better, in_one_minute=(made.LONG * 6,))).slides[0]
    said = words(first)
    assert first.shapes.title.text == "9 of 18 measures are worse than they were"
    assert all(row.title in said for row in rows)
    assert made.LONG.strip() in said
    sizes = {r.font.size.pt for s in first.shapes if s.has_text_frame
             for p in s.text_frame.paragraphs for r in p.runs if "very long" in r.text}  # fmt: skip
    assert sizes == {9.0}


def test_every_slide_has_its_finding_its_classification_its_pack_and_its_number(shown):
    titles = [slide.shapes.title.text for slide in shown.slides]
    assert len(set(titles)) == len(titles)
    for slide in shown.slides:
        assert slide.shapes.title.text
        said = words(slide)
        assert "OFFICIAL" in said
        assert FOOT in said
        assert slide.shapes._spTree.findall(".//{*}fld[@type='slidenum']")


@pytest.mark.parametrize("which", ["shown", "worst"])
def test_every_shape_of_a_slide_has_a_number_of_its_own(which, request):
    for slide in request.getfixturevalue(which).slides:
        numbers = [s.shape_id for s in slide.shapes]
        assert len(set(numbers)) == len(numbers)


def test_a_draft_says_so_on_every_slide(worst):
    assert all("Draft, not issued" in words(slide) for slide in worst.slides)


@pytest.mark.parametrize("which", ["shown", "worst"])
def test_nothing_stands_outside_a_slide_and_every_drawing_is_described(which, request):
    presentation = request.getfixturevalue(which)
    slack = Emu(9525)
    for slide in presentation.slides:
        for s in slide.shapes:
            assert s.left >= 0
            assert s.top >= 0
            assert s.left + s.width <= presentation.slide_width + slack
            assert s.top + s.height <= presentation.slide_height + slack, slide.shapes.title.text
            if s.has_chart or s.has_table:
                assert s._element.nvGraphicFramePr.cNvPr.get("descr")


def test_tables_have_a_header_row_and_every_row_of_the_pack(worst):
    tables = [s.table for slide in worst.slides for s in slide.shapes if s.has_table]
    assert all(t.first_row for t in tables)
    cells = [[c.text for c in row.cells] for t in tables for row in list(t.rows)[1:]]
    said = [cell for row in cells for cell in row]
    for row in WORST.rows:
        assert row.title in said
        assert row.area.figure in said
    for unit in WORST.standing:
        assert unit.name in said
    assert sum(row[2:3] == ["Deputy Chief Crown Prosecutor"] for row in cells) == 40


def test_a_measure_has_its_table_in_the_notes(shown):
    row = PACK.rows[2]
    title = "Charging within 28 days: worse than it was and will not reach its target as things are"
    (slide,) = [s for s in shown.slides if s.shapes.title.text == title]
    notes = slide.notes_slide.notes_text_frame.text
    last = row.area.points[-1]
    assert (
        f"Oct 2026: figure {last.value:.0%}; submissions {last.part:,} of {last.whole:,}" in notes
    )
    assert row.drafted in notes


def test_commentary_stands_in_place_of_the_drafted_sentence_and_says_whose_it_is(shown):
    said = " ".join(words(s) for s in shown.slides if "5 days:" in s.shapes.title.text)
    assert PACK.rows[3].commentary in said
    assert "Written by Board secretary, 3 Nov 2026." in said


@pytest.mark.parametrize(
    ("pack", "n"),
    [
        (made.empty(), 4),
        (made.pack(n_measures=1, n_units=0, n_months=1, n_actions=0), 6),
        (made.pack(n_measures=1, n_units=1, n_months=1), 9),
    ],
)
def test_nothing_and_little_can_be_shown(pack, n):
    assert len(opened(pack, None).slides) == n


def test_a_measure_without_a_month_says_so_in_place_of_its_chart():
    row = made.row(2, n_units=0)
    row = made.replace(row, area=made.replace(row.area, points=()))
    slides = opened(made.replace(PACK, rows=(row,)), None).slides
    assert sum("Charging within 28 days, the Area: no figures." in words(s) for s in slides) == 1
    assert not any(shape.has_chart for slide in slides for shape in slide.shapes)


def test_control_characters_do_not_spoil_the_file():
    pack = made.pack(n_measures=1, n_units=0, n_actions=0)
    broken = opened(made.replace(pack, in_one_minute=("A\x07 bell\x00",)), None)
    assert "A  bell " in words(broken.slides[0])


def test_no_two_parts_of_the_file_have_one_name():
    names = zipfile.ZipFile(io.BytesIO(to_pptx(made.pack(n_measures=2), None))).namelist()
    assert len(names) == len(set(names))
    slides = [n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    assert len(slides) == 11
