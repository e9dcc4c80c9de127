"""Is every extract declared so that people and programs can use it?"""

import re

import pytest

from extracts.extract import Needs, NotBefore
from extracts.fields import squash
from extracts.kinds import Choice, Date
from extracts.registry import CASEWORK_TYPES, EXTRACTS, SAMPLE_PREFIX
from tests.extracts.hostile import VALID, csv_of, read_it

FIELDS = [pytest.param(e, f, id=f"{e.key}-{f.name}") for e in EXTRACTS.values() for f in e.fields]


def test_every_extract_has_its_own_key():
    assert all(key == e.key for key, e in EXTRACTS.items())
    assert len({e.title for e in EXTRACTS.values()}) == len(EXTRACTS)


@pytest.mark.parametrize("extract", EXTRACTS.values(), ids=lambda e: e.key)
def test_an_extract_says_what_it_is(extract):
    assert extract.one_row_is.startswith("one ")
    assert isinstance(extract[extract.opens], Date)
    assert not extract[extract.opens].blank
    if extract.closes:
        assert isinstance(extract[extract.closes], Date)
        assert extract[extract.closes].blank
    assert {"unit", "casework_type"} <= {f.name for f in extract.fields}
    assert extract["casework_type"].values == CASEWORK_TYPES


@pytest.mark.parametrize("extract", EXTRACTS.values(), ids=lambda e: e.key)
def test_rules_are_between_dates_and_say_what_to_do(extract):
    for rule in extract.rules:
        assert rule.message.endswith(".")
        assert re.search(r"; (correct|add)", rule.message)
        if isinstance(rule, NotBefore):
            assert {type(extract[n]) for n in (rule.later, rule.earlier)} == {Date}
        else:
            assert isinstance(rule, Needs)


@pytest.mark.parametrize(("extract", "field"), FIELDS)
def test_a_field_is_named_and_explained(extract, field):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", field.name)
    assert field.name.endswith("_on") == isinstance(field, Date)
    assert field.title == field.title.strip()
    assert field.title[0].isupper()
    assert field.says
    assert not field.says.endswith(".")
    assert not field.absent or field.blank


@pytest.mark.parametrize(("extract", "field"), FIELDS)
def test_every_heading_of_a_field_leads_to_it(extract, field):
    for heading in (field.name, field.title, *field.aliases):
        row = {heading if t == field.title else t: v for t, v in VALID[extract.key].items()}
        reading = read_it(csv_of([row]), extract=extract)
        assert reading.n_accepted == 1
        assert len(reading.findings) == 0


@pytest.mark.parametrize(
    ("extract", "field"), [p for p in FIELDS if isinstance(p.values[1], Choice)]
)
def test_every_spelling_of_a_choice_is_its_value(extract, field):
    known = field.known()
    for spelling, value in {**field.spellings, **{v: v for v in field.values}}.items():
        assert known[squash(spelling)] == value
    assert len(known) == len({squash(s) for s in (*field.spellings, *field.values)})
    for value in field.values:
        assert known[squash(value)] == value


def test_sample_cases_are_of_no_police_force():
    assert SAMPLE_PREFIX.startswith("00")
