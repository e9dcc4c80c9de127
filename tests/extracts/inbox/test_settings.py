"""Are the Area's rules for the inbox read, documented, and refused in words where they cannot be?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import re
from dataclasses import fields
from typing import get_args

import pytest

from extracts.area import DEFAULT, load_area
from extracts.effects.doubt_rules import RULES, Rule
from extracts.errors import AreaError
from extracts.inbox.rules import _OF_DOUBT
from extracts.inbox.settings import InboxRules


@pytest.fixture
def rules_of(tmp_path):
    def read(text):
        (tmp_path / "area.toml").write_text(f'name = "N"\n{text}', "utf-8")
        return load_area(tmp_path / "area.toml").inbox

    return read


def test_the_doubts_are_those_that_there_are():
    assert set(RULES) == set(get_args(Rule)) == set(_OF_DOUBT)


def test_the_area_beside_the_program_writes_out_every_setting_with_its_default():
    text = DEFAULT.read_text("utf-8")
    table = text[text.index("[inbox]") :].split("\n[")[0]
    for setting in fields(InboxRules):
        assert re.search(rf"(^#.*\n)+{setting.name} = |^{setting.name} = ", table, re.MULTILINE)
    assert load_area(DEFAULT).inbox == InboxRules()


def test_every_setting_is_read(rules_of):
    assert rules_of(
        '[inbox]\nmost_rejected_share = 0\nrefuse_doubts = ["older"]\nunknown_headings = "wait"\n'
        'full_extracts = ["charging"]\nmost_withdrawn = 5\nstill_seconds = 2.5'
    ) == InboxRules(
        most_rejected_share=0,
        refuse_doubts=("older",),
        unknown_headings="wait",
        full_extracts=("charging",),
        most_withdrawn=5,
        still_seconds=2.5,
    )


def test_without_the_table_the_defaults_hold(rules_of):
    assert rules_of("") == rules_of("[inbox]") == InboxRules()


SHARE = "it should be a number from 0 to 1, as 0.05 for 5%"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("inbox = 5", r"^In area\.toml, inbox should be a table: \[inbox\] and its settings\.$"),
        ("[inbox]\nstil_seconds = 5", r'\[inbox\] has a setting that is not known: "stil_seconds"\. Did you mean "still_seconds"\?$'),
        ("[inbox]\nxyz = 5", r'"xyz"\. Its settings are most_rejected_share, .* and still_seconds\.$'),
        ("[inbox]\nsmall_number = 5", r"\[inbox\] has the setting small_number, which is the Area's\. Put small_number above the first heading"),
        ("[inbox]\nmost_rejected_share = 5", rf'"most_rejected_share" wrong: {SHARE}\.$'),
        ("[inbox]\nmost_rejected_share = -0.1", SHARE),
        ("[inbox]\nmost_rejected_share = nan", SHARE),
        ("[inbox]\nmost_rejected_share = true", SHARE),
        ('[inbox]\nmost_rejected_share = "5%"', SHARE),
        ('[inbox]\nrefuse_doubts = "smaller"', r'it should be a list of texts, as \["smaller"\]\.$'),
        ("[inbox]\nrefuse_doubts = [1]", "it should be a list of texts"),
        ('[inbox]\nrefuse_doubts = ["rejected"]', 'names "rejected" in refuse_doubts; there are older, '),
        ('[inbox]\nrefuse_doubts = ["smal"]', r'names "smal" in refuse_doubts; there are older, .* and emptied\. Did you mean "smaller"\?$'),
        ('[inbox]\nfull_extracts = ["chargin"]', r'names "chargin" in full_extracts; there are charging, .*Did you mean "charging"\?$'),
        ('[inbox]\nunknown_headings = "keep"', r'it should be "refuse" or "wait"\.$'),
        ("[inbox]\nunknown_headings = []", r'it should be "refuse" or "wait"\.$'),
        ("[inbox]\nmost_withdrawn = -1", "a whole number, 0 or more"),
        ("[inbox]\nmost_withdrawn = 1.5", "a whole number, 0 or more"),
        ("[inbox]\nmost_withdrawn = true", "a whole number, 0 or more"),
        ("[inbox]\nstill_seconds = 0", "a number of seconds from 1 to 3,600"),
        ("[inbox]\nstill_seconds = 3601", "a number of seconds from 1 to 3,600"),
        ('[inbox]\nstill_seconds = "10"', "a number of seconds from 1 to 3,600"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(rules_of, text, words):
    with pytest.raises(AreaError, match=words):
        rules_of(text)
