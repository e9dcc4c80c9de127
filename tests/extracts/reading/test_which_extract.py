"""Where the first sheet of a workbook is no extract: is the sheet that is one found, and named?"""

import pytest

from extracts.errors import HeadingsElsewhere, LayoutError, UnknownHeadings
from extracts.layouts import Layout
from extracts.reading import workbook as workbook_reading
from tests.extracts.hostile import (
    CHARGING,
    LETTERS,
    cells_of,
    gzipped,
    many,
    read_it,
    workbook,
)

COVER = [["Charging report"], [], ["Run by", "MIS"], ["On", "20/11/2026"]]
CASES = cells_of(many(3))
LETTER_ROWS = [list(LETTERS), list(LETTERS.values())]
FOREIGN = [["Ref" if h == "URN" else h for h in CHARGING], list(CHARGING.values())]
LAYOUT = Layout(name="Case system", extract="charging", columns={"Ref": "urn"})


def refused(sheets, **options) -> HeadingsElsewhere:
    data = options.pop("data", None) or workbook(sheets, hidden=options.pop("hidden", ()))
    with pytest.raises(HeadingsElsewhere) as why:
        read_it(data, **options)
    return why.value


def test_a_cover_before_an_extract_is_told_by_name():
    why = refused({"Cover": COVER, "Data": CASES})
    assert str(why) == (
        'The first sheet, "Cover", is no extract; "Data" has the headings of Charging.'
    )
    assert (why.fits, why.instead) == (("Data",), "Data")
    assert read_it(workbook({"Cover": COVER, "Data": CASES}), sheet="Data").n_accepted == 3


def test_titles_above_the_headings_of_the_other_sheet_do_not_hide_them():
    titles = [["Charging, North West"], []] * 15
    assert refused({"Cover": COVER, "Data": titles + CASES}).instead == "Data"


def test_an_empty_sheet_before_an_extract_is_told_too():
    why = refused({"Cover": [], "Data": CASES})
    assert str(why) == 'The first sheet, "Cover", is empty; "Data" has the headings of Charging.'
    assert why.instead == "Data"


def test_of_several_that_fit_none_is_taken():
    why = refused({"Cover": COVER, "Mags": CASES, "Notes": COVER, "Crown": CASES})
    assert str(why).endswith('is no extract; "Mags" and "Crown" have the headings of Charging.')
    assert (why.fits, why.instead) == (("Mags", "Crown"), "")
    two = refused({"Cover": COVER, "Data": CASES, "Letters": LETTER_ROWS})
    assert str(two).endswith(
        '"Data" has the headings of Charging; "Letters" has the headings of Victim letters.'
    )


def test_a_sheet_that_is_hidden_is_not_offered():
    why = refused({"Cover": COVER, "Data": CASES, "Old": CASES}, hidden=["Old"])
    assert why.fits == ("Data",)


def test_a_saved_layout_counts_as_known_headings():
    saved = {read_it(workbook({"Data": FOREIGN}), layout=LAYOUT).fingerprint: LAYOUT}
    why = refused({"Cover": COVER, "Data": FOREIGN}, saved_layout=saved.get)
    assert str(why).endswith('"Data" has the headings of the layout "Case system".')
    assert why.instead == "Data"


def test_a_layout_that_is_given_is_looked_for_on_the_other_sheets():
    why = refused({"Cover": COVER, "Data": FOREIGN}, layout=LAYOUT)
    assert 'maps "Ref", which the file does not have' in str(why)
    assert str(why).endswith(
        'Of the other sheets "Data" has the headings of the layout "Case system".'
    )
    with pytest.raises(LayoutError):
        read_it(workbook({"Cover": COVER, "Data": COVER}), layout=LAYOUT)


def test_a_sheet_that_is_nearly_an_extract_is_not_passed_over_for_an_older_one():
    slip = [["Date recieved" if h == "Date received" else h for h in CASES[0]], *CASES[1:]]
    why = refused({"November": slip, "October": CASES})
    assert str(why).startswith("Row 1 has no heading for Date received")
    assert str(why).endswith('Of the other sheets "October" has the headings of Charging.')
    assert (why.fits, why.instead) == (("October",), "")


def test_where_none_fits_it_is_said_as_before_and_on_the_page_in_its_own_words():
    why = refused({"Cover": COVER, "Notes": COVER})
    assert "For other headings give a layout. Only one sheet was read; name another" in str(why)
    assert "Say below what each column is. Only one sheet was read; choose another below" in (
        why.on_screen
    )
    assert (why.fits, why.instead) == ((), "")


def test_a_workbook_that_is_packed_is_looked_into_too():
    data = gzipped(workbook({"Cover": COVER, "Data": CASES}))
    assert refused({}, data=data).instead == "Data"


def test_a_sheet_that_a_person_named_is_not_called_the_first():
    why = refused({"Data": CASES, "Notes": COVER}, sheet="Notes")
    assert str(why).startswith('The sheet "Notes" is no extract; "Data" has')


def test_other_sheets_are_looked_at_only_where_the_first_is_no_extract(monkeypatch):
    def looked(*_: object) -> dict[str, bytes]:
        raise AssertionError("another sheet was looked at")

    monkeypatch.setattr(workbook_reading, "first_rows", looked)
    assert read_it(workbook({"Data": CASES, "Notes": COVER})).n_accepted == 3
    with pytest.raises(AssertionError, match="another sheet"):
        read_it(workbook({"Notes": COVER, "Data": CASES}))


def test_a_file_that_is_no_workbook_has_no_other_sheets():
    with pytest.raises(UnknownHeadings) as why:
        read_it(b"Name,Colour\nMoss,Green\n")
    assert not isinstance(why.value, HeadingsElsewhere)
