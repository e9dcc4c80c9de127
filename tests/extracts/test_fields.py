"""Does each kind of field read what it should, and say what is wrong with the rest?"""

from datetime import date

import pyarrow as pa
import pytest

from extracts.dates import FORMATS
from extracts.extract import Extract, Needs, NotBefore
from extracts.fields import squash
from extracts.kinds import Choice, Date, Whole, YesNo
from extracts.text_kinds import Text, Unit

REFERENCE = Text(name="urn", title="URN", says="Which case", upper=True, longest=12)
NUMBER = Whole(name="n", title="Number", says="How many", least=1, most=99)
COLOUR = Choice(
    name="colour",
    title="Colour",
    says="Its colour",
    values=("Red", "Dark blue"),
    spellings={"Navy": "Dark blue"},
    aliases=("Color", "Shade"),
)
HELD = YesNo(name="held", title="Held", says="Whether it is held", yes=("yes", "in custody"))
DAY = Date(name="day", title="Day", says="The day", blank=True)


def parsed(field, *texts):
    """(values, faults by place) of distinct texts."""
    made = field.parse(pa.array(texts, pa.string()))
    assert made.values.type == field.dtype
    assert {i for i, v in enumerate(made.values.to_pylist()) if v is None} == made.faults.keys()
    return made.values.to_pylist(), dict(made.faults)


@pytest.mark.parametrize(
    ("text", "squashed"),
    [
        ("Date received", "datereceived"),
        ("DATE_RECEIVED:", "datereceived"),
        ("Date\u00a0received (dd/mm)", "datereceivedddmm"),
        ("Magistrates’", "magistrates"),
        ("Straße", "strasse"),
        ("—", ""),
    ],
)
def test_a_heading_is_the_same_without_case_spaces_and_marks(text, squashed):
    assert squash(text) == squashed


def test_a_field_is_known_by_its_name_its_title_and_its_aliases():
    assert COLOUR.headings() == ("colour", "color", "shade")


def test_a_reference_is_kept_in_capitals():
    assert parsed(REFERENCE, "00sa1", "B/2-c") == (["00SA1", "B/2-C"], {})


def test_a_text_is_kept_as_it_is_written():
    unit = Unit(name="unit", title="Unit", says="Whose")
    assert parsed(unit, "Café – St Anne’s", "Null Street") == (
        ["Café – St Anne’s", "Null Street"],
        {},
    )


def test_a_text_may_not_be_long_nor_on_two_lines_nor_stand_for_nothing():
    values, faults = parsed(REFERENCE, "OK", "X" * 13, "A\nB", "A\x85B", "NULL", "=1")
    assert values == ["OK", None, None, None, None, None]
    assert faults[1] == "URN is 13 characters long; the most is 12."
    assert faults[2] == faults[3]
    assert faults[2] == "URN has a line break or a control character in it; write it on one line."
    assert faults[4] == 'URN is "NULL", which is no value; write the value.'
    assert faults[5].startswith('URN is "=1", a formula without its result;')


def test_a_text_may_be_declared_to_go_over_lines():
    question = Text(name="q", title="Question", says="q", lines=True, longest=20)
    assert parsed(question, "Was it \r\n  met?", "a\n\nb") == (["Was it met?", "a b"], {})
    assert question.expects() == "up to 20 characters"
    assert parsed(question, "a\x07b")[0] == [None]


def test_a_whole_number_is_within_its_bounds():
    values, faults = parsed(
        NUMBER, "1", "99", "007", "3.00", "0", "100", "1.5", "1e1", "12345678901"
    )
    assert values == [1, 99, 7, 3, None, None, None, None, None]
    assert faults[4] == 'Number should be a whole number from 1 to 99; it is "0".'


def test_a_choice_is_known_by_any_spelling():
    assert parsed(COLOUR, "red", "RED.", "dark-blue", "navy") == (
        ["Red", "Red", "Dark blue", "Dark blue"],
        {},
    )


def test_a_choice_that_is_none_offers_the_nearest():
    values, faults = parsed(COLOUR, "Green", "Dark bleu", "Navyy", "-")
    assert values == [None] * 4
    assert faults == {
        0: 'Colour should be one of "Red", "Dark blue"; it is "Green".',
        1: (
            'Colour should be one of "Red", "Dark blue"; it is "Dark bleu". Did you mean '
            '"Dark blue"?'
        ),
        2: 'Colour should be one of "Red", "Dark blue"; it is "Navyy". Did you mean "Dark blue"?',
        3: 'Colour is "-", which is no value; write the value.',
    }


def test_a_column_of_other_things_is_not_offered_a_word_each():
    _, faults = parsed(COLOUR, *(f"Dark blu {i}" for i in range(300)))
    assert faults[0].endswith('Did you mean "Dark blue"?')
    assert faults[299].endswith('it is "Dark blu 299".')


def test_a_choice_must_have_values_and_spell_only_those():
    with pytest.raises(AssertionError, match="has no values"):
        Choice(name="c", title="C", says="c", values=())
    with pytest.raises(AssertionError, match="unknown values"):
        Choice(name="c", title="C", says="c", values=("a",), spellings={"x": "b"})


def test_yes_and_no_are_known_by_any_spelling():
    values, faults = parsed(HELD, "YES", "In Custody", "n", "0", "bail")
    assert values == [True, True, False, False, None]
    assert faults == {4: 'Held should be "Yes" or "No"; it is "bail".'}


def test_a_date_is_read_by_the_format_that_is_given_or_chosen():
    assert parsed(DAY, "01/02/2026", "3/4/2026")[0] == [date(2026, 2, 1), date(2026, 4, 3)]
    given = DAY.parse(pa.array(["01/02/2026"]), FORMATS["mm/dd/yyyy"])
    assert given.values.to_pylist() == [date(2026, 1, 2)]


def test_a_date_that_stands_for_nothing_says_so():
    _, faults = parsed(DAY, "01/02/2026", "N/A", "soon")
    assert faults[1].startswith('Day is "N/A"; if there is none, clear the cell')
    assert faults[2] == 'Day is "soon", which is not a date; write it as dd/mm/yyyy.'


OWN_DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "event", "words"),
    [
        (date(1999, 12, 31), True, "Day is 31/12/1999, before 2000; correct the year."),
        (date(24, 1, 2), False, "Day is 02/01/0024, before 2000; correct the year."),
        (date(2000, 1, 1), True, None),
        (OWN_DAY, True, None),
        (
            date(2026, 11, 21),
            True,
            "Day is 21/11/2026, later than the extract's own day (20/11/2026), so it cannot have "
            "happened yet; correct the date, or the extract's day.",
        ),
        (date(2026, 11, 21), False, None),
        (date(2028, 11, 20), False, None),
        (
            date(2028, 11, 22),
            False,
            "Day is 22/11/2028, more than 2 years after the extract's own day (20/11/2026); "
            "correct the year.",
        ),
    ],
)
def test_a_day_is_within_what_can_be(day, event, words):
    assert Date(name="d", title="Day", says="d", event=event).out_of_range(day, OWN_DAY) == words


def test_every_kind_says_what_it_expects():
    for field in (REFERENCE, NUMBER, COLOUR, HELD, DAY):
        assert field.expects()


def extract(*fields, **settings):
    usual = {"key": "e", "title": "E", "one_row_is": "one", "keys": ("urn",), "opens": "day"}
    return Extract(**usual | {"closes": None, "fields": fields} | settings)


OPENS = Date(name="day", title="Opened", says="The day")


def test_an_extract_gives_its_fields_by_name_and_their_types():
    of = extract(REFERENCE, OPENS)
    assert of["urn"] is REFERENCE
    assert of.schema() == pa.schema([("urn", pa.string()), ("day", pa.date32())])


@pytest.mark.parametrize(
    ("fields", "settings", "words"),
    [
        ((REFERENCE, REFERENCE, OPENS), {}, "declares a field twice"),
        ((REFERENCE,), {}, "undeclared fields"),
        ((REFERENCE, OPENS), {"closes": "shut"}, "undeclared fields"),
        (
            (REFERENCE, OPENS),
            {"rules": (NotBefore(later="shut", earlier="day", message="m"),)},
            "undeclared fields",
        ),
        (
            (REFERENCE, OPENS),
            {"rules": (Needs(field="urn", other="shut", message="m"),)},
            "undeclared fields",
        ),
        ((REFERENCE, OPENS), {"keys": ("day", "urn")}, None),
        ((REFERENCE, DAY), {"keys": ("day",)}, "blank key"),
        (
            (REFERENCE, OPENS, Text(name="u", title="U.R.N.", says="again")),
            {},
            "urn means urn and u",
        ),
    ],
)
def test_an_extract_checks_itself(fields, settings, words):
    if words is None:
        assert extract(*fields, **settings).keys == ("day", "urn")
        return
    with pytest.raises(AssertionError, match=words):
        extract(*fields, **settings)
