"""The Improvement plan page over the sample: what it lists of which action, and what came of it."""

from collections import Counter
from datetime import date

import pytest

from metrics.effect_words import SAID, effect_short
from tests.pages import obvious
from tests.pages.expected import MEASURES, PLANNED, SHORT, lower, plain
from tests.pages.expected_effects import CAVEAT, of, sentence
from tests.pages.screen import walk

TODAY = date(2026, 11, 20)  # the last day of the sample
ISSUES = ["1 Legal decision quality", "2 Charging and disclosure", "3 Victim letters"]
MARKS = {
    "overdue": ":orange[■] **Overdue**, was due",
    "due this month": "▲ **Due this month**, due",
    "in hand": "● In hand, due",
    "not started": "○ Not started, due",
    "done": ":blue[✓] Done on",
}
BEGUN = [a for a in PLANNED if a["started"] and a["measures"]]
pytestmark = pytest.mark.usefixtures("sample")


def state(action: dict) -> str:
    """How an action stands, told from its days alone."""
    if action["done"]:
        return "done"
    if action["due"] < TODAY:
        return "overdue"
    if f"{action['due']:%Y-%m}" == f"{TODAY:%Y-%m}":
        return "due this month"
    return "in hand" if action["started"] else "not started"


def in_order(actions: list[dict]) -> list[dict]:
    return sorted(actions, key=lambda a: (list(MARKS).index(state(a)), a["due"], a["short"]))


def names(at) -> list[str]:
    """The headings and the names of actions, in the order of reading."""
    return [e.value for e in walk(at.main) if e.type in ("header", "subheader")]


def texts(at) -> list[str]:
    return [e.value for e in walk(at.main) if e.type in ("markdown", "caption", "success", "error")]


def day(of: date) -> str:
    return f"{of:%a} {of.day} {of:%b %Y}"


def test_every_action_stands_under_its_issue_the_overdue_first(opened):
    at = opened("improvement_plan.py")

    expected = []
    for n, title in enumerate(ISSUES, 1):
        of_issue = in_order([a for a in PLANNED if a["issue"] == n])
        expected += [title, *(plain(a["short"]) for a in of_issue)]
    assert names(at) == [*expected, "The plan as a file"]


def test_each_says_how_it_stands_whose_it_is_and_what_it_should_move(opened):
    said = texts(opened("improvement_plan.py"))

    for a in PLANNED:
        units = ", ".join(SHORT[u] for u in a["units"]) or "Every unit"
        which = a["done"] if state(a) == "done" else a["due"]
        first = f"{MARKS[state(a)]} {day(which)} · {plain(a['owner'])} · {plain(units)}"
        (found,) = [text for text in said if text.startswith(f"{first}  \n{plain(a['title'])}")]
        assert (f"started {day(a['started'])}" in found) if a["started"] else True
        for key in a["measures"]:
            assert f"[{plain(MEASURES[key].title)}](" in found


def test_the_first_sentences_say_how_the_plan_stands_and_what_worked(opened):
    first = texts(opened("improvement_plan.py"))[1]

    n = Counter(map(state, PLANNED))
    late = [plain(a["short"]) for a in PLANNED if state(a) == "overdue"]
    assert first.startswith(
        f"The plan has {len(PLANNED)} actions: **{n['overdue']} overdue** ({'; '.join(late)}), "
        f"{n['due this month']} due this month, {n['in hand']} in hand, "
        f"{n['not started']} not started and {n['done']} done. As at Fri 20 Nov 2026."
    )
    # The stories that were planted in the sample, sample_data/README.md.
    assert "It seems to have worked: Cradle-to-grave." in first
    unclear = "Not shown to have worked, not clear either way: "
    assert "Legal manager, pre-charge" in first.split(unclear)[1].split(".")[0]
    assert "No difference seen" not in first
    assert "Too early to tell: Legal training." in first


def test_what_came_of_each_action_is_said_once_and_those_that_cannot_be_judged_are_named(opened):
    told = texts(opened("improvement_plan.py"))[1].split("\n\n")[1].replace("\\", "")

    assert (
        "Letter templates and leads: better since it began on 4 of its 5 measures, not clear "
        "either way on 1."
    ) in told
    for a in PLANNED:
        assert told.count(a["short"]) == bool(a["started"]), a["short"]
    last = told.split("It cannot be told whether it worked: ")[1]
    assert {"Mini-inspections", "Area leads network"} <= {*last.removesuffix(".").split("; ")}


def test_each_that_began_says_whether_it_worked(opened):
    said = texts(opened("improvement_plan.py"))

    for a in BEGUN:
        found = [text for text in said if text.startswith("**Did it work?**")]
        if len(a["measures"]) == 1:
            assert f"**Did it work?** {plain(sentence(a, MEASURES[a['measures'][0]]))}" in found
            continue
        for key in a["measures"]:
            short = plain(effect_short(MEASURES[key], of(a, MEASURES[key])))
            title = plain(lower(MEASURES[key].title))
            assert any(short in text and (title in text or "\n" not in text) for text in found)
            line = f"- {plain(MEASURES[key].title)}: {plain(sentence(a, MEASURES[key]))}"
            assert any(line in text for text in said)
    assert sum(text.startswith("**Did it work?**") for text in said) == len(BEGUN)
    assert any(text.startswith(CAVEAT) for text in said)
    assert set(SAID.values()) > {"It seems to have worked"}


def test_the_figures_before_and_after_are_those_counted_a_second_time(opened):
    at = opened("improvement_plan.py", issue=ISSUES[1], unit="Lancashire Crown Court Unit")
    rows = [
        row
        for table in at.main.table
        for row in table.value.to_numpy().tolist()
        if row[1] == "Lancashire Crown Court"
    ]
    months = obvious.series("charging_28_day", None, "Lancashire Crown Court Unit", None, 0)
    whole = [m for m in months if m["period"] < date(2026, 11, 1) and not m["small"]]
    before = [m for m in whole if m["period"] < date(2025, 9, 1)]
    after = [m for m in whole if m["period"] >= date(2025, 11, 1)]

    def figure(some: list[dict]) -> str:
        part, of = sum(m["part"] for m in some), sum(m["whole"] for m in some)
        return f"{part / of:.0%} ({part:,} of {of:,})"

    assert rows == [
        [
            "Charging decisions in 28 days",
            "Lancashire Crown Court",
            figure(before),
            figure(after),
            str(len(before)),
            str(len(after)),
        ]
    ]


def test_the_units_compared_are_named_and_months_left_out_counted(opened):
    found = opened("improvement_plan.py", issue=ISSUES[1], unit="Lancashire Crown Court Unit")
    (said,) = [text for text in texts(found) if text.startswith("The other units: ")]

    own = {"Lancashire Crown Court Unit", "Greater Manchester Crown Court Unit"}  # have an action
    first, settled, end = date(2025, 9, 1), date(2025, 11, 1), date(2026, 11, 1)
    compared, left_out = [], 0
    for unit in sorted(SHORT):
        months = obvious.series("charging_28_day", None, unit, None, 0)
        whole = [m for m in months if m["period"] < first or settled <= m["period"] < end]
        enough = [m for m in whole if not m["small"]]
        before = sum(m["period"] < first for m in enough)
        if before < 8 or len(enough) - before < 4 or unit == "Greater Manchester Crown Court Unit":
            continue
        left_out += sum(m["small"] and m["whole"] > 0 for m in whole)
        compared += [SHORT[unit]] if unit not in own else []
    assert left_out
    assert said.startswith(f"The other units: {plain(', '.join(compared))}. A unit with an action")
    n = "1 month" if left_out == 1 else f"{left_out} months"
    assert said.endswith(f" Left out: {n} of a unit with fewer than 10 submissions.")


def test_a_link_chooses_issue_state_and_unit(opened):
    at = opened(
        "improvement_plan.py",
        issue=ISSUES[1],
        state="Overdue",
        unit="Greater Manchester Crown Court Unit",
    )

    assert names(at) == [ISSUES[1], "Legal manager, pre-charge", "The plan as a file"]
    assert f"1 of {len(PLANNED)} actions are shown." in texts(at)
    at = opened("improvement_plan.py", unit="Cumbria Magistrates Hub")
    assert "Legal manager, pre-charge" not in names(at)
    assert "Daily reporting" in names(at)  # which is of every unit


def test_a_link_that_asks_for_what_is_not_there_shows_all_and_says_so(opened):
    at = opened("improvement_plan.py", issue="7 Elsewhere", state="Escalated", part="Nothing")

    said = [text for text in texts(at) if "The link asks for" in text]
    assert len(said) == 3
    assert len(names(at)) == len(PLANNED) + 4


def test_the_plan_as_a_file_is_all_of_it(opened, downloads):
    at = opened("improvement_plan.py", state="Done")
    (button,) = [b for b in at.get("download_button") if "actions" in b.label]

    name, text = downloads.of(button)

    assert (button.label, name) == ("Download 13 actions as CSV", "improvement_plan_2026-11-20.csv")
    head, *rows = (obvious.SAMPLE / "improvement_plan.csv").read_text("utf-8").splitlines()
    assert text.splitlines() == [f"{head},Revision", *(f"{row},1" for row in rows)]
