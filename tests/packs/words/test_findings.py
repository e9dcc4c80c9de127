"""The titles of sheets: what they say of packs whose verdicts are known."""

from dataclasses import replace

import pytest

from packs.words.findings import (
    actions_finding,
    data_finding,
    first_sheet,
    headline,
    in_order,
    issue_finding,
    name_of,
    row_finding,
    standing_finding,
    units_finding,
)
from tests.packs import made

PACK = made.pack()


def with_rows(*rows):
    return replace(PACK, rows=tuple(rows))


def judged(variation, assurance="", worse_units=(), **others):
    row = made.row(2)
    area = replace(row.area, variation=variation, assurance=assurance)
    return replace(row, area=area, worse_units=tuple(worse_units), **others)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([judged("concern"), judged("usual")], "1 of 2 measures is worse than it was"),
        ([judged("concern")] * 2, "2 of 2 measures are worse than they were"),
        ([judged("concern")], "The only measure is worse than it was"),
        ([judged("usual"), judged("improvement")], "Nothing is worse than it was, of 2 measures"),
        (
            [judged("usual"), judged("not judged")],
            "Nothing is worse than it was, of 1 measure judged",
        ),
        ([judged("not judged")], "No measure has enough figures to be judged"),
        ([], "No measure has figures"),
        (
            [judged("improvement", worse_units=["RASSO"]), judged("usual")],
            "No measure is worse than it was for the Area, but 1 is in RASSO",
        ),
        (
            [judged("usual", worse_units=["A", "B"]), judged("not judged", worse_units=["B"])],
            "No measure is worse than it was for the Area, but 2 are in A and B",
        ),
    ],
)
def test_the_headline_says_what_is_worse(rows, said):
    assert headline(with_rows(*rows)) == said


def test_the_title_of_an_issue_counts_its_own_measures_alone():
    pack = with_rows(judged("concern", issue=1), judged("usual", issue=2), judged("usual", issue=2))
    assert issue_finding(pack, 1) == "Legal decision quality: the only measure is worse than it was"
    assert issue_finding(pack, 2) == (
        "Charging and disclosure: nothing is worse than it was, of 2 measures"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (judged("concern"), "worse than it was"),
        (judged("concern", "will not reach"),
         "worse than it was and will not reach its target as things are"),
        (judged("concern", "will reach"),
         "worse than it was, but will reach its target as things are"),
        (judged("improvement", "will not reach"),
         "better than it was, but will not reach its target as things are"),
        (judged("improvement", "will reach"),
         "better than it was and will reach its target as things are"),
        (judged("usual", "will not reach"), "will not reach its target as things are"),
        (judged("usual", "may or may not reach"), "no change beyond chance"),
        (judged("improvement", worse_units=["A"]),
         "better than it was, but worse than it was in A"),
        (judged("usual", "will not reach", worse_units=["A"]),
         "will not reach its target as things are, and worse than it was in A"),
        (judged("not judged"), "too few to judge"),
        (judged("change"), "changed"),
    ],
)  # fmt: skip
def test_the_title_of_a_measure_says_what_changed_and_where_it_will_end(row, said):
    assert row_finding(row) == f"Charging within 28 days: {said}"


def test_the_title_of_the_units_names_three_and_counts_the_rest():
    said = units_finding(judged("usual", worse_units=["A", "B", "C", "D", "E"]))
    assert said == "Charging within 28 days by unit: worse than it was in A, B, C and 2 more"
    none = replace(judged("usual"), units=())
    assert units_finding(none).endswith("every unit has too few to judge")


def test_the_first_sheet_shows_what_is_worst_first_and_each_line_once():
    worse, better = judged("concern", "will not reach"), judged("improvement", "will not reach")
    short = judged("usual", "will not reach")
    single = judged("usual", worse_units=["GM Magistrates"])
    groups = first_sheet(with_rows(better, short, single, worse, judged("usual")))
    assert [(title, [name_of(*both) for both in lines]) for title, lines in groups] == [
        ("Worse than it was", ["Charging within 28 days"]),
        (
            "Worse than it was in a unit, though not in the Area",
            ["Charging within 28 days, GM Magistrates"],
        ),
        ("Will not reach the target as things are", ["Charging within 28 days"]),
        ("Better than it was", ["Charging within 28 days"]),
    ]
    assert groups[0][1] == [(worse, worse.area)]
    assert groups[2][1] == [(short, short.area)]


def test_nothing_that_changed_makes_no_group():
    assert first_sheet(with_rows(judged("usual"), judged("not judged"))) == []


def test_the_standing_item_says_where_most_is_overdue():
    one, two = (replace(PACK.standing[i], overdue=n) for i, n in ((0, 2), (1, 5)))
    assert standing_finding(replace(PACK, standing=(one, two))) == (
        "Pre-charge timeliness: 7 submissions were overdue at 31 Oct 2026, 5 of them in "
        "Lancashire Magistrates"
    )
    alike = tuple(replace(u, overdue=1) for u in PACK.standing[:2])
    assert standing_finding(replace(PACK, standing=alike)) == (
        "Pre-charge timeliness: 2 submissions were overdue at 31 Oct 2026"
    )
    none = tuple(replace(u, overdue=0) for u in PACK.standing)
    assert standing_finding(replace(PACK, standing=none)) == (
        "Pre-charge timeliness: no submission was overdue at 31 Oct 2026"
    )
    unknown = tuple(replace(u, overdue=None) for u in PACK.standing)
    assert standing_finding(replace(PACK, standing=unknown)) == (
        "Pre-charge timeliness: what was overdue at 31 Oct 2026 is not known"
    )


def test_the_plan_says_what_is_overdue_and_lists_it_first():
    assert actions_finding(PACK) == (
        "Improvement plan as at 1 Nov 2026: of 12 actions, 4 are overdue and 2 are due in November "
        "2026"
    )
    assert [a.state for a in in_order(PACK.actions)][:5] == ["overdue"] * 4 + ["due this month"]
    assert (
        actions_finding(replace(PACK, actions=()))
        == "Improvement plan as at 1 Nov 2026: no actions"
    )
    one = replace(PACK, actions=(PACK.actions[3],))
    assert actions_finding(one) == (
        "Improvement plan as at 1 Nov 2026: of 1 action, none is overdue"
    )


def test_the_data_says_what_is_missing_then_what_waits_then_how_far_it_goes():
    said = "Data behind this pack: "
    assert data_finding(PACK) == said + "extracts are missing of Victim letters"
    whole = tuple(replace(line, received=22, expected=22) for line in PACK.data)
    assert data_finding(replace(PACK, data=whole)) == said + (
        "to 2 Nov 2026, when 6 rejected rows wait for correction"
    )
    clean = tuple(replace(line, waiting=0) for line in whole)
    assert data_finding(replace(PACK, data=clean)) == said + "to 2 Nov 2026"
    assert data_finding(replace(PACK, data=())) == said + "no extract has been published"
