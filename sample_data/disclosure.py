"""Duties to disclose: the initial one after a charge, then those of a defence statement."""

import numpy as np
import pandas as pd

from sample_data import stories
from sample_data.days import chance, pick, tail, working

DAY = "datetime64[D]"
NONE = np.datetime64("NaT")
# Charges that bring a duty to disclose.
CONTESTED = {"Magistrates'": 0.40, "Crown Court": 0.68, "RASSO": 0.78, "Complex": 0.80}
DEFENDANTS = np.array([83, 12, 4, 1.0])
STILL_IN_CUSTODY = 0.55  # of those charged in custody
CROWN_DAYS = np.array(
    [70, 50]
)  # from sending, on bail and in custody (CrimPR 2020, note to rule 3.19)
OTHER_DAYS = np.array([-14, -7, 7, 14])  # where the court directs something else
MAGISTRATES_DAYS = np.array([28, 14, 21, 35, 42])  # from a not guilty plea, as courts may direct
NO_DAY_SET, CONTINUING_NO_DAY_SET = 0.06, 0.35
EXTENDED, EXTENSION = 0.045, np.array([14, 21, 28])
BEFORE_DUE = np.concatenate([np.linspace(6, 2, 14), np.linspace(1.5, 0.3, 20)])  # 0 to 33 days
LATE = tail((0.6, 7), (0.4, 25), longest=150)
CONTINUES = np.array([68, 22, 7, 3.0])  # none, one, two or three more duties a defendant
CONTINUING_HARDER = 0.07  # continuing disclosure is on time this much less often


def disclosure(rng: np.random.Generator, submissions: pd.DataFrame) -> pd.DataFrame:
    """One row a duty, with all that happens to it, also after the last day of the files."""
    first = _served(rng, _initial(rng, submissions))
    frame = pd.concat([first, _served(rng, _continuing(rng, first))], ignore_index=True)
    return frame.sort_values(
        ["triggered_on", "urn", "defendant", "stage", "sequence"], kind="stable", ignore_index=True
    )


def _initial(rng: np.random.Generator, submissions: pd.DataFrame) -> pd.DataFrame:
    charged = submissions[submissions["outcome"] == "Charge"]
    contested = chance(rng, charged["casework_type"].map(CONTESTED).to_numpy())
    rows = charged.loc[contested, ["urn", "at", "unit", "casework_type", "custody", "decided_on"]]
    rows = rows.loc[rows.index.repeat(1 + pick(rng, DEFENDANTS, len(rows)))].reset_index(drop=True)
    rows["defendant"] = (rows.groupby("urn").cumcount() + 1).astype(str)
    rows["custody"] &= chance(rng, STILL_IN_CUSTODY, len(rows))

    crown = (rows["casework_type"] != "Magistrates'").to_numpy()
    wait = np.where(rows["custody"] & ~crown, 7, 18) + pick(rng, np.ones(18), len(rows))
    rows["triggered_on"] = working(rows["decided_on"].to_numpy().astype(DAY) + wait)
    usual = CROWN_DAYS[rows["custody"].to_numpy().astype(int)]
    other = chance(rng, 0.15, len(rows)) * OTHER_DAYS[pick(rng, np.ones(4), len(rows))]
    summary = MAGISTRATES_DAYS[pick(rng, [70, 8, 8, 8, 6], len(rows))]
    limit = np.where(crown, usual + other, summary)
    blank = chance(rng, NO_DAY_SET, len(rows))
    return rows.assign(
        stage="Initial", sequence=1, limit=np.where(blank, usual, limit), blank=blank
    )


def _continuing(rng: np.random.Generator, first: pd.DataFrame) -> pd.DataFrame:
    more = pick(rng, CONTINUES, len(first))
    keep = ["urn", "at", "unit", "casework_type", "custody", "defendant", "served_on"]
    rows = first.loc[first.index.repeat(more), keep].reset_index(drop=True)
    rows["sequence"] = rows.groupby(["urn", "defendant"]).cumcount() + 1
    apart = 12 + pick(rng, np.ones(30), len(rows))
    since = apart + (rows["sequence"].to_numpy() - 1) * 45  # so that a later one starts later
    return rows.assign(
        triggered_on=working(rows["served_on"].to_numpy().astype(DAY) + since),
        stage="Continuing",
        limit=np.where(chance(rng, 0.55, len(rows)), 14, 28),
        blank=chance(rng, CONTINUING_NO_DAY_SET, len(rows)),
    )


def _served(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    n, unit = len(rows), rows["at"].to_numpy()
    start, blank = rows["triggered_on"].to_numpy().astype(DAY), rows["blank"].to_numpy()
    first_due = working(start + rows["limit"].to_numpy(), "backward")
    extended = chance(rng, EXTENDED, n) & ~blank
    asked = np.maximum(
        working(first_due - 1 - pick(rng, np.ones(9), n), "backward"), working(start, plus=1)
    )
    due = first_due + np.where(extended, EXTENSION[pick(rng, np.ones(3), n)], 0)

    share = np.array([u.disclosure_on_time for u in stories.UNITS])[unit]
    share = share - CONTINUING_HARDER * (rows["stage"] == "Continuing").to_numpy()
    prompt = chance(rng, share + stories.unrest(rng, unit, due, width=0.03))
    early = np.maximum(
        working(due - pick(rng, BEFORE_DUE, n), "backward"), np.where(extended, asked, start)
    )
    late = working(due + 1 + pick(rng, LATE, n))
    return rows.assign(
        in_custody=np.where(rows["custody"], "Yes", "No"),
        due_on=np.where(blank, NONE, due),
        first_due_on=np.where(extended, first_due, NONE),
        extended_on=np.where(extended, asked, NONE),
        served_on=np.where(prompt, working(early), late),
    )
