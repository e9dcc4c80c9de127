"""Two processes save the same item at once, and one is killed: nothing that was saved is lost."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from extracts.store import Store
from plan.log import held
from tests.writers import go, killed, said, start

TIMES = 12
WRITER = "tests.plan.writer"


def revisions(store: Path) -> list[tuple[str, dict[str, str]]]:
    found = held(Store(store)).history("action", "item")
    assert [r.number for r in found] == [*range(1, len(found) + 1)]
    return [(r.who, dict(r.fields)) for r in found]


def wrote(found: list[tuple[str, dict[str, str]]], who: str, field: str) -> list[str]:
    return [fields[field] for by, fields in found if by == who]


def test_two_who_change_different_fields_lose_nothing(own_store):
    writers = [
        start(WRITER, own_store, field, TIMES, who)
        for field, who in (("due", "Ann"), ("notes", "Bob"))
    ]
    go(*writers)
    for writer in writers:
        assert said(writer) == [f"saved {n}" for n in range(TIMES)]
    found = revisions(own_store)
    for who, field in (("Ann", "due"), ("Bob", "notes")):
        assert wrote(found, who, field) == [f"{who} {n}" for n in range(TIMES)]
    assert found[-1][1] == {"due": f"Ann {TIMES - 1}", "notes": f"Bob {TIMES - 1}"}
    others = {"Ann": "notes", "Bob": "due"}
    for (_, before), (who, after) in pairwise(found):  # nothing of the other's
        assert before.get(others[who]) == after.get(others[who])


def test_two_who_change_the_same_field_are_saved_or_told(own_store):
    writers = {who: start(WRITER, own_store, "due", TIMES, who) for who in ("Ann", "Bob")}
    go(*writers.values())
    heard = {who: said(writer) for who, writer in writers.items()}
    found = revisions(own_store)
    for who, lines in heard.items():
        done = [line.split()[1] for line in lines if line.startswith("saved")]
        assert wrote(found, who, "due") == [f"{who} {n}" for n in done]
        other = "Bob" if who == "Ann" else "Ann"
        assert all(line.endswith(other) for line in lines if line.startswith("told"))
        assert len(lines) == TIMES


@pytest.mark.parametrize("nth", range(6))
def test_a_save_that_is_killed_is_whole_or_absent_and_those_before_are_kept(nth, own_store):
    n_said = killed(start(WRITER, own_store, "due", 1000, "Ann"), random.Random(nth))

    found = revisions(own_store)
    assert n_said <= len(found) <= n_said + 1
    assert wrote(found, "Ann", "due") == [f"Ann {n}" for n in range(len(found))]
    after = start(WRITER, own_store, "notes", 1, "Bob")
    go(after)
    assert said(after) == ["saved 0"]
    assert revisions(own_store)[-1][1] == {"due": f"Ann {len(found) - 1}", "notes": "Bob 0"}
