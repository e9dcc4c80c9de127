"""Is a day read as it was meant, and refused where that cannot be told?"""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.dates import FORMATS, day_format, day_month_year, fault, without_time
from extracts.errors import AmbiguousDates, LayoutError
from extracts.reading.day_columns import check_order, choose_format, parse_days

WRITERS = {
    "dd/mm/yyyy": "{d:02}/{m:02}/{y}",
    "yyyy-mm-dd": "{y}-{m:02}-{d:02}",
    "dd/mm/yy": "{d:02}/{m:02}/{yy:02}",
    "dd-Mon-yyyy": "{d:02}-{mon}-{y}",
    "dd-Mon-yy": "{d:02}-{mon}-{yy:02}",
    "yyyymmdd": "{y}{m:02}{d:02}",
    "mm/dd/yyyy": "{m:02}/{d:02}/{y}",
    "mm/dd/yy": "{m:02}/{d:02}/{yy:02}",
}


def as_written(day, name):
    return WRITERS[name].format(
        d=day.day, m=day.month, y=day.year, yy=day.year % 100, mon=f"{day:%b}"
    )


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(sorted(FORMATS)))
def test_a_day_written_in_a_format_is_that_day(day, name):
    assert FORMATS[name].parse(as_written(day, name)) == day


@given(st.lists(DAYS, min_size=1), st.sampled_from([f for f in FORMATS if f[0] != "m"]))
def test_a_column_day_first_is_read_day_first_or_refused_never_swapped(days, name):
    texts = pa.array([as_written(d, name) for d in days])
    values, faults = parse_days(texts, "Day")
    assert values.to_pylist() == days
    assert faults == {}


@given(st.lists(DAYS, min_size=1, unique=True))
def test_a_column_month_first_is_refused_where_it_can_be_told(days):
    texts = pa.array([as_written(d, "mm/dd/yyyy") for d in days])
    if any(d.day > 12 for d in days):
        with pytest.raises(AmbiguousDates, match="is written month first"):
            parse_days(texts, "Day")
    else:  # nothing tells it
        assert parse_days(texts, "Day")[0].to_pylist() == [
            date(d.year, d.day, d.month) for d in days
        ]


@pytest.mark.parametrize(
    "time",
    [
        " 00:00", " 9:05", " 09:05:59", " 09:05:59.123456", "T09:05:59Z", "T09:05:59.000+01:00",
        "T09:05:59+0100", " 09:05 AM", " 9:05:59 p.m.", " 09.05", ", 09:05", " 09:05:59 GMT",
        " 09:05:59.0000000 +00:00",
    ],
)  # fmt: skip
def test_a_time_and_an_offset_are_dropped(time):
    assert without_time(pa.array([f"2026-11-20{time}"])).to_pylist() == ["2026-11-20"]


@pytest.mark.parametrize("text", ["20 Nov 2026", "2026-11-20", "20/11/2026 25:00", "20/11/2026 9"])
def test_what_is_no_time_is_not_dropped(text):
    assert without_time(pa.array([text])).to_pylist() == [text]


@pytest.mark.parametrize("month", ["Sep", "Sept", "SEPTEMBER", "september"])
def test_a_month_is_known_in_full_and_in_short(month):
    assert FORMATS["dd-Mon-yyyy"].parse(f"3 {month} 2026") == date(2026, 9, 3)


def test_a_text_of_another_form_is_none_and_a_day_that_is_not_raises():
    dmy = FORMATS["dd/mm/yyyy"]
    assert dmy.parse("2026-11-20") is None
    with pytest.raises(ValueError, match="day is out of range"):
        dmy.parse("31/02/2026")
    assert dmy.day("31/02/2026") is None
    assert not dmy.fits("31/02/2026")
    assert dmy.fits("28/02/2026")


def test_the_format_is_the_one_that_fits_most():
    assert choose_format(["2026-11-20", "20/11/2026", "21/11/2026"], "Day").name == "dd/mm/yyyy"
    assert choose_format(["2026-11-20", "2026-11-21", "20/11/2026"], "Day").name == "yyyy-mm-dd"


def test_of_texts_that_are_no_dates_the_format_is_day_first():
    assert choose_format(["soon", "31/02/2026"], "Day").name == "dd/mm/yyyy"


def test_a_column_that_mixes_day_first_and_month_first_evenly_is_day_first_with_faults():
    values, faults = parse_days(pa.array(["25/11/2026", "11/25/2026"]), "Day")
    assert values.to_pylist() == [date(2026, 11, 25), None]
    assert "or is written month first" in faults[1]


SWAPPED = ["2026-03-02", "2026-04-03"]
AFTER_THE_12TH = [f"{d}/02/2026" for d in range(13, 19)]


def test_days_that_a_spreadsheet_swapped_are_refused():
    with pytest.raises(AmbiguousDates, match="mixes days such as 2026-03-02") as refused:
        choose_format(SWAPPED + AFTER_THE_12TH, "Day")
    assert "13/02/2026" in str(refused.value)


def test_days_of_month_first_that_a_spreadsheet_swapped_are_refused():
    real = [f"2026-{m:02}-11" for m in range(2, 10)]  # written 11/02/2026 and so on
    with pytest.raises(AmbiguousDates, match="A spreadsheet set to day first") as refused:
        choose_format([*real, "11/13/2026"], "Day")
    assert "such as 11/13/2026, all after it" in str(refused.value)
    assert choose_format([*real[:5], "11/13/2026"], "Day").name == "yyyy-mm-dd"  # may be chance


def test_many_real_days_before_the_13th_make_fewer_texts_tell():
    real = [f"2026-{m:02}-11" for m in range(2, 10)]
    with pytest.raises(AmbiguousDates, match="A spreadsheet set to month first"):
        choose_format(real + AFTER_THE_12TH[:1], "Day")


def test_a_column_is_not_read_in_the_other_order_than_most_of_it_has():
    texts = pa.array(["13/02/2026 09:00", "14/02/2026 10:00", "02/16/2026", "03/02/2026"])
    with pytest.raises(AmbiguousDates, match='is written day first, as in "13/02/2026"') as why:
        check_order(texts, "Day", FORMATS["mm/dd/yyyy"])
    assert "give a layout that says dd/mm/yyyy" in str(why.value)
    check_order(texts, "Day", FORMATS["dd/mm/yyyy"])
    check_order(texts.slice(1), "Day", FORMATS["mm/dd/yyyy"])  # as many of either
    check_order(texts, "Day", FORMATS["yyyy-mm-dd"])  # has no other order
    with pytest.raises(AmbiguousDates, match="is written month first"):
        check_order(pa.array(["02/16/26"]), "Day", FORMATS["dd/mm/yy"])


@pytest.mark.parametrize(
    "texts",
    [
        SWAPPED + AFTER_THE_12TH[:5],  # five come by chance
        [*SWAPPED, "2026-03-20", *AFTER_THE_12TH],  # a real date after the 12th: not swapped
        [*SWAPPED, *AFTER_THE_12TH, "01/02/2026"],  # a text before the 13th: not swapped
        AFTER_THE_12TH,
    ],
)
def test_days_that_are_only_mixed_are_not(texts):
    assert choose_format(texts, "Day").name == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("text", "chosen", "words"),
    [
        ("46346", "dd/mm/yyyy", "a day number of Excel"),
        ("46346.5", "yyyy-mm-dd", "a day number of Excel"),
        ("20-Nov-26", "dd/mm/yyyy", "written as dd-Mon-yy while the column is dd/mm/yyyy"),
        ("20-Nov-26 10:00", "dd/mm/yyyy", "written as dd-Mon-yy while the column is dd/mm/yyyy"),
        ("20/11/2026", "mm/dd/yyyy", "written as dd/mm/yyyy while the column is mm/dd/yyyy"),
        ("11/20/2026", "yyyy-mm-dd", "or is written month first; write it as yyyy-mm-dd"),
        ("31-Feb-2026", "dd/mm/yyyy", "not a day of the calendar; correct it"),
        ("99/99/9999", "yyyy-mm-dd", "not a day of the calendar; correct it"),
        ("20-11", "dd/mm/yyyy", "not a date; write it as dd/mm/yyyy"),
        ("x" * 500, "dd/mm/yyyy", "x…"),
    ],
)
def test_says_why_a_text_is_no_day(text, chosen, words):
    why = fault(text, "Day", FORMATS[chosen])
    assert words in why
    assert why.startswith('Day is "')
    assert len(why) < 300


def test_a_format_is_known_by_its_name():
    assert day_format("dd/mm/yy") is FORMATS["dd/mm/yy"]
    with pytest.raises(LayoutError, match=r'^"d-m" is not a date format; use one of dd/mm/yyyy, '):
        day_format("d-m")


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_is_shown_with_all_of_its_year(day):
    shown = day_month_year(day)
    assert len(shown) == 10
    d, m, y = map(int, shown.split("/"))
    assert date(y, m, d) == day


def test_a_column_of_a_million_other_things_is_looked_at_in_part():
    days = [f"{i}" for i in range(19_999)] + ["2026-11-20"] + ["x"] * 5
    assert choose_format(days, "Day").name == "yyyy-mm-dd"
    assert choose_format(["x"] * 20_000 + ["2026-11-20"], "Day").name == "dd/mm/yyyy"


def test_days_of_the_calendar_are_all_read():
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(366)]
    values, _ = parse_days(pa.array([as_written(d, "dd/mm/yyyy") for d in days]), "Day")
    assert values.to_pylist() == days
