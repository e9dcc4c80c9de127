"""Letters owed to victims: of decisions not to prosecute, to stop, or to alter a charge."""

import numpy as np
import pandas as pd

from sample_data import stories
from sample_data.days import LAST, chance, is_working, pick, tail, working

DAY = "datetime64[D]"
NONE = np.datetime64("NaT")
HAS_VICTIM = 0.68  # of decisions not to prosecute; the two shares below count cases with a victim
STOPPED, ALTERED = 0.13, 0.06  # of charges
VICTIMS = np.array([86, 11, 3.0])
ENHANCED = {"Magistrates'": 0.38, "Crown Court": 0.36, "RASSO": 0.88, "Complex": 0.25}
NOT_KNOWN = 0.03
UNIT_SHIFT = (
    -0.02,
    0.02,
    0.06,
    0.0,
    -0.03,
    -0.04,
    0.02,
    0.05,
    0.03,
    0.0,
    0.04,
)  # in the order of UNITS
ON_TIME = {"Yes": 0.52, "No": 0.68}  # before the letter leads start
WHEN_ON_TIME = {"Yes": np.array([35, 65.0]), "No": np.array([4, 10, 16, 22, 25, 23.0])}
LATE = tail((0.75, 4), (0.25, 15), longest=90)
NEVER = (0.012, 0.004)  # never sent, before and after the letter leads start
CHANNELS = np.array(["Letter", "Email", "Telephone"], dtype=object)


def victim_letters(rng: np.random.Generator, submissions: pd.DataFrame) -> pd.DataFrame:
    """One row a letter owed, with all that happens to it, also after the last day of the files."""
    rows = _owed(rng, submissions)
    rows = rows[rows["decided_on"] <= LAST].sort_values(["decided_on", "urn"], kind="stable")
    rows = rows.loc[rows.index.repeat(1 + pick(rng, VICTIMS, len(rows)))].reset_index(drop=True)
    rows["victim"] = (rows.groupby(["urn", "decision"]).cumcount() + 1).astype(str)
    rows["sequence"] = rows.groupby(["urn", "victim"]).cumcount() + 1
    rows["enhanced"] = _enhanced(rng, rows)
    return _sent(rng, rows)


def _owed(rng: np.random.Generator, submissions: pd.DataFrame) -> pd.DataFrame:
    keep = ["urn", "at", "unit", "casework_type", "decided_on"]
    refused = submissions.loc[submissions["outcome"] == "No further action", keep]
    refused = refused[chance(rng, HAS_VICTIM, len(refused))].assign(decision="No prosecution")
    charged = submissions.loc[submissions["outcome"] == "Charge", keep]
    parts = [refused]
    for decision, share, first in (
        ("Substantially altered", ALTERED, 20),
        ("Stopped", STOPPED, 40),
    ):
        part = charged[chance(rng, share, len(charged))].assign(decision=decision)
        wait = first + pick(rng, tail((1.0, 80), longest=300), len(part))
        part["decided_on"] = working(part["decided_on"].to_numpy().astype(DAY) + wait)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _enhanced(rng: np.random.Generator, rows: pd.DataFrame) -> np.ndarray:
    yes = chance(rng, rows["casework_type"].map(ENHANCED).to_numpy())
    known = np.where(yes, "Yes", "No").astype(object)
    draw = rng.random(len(rows))  # half of those not known are left blank, half say so
    return np.where(draw < NOT_KNOWN / 2, "", np.where(draw < NOT_KNOWN, "Unknown", known))


def _sent(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    n, unit = len(rows), rows["at"].to_numpy()
    decided = rows["decided_on"].to_numpy().astype(DAY)
    quick = (rows["enhanced"] == "Yes").to_numpy()
    share = np.where(quick, ON_TIME["Yes"], ON_TIME["No"]) + np.array(UNIT_SHIFT)[unit]
    share = share + stories.unrest(rng, unit, decided, width=0.03)
    share = share + np.where(
        quick, stories.LETTERS_ENHANCED.at(decided, unit), stories.LETTERS_OTHER.at(decided, unit)
    )
    inside = np.where(quick, pick(rng, WHEN_ON_TIME["Yes"], n), pick(rng, WHEN_ON_TIME["No"], n))
    inside = np.maximum(inside, ~is_working(decided))  # no letter goes out on a Saturday
    late = np.where(quick, 2, 6) + pick(rng, LATE, n)
    taken = np.where(chance(rng, share), inside, late)
    never = chance(rng, np.where(decided < stories.LETTERS_START, *NEVER))
    sent = working(decided, "backward", plus=taken)
    reasons = working(decided, "backward", plus=np.maximum(taken // 2, ~is_working(decided)))
    told = CHANNELS[pick(rng, [70, 22, 8], n)]
    applies = np.where(chance(rng, 0.82, n), "Yes", "No")
    applies = np.where(rows["decision"] == "Substantially altered", "No", applies)
    return rows.assign(
        reasons_on=np.where(chance(rng, 0.9, n), reasons, NONE),
        sent_on=np.where(never, NONE, sent),
        channel=told,
        vrr_applies=np.where(chance(rng, 0.02, n), "", applies),
    )
