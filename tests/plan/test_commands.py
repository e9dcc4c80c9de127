"""python -m plan: what it says, what it ends with, and what the sample plan holds."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from extracts.area import load_area
from extracts.store import Store
from metrics.measure import ISSUES
from metrics.registry import MEASURES
from metrics.targets import actions as drawn
from plan import commands
from plan.actions import actions, state
from plan.area import with_plan
from plan.commands import plan
from sample_data import stories
from tests.browser.serving import ROOT
from tests.pages.made import put

SAMPLE = ROOT / "sample_data" / "improvement_plan.csv"
ROW = "Short name,What,Issue,Owner\nTraining,Train,1,Head\n"
LAST_DAY = date(2026, 11, 20)


@pytest.fixture
def run(own_store):
    def of(*arguments):
        done = CliRunner().invoke(plan, [*map(str, arguments)])
        return done.exit_code, done.stdout, done.stderr

    return of


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(ROW, "utf-8")
    return path


def test_a_file_is_loaded_and_the_same_again_changes_nothing(run, file, own_store):
    assert run("load", file, "--who", "Ann") == (
        0,
        "new: Training (training)\n"
        "plan.csv: 1 action, 1 new, 0 changed, 0 unchanged.\n"
        "Saved: 1 action. Actions that the file does not have are as they were.\n",
        "",
    )
    assert run("load", file)[1] == (
        "plan.csv: 1 action, 0 new, 0 changed, 1 unchanged.\n"
        "The plan has all of it already; nothing was saved.\n"
    )
    assert actions(Store(own_store))[0].revision == 1


def test_what_would_change_is_said_without_saving(run, file, own_store):
    run("load", file)
    file.write_text("Key,Owner,Due\ntraining,Deputy,01/12/2026\n", "utf-8")
    assert run("load", file, "--check") == (
        0,
        'changed: Training (training): Owner from "Head" to "Deputy" and Due from blank to '
        "01/12/2026\nplan.csv: 1 action, 0 new, 1 changed, 0 unchanged.\n",
        "",
    )
    assert actions(Store(own_store))[0].owner == "Head"


def test_a_fault_ends_with_1_and_nothing_is_saved(run, file, own_store):
    file.write_text(ROW + "Other,,1,Head\n", "utf-8")
    assert run("load", file) == (
        1,
        "",
        "Refused: plan.csv: nothing of it was taken. Row 3: What is blank: say in a sentence what "
        "is done.\n",
    )
    assert actions(Store(own_store)) == []


def test_a_file_that_is_not_there_or_a_folder_is_said(run, file):
    code, _, why = run("load", file.with_name("plan.cvs"))
    assert (code, why.endswith('Did you mean "plan.csv"?\n')) == (1, True)
    code, _, why = run("load", file.parent)
    assert (code, why) == (1, f"Refused: {file.parent} cannot be opened: Is a directory.\n")


def test_whoever_stops_it_is_told_where_to_look(run, file, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "preview", stopped)
    assert run("load", file) == (
        1,
        "",
        "\nStopped. A file is taken whole or not at all: python -m plan export shows the plan.\n",
    )


def test_if_empty_loads_once(run, file):
    assert run("load", "--if-empty", file)[1].endswith("as they were.\n")
    said = "The plan has actions already; nothing is loaded.\n"
    assert run("load", "--if-empty", SAMPLE) == (0, said, "")


def test_a_sample_plan_is_not_put_beside_real_data_unasked(run, own_store):
    put(own_store, "charging", "2026-11-20", {"urn": "06AA0000126", "received_on": "02/11/2026"})
    said = "The store holds data that is no sample, and the file is a sample; nothing is loaded.\n"
    assert run("load", "--if-empty", SAMPLE) == (0, said, "")
    assert actions(Store(own_store)) == []


def test_the_plan_is_exported_to_a_file_or_the_screen(run, file, tmp_path):
    run("load", SAMPLE)
    to = tmp_path / "out.csv"
    assert run("export", to)[:2] == (0, f"The plan is written to {to}.\n")
    exported, sample = (path.read_bytes().splitlines() for path in (to, SAMPLE))
    assert exported == [sample[0] + b",Revision", *(line + b",1" for line in sample[1:])]
    for printed in (run("export"), run("export", "-")):
        assert printed[1].splitlines() == to.read_text("utf-8-sig").splitlines()
    assert not Path("-").exists()
    code, _, why = run("export", tmp_path)
    assert (code, why) == (1, f"Refused: {tmp_path} cannot be written: Is a directory.\n")


def test_an_old_file_undoes_nothing_and_a_clash_is_for_a_person_to_settle(run, file, own_store):
    run("load", file, "--who", "Ann")
    old = run("export")[1]
    file.write_text("Key,Owner,Notes\ntraining,Deputy,Moved\n", "utf-8")
    run("load", file, "--who", "Bob")

    file.write_text(old, "utf-8")
    code, said, _ = run("load", file, "--who", "Ann")
    assert (code, said.splitlines()[1:]) == (
        0,
        [
            "plan.csv: 1 action, 0 new, 0 changed, 1 unchanged.",
            "The plan has all of it already; nothing was saved.",
        ],
    )
    assert said.startswith('kept: Training (training): Owner: "Deputy" stays, as Bob saved it at ')
    assert actions(Store(own_store))[0].notes == "Moved"

    file.write_text(old.replace("Head", "Chief"), "utf-8")
    for more in ((), ("--check",)):
        code, said, why = run("load", file, "--who", "Ann", *more)
        assert code == 1
        assert (
            'changed by both: Training (training): Owner: the file has "Chief", and Bob changed it '
            'from "Head" to "Deputy" at '
        ) in said
        assert why == (
            "Refused: plan.csv: nothing of it was saved, since 1 field was changed by the file and "
            "by others. Export the plan anew and change that file, or say which is to stand: "
            "--keep theirs, as the plan has it now, or --keep mine, as the file has it.\n"
        )
    assert actions(Store(own_store))[0].owner == "Deputy"
    assert run("load", file, "--keep", "theirs")[1].endswith("nothing was saved.\n")
    assert "What the file has stands." in run("load", file, "--keep", "mine")[1]
    found = actions(Store(own_store))[0]
    assert (found.owner, found.notes) == ("Chief", "Moved")


def test_the_history_of_an_action_is_told_the_newest_first(run, file, tmp_path):
    run("load", file, "--who", "Ann")
    file.write_text("Key,Owner\ntraining,Deputy\n", "utf-8")
    run("load", file, "--who", "Bob")
    code, said, _ = run("history", "training")
    newest, first = said.splitlines()
    assert code == 0
    assert newest.startswith("2, Bob at ")
    assert newest.endswith(': Owner from "Head" to "Deputy"')
    assert first.endswith(': new: What "Train", Short name "Training", Issue "1" and Owner "Head"')
    assert run("history", "trainin")[2] == (
        'Refused: The plan has no action "trainin". Did you mean "training"?\n'
    )
    assert "'python -m plan export' shows" in run("history", "zzz")[2]


def test_the_sample_plan_is_whole_and_marked_as_a_sample(run, own_store):
    run("load", SAMPLE)
    held = actions(Store(own_store))
    assert len(held) == 13
    assert all(a.sample and a.owner and a.due and a.agreed and not a.withdrawn for a in held)
    assert {a.issue for a in held} == set(ISSUES)
    for action in held:
        assert {MEASURES[key].issue for key in action.measures} <= {action.issue}
    stands = [state(a, LAST_DAY) for a in held]
    assert {s: stands.count(s) for s in sorted(set(stands))} == {
        "done": 6,
        "due this month": 1,
        "in hand": 3,
        "not started": 1,
        "overdue": 2,
    }


def test_the_sample_plan_has_the_stories_of_the_sample_data(run, own_store):
    run("load", SAMPLE)
    area = with_plan(load_area(), Store(own_store))
    assert drawn(area, is_sample=False) == ()
    started = {a.short: (np.datetime64(a.started), *a.units) for a in drawn(area, is_sample=True)}
    told = {  # sample_data/README.md; the last two have no change in the data
        "Cradle-to-grave": (stories.OWNERSHIP.start, stories.OWNERSHIP.unit),
        "Review prompt": (stories.PROMPT.start,),
        "Letter templates and leads": (stories.LETTERS_START,),
        "Legal manager, pre-charge": (
            np.datetime64("2026-03-01"),
            "Greater Manchester Crown Court Unit",
        ),
        "Legal training": (np.datetime64("2026-10-05"),),
    }
    assert told.items() <= started.items()
    # The others began before the first month of the data, where no figure can show them.
    first = np.datetime64("2024-05-01")
    assert all(days[0] < first for name, days in started.items() if name not in told)
