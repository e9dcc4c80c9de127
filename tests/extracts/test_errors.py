"""Are refusals and findings put into words as a person would?"""

import pytest

from extracts.errors import brief, count, did_you_mean, in_words


def test_offers_the_nearest_word_whatever_its_case():
    assert did_you_mean("charge", ["Charge", "Change"]) == ' Did you mean "Charge"?'
    assert did_you_mean("zzz", ["Charge"]) == ""
    assert did_you_mean("zzz", []) == ""


def test_offers_what_stands_for_the_nearest_word():
    assert did_you_mean("lancs cc.", {"Lancs CC": "Lancashire"}) == ' Did you mean "Lancashire"?'


def test_a_word_as_long_as_a_file_is_no_trouble():
    assert did_you_mean("x" * 10_000_000, ["Charge"]) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("as it is", "as it is"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 99 + "…"),
        ("one\ntwo", "one…"),
        ("one,name;more\ntwo", "one…"),
        ("\nsecond line", "…"),
    ],
)
def test_shows_a_text_on_one_line_and_not_long(text, shown):
    assert brief(text) == shown


@pytest.mark.parametrize(
    ("things", "words"),
    [(["a"], "a"), ([1, 2], "1 and 2"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_things_as_a_sentence_does(things, words):
    assert in_words(things) == words


def test_counts_things():
    assert [count(n, "row") for n in (0, 1, 2, 1200)] == ["0 rows", "1 row", "2 rows", "1,200 rows"]
