"""How good the data behind a pack is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extracts.registry import EXTRACTS
from extracts.working_days import is_working_day
from packs.making.data_lines import Unknown, data_lines, late_words, unknown_in, unknown_words
from tests.packs.sources import AREA, KNOWN, MONTH, TODAY, Made, publication

OCTOBER = [d for n in range(1, 32) if is_working_day(d := date(2026, 10, n))]  # 22 days


def daily(days, **more):
    return [publication(day, number, **more) for number, day in enumerate(days, 1)]


def line(published, *, key="charging", area=AREA, today=TODAY, month=MONTH, unknown="", **given):
    source = Made(area, published={key: published}, **given)
    found = {d.extract: d for d in data_lines(source, area, month, unknown, today=today)}
    return found[key]


def test_what_came_of_a_month_and_what_never_did():
    days = [d for d in OCTOBER if d not in (date(2026, 10, 6), date(2026, 10, 20))]
    found = line([*daily(days, n_findings=2, n_rejected=1), publication(date(2026, 11, 20), 99)])
    assert (found.received, found.expected) == (20, 22)
    assert (found.n_rows, found.n_findings, found.n_rejected) == (2000, 40, 20)
    assert found.newest == date(2026, 11, 20)
    assert found.says == (
        "To Fri 20 Nov 2026; 20 of 22 daily extracts of October 2026, missing Tue 06 Oct and "
        "Tue 20 Oct; 40 findings and 20 rejected of 2,000 rows."
    )


def test_late_ones_are_counted_and_many_that_lack_are_not_listed():
    came = datetime(2026, 10, 9, 17, tzinfo=UTC)
    files = [publication(date(2026, 10, 1), 1, at=came), publication(date(2026, 10, 30), 2)]
    found = line(files, today=date(2026, 10, 30))
    assert (found.received, found.expected) == (2, 22)
    assert "2 of 22 daily extracts of October 2026, 1 of them late, missing 20" in found.says


def test_a_month_that_came_with_a_later_file_says_so():
    found = line(
        [publication(date(2026, 11, 13), n_rows=43_422), publication(date(2026, 11, 20), 2)]
    )
    assert (found.received, found.expected, found.n_rows) == (0, None, 43_422)
    assert found.says == (
        "To Fri 20 Nov 2026; October 2026 came with the extract to Fri 13 Nov 2026; 0 findings and "
        "0 rejected of 43,422 rows."
    )


def test_a_file_from_before_the_month_brought_none_of_it():
    found = line([publication(date(2026, 9, 30), n_findings=5)], today=date(2026, 9, 30))
    assert (found.n_rows, found.n_findings) == (0, 0)
    assert "came with" not in found.says
    both = [publication(date(2026, 9, 30)), publication(date(2026, 11, 2), 2, n_rows=7)]
    assert line(both, key="reviews").n_rows == 7


def test_rows_that_extracts_of_later_days_changed_are_counted_of_any_month():
    """The record says how many rows a file changed, and not of which month they are."""
    first, later, taken_back = (
        publication(date(2026, 11, day), n, n_changed=changed)
        for n, (day, changed) in enumerate(((13, 7), (16, 1_000), (20, 120)), 1)
    )
    files = [first, later, replace(taken_back, is_undone=True)]
    said = "of 100 rows; later extracts changed 1,000 rows, of this month or others."
    assert line(files).says.endswith(said)
    assert "later extracts" not in line([first]).says  # what the month came with is no correction
    october = [publication(day, n, n_changed=5) for n, day in enumerate(OCTOBER, 1)]
    assert "later extracts" not in line(october, today=OCTOBER[-1]).says
    one = publication(date(2026, 11, 2), 99, n_changed=1)
    assert "later extracts changed 1 row, of" in line([*october, one]).says


def test_extracts_that_are_not_daily_are_never_late_nor_missing():
    found = line([publication(date(2026, 10, 16), extract="reviews")], key="reviews")
    assert (found.received, found.expected) == (1, None)
    assert found.says.startswith("To Fri 16 Oct 2026; 1 extract of October 2026;")


def test_lateness_waiting_rows_and_what_is_not_known_are_said():
    found = line(
        [publication(date(2026, 11, 18), extract="victim_letters")],
        key="victim_letters",
        waits={"victim_letters": 1},
        unknown="entitlement not recorded: 1 of 2 letters",
    )
    assert found.waiting == 1
    assert found.says == (
        "Victim letters are 2 working days behind, to Wed 18 Nov 2026; October 2026 came with the "
        "extract to Wed 18 Nov 2026; 0 findings and 0 rejected of 100 rows; as at Wed 18 Nov 2026, "
        "1 rejected row waits; entitlement not recorded: 1 of 2 letters."
    )


def test_what_is_not_known_of_letters_is_said_of_letters_alone():
    assert "entitlement" not in line([publication(TODAY)], unknown="entitlement").says


def test_an_extract_that_never_came():
    found = line([])
    assert (found.newest, found.received, found.expected, found.n_rows) == (None, 0, None, 0)
    assert found.says == "Charging: no extract was ever published."
    said = line([], area=replace(AREA, daily_extracts=())).says
    assert said == "Charging: no extract was ever published."


def test_undone_files_count_for_nothing():
    found = line([publication(OCTOBER[0], is_undone=True, n_findings=9), publication(TODAY, 2)])
    assert found.n_findings == 0


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 19), ""),
        (date(2026, 11, 17), "charging is 3 working days behind, to Tue 17"),
    ],
)
def test_late_is_more_than_the_area_allows(day, words):
    source = Made(published={"charging": [publication(day)]})
    assert late_words(source, AREA, EXTRACTS["charging"], today=TODAY).startswith(words)
    assert bool(late_words(source, AREA, EXTRACTS["charging"], today=TODAY)) == bool(words)


def test_unknown_entitlement_is_of_all_letters_owed_in_the_month():
    days = {date(2026, 9, 30): 5, date(2026, 10, 1): 20, date(2026, 10, 31): 5, TODAY: 3}
    letters = [{"decided_on": d, "enhanced": "Unknown"} for d, n in days.items() for _ in range(n)]
    letters += [{"decided_on": MONTH, "enhanced": "Yes"}, {"decided_on": MONTH, "enhanced": None}]
    source = Made(letters=letters, series={"letters_on_time": {"": [0.5, 0.5]}})
    found = unknown_in(source, KNOWN["letters_on_time"], MONTH)
    assert found == Unknown(unknown=25, owed=125)  # and 100 of known entitlement
    assert unknown_words(found) == (
        "entitlement not recorded: 25 of 125 letters owed (20%), counted in neither standard"
    )


def test_where_every_entitlement_is_known_nothing_is_said():
    assert unknown_words(Unknown(unknown=0, owed=10)) == ""
    assert unknown_words(unknown_in(Made(), KNOWN["letters_on_time"], MONTH)) == ""
    known = Made(series={"letters_on_time": {"": [0.5]}}, letters=[{"decided_on": MONTH}])
    assert unknown_in(known, KNOWN["letters_on_time"], MONTH) == Unknown(unknown=0, owed=100)
