"""Reviews of files and letters: one row a question answered."""

import numpy as np
import pandas as pd

from extracts.registry import SAMPLE_PREFIX
from sample_data import stories
from sample_data.days import FIRST, LAST, chance, pick, pick_each, working
from sample_data.questions import ANALYSIS, CASEWORK, LETTER, LETTERS, NEW_SET, SETS

KINDS = {  # reference, questions, share of all reviews
    "Mini-inspection": ("MI", "Casework", 0.30),
    "IQA": ("IQ", "Casework", 0.42),
    "Letter sample": ("LS", "Letters", 0.28),
}
SLOTS, FILLED = 26, 0.66  # of a week: some 52 files and 20 letters a month
MARKERS = 14
NO_MARKER = 0.04
SHARED = 0.09  # how far a file's answers move together, either way
RATINGS = np.array(["Fully met", "Partially met", "Not met", "Not applicable"], dtype=object)


def reviews(rng: np.random.Generator) -> pd.DataFrame:
    """One row an answer, oldest review first."""
    held = _held(rng)
    parts = []
    for questions, kinds in (
        ("Casework", ("Mini-inspection", "IQA")),
        ("Letters", ("Letter sample",)),
    ):
        part = held[held["kind"].isin(kinds)]
        parts += _answers(rng, part, questions)
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values(["reviewed_on", "review", "place"], kind="stable", ignore_index=True)


def _held(rng: np.random.Generator) -> pd.DataFrame:
    mondays = np.arange(working(FIRST) - 2, LAST, 7)  # 1 May 2024 was a Wednesday
    quiet = np.isin(mondays.astype("datetime64[M]").astype(int) % 12, [7]) * 0.25  # fewer in August
    filled = rng.random((len(mondays), SLOTS)) < (FILLED * (1 - quiet))[:, None]
    week = np.repeat(mondays, filled.sum(axis=1))
    n = len(week)
    shares = np.array([u.share for u in stories.UNITS])
    held = pd.DataFrame(
        {
            "at": pick(rng, np.sqrt(shares), n),
            "kind": np.array(list(KINDS), dtype=object)[
                pick(rng, [k[2] for k in KINDS.values()], n)
            ],
            "reviewed_on": working(week, plus=pick(rng, np.ones(5), n)),
            "shared": (rng.random(n) * 2 - 1) * SHARED,
            "marker": [f"M{m + 1:02d}" for m in pick(rng, np.ones(MARKERS), n)],
        }
    )
    held.loc[chance(rng, NO_MARKER, n), "marker"] = ""
    held = held[(held["reviewed_on"] >= FIRST) & (held["reviewed_on"] <= LAST)]
    held = held.sort_values("reviewed_on", kind="stable", ignore_index=True)
    number = held.groupby("kind").cumcount() + 1
    code = held["kind"].map({k: v[0] for k, v in KINDS.items()})
    held["review"] = [f"{SAMPLE_PREFIX}-{c}-{n:04d}" for c, n in zip(code, number, strict=True)]
    return held.assign(unit=stories.NAMES[held["at"]], casework_type=stories.TYPES[held["at"]])


def _answers(rng: np.random.Generator, held: pd.DataFrame, questions: str) -> list[pd.DataFrame]:
    days, unit = held["reviewed_on"].to_numpy().astype("datetime64[D]"), held["at"].to_numpy()
    quality, parts = np.array([u.quality for u in stories.UNITS])[unit], []
    for place, q in enumerate(CASEWORK if questions == "Casework" else LETTERS):
        moved = {ANALYSIS: stories.PROMPT, LETTER: stories.LETTER_QUALITY}.get(q.theme)
        score = q.score + quality + held["shared"].to_numpy()
        score = score + (moved.at(days, unit) if moved else 0.0)
        rating = RATINGS[_ratings(rng, np.clip(score, 0.05, 0.98), q.applies)]
        new = days >= NEW_SET
        rows = held.assign(
            theme=q.theme,
            question=np.where(new, q.new, q.old),
            question_set=np.where(new, SETS[questions][1], SETS[questions][0]),
            rating=rating,
            place=place,
        )
        parts.append(rows[new | (q.old is not None)])
    return parts


def _ratings(rng: np.random.Generator, score: np.ndarray, applies: float) -> np.ndarray:
    """Positions in RATINGS with the expected score given (fully 1, partially 1/2, not 0)."""
    partial = np.minimum(0.38, 1.2 * np.minimum(score, 1 - score))
    weights = np.column_stack([score - partial / 2, partial, 1 - score - partial / 2]) * applies
    return pick_each(rng, np.column_stack([weights, np.full(len(score), 1 - applies)]))
