"""Words that every file has: figures, charts described, which pack it is."""

from dataclasses import replace

import pytest

from packs.pdf.letters import shown_by_the_font
from packs.words.sheet_words import (
    card_words,
    described,
    edited,
    few,
    foot,
    of_how_many,
    shown,
    standing_of,
)
from tests.packs import made

PACK, ROW = made.pack(), made.row(2)


@pytest.mark.parametrize(
    ("shown_as", "value", "said"),
    [
        ("share", 5 / 8, "63%"),
        ("share", 0.0, "0%"),
        ("days", 24.25, "24.3"),
        ("days", 24.0, "24"),
        ("count", 1204.0, "1,204"),
        ("share", None, "–"),
    ],
)
def test_a_figure_is_written_as_on_the_pages(shown_as, value, said):
    assert shown(shown_as, value) == said


def test_a_figure_has_what_it_is_made_of():
    point = ROW.area.points[-1]
    assert of_how_many(replace(point, part=1204, whole=1627)) == "1,204 of 1,627"
    assert of_how_many(replace(point, part=None, whole=1627)) == "of 1,627"
    assert of_how_many(replace(point, value=None, part=0, whole=0)) == "–"


def test_a_chart_is_described_with_its_figure_its_verdict_and_its_signals():
    area = replace(ROW.area, figure="61% (1,014 of 1,663)", assurance="will not reach")
    assert described(replace(ROW, area=area), area) == (
        "Line chart of Charging within 28 days, the Area, by month from May 2024 to October 2026. "
        "Newest: 61% (1,014 of 1,663), October 2026. Worse: lower than usual. "
        "Will not reach the target as things are. 4 months that are worse beyond chance. "
        "Marked: Review prompt started, 17 Nov 2025; New case system, 1 Apr 2026."
    )


def test_a_line_without_a_target_is_described_without_one():
    area = replace(ROW.area, assurance="")
    assert "target" not in described(replace(ROW, area=area), area)


def test_a_chart_without_figures_says_so():
    assert described(ROW, replace(ROW.area, points=(), unit="RASSO")).endswith("RASSO: no figures.")


def test_a_draft_says_so_and_an_issued_pack_its_number_who_and_why_again():
    assert standing_of(PACK, None) == "Draft, not issued"
    assert standing_of(PACK, made.ISSUED) == (
        "Pack 2026-10/2, issued 10 Nov 2026 by A. Secretary. "
        "Correction: The letters of Cumbria Crown Court came late"
    )


def test_the_foot_has_number_and_sample_data():
    said = "CPS North West, Area Strategic Board, October 2026 · "
    assert foot(PACK, None) == said + "Draft, not issued · Sample data: the cases are made up"
    assert foot(replace(PACK, sample=""), made.ISSUED) == said + "Pack 2026-10/2"


def test_commentary_is_marked_with_who_when_and_what_it_replaced():
    row = replace(ROW, commentary="x", commentary_by="B", drafted="It is so.")
    row = replace(row, commentary_at="2026-11-03T09:30:00+00:00")
    assert edited(row) == "Written by B, 3 Nov 2026. Drafted from the figures: It is so."
    assert edited(replace(row, commentary_at="once")).startswith("Written by B, once.")
    assert edited(ROW) == ""


def test_a_unit_on_the_first_sheet_has_its_own_verdict_and_not_the_areas():
    unit = ROW.units[0]
    row = replace(ROW, target="80%", change="Better: higher than usual")
    assert card_words(row, unit) == "Target 80%. Worse: lower than usual."
    assert card_words(replace(row, target="–", worse_units=("A",)), row.area) == (
        "Better: higher than usual. Worse than it was in A."
    )
    written = replace(row, target="–", commentary="Two left.", commentary_by="B", worse_units=())
    assert card_words(written, row.area) == "Two left. Written by B."
    long = replace(written, commentary="Two left. " * 20)
    assert card_words(long, row.area) == "Worse: lower than usual. Written by B."


def test_names_are_few():
    assert few("abcde") == "a, b, c and 2 more"
    assert few("abc") == "a, b and c"


def test_letters_that_the_font_lacks_become_question_marks_or_names_and_others_stay():
    assert (
        shown_by_the_font("naïve – £5 ≤ 6’s ■\n漢😀\x07") == "naïve – £5 ≤ 6’s ■\n?[grinning face]?"
    )
