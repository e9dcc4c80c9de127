"""Stores of a few rows, made for one test."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

from extracts.area import load_area
from extracts.intake import publish
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.store import Store
from plan.actions import PlanAction
from plan.changes import save_action
from plan.known import known

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
USUAL = {
    "charging": {
        "submission": "1",
        "unit": "Cumbria Magistrates Hub",
        "casework_type": "Magistrates'",
        "review_track": "28 day",
        "in_custody": "No",
    },
    "disclosure": {
        "defendant": "1",
        "stage": "Initial",
        "sequence": "1",
        "unit": "Cumbria Crown Court Hub",
        "casework_type": "Crown Court",
        "in_custody": "No",
    },
    "victim_letters": {
        "victim": "1",
        "sequence": "1",
        "unit": "Cumbria Magistrates Hub",
        "casework_type": "Magistrates'",
        "decision": "Stopped",
        "enhanced": "No",
    },
    "reviews": {
        "question": "Was it right?",
        "kind": "IQA",
        "theme": "Case analysis and strategy",
        "unit": "Cumbria Magistrates Hub",
        "casework_type": "Magistrates'",
        "rating": "Fully met",
        "question_set": "2026",
    },
}


def put(store: Path, extract: str, day: str, *rows: dict[str, str], rejected: int = 0) -> None:
    """Publish rows, by the names of fields. Usual URNs are of the sample, so no clock is read.

    rejected: how many of them are faulty.
    """
    declared = EXTRACTS[extract]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([f.title for f in declared.fields])
    for i, row in enumerate(rows):
        whole = {declared.keys[0]: f"00SA{i:07}", **USUAL[extract], **row}
        writer.writerow([whole.get(f.name, "") for f in declared.fields])
    on = date.fromisoformat(day)
    reading = read(
        out.getvalue().encode(), name=f"{extract}.csv", today=on, area=load_area(), extract_day=on
    )
    assert reading.extract.key == extract
    assert reading.n_accepted == len(rows) - rejected, reading.findings.to_string()
    publish(Store(store), reading, who="A test", now=NOW)


def plan(store: Path, action: PlanAction) -> PlanAction:
    """Save an action of the improvement plan."""
    return save_action(
        Store(store),
        action,
        known=known(load_area()),
        who="A test",
        now=NOW,
        today=NOW.date(),
    )
