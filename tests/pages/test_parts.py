"""Words that several pages use: counts, shares, and text that Markdown leaves alone."""

import pytest

from pages.parts import count, lower, plain, share


@pytest.mark.parametrize(
    ("n", "words"), [(0, "0 duties"), (1, "1 duty"), (2, "2 duties"), (12345, "12,345 duties")]
)
def test_a_count_takes_its_noun(n, words):
    assert count(n, "duty", "duties") == words


def test_a_noun_has_an_s_where_no_other_plural_is_given():
    assert [count(n, "case") for n in (0, 1, 2)] == ["0 cases", "1 case", "2 cases"]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "– (0 of 0)"),
        (0, 3, "0% (0 of 3)"),
        (3, 3, "100% (3 of 3)"),
        (1, 3, "33% (1 of 3)"),
        (2, 3, "67% (2 of 3)"),
        (1234, 5678, "22% (1,234 of 5,678)"),
        (999, 1000, "100% (999 of 1,000)"),
    ],
)
def test_a_share_has_its_denominator(part, whole, words):
    assert share(part, whole) == words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Cumbria Magistrates Hub", "Cumbria Magistrates Hub"),
        ("Lancashire/Cumbria (North)", "Lancashire/Cumbria (North)"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[a](b)", r"\[a\](b)"),
        ("<b>a</b> & b", r"\<b\>a\</b\> \& b"),
        (":red[a] :smile: $x$", r"\:red\[a\] \:smile\: \$x\$"),
        ("a | b # c \\ {d}", r"a \| b \# c \\ \{d\}"),
        ("1. First", r"1\. First"),
        ("2) Second", r"2\) Second"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("---", r"\---"),
        ("28 days, 5-day", "28 days, 5-day"),
        (3, "3"),
        ("a.b+c@d.gov.uk, d@e", "a.b+c\u2060@d.gov.uk, d\u2060@e"),
        ("@ 9, 5 @ 3", "@ 9, 5 @ 3"),
        ("www.a.uk WWW.b wwwx", "www\u2060.a.uk WWW\u2060.b wwwx"),
        ("https://a.uk HTTP://b https", "https\u2060\\://a.uk HTTP\u2060\\://b https"),
    ],
)
def test_text_from_data_is_not_markdown(text, written):
    assert plain(text) == written


def test_a_title_within_a_sentence():
    assert [lower(t) for t in ("Review score", "A", "")] == ["review score", "a", ""]
