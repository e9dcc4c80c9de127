"""Is a sample of a file from all over it, and each of its cells as it would be read?"""

import pytest

from extracts.errors import UnknownHeadings
from extracts.layouts import fingerprint
from extracts.mapping.foreign_file import open_foreign
from extracts.registry import EXTRACTS
from tests.extracts.foreign import days, references, table

LINES = 60_000


def opened(data, **options):
    return open_foreign(data, extracts=EXTRACTS, **options)


def long_file(cell='"Two, ways"'):
    return "\n".join(["Ref,Place,Note", *(f"A{i},{i},{cell}" for i in range(LINES))]).encode()


def test_cells_are_as_they_are_read():
    file = opened(b'Ref,Team\n="007",  Cumbria \xc2\xa0 MC\n,\n008,x\n')
    ref, team = file.columns
    assert ref.texts == ("007", "008")
    assert team.texts == ("Cumbria MC", "x")
    assert file.fingerprint == fingerprint(["team", "REF"])


def test_rows_of_another_width_are_no_sample():
    data = b"Ref,Team,A,B\nA1,x,1,2\nTotal\nA2,y,1,2,3\nA3,w,1,2\n"
    assert opened(data).columns[0].texts == ("A1", "A3")


@pytest.mark.parametrize("cell", ["plain", '"Two, ways"', '"over\ntwo lines"'])
def test_a_long_file_is_sampled_from_all_over_it(cell):
    places = [int(p) for p in opened(long_file(cell)).columns[1].texts]
    assert len(places) <= 10_000
    assert places[0] == 0
    assert len(set(places)) == len(places)
    for part in range(10):
        assert any(part * LINES / 10 <= p < (part + 1) * LINES / 10 for p in places), part


def test_line_ends_of_an_old_mac_are_line_ends():
    places = opened(long_file("x").replace(b"\n", b"\r")).columns[1].texts
    assert int(places[-1]) > LINES * 0.9


def test_a_place_within_a_cell_of_many_lines_is_passed_over():
    rows = [f"A{i},x" for i in range(40_000)]
    rows[20_000] = 'A20000,"' + "so many words\n" * 20_000 + '"'
    texts = opened("\n".join(["Ref,Note", *rows]).encode()).columns[0].texts
    assert all(t.startswith("A") for t in texts)


def test_a_row_longer_than_the_places_is_passed_over():
    rows = [f"A{i},x" for i in range(1000)] + ["A," + "y" * 1_000_000]
    assert opened("\n".join(["Ref,Note", *rows]).encode()).columns[0].texts[:2] == ("A0", "A1")


def test_a_cell_beyond_the_library_s_bound_ends_the_sample():
    rows = ["A1,x", "A2," + "y" * 140_000, "A3,z"]
    assert opened("\n".join(["Ref,Note", *rows]).encode()).columns[0].texts == ("A1",)


def test_words_above_the_table_are_kept():
    data = b'Report of,"Cumbria, MC"\n\n' + table(["Ref", "In", "Team"], [["A1", "B", "C"]] * 3)
    assert opened(data).above == ("Report of", "Cumbria, MC")
    assert opened(b"Ref,In\nA1,B\n").above == ()


def test_a_row_of_values_is_no_row_of_headings():
    rows = list(zip(references(9), days(9), strict=True))
    with pytest.raises(UnknownHeadings, match=r"row 1 holds a date above other dates\. Put a hea"):
        opened(table(*rows[:1], rows[1:]))
    # A day may be a heading, above something else.
    assert opened(table(["Ref", "20/11/2026"], [["A1", "3"]])).columns[1].heading == "20/11/2026"


def test_a_column_that_is_blank_has_nothing_to_tell():
    blank = opened(b"Ref,Note\nA1,\nA2,\n").columns[1]
    assert (blank.counted, blank.share_filled, blank.share_distinct) == ({}, 0.0, 0.0)
    assert blank.share_of_dates == 0.0
    assert opened(b"Ref,Note\n").columns[0].share_filled == 0.0
