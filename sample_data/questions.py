"""The questions of the sample reviews: our own words, not the inspectorate's or the CPS's."""

from dataclasses import dataclass

from sample_data.days import day

ANALYSIS = "Case analysis and strategy"
VALUE = "Added value"
GRIP = "Grip"
VICTIMS = "Victims and witnesses"
LETTER = "Letter quality"
NEW_SET = day("2026-04-01")  # from this day the 2026 wording is used


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question: its wording in the two sets, its usual score, and how often it applies.

    old, new: None where that set does not ask it.
    """

    theme: str
    old: str | None
    new: str | None
    score: float
    applies: float = 1.0


def _same(theme: str, words: str, score: float, applies: float = 1.0) -> Question:
    return Question(theme=theme, old=words, new=words, score=score, applies=applies)


CASEWORK = (
    Question(
        theme=ANALYSIS,
        old="Does the review set out a clear case analysis?",
        new="Does the review analyse the evidence on each element of the offence?",
        score=0.61,
    ),
    Question(
        theme=ANALYSIS,
        old="Is there a case strategy?",
        new="Is there a case strategy that meets the likely defence?",
        score=0.57,
    ),
    _same(ANALYSIS, "Are the instructions to the advocate clear?", 0.60, 0.85),
    _same(VALUE, "Does the decision accord with the Code for Crown Prosecutors?", 0.94),
    _same(VALUE, "Do the charges reflect the offending and give the court enough powers?", 0.84),
    _same(VALUE, "Were the right orders on sentence sought?", 0.74, 0.45),
    _same(GRIP, "Was the decision made in time?", 0.72),
    Question(
        theme=GRIP,
        old="Was the case ready for its first hearing?",
        new="Was all preparation for the first hearing done before the day?",
        score=0.75,
        applies=0.8,
    ),
    _same(GRIP, "Was correspondence answered in time?", 0.70, 0.6),
    _same(VICTIMS, "Were special measures considered in good time?", 0.71, 0.55),
    Question(
        theme=VICTIMS,
        old="Does the review consider the victim's needs?",
        new="Does the review consider the victim's needs and views?",
        score=0.74,
        applies=0.75,
    ),
    Question(
        theme=ANALYSIS,
        old=None,
        new="Is unused material considered in the review?",
        score=0.58,
        applies=0.9,
    ),
)
LETTERS = (
    _same(LETTER, "Are the name, address, case and charges correct?", 0.82),
    _same(LETTER, "Is the letter free of slips in spelling and grammar?", 0.72),
    _same(LETTER, "Does the explanation give the specific reasons?", 0.54),
    Question(
        theme=LETTER,
        old="Is the letter in plain English?",
        new="Is the letter in plain English, with legal words explained?",
        score=0.62,
    ),
    _same(LETTER, "Does the letter show empathy?", 0.56),
    _same(LETTER, "Is it the right template, with the right to review where it applies?", 0.70),
)
SETS = {"Casework": ("Casework 2024", "Casework 2026"), "Letters": ("Letters 2024", "Letters 2026")}
