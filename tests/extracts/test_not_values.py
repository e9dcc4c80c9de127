"""Is what stands in place of a value known for what it is?"""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.not_values import maybe, reason

NOTHING = [
    "-",
    "–",
    "?",
    "...",
    "NA",
    "n/a",
    "N.A.",
    "NULL",
    "null",
    "(null)",
    "NaN",
    "None",
    "nil",
]
NOTHING += ["TBC", "tbc.", "not available", "Undefined", "_", "n_a", "- nu ll -", "unde\ufb01ned"]
NOTHING += ["n\u0130l"]
ERRORS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#SPILL!", "#n/a"]
FORMULAS = ["=1+1", "=A1", "=", '="a"&"b"']
SHORTENED = ["1.23E+11", "1E+5", "1,2E+10", "9.99e+20"]
VALUES = ["00SA0000126", "Nanette Road", "Nullarbor", "None of the above", "TBC1", "12E4", "1.5"]
VALUES += ["Unit #4", "a=b", "Ж", "学", "é"]


@pytest.mark.parametrize("text", NOTHING)
def test_a_word_for_nothing_is_no_value(text):
    assert reason(text, may_be_blank=False) == f'is "{text}", which is no value; write the value.'
    assert reason(text, may_be_blank=True) == (
        f'is "{text}"; if there is none, clear the cell, or have a layout read "{text}" as blank.'
    )


@pytest.mark.parametrize("text", ERRORS)
def test_an_error_of_a_formula_is_no_value(text):
    assert "the error of a formula" in reason(text, may_be_blank=True)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_no_value(text):
    assert "a formula without its result" in reason(text, may_be_blank=True)


@pytest.mark.parametrize("text", SHORTENED)
def test_a_shortened_number_is_no_value(text):
    assert "its digits are lost" in reason(text, may_be_blank=False)


def test_a_lost_character_is_told():
    assert "a character was lost" in reason("Caf\ufffd", may_be_blank=False)


@pytest.mark.parametrize("text", VALUES)
def test_a_value_is_a_value(text):
    assert reason(text, may_be_blank=False) is None


@given(st.one_of(st.sampled_from(NOTHING + ERRORS + FORMULAS + SHORTENED + VALUES), st.text()))
def test_one_look_at_a_column_misses_nothing(text):
    if reason(text, may_be_blank=False):
        assert maybe(pa.array([text])).to_pylist() == [True]
