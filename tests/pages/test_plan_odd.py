"""The plan's page without a plan, without data, with one that is damaged, and with odd texts."""

from dataclasses import replace
from datetime import date

import pytest

from extracts.area import DEFAULT
from extracts.store import Store
from pages import data, planned
from plan.known import known
from plan.steps import set_step
from tests.pages.made import NOW, plan, put
from tests.pages.planning import PAGE, TRAINING, words
from tests.pages.screen import walk
from tests.pages.test_odd_stores import STRAY

PARTS = ["Actions", "Step changes"]


def tidy(at) -> str:
    """What the page says, which has no word of the program's own."""
    said = words(at)
    assert not STRAY.search(said), STRAY.search(said)
    return said


@pytest.mark.parametrize("part", PARTS)
def test_nothing_at_all_is_a_page_with_words(part, opened):
    said = tidy(opened(PAGE, part=part))
    assert "The plan has no actions yet." in said
    assert "no data" in said


def test_an_action_before_there_is_data_has_no_effect_to_tell(own_store, opened):
    plan(own_store, replace(TRAINING, started=date(2026, 1, 5), owner="A *role* [x](y)"))
    at = opened(PAGE)
    assert "Did it work?" not in tidy(at)
    assert "A \\*role\\* \\[x\\](y)" in words(at)  # nothing of it is Markdown
    assert not at.main.table


def test_one_case_is_too_little_to_tell_and_the_page_says_why(own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2025"})
    plan(
        own_store,
        replace(TRAINING, issue=2, measures=("charging_28_day",), started=date(2026, 1, 5)),
    )
    said = tidy(opened(PAGE))
    assert "**Did it work?** It cannot be told whether it worked" in said
    assert "[Training" not in said


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_plan_is_said_and_nothing_of_it_is_offered(part, own_store, opened):
    plan(own_store, TRAINING)
    set_step(
        Store(own_store), measure="review_score", starts_on=date(2026, 3, 1), reason="New form.",
        area=data.settings(), known=known(data.settings()), who="A test", now=NOW,
    )  # fmt: skip
    planned._held.clear()
    data.look_again()
    for file in (own_store / "plan").glob("*.parquet"):
        file.write_bytes(b"junk")

    at = opened(PAGE, part=part)

    assert "The improvement plan cannot be read, so none of it can be shown or changed." in words(
        at
    )
    assert not at.main.button
    assert [w.value for w in at.main.warning]
    assert not [e for e in walk(at.main) if e.type == "error"]


def test_an_action_that_names_what_the_area_has_no_more_is_shown_all_the_same(
    own_store, opened, area_file
):
    seen = plan(own_store, replace(TRAINING, units=("Western Magistrates Unit",)))
    area_file(DEFAULT.read_text("utf-8").replace("Western Magistrates Unit", "Far Western Unit"))
    at = opened(PAGE)
    assert "Western Magistrates Unit" in tidy(at)
    at.button(key=f"change-{seen.key}").click().run()
    assert not at.exception
    assert at.pills(key="plan units").value == ["Western Magistrates Unit"]
