from extracts.effects.row_counts import blanks, sample_rows, units
from extracts.registry import EXTRACTS
from tests.extracts.hostile import AREA, CHARGING, TODAY, csv_of, read_it
from tests.extracts.small import SMALL, day, reading_of, thing

CUMBRIA, LANCASHIRE = (unit.name for unit in AREA.units)


def charging(*changes):
    rows = [CHARGING | {"URN": f"06AA{i:07}"} | change for i, change in enumerate(changes)]
    return read_it(csv_of(rows), extract_day=TODAY).rows


def test_rows_are_counted_by_unit_the_most_frequent_first():
    rows = charging({"Unit": "Lancs CC"}, {"Unit": "Mars"}, {"Unit": "Lancs Crown"}, {})
    extract = EXTRACTS["charging"]
    assert list(units(rows, extract).items()) == [(LANCASHIRE, 2), (CUMBRIA, 1), ("Mars", 1)]
    assert units(rows, extract, most=1) == {LANCASHIRE: 2}
    assert units(rows.slice(0, 0), extract) == {}


def test_an_extract_without_units_has_none():
    assert units(reading_of([thing("A")], day(1)).rows, SMALL) == {}


def test_blanks_are_counted_in_the_fields_that_may_be_blank():
    rows = charging({}, {"Outcome": "", "Date decided": ""}, {"Outcome": ""})
    found = blanks(rows, EXTRACTS["charging"])
    assert (found["outcome"], found["decided_on"], found["police_due_on"]) == (2, 1, 3)
    assert "urn" not in found
    assert blanks(reading_of([thing("A"), thing("B", closed=day(1))], day(1)).rows, SMALL) == {
        "closed_on": 1
    }


def test_rows_of_the_sample_are_counted():
    rows = charging({"URN": "00SA0000001"}, {"URN": "00SA0000002"}, {"URN": "06AA0000001"})
    assert sample_rows(rows, EXTRACTS["charging"]) == 2
    assert sample_rows(rows.slice(0, 0), EXTRACTS["charging"]) == 0
