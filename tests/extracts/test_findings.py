"""Are findings collected, all of them, and given by row?"""

import numpy as np

from extracts.findings import COLUMNS, Finding, Findings, listed


def test_findings_come_by_row_and_within_it_as_they_were_found():
    findings = Findings()
    findings.add(np.array([5, 3]), "Day", ["x", "y"], ["no day", "no day either"], rejects=True)
    findings.add(np.array([], "int64"), "Unit", [], [], rejects=True)
    findings.note(3, "Unit", "z", "not known")
    findings.note(0, "", "", "all of it")
    assert listed(findings.frame()) == [
        Finding(0, "", "", "all of it", False),
        Finding(3, "Day", "y", "no day either", True),
        Finding(3, "Unit", "z", "not known", False),
        Finding(5, "Day", "x", "no day"),
    ]


def test_faults_may_have_a_value_and_a_message_in_common():
    findings = Findings()
    findings.add([2, 3], "Day", "", "blank", rejects=True)
    assert listed(findings.frame()) == [
        Finding(2, "Day", "", "blank"),
        Finding(3, "Day", "", "blank"),
    ]


def test_none_are_a_frame_of_the_same_columns_and_types():
    one = Findings()
    one.note(1, "a", "b", "c")
    none = Findings().frame()
    assert len(none) == 0
    assert list(none.columns) == list(COLUMNS)
    assert none.dtypes.tolist() == one.frame().dtypes.tolist()
