"""Cases and their submissions for a pre-charge decision: received, decided, and back again."""

import numpy as np
import pandas as pd

from extracts.registry import SAMPLE_PREFIX
from sample_data import stories
from sample_data.days import (
    CALENDAR,
    LAST,
    chance,
    day,
    is_working,
    pick,
    pick_each,
    tail,
    weekday,
    working,
)

WARM_UP = day("2023-09-01")  # cases before the first row of the files, so that it has resubmissions
PER_DAY = 43.6  # first submissions on an ordinary working day; with resubmissions some 67
SLOTS = 120  # a day's arrivals are a draw a slot, near enough to Poisson
WEEKDAYS = np.array([1.08, 1.05, 1.02, 0.97, 0.90, 0.12, 0.08])
# In custody, of first submissions: CPS Direct takes many of them, and is not of the Area.
CUSTODY = {"Magistrates'": 0.20, "Crown Court": 0.25, "RASSO": 0.10, "Complex": 0.07}
MOST_SUBMISSIONS = 4

TRACKS = np.array(["28 day", "5 day", "Priority"], dtype=object)
LIMIT = np.array([28, 5, 1])
ON_TIME = (
    np.concatenate([np.full(12, 0.15), np.linspace(0.5, 6.5, 16)]),
    np.array([1, 2, 3, 4, 4.0]),
)
LATE = (tail((0.55, 9), (0.45, 33), longest=240), tail((0.7, 3), (0.3, 12), longest=60))
AT_TRIAGE = np.array([1, 4, 6, 5, 4, 3, 2, 2.0])
IN_CUSTODY = np.array([84, 9, 3, 1, 1, 0.6, 0.5, 0.4, 0.3, 0.2])
ACCEPTING = np.array([5, 6, 4, 2, 1.0])

OUTCOMES = np.array(
    [
        "Returned at triage",
        "Action plan",
        "Charge",
        "No further action",
        "Out of court",
        "Administratively finalised",
    ],
    dtype=object,
)
MIX = (  # of first, second and later submissions; 46% of the first come back, 35% of the second
    np.array([16, 30, 33, 14, 4, 3.0]),
    np.array([8, 27, 42, 16, 3, 4.0]),
    np.array([4, 18, 52, 18, 2, 6.0]),
)
CUSTODY_MIX = np.array([3, 15, 69, 10, 1, 2.0])
MORE_ACTION_PLANS = {"RASSO": 10.0, "Complex": 6.0}
PLAN_DAYS = np.array([14, 21, 28, 42])
WITH_POLICE = (
    tail((1.0, 14), longest=90),
    tail((0.5, 22), (0.5, 58), longest=330),
)  # after triage, after a plan
COMES_BACK = (0.92, 0.88)


def charging(rng: np.random.Generator) -> pd.DataFrame:
    """One row a submission, with all that happens to it, also after the last day of the files."""
    held, rounds = _cases(rng), []
    for n in range(1, MOST_SUBMISSIONS + 1):
        rows = _decided(rng, held, n)
        rounds.append(rows)
        held = _back_from_police(rng, rows)
    frame = pd.concat(rounds, ignore_index=True)
    return frame.sort_values(["received_on", "urn"], kind="stable", ignore_index=True)


def _cases(rng: np.random.Generator) -> pd.DataFrame:
    days = np.arange(WARM_UP, LAST + 1)
    rate = PER_DAY * WEEKDAYS[weekday(days)] * ~np.isin(days, CALENDAR.holidays)
    months_days = np.array([str(d)[5:] for d in days])
    rate = rate * np.where((months_days >= "12-24") | (months_days <= "01-01"), 0.8, 1.0)
    received = np.repeat(days, (rng.random((len(days), SLOTS)) < rate[:, None] / SLOTS).sum(axis=1))
    n = len(received)
    unit = pick(rng, [u.share for u in stories.UNITS], n)
    kind = stories.TYPES[unit].copy()
    odd = rng.random(n)
    kind[(stories.TYPES[unit] == "Magistrates'") & (odd < 0.02)] = "Crown Court"
    kind[(stories.TYPES[unit] == "Crown Court") & (odd < 0.03)] = "Magistrates'"
    custody = np.array([CUSTODY[k] for k in stories.TYPES[unit]])
    custody = np.where(weekday(received) > 4, 0.85, custody)
    year = received.astype("datetime64[Y]").astype(int) + 1970
    number = pd.Series(year).groupby(year).cumcount() + 1
    return pd.DataFrame(
        {
            "urn": [
                f"{SAMPLE_PREFIX}{a:05d}{b % 100:02d}" for a, b in zip(number, year, strict=True)
            ],
            "at": unit,
            "casework_type": kind,
            "custody": chance(rng, custody),
            "received_on": received,
        }
    )


def _decided(rng: np.random.Generator, held: pd.DataFrame, number: int) -> pd.DataFrame:
    n, unit, custody = len(held), held["at"].to_numpy(), held["custody"].to_numpy()
    received = held["received_on"].to_numpy().astype("datetime64[D]")
    track = np.where(
        custody, pick(rng, [0, 7, 93], n), pick(rng, [89, 10, 1] if number == 1 else [86, 13, 1], n)
    )
    outcome = _outcomes(rng, held, number)
    returned = outcome == 0
    due = received + LIMIT[track]

    share = stories.on_time_28_day(unit, due) + stories.unrest(rng, unit, due, width=0.02)
    share = np.where(track == 0, share, 0.39 + share / 2)
    at_triage = (
        MIX[min(number, 3) - 1][0] / 100
    )  # these are on time, so the rest are a little less often
    prompt = chance(rng, np.clip((share - at_triage) / (1 - at_triage), 0, 1))
    late = _late(rng, track, np.array([u.lateness for u in stories.UNITS])[unit])
    inside = np.where(track == 0, pick(rng, ON_TIME[0], n), pick(rng, ON_TIME[1], n)) + 1
    decided = received + np.where(prompt, inside, LIMIT[track] + late)
    decided = np.where(
        prompt, np.maximum(working(decided, "backward"), working(received)), working(decided)
    )
    decided = _after_christmas(rng, decided)
    decided = np.where(returned, working(received + pick(rng, AT_TRIAGE, n)), decided)
    decided = np.where(custody | (track == 2), received + pick(rng, IN_CUSTODY, n), decided)

    accepted = np.where(custody, received, working(received, plus=0) + pick(rng, ACCEPTING, n))
    accepted = np.minimum(np.where(custody, accepted, working(accepted)), decided)
    planned = decided + PLAN_DAYS[pick(rng, [2, 3, 4, 1], n)]
    same = chance(rng, 0.45 + stories.OWNERSHIP_SAME.at(decided, unit))
    rows = held.assign(
        submission=number,
        unit=stories.NAMES[unit],
        review_track=TRACKS[track],
        in_custody=np.where(custody, "Yes", "No"),
        accepted_on=np.where(returned, np.datetime64("NaT"), accepted),
        decided_on=decided,
        outcome=OUTCOMES[outcome],
        police_due_on=np.where(outcome == 1, planned, np.datetime64("NaT")),
        same_prosecutor=np.where((number == 1) | returned, "", np.where(same, "Yes", "No")),
    )
    return rows


def _outcomes(rng: np.random.Generator, held: pd.DataFrame, number: int) -> np.ndarray:
    weights = np.where(held["custody"].to_numpy()[:, None], CUSTODY_MIX, MIX[min(number, 3) - 1])
    weights[:, 1] += held["casework_type"].map(MORE_ACTION_PLANS).fillna(0.0).to_numpy()
    return pick_each(rng, weights)


def _late(rng: np.random.Generator, track: np.ndarray, lateness: np.ndarray) -> np.ndarray:
    days = np.where(track == 0, pick(rng, LATE[0], len(track)), pick(rng, LATE[1], len(track))) + 1
    return np.ceil(days * lateness).astype(int)


def _after_christmas(rng: np.random.Generator, decided: np.ndarray) -> np.ndarray:
    """Decisions of Christmas, put off; some of early January wait behind them."""
    key = np.array([(int(d[5:7]), int(d[8:10])) for d in np.datetime_as_string(decided)])
    key = key[:, 0] * 100 + key[:, 1]
    first, last, end = (
        m * 100 + d
        for m, d in (stories.CHRISTMAS_FROM, stories.CHRISTMAS_TO, stories.CHRISTMAS_WORKED_OFF)
    )
    stalled = ((key >= first) | (key <= last)) & chance(rng, 0.75, len(decided))
    queued = (key > last) & (key <= end) & chance(rng, 0.28, len(decided))
    wait = np.where(
        stalled, 9 + pick(rng, np.ones(14), len(decided)), 4 + pick(rng, np.ones(8), len(decided))
    )
    return np.where(stalled | queued, working(decided + wait), decided)


def _back_from_police(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    plan = (rows["outcome"] == "Action plan").to_numpy()
    out = np.where(
        plan, 7 + pick(rng, WITH_POLICE[1], len(rows)), 2 + pick(rng, WITH_POLICE[0], len(rows))
    )
    back = chance(rng, np.where(plan, COMES_BACK[1], COMES_BACK[0]))
    sent = plan | (rows["outcome"] == "Returned at triage").to_numpy()
    decided = rows["decided_on"].to_numpy().astype("datetime64[D]")
    received = working(decided + out)
    keep = sent & back & (received <= LAST) & is_working(received)
    held = rows.loc[keep, ["urn", "at", "casework_type"]]
    return held.assign(custody=False, received_on=received[keep]).reset_index(drop=True)
