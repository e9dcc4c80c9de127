"""Writing the plan on its page: new, changed, by two at once, withdrawn; and who may."""

from dataclasses import replace
from datetime import date

import pytest

from access.audit import audit_log
from access.roles import NotAllowed
from extracts.store import Store
from pages.plan_page import plan_editing
from plan.audited import plan_lines
from plan.changes import history
from tests.pages.made import plan
from tests.pages.planning import PAGE, TRAINING, kept, press, signed_in, typed, words, write


def test_an_empty_plan_says_so_and_takes_its_first_action(own_store, opened):
    at = opened(PAGE)
    assert "The plan has no actions yet." in words(at)
    press(at, "plan-new")
    write(
        at, what="Training for everybody", short="Training", owner="Head of legal quality",
        issue=1, units=["Western Magistrates Unit"], measures=["review_score"],
        due="29/01/2027", started="9 Feb 2026", notes="Two\nlines",
    )  # fmt: skip
    press(at, "plan-save")

    found = kept(own_store)["Training"]
    assert (found.what, found.owner, found.issue) == (TRAINING.what, TRAINING.owner, 1)
    assert (found.units, found.measures) == (("Western Magistrates Unit",), ("review_score",))
    assert (found.due, found.started, found.done) == (date(2027, 1, 29), date(2026, 2, 9), None)
    assert found.notes == "Two\nlines"
    assert "Saved." in words(at)
    assert "The plan has 1 action" in words(at)
    assert not typed(at)  # the form is closed
    (line,) = audit_log(Store(own_store), plan_lines(Store(own_store))).to_dict("records")
    assert (line["what"], line["detail"]) == ("plan", "Training (training): new")


def test_what_is_wrong_is_said_in_full_and_nothing_typed_is_lost(own_store, opened):
    at = press(opened(PAGE), "plan-new")
    write(
        at, what="Something", short="A name that is far too long for any chart",
        due="31/02/2027", done="soon", notes="As in 06AA0000126",
    )  # fmt: skip
    before = typed(at)
    press(at, "plan-save")

    (said,) = (e.value for e in at.error)
    for part in (
        'Due is "31/02/2027", which is not a day\\: write it as dd/mm/yyyy.',
        'Done is "soon", which is not a day',
        "Short name has 41 characters; the most is 30.",
        "Issue should be the number of an improvement issue",
        "Owner is blank",
        "Notes names a case (06AA0000126), and everybody may read it\\: take the reference out.",
    ):
        assert part in said
    assert typed(at) == before
    assert not kept(own_store)
    press(at, "plan-leave")
    assert not typed(at)
    assert not kept(own_store)


def test_two_who_change_other_fields_are_both_kept(own_store, opened):
    plan(own_store, TRAINING)
    one, other = (press(opened(PAGE), "change-training") for _ in range(2))
    press(write(one, owner="Deputy"), "plan-save")
    press(write(other, due="26/02/2027"), "plan-save")

    found = kept(own_store)["Training"]
    assert (found.owner, found.due) == ("Deputy", date(2027, 2, 26))
    assert "What others have changed since you opened it is kept too." in words(other)
    assert "kept too" not in words(one)


@pytest.fixture
def clashing(own_store, quick):
    """Ann has saved an owner and notes; Ben wrote another owner and evidence, and pressed Save."""
    plan(own_store, TRAINING)
    ann = press(signed_in(quick, "manager", "ann@example.org"), "change-training")
    ben = press(signed_in(quick, "secretary", "ben@example.org"), "change-training")
    press(write(ann, owner="Deputy", notes="Agreed in May"), "plan-save")
    return press(write(ben, owner="Head of unit", evidence="Minutes"), "plan-save")


def test_two_who_change_one_field_are_told_of_both_values_and_of_whom(own_store, clashing):
    (said,) = (e.value for e in clashing.error)
    assert 'you wrote "Head of unit", and ann@' in said.replace("\u2060", "")
    assert 'changed it from "Head of legal quality" to "Deputy" at ' in said
    found = kept(own_store)["Training"]
    assert (found.owner, found.evidence) == ("Deputy", "")
    now = typed(clashing)
    assert (now["owner"], now["evidence"]) == ("Head of unit", "Minutes")
    assert now["notes"] == "Agreed in May"  # what ann saved in a field that ben left alone
    (choice,) = [r for r in clashing.radio if "stand" in r.label]
    assert choice.label == "Owner: which should stand?"
    assert choice.options == ['Yours\\: "Head of unit"', 'Theirs\\: "Deputy"']


@pytest.mark.parametrize(("choice", "owner"), [("mine", "Head of unit"), ("theirs", "Deputy")])
def test_one_of_both_values_is_chosen_and_the_rest_is_kept(choice, owner, own_store, clashing):
    (asked,) = [r for r in clashing.radio if "stand" in r.label]
    asked.set_value(choice)
    press(clashing, "plan-save")

    found = kept(own_store)["Training"]
    assert (found.owner, found.notes, found.evidence) == (owner, "Agreed in May", "Minutes")
    assert not clashing.error
    assert len(history(Store(own_store), "training")) == 3


def test_theirs_stands_also_where_the_next_save_is_refused(own_store, clashing):
    (asked,) = [r for r in clashing.radio if "stand" in r.label]
    asked.set_value("theirs")
    press(write(clashing, due="never"), "plan-save")
    assert (typed(clashing)["owner"], typed(clashing)["due"]) == ("Deputy", "never")
    press(write(clashing, due=""), "plan-save")

    found = kept(own_store)["Training"]
    assert (found.owner, found.due, found.evidence) == ("Deputy", None, "Minutes")


def test_a_form_stays_open_where_a_filter_leaves_its_action_out(own_store, opened):
    plan(own_store, TRAINING)
    at = press(opened(PAGE), "change-training")
    press(write(at, owner="Deputy", due="never"), "plan-save")
    at.selectbox(key="issue").set_value("3 Victim letters").run()
    assert (typed(at)["owner"], typed(at)["due"]) == ("Deputy", "never")
    press(write(at, due=""), "plan-save")
    assert kept(own_store)["Training"].owner == "Deputy"
    assert "Saved." in words(at)


def test_an_action_is_withdrawn_with_a_reason_and_taken_up_again(own_store, opened):
    plan(own_store, TRAINING)
    at = press(press(opened(PAGE), "change-training"), "plan-withdraw")
    assert [e.value for e in at.error] == ["Say why the action is withdrawn."]
    at.text_input(key="plan reason").set_value("No trainer was found.")
    press(at, "plan-withdraw")

    found = kept(own_store)["Training"]
    assert (found.withdrawn, found.notes) == (True, "Withdrawn: No trainer was found.")
    assert "The plan has no actions yet." in words(at)
    assert "Withdrawn: 1" in [e.label for e in at.main.expander]
    assert "Withdrawn\\: No trainer was found." in words(at)
    assert "Withdrawn from blank to" in words(at)  # its history

    press(at, "again-training")
    assert not kept(own_store)["Training"].withdrawn
    assert "The plan has 1 action" in words(at)
    assert [r.number for r, _ in history(Store(own_store), "training")] == [1, 2, 3]


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_who_may_not_edit_reads_the_plan_and_is_offered_nothing(role, own_store, quick):
    plan(own_store, TRAINING)
    at = signed_in(quick, role)
    assert "Training for everybody" in words(at)
    offered = [b.key for b in at.main.button]
    assert not [k for k in offered if k.startswith(("plan-", "change-"))]
    assert not at.file_uploader


def test_a_save_asks_for_itself_who_may(own_store, quick, monkeypatch):
    seen = plan(own_store, TRAINING)
    at = press(signed_in(quick, "manager"), "change-training")
    at.user = at.user | {"roles": ["viewer"]}  # the role was taken away meanwhile
    write(at, owner="Deputy")
    press(at, "plan-save")
    assert kept(own_store)["Training"] == seen

    def refused(action):
        raise NotAllowed(action)

    monkeypatch.setattr(plan_editing.signed_in, "require", refused)
    assert plan_editing.put("training", lambda a: replace(a, owner="Deputy")) == "edit plan"
    assert kept(own_store)["Training"] == seen
