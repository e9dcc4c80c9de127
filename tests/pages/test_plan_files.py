"""A file brought into the plan on its page: shown first, saved when asked, refused whole."""

from dataclasses import replace

import pytest

from plan.files import to_file
from tests.pages.made import plan
from tests.pages.planning import PAGE, TRAINING, kept, press, signed_in, words

HEAD = "Short name,What,Issue,Owner,Due\r\n"


def bring(at, text: str, name: str = "plan.csv"):
    """Drop a file beside the plan."""
    return at.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()


def test_what_is_new_and_changed_is_shown_and_saved_only_when_asked(own_store, opened):
    plan(own_store, TRAINING)
    at = bring(
        opened(PAGE),
        f"{HEAD}Training,Training for everybody,1,Deputy,29/01/2027\r\n"
        "Prompt,A review prompt,1,Head of legal quality,\r\n",
    )

    said = words(at).replace("\\", "")
    assert "- new: Prompt (prompt)" in said
    assert '- changed: Training (training): Owner from "Head of legal quality" to "Deputy"' in said
    assert "plan.csv: 2 actions, 1 new, 1 changed, 0 unchanged." in said
    assert list(kept(own_store)) == ["Training"]
    assert kept(own_store)["Training"].owner == "Head of legal quality"

    press(at, "plan-load")
    assert "Saved\\: 2 actions." in words(at)
    assert kept(own_store)["Training"].owner == "Deputy"
    assert kept(own_store)["Training"].measures == ("review_score",)  # which the file has not
    assert kept(own_store)["Prompt"].what == "A review prompt"


def test_the_file_that_was_downloaded_changes_nothing(own_store, opened):
    plan(own_store, TRAINING)
    at = bring(opened(PAGE), to_file(kept(own_store).values()).decode("utf-8-sig"))

    assert "The plan has all of it already: there is nothing to save." in words(at)
    assert "plan-load" not in [b.key for b in at.button]


def test_an_old_file_undoes_nothing_and_what_both_changed_is_for_the_reader_to_choose(
    own_store, opened
):
    plan(own_store, TRAINING)
    (seen,) = kept(own_store).values()
    file = to_file([replace(seen, owner="Chief", evidence="Minutes")]).decode("utf-8-sig")
    plan(own_store, replace(seen, owner="Deputy", notes="Moved"))

    at = bring(opened(PAGE), file)
    said = words(at).replace("\\", "")
    assert '- kept: Training (training): Notes: "Moved" stays, as ' in said
    assert '- changed by both: Training (training): Owner: the file has "Chief", and ' in said
    assert "Nothing of the file is saved before you choose" in said
    assert "plan-load" not in [b.key for b in at.button]

    (which,) = [r for r in at.radio if "which should stand" in r.label]
    assert which.value is None
    which.set_value("theirs").run()
    assert "What the plan has stands." in words(at)
    press(at, "plan-load")
    now = kept(own_store)["Training"]
    assert (now.owner, now.notes, now.evidence) == ("Deputy", "Moved", "Minutes")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"{HEAD}A,B,9,C,\r\nD,E,1,F,soon\r\n", 'Row 3\\: Due is "soon", which is not a day'),
        (f"{HEAD}A,See 06AA0000126,1,C,\r\n", "What names a case (06AA0000126)"),
        ("Nothing,Of,This\r\n1,2,3\r\n", "none of the plan's"),
        ("", "Nothing of the file was taken."),
    ],
)
def test_a_file_with_faults_is_refused_whole_in_words(text, part, own_store, opened):
    at = bring(opened(PAGE), text)

    (said,) = (e.value for e in at.error)
    assert part in said
    assert not kept(own_store)


def test_a_file_of_somebody_who_lost_their_role_is_not_saved(own_store, quick):
    at = bring(signed_in(quick, "secretary"), f"{HEAD}A,B,1,C,\r\n")
    at.user = at.user | {"roles": ["viewer"]}
    press(at, "plan-load")
    assert not kept(own_store)
