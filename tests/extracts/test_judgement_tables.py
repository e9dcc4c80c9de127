"""Are targets, step changes and points left out read, and refused in words otherwise?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

from datetime import date

import pytest

from extracts.area import DEFAULT, load_area
from extracts.errors import AreaError
from extracts.judgement import LeftOut, StepChange, Target

UNITS = 'name = "N"\n[[units]]\nname = "Cumbria Hub"\nshort = "Cumbria"\n[[units]]\nname = "Lancs Unit"\nshort = "Lancs"\n'
TARGET = '[[targets]]\nmeasure = "m"\nvalue = 0.8\nfrom = 2026-04-01\nsource = "The Board."\n'
STEP = '[[step_changes]]\nmeasure = "m"\nfrom = 2025-11-01\nreason = "Why."\nset_by = "Who"\n'
LEFT_OUT = '[[left_out]]\nmeasure = "m"\nmonth = 2026-01-31\nreason = "Why."\nset_by = "Who"\n'


@pytest.fixture
def load(tmp_path):
    def written(text):
        path = tmp_path / "area.toml"
        path.write_text(UNITS + text, "utf-8")
        return load_area(path)

    return written


def test_a_target_is_read(load):
    (target,) = load(TARGET).targets
    assert target == Target(measure="m", value=0.8, starts_on=date(2026, 4, 1), source="The Board.")


def test_a_target_may_be_of_a_unit_by_any_of_its_names_and_illustrative(load):
    for name in ("Cumbria Hub", "cumbria", "CUMBRIA-HUB"):
        (target,) = load(TARGET + f'unit = "{name}"\nillustrative = true\n').targets
        assert target.unit == "Cumbria Hub"
        assert target.illustrative


def test_a_target_in_whole_days_is_a_number_like_any_other(load):
    (target,) = load(TARGET.replace("0.8", "28")).targets
    assert target.value == 28
    assert isinstance(target.value, float)


def test_step_changes_and_points_left_out_are_read(load):
    area = load(STEP + STEP + 'unit = "Lancs"\n' + LEFT_OUT + LEFT_OUT + 'unit = "Lancs"\n')
    words = {"measure": "m", "reason": "Why.", "set_by": "Who"}
    assert area.step_changes == (
        StepChange(**words, starts_on=date(2025, 11, 1)),
        StepChange(**words, starts_on=date(2025, 11, 1), unit="Lancs Unit"),
    )
    assert area.left_out == (  # a month is known by any of its days
        LeftOut(**words, month=date(2026, 1, 1)),
        LeftOut(**words, month=date(2026, 1, 1), unit="Lancs Unit"),
    )


def test_actions_in_the_file_are_refused_with_how_to_bring_them_into_the_plan(load):
    with pytest.raises(AreaError) as why:
        load('[[actions]]\ntitle = "Training"\n')
    assert str(why.value) == (
        "area.toml has [[actions]], and the actions of the improvement plan are kept in the store "
        "now. Write each as a row of a CSV file with the headings that 'python -m plan export' "
        "shows, take [[actions]] out of area.toml, and load the CSV file with 'python -m plan load "
        "FILE'."
    )


def test_an_area_without_tables_has_none(load):
    area = load("")
    assert (area.targets, area.step_changes, area.left_out, area.actions) == ((), (), (), ())


DAY = r"should be a date without quotation marks or a time, as 2026-04-01\.$"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[targets]", r"^In area\.toml, each target should be a table: \[\[targets\]\] and its settings\.$"),
        ("[[targets.x]]", r"each target should be a table: "),
        ("[left_out]", r"each point left out should be a table: \[\[left_out\]\] and its settings\.$"),
        (TARGET.replace("value", "valeu"), r'^In area\.toml, target 1 \(m\) has a setting that is not known: "valeu"\. Did you mean "value"\?$'),
        (TARGET + 'colour = "red"', r'"colour"\. Its settings are measure, value, from, source, illustrative and unit\.$'),
        (TARGET + 'starts_on = 2026-04-01', r'not known: "starts_on"\.'),
        (TARGET + 'units = ["Cumbria"]', r'not known: "units"\. Did you mean "unit"\?$'),
        (TARGET + TARGET.replace('measure = "m"', 'measure = ["m"]'), r'^In area\.toml, target 2 has "measure" wrong: it should be the key of a measure, as "charging_28_day"\.$'),
        (TARGET + "small_number = 5", r"target 1 \(m\) has the setting small_number, which is the Area's: what stands below \[\[targets\]\] belongs to a target\. Put small_number above the first heading in square brackets\.$"),
        ("[[targets]]", r'^In area\.toml, target 1 lacks "measure", which should be the key of a measure, as "charging_28_day"\.$'),
        (TARGET.replace("value = 0.8", ""), r'target 1 \(m\) lacks "value", which should be a number from 0 to 1,000,000, as 0\.8 for 80%\.$'),
        (TARGET.replace("from = 2026-04-01", ""), rf'lacks "from", which {DAY}'),
        (TARGET.replace('source = "The Board."', ""), r'lacks "source", which should be a text that says who set it and where\.$'),
        (TARGET.replace("The Board.", " "), r'has "source" wrong: it should be a text that says who set it and where\.$'),
        (TARGET.replace("0.8", "-0.1"), r'has "value" wrong: it should be a number from 0 to 1,000,000, '),
        (TARGET.replace("0.8", "nan"), r'has "value" wrong'),
        (TARGET.replace("0.8", "inf"), r'has "value" wrong'),
        (TARGET.replace("0.8", "1" + 400 * "0"), r'has "value" wrong'),
        (TARGET.replace("0.8", "true"), r'has "value" wrong'),
        (TARGET.replace("0.8", '"80%"'), r'has "value" wrong'),
        (TARGET.replace("2026-04-01", '"2026-04-01"'), rf'has "from" wrong: it {DAY}'),
        (TARGET.replace("2026-04-01", "2026-04-01T00:00:00"), rf'has "from" wrong: it {DAY}'),
        (TARGET.replace("2026-04-01", "2026"), rf'has "from" wrong: it {DAY}'),
        (TARGET + "illustrative = 1", r'has "illustrative" wrong: it should be true or false\.$'),
        (TARGET + 'unit = ["Cumbria"]', r'has "unit" wrong: it should be a text, the name of one unit\.$'),
        (TARGET + 'unit = "Cumbia"', r'names the unit "Cumbia", which is none of the Area\'s\. Did you mean "Cumbria Hub"\?$'),
        (TARGET + 'unit = "Lnacs"', r'none of the Area\'s\. Did you mean "Lancs Unit"\?$'),
        (TARGET + 'unit = "Z"', r'the unit "Z", which is none of the Area\'s\. Write it as one of \[\[units\]\] has it\.$'),
        (TARGET + TARGET.replace("0.8", "0.9"), r"^In area\.toml, targets 1 and 2 \(m\) are of the same measure, unit and day: keep one\.$"),
        (TARGET + STEP + TARGET + 'unit = "lancs"' + "\n" + TARGET + 'unit = "Lancs Unit"', r"targets 2 and 3 \(m\)"),
        (STEP.replace('reason = "Why."', ""), r'^In area\.toml, step change 1 \(m\) lacks "reason", which should be a text that says why\.$'),
        (STEP.replace('set_by = "Who"', ""), r'lacks "set_by", which should be a text that says who decided it\.$'),
        (STEP.replace('"Who"', '""'), r'has "set_by" wrong'),
        (STEP + 'unit = "Z"', r'step change 1 \(m\) names the unit "Z"'),
        (STEP + STEP, r"step changes 1 and 2 \(m\) are of the same measure, unit and day: keep one\.$"),
        (LEFT_OUT.replace('reason = "Why."', "reason = 5"), r'^In area\.toml, point left out 1 \(m\) has "reason" wrong: it should be a text that says why\.$'),
        (LEFT_OUT.replace("2026-01-31", '"January"'), rf'has "month" wrong: it {DAY}'),
        (LEFT_OUT + LEFT_OUT.replace("31", "01"), r"points left out 1 and 2 \(m\) are of the same measure, unit and month: keep one\.$"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_is_refused(text, words, load):
    with pytest.raises(AreaError, match=words):
        load(text)


def test_the_examples_in_the_area_beside_the_program_can_be_used(tmp_path):
    lines = DEFAULT.read_text("utf-8").splitlines()
    start = [i for i, line in enumerate(lines) if line in ("# [[step_changes]]", "# [[left_out]]")]
    for i in start:
        while lines[i].startswith("# "):
            lines[i] = lines[i].removeprefix("# ")
            i += 1
    path = tmp_path / "area.toml"
    path.write_text("\n".join(lines), "utf-8")
    area = load_area(path)

    assert len(start) == 2
    assert [s.unit for s in area.step_changes] == ["Lancashire Crown Court Unit"]
    assert [p.measure for p in area.left_out] == ["letters_on_time"]


def test_the_sample_area_has_no_target_that_passes_for_a_published_one():
    area = load_area(DEFAULT)

    assert all(t.illustrative and t.source.startswith("Illustrative: ") for t in area.targets)
    assert not area.actions
    assert not area.step_changes
    assert not area.left_out
